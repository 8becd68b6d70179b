import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SaxesParser } from 'saxes'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { doorsOf } from '#tests/support/doors.ts'

/** What a reader of news sees in a feed; an ill-formed one is a fault. */
function readFeed(xml: string): { entries: number; texts: string[]; links: string[]; ids: string[] } {
  const seen = { entries: 0, texts: [] as string[], links: [] as string[], ids: [] as string[] }
  const path: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    assert.equal(uri, 'http://www.w3.org/2005/Atom')
    path.push(local)
    if (local === 'entry') seen.entries++
    if (local === 'link') seen.links.push(String(attributes.href?.value))
  })
  parser.on('text', (text) => {
    if (path.at(-1) === 'title') seen.texts.push(text)
    if (path.at(-1) === 'id') seen.ids.push(text)
    if (path.at(-1) === 'updated' || path.at(-1) === 'published') assert.ok(!Number.isNaN(Date.parse(text)))
  })
  parser.on('closetag', () => path.pop())
  parser.write(xml).close()
  return seen
}

test('feeds of the union, a library and a search are well-formed Atom with full addresses', async (t) => {
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: 'https://peyvand.test' } })
  const { app } = doorsOf(platform)
  const ask = async (path: string) => {
    const answer = await app.fetch(new Request(`https://peyvand.test${encodeURI(path)}`))
    assert.equal(answer.status, 200, path)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/atom\+xml/)
    return readFeed(await answer.text())
  }
  assert.equal((await ask('/feeds/new.atom')).entries, 0)
  await takeIn(platform, 'NLA:11', [aBook('1', 'شرح & بسط <دیوان>'), aBook('2', 'بوستان')])
  await takeIn(platform, 'NLA:21', [aBook('1', 'گلستان')])
  await platform.search.ready('catalogue')
  const all = await ask('/feeds/new.atom')
  assert.equal(all.entries, 3)
  assert.ok(all.texts.includes('شرح & بسط <دیوان>'))
  assert.ok(
    all.links.every((link) => /^https:\/\/peyvand\.test\/[\x21-\x7e]*$/.test(link)),
    all.links.join(),
  )
  assert.equal(new Set(all.ids).size, 4)
  assert.equal((await ask('/libraries/NLA/21/new.atom')).entries, 1)
  const found = await ask('/search.atom?q=بوستان')
  assert.deepEqual(found.texts, ['تازه‌های جستجوی «بوستان»', 'بوستان'])
  assert.equal((await ask('/en/search.atom?q=nothing-at-all')).entries, 0)
  const page = await app.fetch(new Request(`https://peyvand.test${encodeURI('/search?q=بوستان')}`))
  const head = /<link rel="alternate" type="application\/atom\+xml" href="([^"]+)"/.exec(await page.text())?.[1]
  assert.equal((await app.fetch(new Request(`https://peyvand.test${head}`))).status, 200)
})
