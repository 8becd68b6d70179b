// A reader finds a book however they write it, and the library nearest to them.
//
// Given three libraries that hold one book, written with Arabic yeh and kaf in one of them and without its ZWNJ in two,
// When a reader searches with Arabic letters, with the half-space lost, and with a space in its place,
// Then each search finds the same edition;
// When they say that they live in Neyshabur,
// Then the library of Neyshabur stands first, with its distance;
// And they read the record in MARC view and take a citation; in English too; and all of it without script.
// When a finger slips, the book is found and the way back is shown; when they write it in Latin letters, it is found as well;
// And letters typed are completed by titles and authors that the keyboard chooses;
// When they narrow by several authors at once and by the years of a bar, the results are those;
// And once signed in they keep the search, and read its feed by an address of its own.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { takeIn } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { aColleague, aTown, comeIn, type Town } from '#tests/support/town.ts'

const SPELLINGS = ['داستانهاي كودكان ايراني', 'داستانهای کودکان ایرانی', 'داستان های کودکان ایرانی']

// With the suggestion script the box is a combobox, without it a plain search box.
const boxOf = (page: Page) =>
  page.getByRole('main').getByRole('searchbox').or(page.getByRole('main').getByRole('combobox'))

async function searchFor(town: Town, page: Page, words: string): Promise<string> {
  await page.goto(town.origin)
  const box = boxOf(page)
  await box.fill(words)
  await box.press('Enter')
  await page.getByRole('heading', { level: 1, name: '۱ عنوان' }).waitFor()
  const hits = page.getByRole('listitem').getByRole('heading', { level: 2 }).getByRole('link')
  assert.equal(await hits.count(), 1, words)
  return (await hits.getAttribute('href')) ?? ''
}

test('a reader searches', async (t) => {
  const town = await aTown(t)
  await t.test('three spellings, the nearest library, MARC, a citation', (t) => search(t, town, true))
  await t.test('the same without script', (t) => search(t, town, false))
  await t.test('on a telephone nothing runs over the edge', (t) => onATelephone(t, town))
  await t.test('the same in English', (t) => searchInEnglish(t, town))
  await t.test('a slip, Latin letters, suggestions, facets and years', (t) => slip(t, town))
  await t.test('a search kept, and its feed', (t) => keep(t, town))
})

async function search(t: TestContext, town: Town, javaScript: boolean): Promise<void> {
  const page = await aPage(t, { javaScript, width: javaScript ? 1280 : 360 })
  if (page === null) return
  const found = new Set<string>()
  for (const words of SPELLINGS) found.add(await searchFor(town, page, words))
  assert.equal(found.size, 1, 'one edition in every spelling')

  await page.getByLabel('نزدیک به').fill('نيشابور')
  await page.getByLabel('نزدیک به').press('Enter')
  await page.getByText('نزدیک‌ترین: کتابخانهٔ عطار').waitFor()
  await page.getByRole('link', { name: 'رفتن به نتیجه‌ها' }).press('Enter')
  assert.ok(page.url().endsWith('#found'))

  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
  assert.match((await page.getByRole('heading', { level: 1 }).textContent()) ?? '', /کودکان/)
  const copies = page.getByRole('table').first().getByRole('row')
  const order = (await copies.allTextContents()).filter((row) => row.includes('کتابخانهٔ'))
  assert.equal(order.length, 3)
  assert.match(order[0] ?? '', /عطار/)
  assert.match(order[1] ?? '', /آستان قدس/)
  assert.match(order[2] ?? '', /پارک شهر/)

  const citations = page.getByRole('heading', { name: 'استناد به این منبع' }).locator('..')
  assert.match((await citations.textContent()) ?? '', /شیوهٔ ایرانی.*آذریزدی، مهدی.*نشر مرکز/s)
  if (javaScript) await assertAccessible(page)
  await screenshot(page, `reader-edition-${javaScript ? 'wide' : 'narrow'}`)

  await page.getByRole('link', { name: 'رکورد کتابخانهٔ پارک شهر' }).click()
  const marc = page.getByRole('table', { name: 'نمای مارک' })
  assert.match((await marc.textContent()) ?? '', /245.*داستانهاي كودكان ايراني/s, 'as the library wrote it')
  await page.getByRole('link', { name: 'ISO 2709' }).waitFor()
}

/** Orders wrap instead of running over the edge, and what takes the city back stands beside its field. */
async function onATelephone(t: TestContext, town: Town): Promise<void> {
  const width = 360
  const page = await aPage(t, { width })
  if (page === null) return
  await page.goto(`${town.origin}/search?near=${encodeURIComponent('نیشابور')}`)
  const nowhere = { x: -1, y: -1, width: 0, height: 0 }
  const orders = await page.getByRole('navigation', { name: 'ترتیب' }).getByRole('link').all()
  assert.ok(orders.length > 3)
  for (const order of orders) {
    const box = (await order.boundingBox()) ?? nowhere
    assert.ok(box.x >= 0 && box.x + box.width <= width, `${await order.textContent()} at ${JSON.stringify(box)}`)
  }
  const field = (await page.getByLabel('نزدیک به').boundingBox()) ?? nowhere
  const clear = (await page.getByRole('link', { name: 'بدون شهر' }).boundingBox()) ?? nowhere
  assert.equal(Math.round(clear.y), Math.round(field.y))
  assert.equal(Math.round(clear.x + clear.width), Math.round(field.x), 'nothing stands between')
}

async function searchInEnglish(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t, { javaScript: false })
  if (page === null) return
  await page.goto(`${town.origin}/en`)
  const box = boxOf(page)
  await box.fill(SPELLINGS[2] ?? '')
  await box.press('Enter')
  await page.getByLabel('Near').fill('Neyshabur')
  await page.getByLabel('Near').press('Enter')
  await page.getByText('Nearest: Attar Library').waitFor()
  await page.getByRole('heading', { level: 2 }).getByRole('link').first().click()
  await page.getByRole('heading', { name: 'Cite' }).waitFor()
  await page
    .getByRole('link', { name: /Attar|عطار/ })
    .last()
    .click()
  await page.getByRole('table', { name: 'MARC view' }).waitFor()
}

async function slip(t: TestContext, town: Town): Promise<void> {
  const older = ['001=900', '008=250903s1971    ir a          000 0 per d', '245 10 $aتاریخ بیهقی']
  await takeIn(town.platform, 'AQR:1', [aRecord(older)])
  const page = await aPage(t, {})
  if (page === null) return
  await page.goto(`${town.origin}/search?q=${encodeURIComponent('گلستاخ')}`)
  await page.getByText('نتیجه‌های «گلستان» را می‌بینید').waitFor()
  await page.getByRole('link', { name: 'به همان صورت جستجو شود: «گلستاخ»' }).waitFor()
  await assertAccessible(page)
  await screenshot(page, 'reader-slip')

  await page.goto(`${town.origin}/search?q=golestan`)
  await page.getByRole('heading', { level: 2 }).getByRole('link', { name: 'گلستان' }).waitFor()

  await page.goto(town.origin)
  await boxOf(page).pressSequentially('سعد')
  const option = page.getByRole('listbox').getByRole('group', { name: 'پدیدآوران' }).getByRole('option')
  await option.first().waitFor()
  await boxOf(page).press('ArrowUp')
  assert.equal(await option.last().getAttribute('aria-selected'), 'true')
  await assertAccessible(page)
  await boxOf(page).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'سعدی' }).waitFor()

  await page.goto(`${town.origin}/search?more=author`)
  await page.getByRole('checkbox', { name: /سعدی/ }).check()
  await page.getByRole('checkbox', { name: /ابن بابویه/ }).check()
  await page.getByRole('button', { name: 'اعمال انتخاب‌ها' }).click()
  await page.getByRole('heading', { level: 1, name: '۳ عنوان' }).waitFor()
  await page.goto(`${town.origin}/search`)
  await page.getByText('جدول سال‌ها').click()
  const years = page.getByRole('table').getByRole('row').nth(1)
  await years.getByRole('link').click()
  await page.waitForURL(/yearFrom=\d+&yearTo=\d+/)
  await page.getByRole('heading', { level: 1, name: /عنوان/ }).waitFor()
}

async function keep(t: TestContext, town: Town): Promise<void> {
  await aColleague(town, 'reader', 'سارا خواننده')
  const page = await aPage(t, {})
  if (page === null) return
  await comeIn(page, town, 'reader')
  await page.goto(`${town.origin}/search?q=${encodeURIComponent('سعدی')}`)
  await page.getByRole('link', { name: 'نگه‌داشتن این جستجو' }).click()
  await page.getByLabel('نام این جستجو').fill('آثار سعدی')
  await page.getByLabel('هفته‌ای یک بار').check()
  await page.getByRole('button', { name: 'نگه داشتن', exact: true }).click()
  await page.getByText('جستجو نگه داشته شد').waitFor()
  await assertAccessible(page)
  await screenshot(page, 'reader-kept-searches')
  const address = await page.getByLabel('نشانی خبرخوان').inputValue()
  const { pathname, search } = new URL(address)
  const feed = await fetch(`${town.origin}${pathname}${search}`)
  assert.equal(feed.status, 200)
  assert.match(await feed.text(), /<title>گلستان<\/title>/)
}
