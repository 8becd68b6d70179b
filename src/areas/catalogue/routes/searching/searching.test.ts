import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import { newId } from '#platform/id.ts'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { type Doors, doorsOf, getPage, postForm } from '#tests/support/doors.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { anActor } from '#tests/support/people.ts'

const cleanups: (() => Promise<void>)[] = []
let doors: Doors
let actor: Actor = ANONYMOUS
const reader = { ...anActor([]), kind: 'person' as const, id: newId(), name: 'سارا' }

const page = (path: string) => getPage(doors, encodeURI(path))
const asking = async <T>(who: Actor, work: () => Promise<T>): Promise<T> => {
  actor = who
  try {
    return await work()
  } finally {
    actor = ANONYMOUS
  }
}

/** Sends a form of a page, with the word that guards it. */
async function send(from: string, to: string, fields: Readonly<Record<string, string>>) {
  const { html } = await page(from)
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return await postForm(doors, to, { ...fields, csrf })
}

describe('searching', () => {
  before(async () => {
    const { platform } = await aUnion(
      { after: (work: () => Promise<void>) => void cleanups.push(work) },
      { env: { PEYVAND_ORIGIN: 'http://localhost:4000' } },
    )
    doors = doorsOf(platform, { actorOf: async () => actor })
    await takeIn(platform, 'NLA:11', [
      aBook('1', 'شاهنامه', '100 1# $aفردوسی، ابوالقاسم', '650 #4 $aشعر فارسی'),
      aBook('2', 'گلستان', '100 1# $aسعدی', '650 #4 $aشعر فارسی'),
      aRecord([
        '001=3',
        '008=250903s1971    ir a          000 0 per d',
        '245 10 $aتاریخ بیهقی',
        '100 1# $aبیهقی، ابوالفضل',
      ]),
      aBook('4', 'Būstān', '100 1# $aSaʻdī'),
    ])
    await platform.search.ready('catalogue')
  })
  after(async () => {
    for (let work = cleanups.shift(); work !== undefined; work = cleanups.shift()) await work()
  })

  test('a slip is searched as what was meant, with the way back', async () => {
    const { html } = await page('/search?q=شاهنامخ')
    assert.match(html, /نتیجه‌های «شاهنامه» را می‌بینید/)
    assert.match(html, /<mark>شاهنامه<\/mark>/)
    assert.match(html, /href="\/search\?q=شاهنامخ&amp;asTyped=1"/)
    const back = (await page('/search?q=شاهنامخ&asTyped=1')).html
    assert.match(back, /برای «شاهنامخ» چیزی پیدا نشد/)
  })

  test('a romanised query says how it was read', async () => {
    const { html } = await page('/search?q=tarikh-e beyhaqi')
    assert.match(html, /۱ عنوان برای/)
    assert.match(html, /«تاریخ بیهقی» هم جستجو شد/)
    assert.match((await page('/en/search?q=shahnameh')).html, /Also searched as “شاهنامه”/)
  })

  test('CQL is searched as such; what cannot be read is said and searched as words', async () => {
    assert.match((await page('/search?q=author = سعدی')).html, /گلستان/)
    assert.match((await page('/search?q=title = (شاهنامه')).html, /این عبارت CQL از نویسهٔ ۱۷ خوانده نشد/)
    const unknown = await page('/search?q=title = شاهنامه and weight = 12')
    assert.match(unknown.html, /از نویسهٔ ۲۱ خوانده نشد.*نمایه‌ای به نام «weight» نداریم/s)
    assert.match((await page('/en/search?q=سال = پارسال')).html, /from character 1 on.*“پارسال” is no year/s)
  })

  test('CQL in the box has the Persian names, the codes of libraries, romanised titles and the order', async () => {
    const titles = async (q: string) =>
      JSON.parse((await page(`/api/catalogue/search?q=${q}`)).html).hits.map(({ title }: { title: string }) => title)
    assert.deepEqual(await titles('نویسنده = سعدی'), ['گلستان', 'Būstān'])
    assert.deepEqual(await titles('کتابخانه = "nla:11" and موضوع = شعر sortBy عنوان'), ['شاهنامه', 'گلستان'])
    assert.deepEqual(await titles('موضوع = شعر sortBy عنوان/sort.descending'), ['گلستان', 'شاهنامه'])
    assert.deepEqual(await titles('کتابخانه = "nla:12" and موضوع = شعر'), [])
    assert.deepEqual(await titles('عنوان = بوستان'), ['Būstān'])
  })

  test('years are bars and a table whose links narrow; all values of a facet are one form', async () => {
    const { html } = await page('/search?more=author')
    assert.match(html, /class="year-histogram"/)
    assert.match(html, /<details class="year-table">/)
    assert.match(html, /yearFrom=\d+&amp;yearTo=\d+/)
    assert.match(html, /<input type="checkbox" name="author" value="سعدی"/)
    assert.match((await page('/search?author=سعدی&author=فردوسی ابوالقاسم')).html, /۲ عنوان در فهرست/)
  })

  test('an edition leads to others like it', async () => {
    const { html } = await page('/search?q=شاهنامه')
    const id = /\/editions\/([0-9a-f-]{36})/.exec(html)?.[1]
    assert.match((await page(`/editions/${id}`)).html, /شبیه این.*گلستان/s)
  })

  test('the advanced form writes a plain search, and asks for one field at least', async () => {
    const made = await page('/search/advanced?go=1&title=باغ «نو»&none=درس&author=&yearFrom=۱۳۸۰')
    assert.deepEqual(
      [made.status, decodeURIComponent(made.to ?? '')],
      [302, '/search?q=-درس+title:باغ+title:نو&yearFrom=۱۳۸۰'],
    )
    assert.equal((await page('/search/advanced')).status, 200)
    assert.match((await page('/search/advanced?go=1')).html, /دست‌کم یک خانه را پر کنید/)
  })

  test('a search is kept by who signed in, its feed opens by its key alone, and is closed by a new one', async () => {
    const at = '/searches'
    assert.equal((await page(`${at}/new?q=شاهنامه`)).status, 401)
    assert.equal((await page(at)).status, 401)
    await asking(reader, async () => {
      const form = await page(`${at}/new?q=شاهنامه&page=3&near=مشهد`)
      assert.match(form.html, /name="query" value="q=شاهنامه"/)
      const refused = await send(`${at}/new`, at, { name: '', query: 'q=شاهنامه', mail: 'daily' })
      assert.equal(refused.status, 400)
      const kept = await send(`${at}/new`, at, { name: 'حماسه', query: 'q=شاهنامه&page=9', mail: 'weekly' })
      assert.deepEqual([kept.status, kept.to], [303, at])
    })
    const { html } = await asking(reader, () => page(at))
    const key = /feeds\/saved\.atom\?key=([\w.-]+)/.exec(html)?.[1] ?? ''
    const feed = await page(`/feeds/saved.atom?key=${key}`)
    assert.equal(feed.status, 200)
    assert.match(feed.html, /<title>حماسه<\/title>[\s\S]*<title>شاهنامه<\/title>/)
    assert.doesNotMatch(feed.html, /گلستان/)
    const id = /\/searches\/([0-9a-f-]{36})\/renew/.exec(html)?.[1] ?? ''
    const stranger = { ...reader, id: newId() }
    assert.equal((await asking(stranger, () => page(`${at}/${id}`))).status, 404)
    assert.equal((await asking(stranger, () => send(at, `${at}/${id}/remove`, {}))).status, 404)
    await asking(reader, () => send(at, `${at}/${id}/renew`, {}))
    assert.equal((await page(`/feeds/saved.atom?key=${key}`)).status, 404)
    await asking(reader, () => send(at, `${at}/${id}/remove`, {}))
    assert.match((await asking(reader, () => page(at))).html, /هنوز جستجویی نگه نداشته‌اید/)
  })

  test('suggestions are titles, authors and subjects, also for an unfinished romanised word', async () => {
    const ask = async (q: string) =>
      JSON.parse((await page(`/api/catalogue/suggest?q=${q}`)).html).suggestions.map(
        ({ text, kind }: { text: string; kind: string }) => `${kind} ${text}`,
      )
    assert.deepEqual(await ask('شاه'), ['title شاهنامه'])
    assert.ok((await ask('سعد')).includes('author سعدی'))
    assert.ok((await ask('شعر')).includes('subject شعر فارسی'))
    assert.deepEqual(await ask('shahn'), ['title شاهنامه'])
  })
})
