// A librarian looks after the records of their library.
//
// Given a librarian, and an import of theirs of which one record was cut short and one repeats a number,
// When they look at the import, at each refused record and at the list of their records,
// Then every page is whole, in both languages and on a narrow screen;
// When they hide a record, show it again, take one out of its group and put it back,
// Then each is asked a second time where the public would miss something, and said when it is done.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aBook, fileOf, takeIn } from '#tests/support/catalogue.ts'
import { isoBytes } from '#tests/support/marc-records.ts'
import { aColleague, aTown, comeIn } from '#tests/support/town.ts'

const town = await aTown({ after })
await aColleague(town, 'attar', 'ریحانه نیشابوری', { role: 'librarian', scope: town.places['IPLF:101']! })

async function look(page: Page, path: string, name: string): Promise<void> {
  for (const [lang, prefix] of [
    ['fa', ''],
    ['en', '/en'],
  ] as const) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(`${town.origin}${prefix}${path}`)
      await assertFits(page)
      await assertAccessible(page)
      await screenshot(page, `staff-${name}-${lang}-${width}`)
    }
  }
}

test('an import and its faults are read in both languages and at both widths', async (t) => {
  const page = await aPage(t)
  if (page === null) return
  const last = isoBytes(aBook('9', 'الهی‌نامه'))
  const sound = fileOf(aBook('11', 'منطق‌الطیر'), aBook('12', 'بوستان'), aBook('11', 'مصیبت‌نامه'))
  const file = Buffer.concat([sound, last.subarray(0, last.length - 15)])
  const { id } = await takeIn(town.platform, 'IPLF:101', file, { fileName: 'کتاب‌های عطار.mrc' })
  const pdf = await takeIn(town.platform, 'IPLF:101', Buffer.from('%PDF-1.7'), { fileName: 'book.pdf' })
  await comeIn(page, town, 'attar')
  await page.getByRole('link', { name: 'ریحانه نیشابوری' }).waitFor()
  await look(page, '/staff/imports', 'imports')
  await look(page, '/staff/imports/new', 'import-new')
  await look(page, `/staff/imports/${id}`, 'import')
  await look(page, `/staff/imports/${pdf.id}`, 'import-refused')
  await look(page, `/staff/imports/${id}/refused/3`, 'refusal-fields')
  await look(page, `/staff/imports/${id}/refused/4`, 'refusal-bytes')
  assert.ok((await page.locator('.bytes mark').count()) >= 2)
})

test('records are found, hidden, shown again, taken out of their group and put back', async (t) => {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'attar')
  await page.getByRole('link', { name: 'ریحانه نیشابوری' }).waitFor()
  await look(page, '/staff/records', 'records')
  await page.goto(`${town.origin}/staff/records`)
  await page.getByRole('searchbox', { name: 'شمارهٔ کنترل، شابک یا واژه‌های عنوان' }).fill('داستانهاي كودكان')
  await page.getByRole('button', { name: 'یافتن' }).click()
  await page.getByRole('link', { name: 'داستان‌های کودکان ایرانی' }).first().click()
  await page.getByText('۲ رکورد دیگر نیز از همین ویراست دانسته شده است.').waitFor()
  const here = new URL(page.url()).pathname
  await look(page, here, 'record')
  await look(page, `${here}/hide`, 'record-hide')
  await page.goto(`${town.origin}${here}/hide`)
  await page.getByRole('button', { name: 'پنهان کردن از دید همگان' }).click()
  await page.getByText('از دید همگان پنهان شد.').waitFor()
  await look(page, here, 'record-hidden')
  await page.goto(`${town.origin}${here}`)
  await page.getByRole('button', { name: 'نمایش دوباره' }).click()
  await page.getByText('دوباره نمایش داده می‌شود.').waitFor()
  await look(page, `${here}/split`, 'record-split')
  await page.goto(`${town.origin}${here}/split`)
  await page.getByLabel('چرا از این گروه نیست').fill('بازنویسی دیگری است')
  await page.getByRole('button', { name: 'جدا کردن از این گروه' }).click()
  await page.getByText('رکورد جدا شد.').waitFor()
  await page.getByRole('link', { name: 'برگرداندن به گروه پیشین' }).click()
  await page.getByRole('button', { name: 'برگرداندن به گروه پیشین' }).click()
  await page.getByText('رکورد به گروه پیشین برگشت.').waitFor()
})
