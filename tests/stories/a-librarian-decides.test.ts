// Two librarians decide about a pair of records that no machine can judge.
//
// Given two libraries of two networks that describe one book, one of them without its volume,
// When the librarian of each looks at both records beside each other and says that they are one edition,
// Then they are one edition for every reader, and the page says which record each statement came from;
// When one of them takes the decision back,
// Then both editions are there again under their old addresses, and the question is asked once more.

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aBook, takeIn } from '#tests/support/catalogue.ts'
import { aColleague, aTown, comeIn } from '#tests/support/town.ts'

const town = await aTown({ after })
await aColleague(town, 'attar', 'ریحانه نیشابوری', { role: 'librarian', scope: town.places['IPLF:101']! })
await aColleague(town, 'astan', 'طاهره خراسانی', { role: 'librarian', scope: town.places['AQR:1']! })

const lines = ['100 1# $aعطار، محمد بن ابراهیم', '260 ## $aتهران :$bزوار،$c1383', '300 ## $a624 ص']
await takeIn(town.platform, 'IPLF:101', [
  aBook('t1', 'تذکرة‌الاولیاء', ...lines, '852 ## $p901'),
  aBook('t3', 'تذکرة‌الاولیاء', ...lines.slice(0, 1), '260 ## $aتهران :$bسخن،$c1398', '300 ## $a860 ص', '852 ## $p902'),
])
await takeIn(town.platform, 'AQR:1', [aBook('t2', 'تذکرة‌الاولیاء$nج. ۱', ...lines, '650 #4 $aعارفان', '852 ## $p903')])

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
      await screenshot(page, `decides-${name}-${lang}-${width}`)
    }
  }
}

const editions = async () => {
  const rows = await town.platform.db
    .selectFrom('catalogue.record')
    .select(['control_number', 'edition_id'])
    .where('control_number', 'in', ['t1', 't2'])
    .orderBy('control_number')
    .execute()
  return rows.map((row) => row.edition_id)
}

test('two librarians of one mind make one edition, and one of them takes it back', async (t) => {
  const [page, other] = [await aPage(t), await aPage(t)]
  if (page === null || other === null) return
  const before = await editions()
  assert.notEqual(before[0], before[1])

  await comeIn(page, town, 'attar')
  await page.getByRole('link', { name: 'ریحانه نیشابوری' }).waitFor()
  await look(page, '/staff/asks', 'desk')
  await page.goto(`${town.origin}/staff/asks`)
  await page
    .getByRole('link', { name: /یک‌به‌یک/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'این دو رکورد از یک ویراست‌اند؟' }).waitFor()
  const ask = new URL(page.url())
  await look(page, `${ask.pathname}${ask.search}`, 'pair')
  await page.goto(ask.href)
  await page.locator('.answer-note > summary').click()
  await page.getByLabel('یادداشت').fill('صفحهٔ حقوق کتاب را دیدم')
  await page.getByRole('button', { name: 'یک ویراست است' }).click()
  await page.getByText('در انتظار کتابخانهٔ دوم').waitFor()

  await comeIn(other, town, 'astan')
  await other.getByRole('link', { name: 'طاهره خراسانی' }).waitFor()
  await other.goto(ask.href)
  await other.locator('.keys-hint[data-awake]').waitFor()
  await other.keyboard.press('Digit1')
  await other.getByText('دو رکورد یک ویراست شدند.').waitFor()
  const joined = await editions()
  assert.equal(joined[0], joined[1])

  await page.goto(`${town.origin}/editions/${before[1]}`)
  assert.match(page.url(), new RegExp(`/editions/${joined[0]}$`), 'the old address leads on')
  await page.getByText('هر بخش از کدام رکورد آمده است').click()
  await page.getByText('از رکورد').first().waitFor()
  await page.getByRole('heading', { name: 'ویراست‌های دیگر' }).waitFor()
  await look(page, `/editions/${joined[0]}`, 'edition')
  await page.goto(`${town.origin}/editions/${joined[0]}`)
  await page.getByRole('link', { name: /ویراست این اثر/ }).click()
  await page.getByRole('heading', { name: 'تذکرة‌الاولیاء' }).waitFor()
  await look(page, new URL(page.url()).pathname, 'work')

  await look(other, '/staff/decisions', 'decisions')
  await other.goto(`${town.origin}/staff/decisions`)
  await other.getByRole('button', { name: /برگرداندن «یکی کردن دو گروه»/ }).click()
  await other.getByText('تصمیم برگردانده شد.').waitFor()
  assert.deepEqual(await editions(), before)
  await page.goto(`${town.origin}/editions/${before[1]}`)
  assert.match(page.url(), new RegExp(`/editions/${before[1]}$`), 'both editions are there again')
  await page.goto(ask.href)
  await page.getByRole('button', { name: 'یک ویراست نیست' }).waitFor()
})

test('a record is kept in place and put elsewhere by hand, and its page tells', async (t) => {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'attar')
  await page.getByRole('link', { name: 'ریحانه نیشابوری' }).waitFor()
  const row = await town.platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', 't3')
    .executeTakeFirstOrThrow()
  const [target] = await editions()
  await look(page, `/staff/records/${row.id}/place`, 'place')
  await page.goto(`${town.origin}/staff/records/${row.id}`)
  await page.getByText('چرا اینجاست').click()
  await page.getByRole('link', { name: 'گذاشتن در ویراستی دیگر' }).click()
  await page.getByLabel('نشانی ویراست').fill(`${town.origin}/editions/${target}`)
  await page.getByRole('button', { name: 'گذاشتن در ویراستی دیگر' }).click()
  await page.getByText('رکورد در ویراست دیگر نشست.').waitFor()
  await look(page, `/staff/records/${row.id}`, 'record')
})
