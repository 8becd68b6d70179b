import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

type Ask = (query: string, init?: RequestInit) => Promise<string>

async function aProvider(t: TestContext, env: Record<string, string> = {}): Promise<{ platform: Platform; ask: Ask }> {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST, ...env } })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask: Ask = async (query, init) => {
    const answer = await app.fetch(new Request(`${HOST}/oai?${query}`, init))
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^text\/xml/)
    return await answer.text()
  }
  return { platform, ask }
}

const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((found) => found[1] ?? '')
const errors = (xml: string) => all(xml, /<error code="(\w+)"/g)
const identifiers = (xml: string) => all(xml, /<header[^>]*><identifier>([^<]+)/g)
const deleted = (xml: string) => all(xml, /<header status="deleted"><identifier>([^<]+)/g)
const tokenIn = (xml: string) => all(xml, /<resumptionToken[^>]*>([^<]+)</g)[0] ?? null

const books = (count: number) => Array.from({ length: count }, (_, i) => aBook(String(i), `کتاب ${i}`))

test('a list comes in parts, each record once, and its tokens need no memory of ours', async (t) => {
  const { platform, ask } = await aProvider(t)
  await takeIn(platform, 'NLA:11', books(603))
  const seen: string[] = []
  let xml = await ask('verb=ListRecords&metadataPrefix=oai_dc')
  const parts = [xml]
  for (let token = tokenIn(xml); token !== null; token = tokenIn(xml)) {
    const again = `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`
    xml = await ask(again)
    assert.deepEqual(identifiers(await ask(again)), identifiers(xml), 'an answer that was lost is given again')
    parts.push(xml)
  }
  for (const part of parts) seen.push(...identifiers(part))
  assert.equal(parts.length, 3)
  assert.deepEqual([seen.length, new Set(seen).size], [603, 603])
  assert.match(parts[0]!, /completeListSize="603" cursor="0">/)
  assert.match(parts[1]!, /completeListSize="603" cursor="250">/)
  assert.match(parts[2]!, /completeListSize="603" cursor="500"><\/resumptionToken>/)
  const headers = identifiers(await ask('verb=ListIdentifiers&metadataPrefix=mods'))
  assert.deepEqual(headers.sort(), seen.sort())
})

test('GET and POST answer the same', async (t) => {
  const { platform, ask } = await aProvider(t)
  await takeIn(platform, 'NLA:11', books(2))
  const query = 'verb=ListRecords&metadataPrefix=marcxml'
  const posted = await ask('', {
    method: 'POST',
    body: query,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(posted, await ask(query))
  assert.deepEqual(errors(await ask('', { method: 'POST', body: '{"verb":"Identify"}' })), ['badVerb'])
})

test('an incremental harvest hears of changes and deletions, and nobody hears of what never was public', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST }, now: () => now })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask = async (query: string) => (await app.fetch(new Request(`${HOST}/oai?${query}`))).text()
  await takeIn(platform, 'NLA:11', books(3))
  const first = await ask('verb=ListRecords&metadataPrefix=oai_dc')
  assert.equal(identifiers(first).length, 3)
  const [from] = all(first, /<responseDate>([^<]+)/g)
  now = new Date('2026-11-22T09:00:00Z')
  assert.deepEqual(
    errors(await ask(`verb=ListRecords&metadataPrefix=oai_dc&from=${now.toISOString().slice(0, 19)}Z`)),
    ['noRecordsMatch'],
  )
  const [gone] = await platform.db
    .selectFrom('catalogue.record')
    .select(['id', 'edition_id'])
    .where('control_number', '=', '1')
    .execute()
  await suppressRecord(platform, SYSTEM, { id: gone!.id, isSuppressed: true })
  await takeIn(platform, 'NLA:11', [aBook('2', 'کتاب دیگر'), aBook('7', 'کتاب تازه')])
  const second = await ask('verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-22T08:00:01Z')
  assert.equal(identifiers(second).length, 3)
  assert.deepEqual(deleted(second), [`oai:peyvand.test:${gone!.edition_id}`])
  assert.ok(identifiers(await ask(`verb=ListRecords&metadataPrefix=oai_dc&from=${from}`)).length >= 3)
  assert.equal(identifiers(await ask('verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-22T08:30:00Z')).length, 1)
  const one = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:peyvand.test:${gone!.edition_id}`)
  assert.deepEqual(deleted(one), [`oai:peyvand.test:${gone!.edition_id}`])
  assert.match(one, /<setSpec>NLA<\/setSpec><setSpec>NLA:11<\/setSpec>/)
})

test('sets are networks and their libraries; what leaves one is deleted there and stays elsewhere', async (t) => {
  const { platform, ask } = await aProvider(t)
  const shared = (number: string) => aBook(number, 'بوستان', '020 ## $a9789640000007', '035 ## $a(OCoLC)77')
  await takeIn(platform, 'NLA:11', [shared('1'), aBook('2', 'گلستان')])
  await takeIn(platform, 'AQR:31', [shared('9')])
  const sets = all(await ask('verb=ListSets'), /<setSpec>([^<]+)/g)
  assert.deepEqual(sets.toSorted(), ['AQR', 'AQR:31', 'NLA', 'NLA:11', 'NLA:12', 'NLA:21'])
  const of = async (set: string) => await ask(`verb=ListRecords&metadataPrefix=marcxml&set=${set}`)
  assert.equal(identifiers(await of('NLA')).length, 2)
  assert.equal(identifiers(await of('NLA:11')).length, 2)
  assert.equal(identifiers(await of('AQR:31')).length, 1)
  for (const set of ['NLA:12', 'XYZ', 'NLA:99', 'NLA:~zz', 'A:B:C'])
    assert.deepEqual(errors(await of(set)), ['noRecordsMatch'], set)
  const [own] = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', '9')
    .execute()
  await suppressRecord(platform, SYSTEM, { id: own!.id, isSuppressed: true })
  const left = await of('AQR')
  assert.equal(deleted(left).length, 1)
  assert.deepEqual(all(left, /<setSpec>([^<]+)/g), ['AQR'])
  assert.deepEqual(deleted(await of('NLA')), [])
})

test('what is wrong is said in the words of the protocol', async (t) => {
  const { platform, ask } = await aProvider(t)
  assert.deepEqual(errors(await ask('verb=ListRecords&metadataPrefix=oai_dc')), ['noRecordsMatch'])
  await takeIn(platform, 'NLA:11', books(260))
  const token = tokenIn(await ask('verb=ListRecords&metadataPrefix=oai_dc'))!
  for (const [query, code] of [
    ['verb=ListRecords&metadataPrefix=ead', 'cannotDisseminateFormat'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:peyvand.test:none', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%FF', 'idDoesNotExist'],
    [
      'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.test:0199aaaa-0000-7000-8000-000000000001',
      'idDoesNotExist',
    ],
    ['verb=ListMetadataFormats&identifier=oai:peyvand.test:0199aaaa-0000-7000-8000-000000000001', 'idDoesNotExist'],
    ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=x', 'badResumptionToken'],
    [`verb=ListIdentifiers&resumptionToken=${token}`, 'badResumptionToken'],
    [`verb=ListRecords&resumptionToken=${token.replace('oai_dc', 'mods')}`, 'badResumptionToken'],
    ['verb=Fly', 'badVerb'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-22&until=2026-11-21', 'badArgument'],
  ] as const) {
    const xml = await ask(query)
    assert.deepEqual(errors(xml), [code], query)
    if (code === 'badVerb' || code === 'badArgument') assert.match(xml, /<request>https:\/\/peyvand\.test\/oai</)
  }
})

test('what no XML can hold never breaks an answer', async (t) => {
  const { platform, ask } = await aProvider(t)
  await takeIn(platform, 'NLA:11', [
    aBook('1', 'بو\u0001ست\u000bان\uffff]]>&<سعدی>', '500 ## $a\u0008x\ufffe', '520 ## $a<!-- <![CDATA[ &nbsp; '),
  ])
  for (const prefix of ['oai_dc', 'marcxml', 'mods']) {
    const xml = await ask(`verb=ListRecords&metadataPrefix=${prefix}`)
    assert.match(xml, /بو ?ست ?ان\]\]&gt;&amp;&lt;سعدی&gt;/)
    assert.doesNotMatch(xml, /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/)
  }
})

test('programs are told their pace, and too many are asked to wait in a sentence', async (t) => {
  const { platform } = await aProvider(t, { PEYVAND_BEHIND_PROXY: 'yes' })
  const app = createApp(platform, { protocols: PROTOCOLS })
  const ask = (path: string, address: string) =>
    app.fetch(new Request(`${HOST}${path}`, { headers: { 'x-forwarded-for': address, 'accept-language': 'en' } }))
  const first = await ask('/oai?verb=Identify', '10.0.0.1')
  assert.equal(first.headers.get('ratelimit-policy'), '"address";q=240;w=24')
  assert.equal(first.headers.get('ratelimit'), '"address";r=239;t=1')
  let last = first
  for (let i = 0; i < 240; i++) last = await ask('/api/networks', '10.0.0.1')
  assert.equal(last.status, 429)
  assert.match(last.headers.get('retry-after') ?? '', /^\d+$/)
  assert.match(((await last.json()) as { message: string }).message, /Try again in 1 second\./)
  const text = await ask('/oai?verb=Identify', '10.0.0.1')
  assert.deepEqual(
    [text.status, (await text.text()).trim()],
    [429, 'This key or address has sent more requests than it may. Try again in 1 second.'],
  )
  assert.equal((await ask('/oai?verb=Identify', '10.0.0.2')).status, 200)
  const typing = { 'x-forwarded-for': '10.0.0.1', 'sec-fetch-site': 'same-origin' }
  const own = await app.fetch(new Request(`${HOST}/api/networks`, { headers: typing }))
  assert.equal(own.status, 200, 'people who type are not programs')
})
