// What the numbers say, and what is done about it.
//
// Given two networks whose catalogues overlap, one library's records with slips of the hand,
// When anybody opens the report, Then they see how far the networks overlap, as a chart and as a table;
// When a librarian of that library opens the quality of their records and chooses a fault,
// Then they find the record at fault, mend it in their system and send it again;
// And after the next report the list is empty and the score has risen.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { refreshReport } from '#areas/catalogue/service/report/refreshing.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { aBook, fileOf, SYSTEM } from '#tests/support/catalogue.ts'
import { whole } from '#tests/support/marc-records.ts'
import { aColleague, aTown, comeIn, type Town } from '#tests/support/town.ts'

const LINES = ['100 1# $aعطار نیشابوری', '260 ## $bسخن،$c1383', '650 #4 $aشعر فارسی', '082 04 $a8فا1']
const good = (n: string, title: string, isbn: string) => aBook(n, title, ...LINES, `020 ## $a${isbn}`, `852 ## $p${n}`)

/** Takes a file in; the town's server may be quicker than we. */
async function takeIn({ platform }: Town, library: string, books: readonly MarcRecord[]): Promise<void> {
  const request = { library, fileName: 'own.mrc', bytes: whole(fileOf(...books)), dryRun: false }
  const { jobId } = await beginImport(platform, SYSTEM, request)
  if (jobId !== null) await platform.jobs.follow(jobId)
}

test('the union report', async (t) => {
  const town = await aTown(t)
  await aColleague(town, 'ketabdar', 'حسین مرادی', { role: 'librarian', scope: town.places['IPLF:101']! })
  const own = [good('1', 'منطق‌الطیر', '9789640000014'), good('2', 'الهی‌نامه', '9789640000099')]
  await takeIn(town, 'IPLF:101', own)
  await takeIn(town, 'AQR:1', [good('7', 'منطق‌الطیر', '9789640000014')])
  await refreshReport(town.platform)
  await t.test('anybody reads it', (t) => readIt(t, town))
  await t.test('a librarian mends what it names', (t) => mend(t, town))
})

async function readIt(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  await page.goto(`${town.origin}/report`)
  await page.getByRole('heading', { level: 1, name: 'گزارش فهرست مشترک' }).waitFor()
  const overlap = page.getByRole('table', { name: 'هم‌پوشانی به عدد' })
  assert.match((await overlap.textContent()) ?? '', /با هم/)
  await assertAccessible(page)
  await screenshot(page, 'union-report')
}

async function mend(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  await page.goto(`${town.origin}/staff/report`)
  await page.getByRole('link', { name: 'کتابخانهٔ عطار' }).click()
  await page.getByRole('heading', { level: 1, name: 'کیفیت رکوردهای' }).waitFor()
  await assertAccessible(page)
  await page.getByRole('link', { name: 'شابک نادرست' }).click()
  await page.getByRole('link', { name: 'الهی‌نامه' }).waitFor()
  await assertAccessible(page)
  await screenshot(page, 'records-to-mend')
  await takeIn(town, 'IPLF:101', [good('2', 'الهی‌نامه', '9789640000021')])
  await refreshReport(town.platform)
  await page.reload()
  await page.getByText('رکوردی با این کاستی نمانده است').waitFor()
}
