// A reader finds a library, and its keeper changes what its page says.
//
// Given libraries in four cities,
// When a reader looks for one by a misspelt name, narrows by province, or reads the list under the map,
// Then they come to its page, also without script;
// When its librarian writes the hours, Then the public page says them at once, and hours that make no sense are refused;
// When an officer closes a library, Then they are asked a second time, and afterwards the directory leaves it out.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { aColleague, aTown, comeIn, passSecondStep, type Town } from '#tests/support/town.ts'

test('the directory', async (t) => {
  const town = await aTown(t)
  const { network } = town.places['IPLF:101']!
  await aColleague(town, 'ketabdar', 'حسین مرادی', { role: 'librarian', scope: town.places['IPLF:101']! })
  await aColleague(town, 'nahad', 'مریم سلطانی', { role: 'network-officer', scope: { level: 'network', network } })
  const { codes } = await passSecondStep(town, 'nahad')
  for (const javaScript of [true, false]) {
    await t.test(`a reader finds a library, ${javaScript ? 'with' : 'without'} script`, (t) =>
      find(t, town, javaScript),
    )
  }
  await t.test('its librarian writes the hours', (t) => writeHours(t, town))
  await t.test('an officer closes a library', (t) => close(t, town, codes[0] ?? ''))
})

async function find(t: TestContext, town: Town, javaScript: boolean): Promise<void> {
  const page = await aPage(t, { javaScript, width: javaScript ? 1280 : 360 })
  if (page === null) return
  await page.goto(`${town.origin}/libraries`)
  await page.getByLabel('جستجو در نام، شهر و کد کتابخانه‌ها').fill('كتابخانه عطار نيشابور')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'کتابخانهٔ عطار' }).waitFor()
  assert.equal(await page.getByRole('main').getByRole('article').count(), 1)

  await page.goto(`${town.origin}/libraries`)
  await page.getByText('همین نقشه به صورت فهرست').click()
  await page.getByRole('figure').getByRole('link', { name: 'تهران' }).click()
  await page.getByRole('heading', { level: 2, name: 'کتابخانهٔ پارک شهر' }).waitFor()
  assert.equal(await page.getByRole('main').getByRole('article').count(), 1)

  await page.goto(`${town.origin}/provinces`)
  await page
    .getByRole('link', { name: /خراسان رضوی/ })
    .first()
    .click()
  assert.equal(await page.getByRole('main').getByRole('article').count(), 3)
  await page.getByRole('link', { name: 'کتابخانهٔ عطار' }).click()
  await page.getByRole('heading', { level: 1, name: 'کتابخانهٔ عطار' }).waitFor()
  await page.getByText('بخش کودک').waitFor()
  await page.getByRole('link', { name: 'فهرست منابع این کتابخانه' }).click()
  await page.getByRole('link', { name: 'گلستان' }).waitFor()
}

async function writeHours(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'ketabdar')
  await page.goto(`${town.origin}/staff/libraries/${town.places['IPLF:101']!.library}/edit`)
  const saturday = page.getByRole('textbox', { name: /^شنبه/ })
  await saturday.fill('فردا')
  await page.getByRole('button', { name: 'ذخیره' }).click()
  await page.getByText('«فردا» ساعت کار نیست').first().waitFor()
  assert.equal(await saturday.inputValue(), 'فردا', 'what was typed is kept')
  await assertAccessible(page)
  await saturday.fill('۸:۰۰-۱۴:۰۰، ۱۶:۰۰-۲۰:۰۰')
  await page.getByRole('button', { name: 'ذخیره' }).click()
  await page.getByText('تغییرها ذخیره شد.').waitFor()
  await page.goto(`${town.origin}/libraries/IPLF/101`)
  await page.getByRole('row', { name: /^شنبه.*۸:۰۰ تا ۱۴:۰۰/ }).waitFor()
  await screenshot(page, 'directory-library')
}

async function close(t: TestContext, town: Town, code: string): Promise<void> {
  const page = await aPage(t, { javaScript: false })
  if (page === null) return
  await comeIn(page, town, 'nahad', code)
  const { library } = town.places['IPLF:102']!
  await page.goto(`${town.origin}/staff/libraries/${library}/close`)
  await page.getByRole('button', { name: 'ادامه' }).click()
  await page.getByText('«کتابخانهٔ فردوسی» تعطیل شود؟').first().waitFor()
  const before = await page.request.get(`${town.origin}/api/libraries`)
  assert.equal(((await before.json()) as { total: number }).total, 4, 'nothing is closed before the second answer')
  await page.getByRole('button', { name: 'تعطیل شود' }).click()
  await page.getByText('کتابخانه تعطیل شد.').waitFor()
  await page.goto(`${town.origin}/libraries`)
  await page.getByText('۳ کتابخانه').first().waitFor()
  await page.goto(`${town.origin}/libraries/IPLF/102`)
  await page.getByText('تعطیل است').first().waitFor()
}
