// A small library has no records, only a list of its books in a spreadsheet and a scanner.
//
// Given a librarian of the Attar library in Neyshabur, whose books stand in an Excel table under a title of its own,
// When they send the table, correct what one column holds and try it,
// Then they see what would go in and which rows would not, and why;
// And when they import it, its books are in the public search, and the rows that are wrong come back as a table;
// When they send it again, nothing is written twice;
// When they paste scanned ISBNs,
// Then a book that another library has described becomes their copy at once, and one that nobody has waits for its record.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aColleague, aTown, comeIn, type Town } from '#tests/support/town.ts'

const LIST = [
  'فهرست کتاب‌های کتابخانهٔ عطار,,,,,',
  ',,,,,',
  'ردیف,نام کتاب,پدیدآورنده,ناشر,سال نشر,کد',
  '1,تذکرة‌الاولیاء عطار,عطار نیشابوری,زوار,۱۳۴۶,2001',
  '2,منطق‌الطیر به تصحیح شفیعی,عطار نیشابوری,سخن,1383,2002',
  '3,,ناشناس,,,2003',
  '4,منطق‌الطیر به تصحیح شفیعی,عطار نیشابوری,سخن,1383,2004',
].join('\n')

test('a small library sends its list', async (t) => {
  const town = await aTown(t)
  await aColleague(town, 'ketabdar', 'حسین مرادی', { role: 'librarian', scope: town.places['IPLF:101']! })
  await t.test('a table of titles', (t) => sendTable(t, town))
  await t.test('scanned numbers, on a telephone and without script', (t) => scan(t, town))
  await t.test('every page in English', (t) => inEnglish(t, town))
})

async function upload(town: Town, page: Page): Promise<void> {
  await page.goto(`${town.origin}/staff/imports/new`)
  await page.getByRole('link', { name: 'جدول عنوان‌ها' }).click()
  const file = { name: 'فهرست.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) }
  await page.getByLabel('پروندهٔ جدول').setInputFiles(file)
  await page.getByRole('button', { name: 'گام بعد: ستون‌ها' }).click()
  await page.getByRole('heading', { level: 1, name: 'ستون‌های جدول' }).waitFor()
}

/** One count of the import on the page, by its words. */
async function count(page: Page, words: string): Promise<string> {
  const cards = await page.getByRole('region', { name: 'شمار رکوردها' }).textContent()
  return new RegExp(`([۰-۹٬]+)${words}`).exec(cards ?? '')?.[1] ?? ''
}

async function sendTable(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  await upload(town, page)
  assert.equal(await page.getByLabel('نام کتاب', { exact: true }).inputValue(), 'title')
  assert.equal(await page.getByLabel('پدیدآورنده', { exact: true }).inputValue(), 'author')
  await assertAccessible(page)
  await screenshot(page, 'list-columns-wide')
  await page.getByLabel('کد', { exact: true }).selectOption('accession')
  await page.getByRole('button', { name: 'آزمایش پیش از ورود' }).click()
  await page.getByText('زمان پایان').waitFor()
  assert.deepEqual([await count(page, 'تازه'), await count(page, 'پذیرفته‌نشده')], ['۳', '۱'])
  await page.getByText('ردیف ۶ عنوان ندارد.').waitFor()
  await assertAccessible(page)
  await screenshot(page, 'list-tried-wide')

  await page.getByRole('button', { name: 'ورود همین فهرست' }).click()
  await page.getByText('زمان پایان').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'دریافت ردیف‌های پذیرفته‌نشده' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^refused-/)
  await foundByAll(town, page, 'منطق الطیر شفیعی')

  // The second time the library's own words are known, and nothing is written again.
  await upload(town, page)
  assert.equal(await page.getByLabel('کد', { exact: true }).inputValue(), 'accession')
  await page.getByRole('button', { name: 'ورود بی آزمایش' }).click()
  await page.getByText('زمان پایان').waitFor()
  assert.deepEqual([await count(page, 'تازه'), await count(page, 'بی‌تغییر')], ['۰', '۳'])
}

async function foundByAll(town: Town, page: Page, words: string): Promise<void> {
  const until = Date.now() + 10_000
  do {
    await page.goto(`${town.origin}/search?q=${encodeURIComponent(words)}`)
    if ((await page.getByRole('link', { name: /منطق‌الطیر/ }).count()) > 0) return
  } while (Date.now() < until)
  assert.fail(`${words} is not found`)
}

async function scan(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t, { width: 360, javaScript: false })
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  await page.goto(`${town.origin}/staff/imports/isbns`)
  await assertFits(page)
  await screenshot(page, 'list-isbns-narrow')
  await page.getByLabel('شابک‌ها را اینجا بچسبانید').fill('۹۷۸۹۶۴۰۰۰۰۰۱۴\n978-964-00-0002-1\n۹۷۸۹۶۴۰۰۰۰۰۱۴\n12345')
  await page.getByRole('button', { name: 'آغاز ورود' }).click()
  await page.getByText('زمان پایان').waitFor()
  await page.getByText('شابک ۹۷۸۹۶۴۰۰۰۰۰۱۴ هنوز رکوردی ندارد').first().waitFor()
  await screenshot(page, 'list-isbns-done-narrow')
  await page.getByRole('link', { name: 'شابک‌های در نوبت رکورد' }).first().click()
  await page.getByText('9789640000014').first().waitFor()
  await assertFits(page)
  await screenshot(page, 'list-waiting-narrow')
}

async function inEnglish(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  for (const [path, name] of [
    ['titles', 'Import a list of titles'],
    ['isbns', 'Import scanned ISBNs'],
    ['waiting', 'ISBNs waiting for a record'],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(`${town.origin}/en/staff/imports/${path}`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await assertAccessible(page)
    await screenshot(page, `list-${path}-english-wide`)
    await page.setViewportSize({ width: 360, height: 800 })
    await assertFits(page)
    await screenshot(page, `list-${path}-english-narrow`)
  }
}
