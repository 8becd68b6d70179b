import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { readXml } from '#lib/xml/read-xml.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

type Ask = (query: string, init?: RequestInit) => Promise<{ status: number; xml: string; headers: Headers }>

async function aServer(t: TestContext, env: Record<string, string> = {}): Promise<Ask> {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST, ...env } })
  await takeIn(platform, 'NLA:11', [aBook('1', 'شاهنامه'), aBook('2', 'تاریخ هنر')])
  await platform.search.ready('catalogue')
  const app = createApp(platform, { protocols: PROTOCOLS })
  return async (query, init) => {
    const answer = await app.fetch(new Request(`${HOST}/sru?${query}`, init))
    return { status: answer.status, xml: await answer.text(), headers: answer.headers }
  }
}

const diagnostics = (xml: string) =>
  [...xml.matchAll(/<uri>info:srw\/diagnostic\/1\/(\d+)</g)].map((one) => Number(one[1]))
const isWellFormed = (xml: string) => readXml(xml, { open() {}, close() {}, text() {} })
const query = (text: string) => `query=${encodeURIComponent(text)}`

const HOSTILE: readonly (readonly [string, string, number | null])[] = [
  ['parentheses without end', '('.repeat(30_000), 13],
  ['nesting that closes', `${'('.repeat(9000)}a${')'.repeat(9000)}`, 13],
  ['thousands of terms', 'a or '.repeat(9000), 38],
  ['a term of 49,000 letters', 'ک'.repeat(49_000), null],
  ['a query that is too long', 'a'.repeat(60_000), 12],
  ['a null', 'a\u0000b', 10],
  ['an escape character', '\u001b[31m', 10],
  ['half of a pair', 'a\ud800', null],
  ['letters that turn the line', '\u202e عنوان \u2066 = \u2069 "\u200f"', null],
  ['markup', '"]]></query><script>alert(1)</script>', 14],
  ['markup in quotes', '"]]></query><script>alert(1)</script>"', null],
  ['a thousand stars', `"${'*'.repeat(1000)}"`, 30],
  ['eight stars', '"*a*b*c*d*e*f*g*h"', null],
  ['a prefix of objects', '> __proto__ = "x" __proto__.title = a', 15],
  ['an index of objects', 'constructor = a', 16],
  ['a set of objects', 'constructor.title = a', 15],
  ['a relation of objects', 'dc.title cql.constructor a', 19],
  ['a language of objects', 'dc.language = constructor', null],
  ['a kind of objects', 'dc.type = constructor', null],
  ['an endless distance', 'a prox/distance<=999999999999 b', 41],
  ['a library of nobody', 'peyvand.library = "\' or 1=1 --"', null],
  ['a year before years', 'dc.date = 0', 36],
]

test('hostile queries are answered with a diagnostic or nothing found', async (t) => {
  const ask = await aServer(t)
  for (const [what, text, number] of HOSTILE) {
    for (const way of ['get', 'post'] as const) {
      const sent = `version=1.2&operation=searchRetrieve&${query(text.toWellFormed())}`
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const { status, xml } = await (way === 'get' ? ask(sent) : ask('', { method: 'POST', body: sent, headers }))
      assert.equal(status, 200, what)
      isWellFormed(xml)
      assert.doesNotMatch(xml, /<script>/)
      assert.deepEqual(diagnostics(xml), number === null ? [] : [number], what)
    }
  }
})

test('hostile requests are answered, or refused before they are read', async (t) => {
  const ask = await aServer(t)
  for (const sent of [
    'query=%FF%FE',
    'query=a&query=b',
    'query[]=a',
    `${'x-a=b&'.repeat(5000)}query=a`,
    `x-${'a'.repeat(9000)}=b&query=a`,
    'query=a&version=1.2%0d%0aSet-Cookie:a=b&recordSchema=../../etc/passwd',
    'query=a&startRecord=-1',
    'query=a&startRecord=99999999999999999999',
    'query=a&maximumRecords=1e9',
    'query=a&facetLimit=1:__proto__',
    'query=a&facetLimit=1:constructor',
    'operation=toString',
    '__proto__=a',
    'scanClause=%00',
    'scanClause=dc.title%3D%22%22',
    `scanClause=${'('.repeat(2000)}`,
  ]) {
    const { status, xml, headers } = await ask(sent)
    assert.equal(status, 200, sent.slice(0, 80))
    isWellFormed(xml)
    assert.equal(headers.get('set-cookie'), null)
  }
  const body = `query=${'a'.repeat(2_000_000)}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }
  assert.equal((await ask('', { method: 'POST', body, headers })).status, 413)
  const bomb = '<!DOCTYPE a [<!ENTITY b "bbb">]><Envelope>&b;</Envelope>'
  const soap = await ask('', { method: 'POST', body: bomb, headers: { 'content-type': 'application/soap+xml' } })
  assert.deepEqual(diagnostics(soap.xml), [4])
})

test('any parameters at all are answered with well-formed XML', async (t) => {
  const ask = await aServer(t)
  const words = fc.constantFrom(
    'dc.title',
    '=',
    'any',
    '"هنر"',
    'هنر',
    '(',
    ')',
    'and',
    'prox',
    '/',
    '>',
    'sortBy',
    '*',
    '^',
    '\\',
    '"',
    'rec.id',
    'dc.date',
    '1382',
    'cql.allRecords',
  )
  const cql = fc.oneof(
    fc.array(words, { maxLength: 10 }).map((all) => all.join(' ')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const name = fc.constantFrom(
    'version',
    'operation',
    'query',
    'scanClause',
    'queryType',
    'startRecord',
    'maximumRecords',
    'recordSchema',
    'recordPacking',
    'recordXMLEscaping',
    'sortKeys',
    'facetLimit',
    'responsePosition',
    'maximumTerms',
    'x-y',
  )
  const value = fc.oneof(
    cql,
    fc.constantFrom(
      '1.1',
      '1.2',
      '2.0',
      'searchRetrieve',
      'scan',
      'explain',
      'cql',
      'searchTerms',
      '1',
      '3',
      'mods',
      'dc',
      'string',
      'xml',
      'title,,0',
      '2:dc.subject',
    ),
  )
  const params = fc.tuple(fc.array(fc.tuple(name, value), { maxLength: 5 }), cql)
  await fc.assert(
    fc.asyncProperty(params, async ([more, text]) => {
      const sent = new URLSearchParams([...more, ['query', text]].map(([a, b]) => [a!, b!.toWellFormed()]))
      const { status, xml } = await ask(sent.toString())
      assert.equal(status, 200)
      isWellFormed(xml)
      assert.match(xml, /<\/(\w+:)?(searchRetrieve|scan|explain)Response>\s*$/)
    }),
    { numRuns: 300 },
  )
})

test('whoever asks too often is told when to come again', async (t) => {
  const ask = await aServer(t, { PEYVAND_RATE_LIMITS: 'yes', PEYVAND_BEHIND_PROXY: 'yes' })
  const from = { headers: { 'x-forwarded-for': '192.0.2.7' } }
  const answers = []
  for (let i = 0; i < 241; i++) answers.push(await ask('operation=nothing&version=1.2', from))
  const [first, last] = [answers[0]!, answers[240]!]
  assert.deepEqual([first.status, answers[239]!.status, last.status], [200, 200, 429])
  assert.equal(last.headers.get('retry-after'), '1')
  assert.match(last.xml, /۱ ثانیهٔ دیگر دوباره تلاش کنید/)
  isWellFormed(last.xml)
  assert.match(last.headers.get('content-type') ?? '', /^text\/xml/)
  assert.match(last.xml, /<uri>info:srw\/diagnostic\/1\/2<\/uri><details>[^<]+<\/details>/)
  const search = await ask('version=1.2&operation=searchRetrieve&query=a', from)
  assert.match(search.xml, /<searchRetrieveResponse [^>]+><version>1.2<\/version><numberOfRecords>0</)
  const form = { ...from.headers, 'content-type': 'application/x-www-form-urlencoded' }
  const posted = await ask('', { method: 'POST', body: 'query=a', headers: form })
  assert.deepEqual([posted.status, /diagnostic\/1\/2</.test(posted.xml)], [429, true])
})
