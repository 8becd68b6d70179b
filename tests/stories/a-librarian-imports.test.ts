// A librarian sends a file of records, sees what went in and what did not, and finds the rest in the public search.
//
// Given a librarian of the Attar library in Neyshabur,
// When they sign in and send a file of which one record repeats a control number and another is damaged,
// Then they watch it go in, and see the two refused records, why, and the fault shown inside the record;
// And a second later anybody finds the other records;
// When they send a real file of a small library, twice,
// Then every record is read, and the second time nothing is written again.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { aBook, fileOf } from '#tests/support/catalogue.ts'
import { aColleague, aTown, comeIn, type Town } from '#tests/support/town.ts'

const SHARED = process.env.PEYVAND_SHARED ?? '../shared'
const REAL = `${SHARED}/data/marc/aco/local_aeadna.xml.gz`
const LIBRARY = 'کتابخانهٔ عطار'

async function send(town: Town, page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${town.origin}/staff/imports/new`)
  await page.getByLabel('پرونده', { exact: true }).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await page.getByRole('button', { name: 'آغاز ورود' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByText('زمان پایان').waitFor()
}

/** One count of the import on the page, by its words. */
async function count(page: Page, words: string): Promise<string> {
  const cards = await page.getByRole('region', { name: 'شمار رکوردها' }).textContent()
  return new RegExp(`([۰-۹٬]+)${words}`).exec(cards ?? '')?.[1] ?? ''
}

const countsOf = async (page: Page) => ({
  read: await count(page, 'خوانده‌شده'),
  added: await count(page, 'تازه'),
  unchanged: await count(page, 'بی‌تغییر'),
  refused: await count(page, 'پذیرفته‌نشده'),
})

function aDamagedFile(): Buffer {
  const good = [aBook('9001', 'تذکرة‌الاولیاء'), aBook('9002', 'منطق‌الطیر'), aBook('9001', 'الهی‌نامه')]
  const damaged = fileOf(aBook('9003', 'مصیبت‌نامه'))
  // The directory no longer says where fields lie, and a stray end of field makes counting them useless too.
  damaged.write('xxxxxxxxx', 24 + 3, 'latin1')
  damaged.write('\x1e', damaged.length - 8, 'latin1')
  return Buffer.concat([fileOf(...good), damaged, fileOf(aBook('9004', 'اسرارنامهٔ عطار'))])
}

test('a librarian imports', async (t) => {
  const town = await aTown(t)
  await aColleague(town, 'ketabdar', 'حسین مرادی', { role: 'librarian', scope: town.places['IPLF:101']! })
  await t.test('a file with damaged records', (t) => sendDamaged(t, town, true))
  await t.test('the same file again, without script', (t) => sendDamaged(t, town, false))
  await t.test('a real file of a small library, twice', (t) => sendReal(t, town))
})

async function sendDamaged(t: TestContext, town: Town, javaScript: boolean): Promise<void> {
  const page = await aPage(t, { javaScript, width: javaScript ? 1280 : 360 })
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  await page.getByText('ورود رکوردها').first().waitFor({ state: 'attached' })
  await send(town, page, 'آسیب‌دیده.mrc', aDamagedFile())
  const { read, refused } = await countsOf(page)
  assert.deepEqual({ read, refused }, { read: '۵', refused: '۲' })
  if (javaScript) await assertAccessible(page)
  await screenshot(page, `librarian-import-${javaScript ? 'wide' : 'narrow'}`)

  await page.getByRole('link', { name: /رکورد شمارهٔ ۳/ }).click()
  await page.getByText('شمارهٔ کنترل «9001» در همین پرونده پیش‌تر آمده است').first().waitFor()
  await page.getByText('خطا همین‌جاست').first().waitFor()
  await page.goBack()
  await page.getByRole('link', { name: /رکورد شمارهٔ ۴/ }).click()
  await page.getByRole('heading', { name: 'بایت‌های رکورد' }).waitFor()
  assert.ok((await page.locator('mark').count()) > 0, 'the bytes at fault are marked')
  if (javaScript) await assertAccessible(page)
  await screenshot(page, `librarian-refusal-${javaScript ? 'wide' : 'narrow'}`)

  await foundByAll(town, page, 'اسرارنامه عطار', 'اسرارنامهٔ عطار')
}

/** What came in is in the public search within two seconds of the import's end. */
async function foundByAll(town: Town, page: Page, words: string, title: string): Promise<void> {
  const until = Date.now() + 10_000
  do {
    await page.goto(`${town.origin}/search?q=${encodeURIComponent(words)}`)
    if ((await page.getByRole('link', { name: title }).count()) > 0) return
  } while (Date.now() < until)
  assert.fail(`${words} is not found: ${await page.getByRole('main').textContent()}`)
}

async function sendReal(t: TestContext, town: Town): Promise<void> {
  if (!existsSync(REAL)) return t.skip('../shared/data is absent')
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  const bytes = await readFile(REAL)
  await send(town, page, 'aeadna.xml.gz', bytes)
  assert.deepEqual(await countsOf(page), { read: '۴۵', added: '۴۵', unchanged: '۰', refused: '۰' })
  await page.getByRole('link', { name: 'دیدن رکوردها در فهرست' }).click()
  await page
    .getByRole('link', { name: new RegExp(LIBRARY) })
    .first()
    .waitFor({ state: 'attached' })
  await foundByAll(town, page, 'المزهر في علوم اللغه', 'المزهر في علوم')
  await send(town, page, 'aeadna.xml', gunzipSync(bytes))
  assert.deepEqual(await countsOf(page), { read: '۴۵', added: '۰', unchanged: '۴۵', refused: '۰' })
}
