import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

const HOST = 'https://peyvand.test'

async function aCatalogue(t: TestContext) {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: HOST } })
  await takeIn(platform, 'NLA:11', [
    aBook('1', 'بوستان', '100 1# $aسعدی، مصلح بن عبدالله', '020 ## $a9789640000007'),
    aBook('2', 'گلستان <&>'),
  ])
  const { app } = doorsOf(platform)
  const ask = async (path: string) => {
    const answer = await app.fetch(new Request(`${HOST}${path}`))
    const bytes = Buffer.from(await answer.arrayBuffer())
    const isGzip = answer.headers.get('content-type') === 'application/gzip'
    return {
      status: answer.status,
      headers: answer.headers,
      text: (isGzip ? gunzipSync(bytes) : bytes).toString('utf8'),
    }
  }
  return { platform, ask, ids: await editionIds(platform) }
}

async function editionIds(platform: Platform): Promise<Record<string, string>> {
  const rows = await platform.db.selectFrom('catalogue.record').select(['control_number', 'edition_id']).execute()
  return Object.fromEntries(rows.map((row) => [row.control_number, row.edition_id]))
}

const locs = (xml: string) => [...xml.matchAll(/<loc>([^<]+)</g)].map((found) => found[1] ?? '')

test('the sitemap names every public edition and library in both languages, and robots.txt names it', async (t) => {
  const { platform, ask, ids } = await aCatalogue(t)
  const [hidden] = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', '2')
    .execute()
  await suppressRecord(platform, SYSTEM, { id: hidden!.id, isSuppressed: true })
  assert.match((await ask('/robots.txt')).text, /^Sitemap: https:\/\/peyvand\.test\/sitemap\.xml$/m)
  const index = locs((await ask('/sitemap.xml')).text)
  assert.equal(index.length, 2)
  const parts = await Promise.all(index.map((address) => ask(address.slice(HOST.length))))
  const pages = parts.flatMap((part) => locs(part.text))
  for (const path of [
    `/editions/${ids[1]}`,
    `/en/editions/${ids[1]}`,
    '/libraries/NLA/11',
    '/en/libraries/AQR/31',
    '/en',
  ]) {
    assert.ok(pages.includes(HOST + path), path)
  }
  assert.ok(!pages.some((page) => page.endsWith(ids[2]!)), 'what is hidden stays so')
  assert.match(parts[1]!.text, /hreflang="en" href="https:\/\/peyvand\.test\/en\/editions\//)
  assert.equal((await ask('/sitemaps/editions-x.xml.gz')).status, 404)
  assert.equal((await ask('/sitemaps/editions-0.xml.gz')).status, 404)
})

test('browsers learn how to search, in the language of the page', async (t) => {
  const { platform, ask } = await aCatalogue(t)
  await platform.search.ready(INDEX_NAME)
  assert.match((await ask('/en')).text, /<link rel="search" [^>]*href="\/en\/opensearch\.xml"/)
  const described = await ask('/en/opensearch.xml')
  assert.match(described.headers.get('content-type') ?? '', /^application\/opensearchdescription\+xml/)
  assert.match(described.text, /template="https:\/\/peyvand\.test\/en\/search\?q=\{searchTerms\}"/)
  const [q, words] = JSON.parse((await ask(`/opensearch/suggestions?q=${encodeURIComponent('بوس')}`)).text)
  assert.equal(q, 'بوس')
  assert.ok(
    words.some((word: string) => word.includes('بوستان')),
    words.join(),
  )
  assert.deepEqual(JSON.parse((await ask('/opensearch/suggestions')).text), ['', [], [], []])
})

test('an edition is taken away in five forms, by its address and by unAPI', async (t) => {
  const { ask, ids } = await aCatalogue(t)
  for (const [name, type, words] of [
    ['marcxml', 'application/marcxml+xml', /<subfield code="a">\(NLA:11\)1<\/subfield>/],
    ['mods', 'application/mods+xml', /<mods xmlns="http:\/\/www\.loc\.gov\/mods\/v3"/],
    ['dc', 'application/xml', /<dc:title>بوستان<\/dc:title>/],
    ['bibtex', 'application/x-bibtex', /^@book\{/],
    ['ris', 'application/x-research-info-systems', /^TY {2}- BOOK\r\n/],
  ] as const) {
    const answer = await ask(`/editions/${ids[1]}/${name}`)
    assert.equal(answer.status, 200, name)
    assert.ok(answer.headers.get('content-type')?.startsWith(type), name)
    assert.match(answer.text, words, name)
    const same = await ask(`/unapi?id=urn:uuid:${ids[1]}&format=${name}`)
    assert.equal(same.text, answer.text)
  }
  assert.equal((await ask(`/editions/${ids[1]}/docx`)).status, 404)
  assert.equal((await ask('/editions/none/mods')).status, 404)
  assert.equal((await ask(`/unapi?id=urn:uuid:${ids[1]}`)).status, 300)
  assert.equal((await ask('/unapi')).status, 200)
  assert.equal((await ask(`/unapi?id=urn:uuid:${ids[1]}&format=docx`)).status, 406)
  assert.equal((await ask('/unapi?id=urn:uuid:none&format=mods')).status, 404)
  assert.equal((await ask('/unapi?id=%00&format=mods')).status, 404)
})

test('an edition’s page tells machines what it is and where it is had in other forms', async (t) => {
  const { ask, ids } = await aCatalogue(t)
  const { text } = await ask(`/editions/${ids[1]}`)
  assert.match(text, new RegExp(`<link rel="alternate" type="application/x-bibtex" href="/editions/${ids[1]}/bibtex"`))
  assert.match(text, /<link rel="unapi-server" type="application\/xml" href="\/unapi"/)
  const coins = /class="Z3988" title="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.equal(new URLSearchParams(coins).get('rft.btitle'), 'بوستان')
  assert.equal(new URLSearchParams(coins).get('rft.au'), 'سعدی، مصلح بن عبدالله')
  assert.match(text, new RegExp(`class="unapi-id" title="urn:uuid:${ids[1]}"`))
})
