import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

test('the catalogue behind /api: an answer for each status', async (t) => {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: 'https://peyvand.test' } })
  await takeIn(platform, 'NLA:11', [
    aBook('1', 'بوستان', '020 ## $a9789640000014', '100 1# $aسعدی، مصلح بن عبدالله'),
    aBook('2', 'گلستان', '852 ## $p1001$hPIR5203'),
  ])
  await takeIn(platform, 'NLA:21', [aBook('9', 'بوستان', '020 ## $a9789640000014')])
  await platform.search.ready('catalogue')
  const { app } = doorsOf(platform)
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await app.fetch(new Request(`https://peyvand.test${encodeURI(path)}`, init))
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }

  await t.test('200: a search has the total, hits and facets, in any spelling', async () => {
    const { status, body, headers } = await ask('/api/catalogue/search?q=بوستان&limit=5', {
      headers: { origin: 'https://elsewhere.test' },
    })
    assert.equal(status, 200)
    assert.equal(body.total, 1)
    const [{ id, title, authors, year, libraries }] = body.hits
    assert.deepEqual(
      { title, authors, year, libraries },
      {
        title: 'بوستان',
        authors: ['سعدی، مصلح بن عبدالله'],
        year: '2004',
        libraries: 2,
      },
    )
    assert.match(id, /^[0-9a-f-]{36}$/)
    assert.deepEqual(body.facets.network, [{ value: 'NLA', label: 'شبکهٔ عمومی', count: 1, selected: false }])
    assert.equal(headers.get('access-control-allow-origin'), '*')
  })

  await t.test('200: years of either calendar and in either digits mean the same years', async () => {
    for (const span of ['yearFrom=2003&yearTo=2004', 'yearFrom=1382&yearTo=1383', 'yearFrom=۱۳۸۲&yearTo=۱۳۸۳']) {
      const { body } = await ask(`/api/catalogue/search?q=بوستان&${span}`)
      assert.equal(body.total, 1, span)
      assert.equal(body.hits[0].yearGregorian, 2004)
      assert.equal(body.relaxed, 'none')
    }
    assert.equal((await ask('/api/catalogue/search?q=بوستان&yearFrom=1384')).body.total, 0)
  })

  await t.test('200: a parameter given twice means either value', async () => {
    const { body } = await ask('/api/catalogue/search?network=NLA&network=AQR')
    assert.equal(body.total, 2)
    assert.equal((await ask('/api/catalogue/search?network=AQR')).body.total, 0)
  })

  await t.test('200: an edition with its holdings and records', async () => {
    const [{ id }] = (await ask('/api/catalogue/search?q=گلستان')).body.hits
    const { status, body } = await ask(`/api/catalogue/editions/${id}`)
    assert.equal(status, 200)
    assert.equal(body.brief.title, 'گلستان')
    assert.equal(body.holdings[0].copies[0].callNumber, 'PIR5203')
    assert.deepEqual(body.records[0].controlNumber, '2')
  })

  await t.test('200: suggestions lead to pages in the language asked for', async () => {
    const { body } = await ask('/api/catalogue/suggest?q=بوس&lang=en')
    assert.match(body.suggestions[0].href, /^\/en\/editions\//)
    assert.deepEqual((await ask('/api/catalogue/suggest?q=')).body, { suggestions: [] })
  })

  await t.test('400: what is no search, and a place nobody knows', async () => {
    for (const query of ['limit=many', 'sort=best', 'limit=5000']) {
      const { status, body } = await ask(`/api/catalogue/search?${query}`)
      assert.equal(status, 400, query)
      assert.equal(body.code, 'BAD_REQUEST')
    }
    const { status, body } = await ask('/api/catalogue/search?near=ناکجا')
    assert.equal(status, 400)
    assert.equal(body.code, 'libraries.place-unknown')
  })

  await t.test('404: an edition that is not there, in the reader’s language', async () => {
    const path = '/api/catalogue/editions/01890000-0000-7000-8000-000000000000'
    const { status, body } = await ask(path, { headers: { 'accept-language': 'en' } })
    assert.equal(status, 404)
    assert.equal(body.code, 'catalogue.edition-unknown')
    assert.match(body.message, /not in the catalogue/)
    assert.equal((await ask('/api/catalogue/nothing')).status, 404)
  })

  await t.test('a volume is named with its number, in answers, titles of pages and their linked data', async () => {
    await takeIn(platform, 'NLA:21', [aBook('33', 'شاهنامه.$nجلد 3')])
    await platform.search.ready('catalogue')
    const [{ id, title }] = (await ask('/api/catalogue/search?q=شاهنامه')).body.hits
    assert.equal(title, 'شاهنامه، جلد 3')
    const html = await (await app.fetch(new Request(`https://peyvand.test/en/editions/${id}`))).text()
    assert.match(html, /<title>شاهنامه، جلد 3 · Peyvand<\/title>/)
    assert.match(html, /"name":"شاهنامه، جلد 3"/)
    assert.match(html, /"url":"https:\/\/peyvand\.test\/en\/libraries\/[0-9a-f-]{36}"/)
  })

  await t.test('the description names every operation', async () => {
    const { body } = await ask('/api/openapi.json')
    const paths = ['/catalogue/search', '/catalogue/editions/{id}', '/catalogue/suggest', '/libraries']
    for (const path of paths) assert.ok(body.paths[path]?.get, path)
  })
})
