// A reader finds a book however they write it, and the library nearest to them.
//
// Given three libraries that hold one book, written with Arabic yeh and kaf in one of them and without its ZWNJ in two,
// When a reader searches with Arabic letters, with the half-space lost, and with a space in its place,
// Then each search finds the same edition;
// When they say that they live in Neyshabur,
// Then the library of Neyshabur stands first, with its distance;
// And they read the record in MARC view and take a citation; in English too; and all of it without script.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { aTown, type Town } from '#tests/support/town.ts'

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
