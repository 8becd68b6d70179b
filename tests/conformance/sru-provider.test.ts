import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

type Ask = (params: Record<string, string>, init?: RequestInit) => Promise<string>

const dated = (number: string, title: string, year: number, ...lines: string[]) =>
  aRecord([`001=${number}`, `008=250903s${year}    ir a          000 0 per d`, `245 10 $a${title}`, ...lines])

const BOOKS = [
  dated('1', 'شاهنامه', 2003, '100 1  $aفردوسی، ابوالقاسم', '650  4 $aشعر فارسی', '020    $a9789644484995'),
  dated('2', 'تاریخ ایران باستان', 2011, '100 1  $aپیرنیا، حسن', '650  4 $aایران -- تاریخ'),
  dated('3', 'تاریخ هنر در ایران', 1996, '100 1  $aفردوسی، علی', '650  4 $aهنر'),
  dated('4', 'کتاب‌های داستان کودکان', 2021, '100 1  $aرضایی، مریم', '650  4 $aداستان'),
]

async function aServer(t: TestContext, env: Record<string, string> = {}): Promise<{ platform: Platform; ask: Ask }> {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST, ...env } })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask: Ask = async (params, init) => {
    const answer = await app.fetch(new Request(`${HOST}/sru?${new URLSearchParams(params)}`, init))
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^(text\/xml|application\/sru\+xml)/)
    return await answer.text()
  }
  return { platform, ask }
}

async function aShelf(t: TestContext) {
  const server = await aServer(t)
  await takeIn(server.platform, 'NLA:11', BOOKS)
  await takeIn(server.platform, 'AQR:31', BOOKS.slice(0, 1))
  await server.platform.search.ready(INDEX_NAME)
  return server
}

const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((found) => found[1] ?? '')
const total = (xml: string) => Number(/<numberOfRecords>(\d+)/.exec(xml)?.[1])
const titles = (xml: string) => all(xml, /<datafield tag="245"[^>]*>\s*<subfield code="a">([^<]+)/g)
const diagnostics = (xml: string) => all(xml, /<uri>info:srw\/diagnostic\/1\/(\d+)<\/uri>/g).map(Number)

test('queries find what they say', async (t) => {
  const { ask } = await aShelf(t)
  const found = async (query: string) =>
    titles(await ask({ version: '1.2', operation: 'searchRetrieve', query, sortKeys: 'title' })).join(' · ')
  const [book, ancient, art, stories] = ['شاهنامه', 'تاریخ ایران باستان', 'تاریخ هنر در ایران', 'کتاب‌های داستان کودکان']
  const expected: Record<string, string> = {
    شاهنامه: book!,
    'dc.title = شاهنامه': book!,
    'عنوان = "شاهنامة"': book!,
    'dc.title = "تاریخ ایران"': ancient!,
    'dc.title = تاریخ ایران': `${ancient} · ${art}`,
    'dc.title all "ايران تاريخ"': `${ancient} · ${art}`,
    'dc.title any "شاهنامه باستان"': `${ancient} · ${book}`,
    'dc.title adj "ایران باستان"': ancient!,
    'dc.title == "تاریخ ایران"': '',
    'dc.title == "تاریخ ایران باستان"': ancient!,
    'dc.title = "^تاریخ ایران"': ancient!,
    'dc.title = "باست*"': ancient!,
    'dc.title = "هن?"': art!,
    'dc.title = "باست\\*"': '',
    'dc.creator = فردوسی': `${art} · ${book}`,
    'dc.creator = فردوسی and dc.title = تاریخ': art!,
    'dc.creator = فردوسی not dc.title = تاریخ': book!,
    'dc.title = (هنر or باستان)': `${ancient} · ${art}`,
    'dc.title=تاریخ prox/distance<=2 dc.title=ایران': ancient!,
    'dc.title=تاریخ prox/distance<=۳ dc.title=ایران': `${ancient} · ${art}`,
    'dc.title=ایران prox/ordered dc.title=تاریخ': '',
    'dc.date = ۱۳۸۲': book!,
    'dc.date = 2003': book!,
    'dc.date < 1380': art!,
    'dc.date within "1382 1390"': `${ancient} · ${book}`,
    'dc.language = fa and dc.title = هنر': art!,
    'bath.isbn = "978-964-448-499-5"': book!,
    'peyvand.network = AQR': book!,
    'peyvand.library = "NLA:11" and dc.subject = هنر': art!,
    'cql.allRecords = 1 not dc.title = تاریخ': `${book} · ${stories}`,
    '> x="info:srw/cql-context-set/1/dc-v1.1" x.title = هنر': art!,
    'کتابهای داستان': stories!,
  }
  const got: Record<string, string> = {}
  for (const query of Object.keys(expected)) got[query] = await found(query)
  assert.deepEqual(got, expected)
})

test('what was catalogued in Latin letters is found by its title and author in Arabic script', async (t) => {
  const { platform, ask } = await aServer(t)
  await takeIn(platform, 'NLA:11', [dated('1', 'Būstān', 2003, '100 1  $aSaʻdī')])
  await platform.search.ready(INDEX_NAME)
  const found = async (query: string) => titles(await ask({ version: '1.2', operation: 'searchRetrieve', query }))
  assert.deepEqual(await found('dc.title = بوستان and dc.creator = سعدی'), ['Būstān'])
  assert.deepEqual(await found('dc.title == بوستان'), [], 'the very words are those of the record')
  assert.deepEqual(await found('dc.title == Būstān'), ['Būstān'])
})

test('what cannot be asked is told as its diagnostic', async (t) => {
  const { ask } = await aShelf(t)
  const expected: Record<string, number> = {
    'dc.title =': 10,
    '(a': 13,
    '"a': 14,
    'x.title = a': 15,
    '> x="urn:nobody" x.title = a': 15,
    'dc.nothing = a': 16,
    'dc.title encloses a': 19,
    'dc.title my.near a': 19,
    'dc.title =/fuzzy a': 20,
    'dc.title =/stem=1 a': 20,
    'dc.title > a': 22,
    'dc.title = ""': 27,
    'dc.language = f*': 28,
    'dc.title = "*a*b*c*d*e*f*g*h*"': 30,
    'dc.title = "a ^b"': 32,
    'a* prox b': 33,
    '^a prox b': 34,
    'dc.date = spring': 36,
    'dc.date within 1382': 36,
    '(a or b) prox c': 39,
    'dc.title = a prox dc.creator = b': 39,
    'a prox/distance>3 b': 40,
    'a prox/distance<1 b': 41,
    'a prox/unit=sentence b': 42,
    'a and/rel.combine=sum b': 46,
    'cql.resultSetId = x': 50,
    'rec.id > x': 22,
    'rec.id = x*': 28,
    'a sortBy dc.creator': 82,
    'a sortBy dc.title title': 85,
    'a sortBy dc.title/sort.respectCase': 91,
    'a sortBy dc.date/sort.missingValue=1380': 92,
    'dc.title = "a b" prox dc.title = c prox dc.title = d': 44,
  }
  const got: Record<string, number | undefined> = {}
  for (const query of Object.keys(expected)) {
    for (const version of ['1.2', '2.0']) {
      const xml = await ask({ version, query, ...(version === '1.2' ? { operation: 'searchRetrieve' } : {}) })
      assert.equal(total(xml), 0)
      const [first, second] = diagnostics(xml)
      assert.equal(second, undefined)
      got[query] = first
      assert.equal(first, expected[query], query)
    }
  }
  assert.deepEqual(got, expected)
})

const REQUESTS: readonly [Record<string, string>, number][] = [
  [{ operation: 'destroy' }, 4],
  [{ version: '3.1', query: 'a' }, 5],
  [{ query: 'a', maximumRecords: 'many' }, 6],
  [{ query: 'a', startRecord: '0' }, 6],
  [{ query: 'a', resultSetTTL: 'long' }, 6],
  [{ query: 'a', facetLimit: 'x' }, 6],
  [{ operation: 'searchRetrieve', version: '1.1' }, 7],
  [{ operation: 'scan', version: '1.1' }, 7],
  [{ query: 'a', colour: 'red' }, 8],
  [{ query: 'a', queryType: 'rpn' }, 11],
  [{ query: 'تاریخ', startRecord: '9' }, 61],
  [{ query: 'تاریخ', startRecord: '2000000000' }, 61],
  [{ query: 'تاریخ sortBy peyvand.newest', startRecord: '2000000000' }, 61],
  [{ query: 'a', recordSchema: 'tiff' }, 66],
  [{ query: 'a', recordXMLEscaping: 'zip' }, 71],
  [{ version: '1.1', operation: 'searchRetrieve', query: 'a', recordPacking: 'zip' }, 71],
  [{ version: '1.1', operation: 'searchRetrieve', query: 'a', recordXPath: '/a' }, 72],
  [{ scanClause: 'dc.title = a', responsePosition: '90' }, 120],
  [{ scanClause: 'dc.publisher = a' }, 16],
  [{ scanClause: 'a or b' }, 10],
]

test('a faulty request is told its diagnostic', async (t) => {
  const { ask } = await aShelf(t)
  for (const [params, number] of REQUESTS) {
    assert.deepEqual(diagnostics(await ask(params)), [number], JSON.stringify(params))
  }
  const soap = await ask({}, { method: 'POST', body: '<Envelope/>', headers: { 'content-type': 'text/xml' } })
  assert.deepEqual(diagnostics(soap), [4])
})

test('an edition is one record with all its holders, in every schema and packing', async (t) => {
  const { ask } = await aShelf(t)
  const xml = await ask({ version: '1.1', operation: 'searchRetrieve', query: 'شاهنامه' })
  const id = /<controlfield tag="001">([^<]+)/.exec(xml)?.[1] ?? ''
  assert.deepEqual(all(xml, /<datafield tag="852"[^>]*>\s*<subfield code="a">([^<]+)/g).sort(), ['AQR:31', 'NLA:11'])
  assert.match(
    xml,
    /<recordSchema>info:srw\/schema\/1\/marcxml-v1.1<\/recordSchema><recordPacking>xml<\/recordPacking>/,
  )
  assert.equal(total(await ask({ query: `rec.id = ${id}` })), 1)
  assert.equal(total(await ask({ query: `rec.id any "${id} nonsense"` })), 1)
  const schema = (recordSchema: string) => ask({ query: 'شاهنامه', recordSchema })
  assert.match(await schema('mods'), /<mods xmlns="http:\/\/www.loc.gov\/mods\/v3"/)
  assert.match(await schema('dc'), /<srw_dc:dc [^>]+><dc:title>شاهنامه/)
  assert.match(await schema('oai_dc'), /<oai_dc:dc /)
  const escaped = await ask({ query: 'شاهنامه', recordXMLEscaping: 'string' })
  assert.match(escaped, /<recordXMLEscaping>string<\/recordXMLEscaping><recordData>&lt;record xmlns=/)
})

test('a list is read in parts, in the order asked for', async (t) => {
  const { ask } = await aShelf(t)
  const query = 'cql.allRecords = 1 sortBy dc.date/sort.descending'
  const first = await ask({ query, maximumRecords: '3' })
  assert.deepEqual([total(first), titles(first).length], [4, 3])
  assert.match(first, /<recordPosition>3<\/recordPosition><\/record><\/records><nextRecordPosition>4</)
  const rest = await ask({ query, startRecord: '4', maximumRecords: '3' })
  assert.deepEqual(titles(rest), ['تاریخ هنر در ایران'])
  assert.doesNotMatch(rest, /nextRecordPosition/)
  const beyond = await ask({ query, startRecord: '5' })
  assert.deepEqual([total(beyond), diagnostics(beyond)], [4, [61]])
  const greedy = await ask({ query, maximumRecords: '2000000000', resultSetTTL: '300' })
  assert.deepEqual([total(greedy), titles(greedy).length, /resultSetId/.test(greedy)], [4, 4, false])
  const none = await ask({ query, maximumRecords: '0' })
  assert.deepEqual([total(none), titles(none)], [4, []])
})

test('version 2.0 counts facets, takes plain terms and says that its counts are exact', async (t) => {
  const { ask } = await aShelf(t)
  const xml = await ask({ query: 'dc.title = تاریخ', facetLimit: '5:dc.creator,2:peyvand.network' })
  assert.match(xml, /<resultCountPrecision>info:srw\/vocabulary\/resultCountPrecision\/1\/exact</)
  assert.deepEqual(all(xml, /<index>([^<]+)<\/index><terms>/g), ['dc.creator', 'peyvand.network'])
  const [query = ''] = all(xml, /<query>([^<]+)<\/query><count>/g)
  assert.equal(total(await ask({ query: `dc.title = تاریخ and ${query.replaceAll('&quot;', '"')}` })), 1)
  assert.equal(total(await ask({ query: 'ایران -هنر', queryType: 'searchTerms' })), 1)
  assert.doesNotMatch(await ask({ query: 'ایران' }), /facetedResults/)
})

test('terms are scanned, each with how many public editions have it', async (t) => {
  const { platform, ask } = await aShelf(t)
  const scan = async (scanClause: string, more: Record<string, string> = {}) => {
    const xml = await ask({ version: '1.2', operation: 'scan', scanClause, ...more })
    const counts = all(xml, /<numberOfRecords>(\d+)/g)
    return all(xml, /<value>([^<]+)<\/value><numberOfRecords>/g).map((value, i) => `${value} ${counts[i]}`)
  }
  assert.deepEqual(await scan('dc.title = ت'), [
    'تاریخ ایران باستان 1',
    'تاریخ هنر در ایران 1',
    'شاهنامه 1',
    'کتاب‌های داستان کودکان 1',
  ])
  assert.deepEqual(await scan('عنوان = "شاهنامه"', { maximumTerms: '2', responsePosition: '2' }), [
    'تاریخ هنر در ایران 1',
    'شاهنامه 1',
  ])
  assert.deepEqual(await scan('dc.title = "شاهنامه"', { maximumTerms: '1', responsePosition: '0' }), [
    'کتاب‌های داستان کودکان 1',
  ])
  assert.equal((await scan('dc.subject = ""')).length, 4)
  const { rows } = await hide(platform, 'هنر')
  assert.equal(rows, 1)
  assert.equal((await scan('dc.subject = ""')).length, 3)
  assert.equal(total(await ask({ query: 'dc.title = هنر' })), 0)
})

async function hide(platform: Platform, word: string): Promise<{ rows: number }> {
  const { hits } = await platform.search.index(INDEX_NAME).search({ text: word })
  const records = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where(
      'edition_id',
      'in',
      hits.map((hit) => hit.id),
    )
    .execute()
  for (const { id } of records) await suppressRecord(platform, SYSTEM, { id, isSuppressed: true })
  await platform.search.ready(INDEX_NAME)
  return { rows: records.length }
}

test('explain tells the indexes and schemas, by any road', async (t) => {
  const { ask } = await aServer(t)
  for (const params of [{}, { operation: 'explain', version: '1.1' }, { version: '2.0' }] as Record<string, string>[]) {
    const xml = await ask(params)
    assert.match(xml, /<explain xmlns="http:\/\/explain.z3950.org\/dtd\/2.0\/"/)
    assert.match(xml, /<name set="dc">title<\/name>/)
  }
})

test('every index that explain tells can be asked', async (t) => {
  const { ask } = await aShelf(t)
  const told = [...(await ask({})).matchAll(/<name set="(\w+)">(\w+)<\/name>/g)].map(
    ([, set, name]) => `${set}.${name}`,
  )
  assert.ok(told.length > 40)
  for (const index of told) {
    for (const relation of ['=', '==', '<>', 'any']) {
      const asked = `${index} ${relation} 1382`
      const found = diagnostics(await ask({ query: asked }))
      assert.deepEqual(found, [], asked)
    }
  }
})

test('extension parameters come back, a stylesheet is passed over, POST answers like GET', async (t) => {
  const { ask } = await aShelf(t)
  const asked = { version: '1.2', operation: 'searchRetrieve', query: 'هنر', 'x-trace': '<7>', stylesheet: '/a.xsl' }
  const xml = await ask(asked)
  assert.match(xml, /<parameter xmlns="urn:x-peyvand:sru:1" name="x-trace">&lt;7&gt;<\/parameter>/)
  assert.doesNotMatch(xml, /xml-stylesheet/)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal(await ask({}, { method: 'POST', body: new URLSearchParams(asked).toString(), headers }), xml)
})
