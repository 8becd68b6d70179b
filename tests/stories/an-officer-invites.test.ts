// An officer invites a librarian, who joins; a person sees where they are signed in, and ends it; all by keyboard too.
//
// Given an officer of a network with a second step of sign-in,
// When they come in with it and invite a librarian for one library,
// Then a letter goes out whose link makes the account, with that role and no other;
// When the librarian signs in on a second device and ends the first from there,
// Then the first device is asked to sign in again;
// And whoever has no mouse signs in and searches with the keyboard alone.

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { aPage, assertAccessible, screenshot } from '#tests/support/browser.ts'
import { aColleague, aTown, comeIn, PASSWORD, passSecondStep, type Town } from '#tests/support/town.ts'

test('people join and look after their sessions', async (t) => {
  const town = await aTown(t)
  const { network } = town.places['IPLF:101']!
  await aColleague(town, 'nahad', 'مریم سلطانی', { role: 'network-officer', scope: { level: 'network', network } })
  const { codes } = await passSecondStep(town, 'nahad')
  let link = ''
  await t.test('an officer invites', async (t) => {
    link = await inviteLibrarian(t, town, codes[0] ?? '')
  })
  await t.test('the librarian joins', (t) => join(t, town, link))
  await t.test('a session is seen and ended', (t) => endSession(t, town))
  await t.test('by keyboard alone', (t) => byKeyboard(t, town))
})

async function inviteLibrarian(t: TestContext, town: Town, code: string): Promise<string> {
  const page = await aPage(t)
  if (page === null) return ''
  await comeIn(page, town, 'nahad', code)
  await page.getByRole('navigation', { name: 'میز کار' }).getByRole('link', { name: 'همکاران' }).click()
  await page.getByRole('link', { name: 'دعوت از همکار' }).click()
  assert.equal(await page.getByRole('radio', { name: 'مدیر سامانه' }).count(), 0, 'nobody gives more than they hold')
  await page.getByRole('radio', { name: 'کتابدار' }).check()
  await page.getByLabel('حوزه').fill('عطار')
  await page.getByRole('button', { name: 'یافتن حوزه' }).click()
  await page.getByLabel('نام و نام خانوادگی').fill('حسین مرادی')
  await page.getByLabel('رایانامه').fill('hosein@example.org')
  await assertAccessible(page)
  await screenshot(page, 'officer-invites')
  await page.getByRole('button', { name: 'فرستادن دعوت' }).click()
  await page.getByText('دعوت به hosein@example.org فرستاده شد').waitFor()
  const [letter] = (await town.platform.mail.recent()).filter(({ to }) => to === 'hosein@example.org')
  const link = /https?:\S+/.exec(letter?.text ?? '')?.[0]
  assert.ok(link, 'the letter has a link')
  const { pathname, search } = new URL(link)
  return town.origin + pathname + search
}

async function join(t: TestContext, town: Town, link: string): Promise<void> {
  const page = await aPage(t, { javaScript: false, width: 360 })
  if (page === null) return
  await page.goto(link)
  await page.getByText('کتابدار، کتابخانهٔ عطار').waitFor()
  await page.getByLabel('نام کاربری').fill('hosein')
  await page.getByLabel('گذرواژه').fill(PASSWORD)
  await page.getByRole('button', { name: 'ساختن حساب' }).click()
  await page.goto(`${town.origin}/staff/imports`)
  await page.getByRole('heading', { level: 1, name: 'ورود رکوردها' }).waitFor()
  const refused = await page.request.get(`${town.origin}/people`)
  assert.equal(refused.status(), 403, 'the list of colleagues is for officers')
}

async function endSession(t: TestContext, town: Town): Promise<void> {
  const [first, second] = [await aPage(t), await aPage(t)]
  if (first === null || second === null) return
  await comeIn(first, town, 'hosein')
  await first.getByRole('heading', { name: 'ورود رکوردها' }).first().waitFor()
  await comeIn(second, town, 'hosein')
  await second.goto(`${town.origin}/account/sessions`)
  await second.getByRole('button', { name: 'خارج کردن همهٔ دستگاه‌های دیگر' }).click()
  await second.getByText('دستگاه دیگر از سامانه خارج شد').waitFor()
  const answer = await first.request.get(`${town.origin}/account`, { maxRedirects: 0 })
  assert.notEqual(answer.status(), 200, 'the first device is out')
  assert.equal((await second.request.get(`${town.origin}/account`)).status(), 200, 'this one stays')
}

const FOCUSED =
  '(el => el.getAttribute("aria-label") ?? el.labels?.[0]?.textContent ?? el.textContent)(document.activeElement)'

async function byKeyboard(t: TestContext, town: Town): Promise<void> {
  const page = await aPage(t)
  if (page === null) return
  const tabTo = async (name: string | RegExp) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      const words = await page.evaluate(FOCUSED)
      if (typeof words === 'string' && new RegExp(name).test(words.trim())) return
    }
    assert.fail(`Tab does not reach ${name}`)
  }
  await page.goto(`${town.origin}/sign-in`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.match(page.url(), /#content$/, 'the first stop skips to the content')
  await tabTo(/^نام کاربری یا رایانامه/)
  await page.keyboard.type('hosein')
  await tabTo(/^گذرواژه/)
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'ورود رکوردها' }).first().waitFor()
  await page.goto(`${town.origin}/search`)
  await tabTo(/جستجو در فهرست|جستجوی فهرست/)
  await page.keyboard.type('گلستان')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '«گلستان»' }).waitFor()
  await tabTo(/^گلستان$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'گلستان' }).waitFor()
  await page.getByRole('heading', { name: 'استناد به این منبع' }).waitFor()
}
