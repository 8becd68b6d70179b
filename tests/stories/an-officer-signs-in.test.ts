import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOTP } from '@better-auth/utils/otp'
import type { Page } from 'playwright-core'
import { type Grant, systemActor } from '#areas/people/contract.ts'
import { invite } from '#areas/people/service/letters.ts'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aSite } from '#tests/support/site.ts'

const PASSWORD = 'یک جملهٔ ساده'
const NOWHERE = { find: async () => new Map(), search: async () => [] }
const ADMINISTRATOR: Grant = { role: 'administrator', scope: { level: 'system' } }

async function anInvitation(site: Awaited<ReturnType<typeof aSite>>): Promise<string> {
  const letter = { name: 'آرش کیانی', email: 'arash@example.org', lang: 'fa', grants: [ADMINISTRATOR] } as const
  const { link } = await invite(site.platform, systemActor('tests'), letter, NOWHERE)
  const { pathname, search } = new URL(link)
  return site.origin + pathname + search
}

async function looksRight(page: Page, name: string): Promise<void> {
  await assertFits(page)
  await assertAccessible(page)
  await screenshot(page, name)
}

test('an officer accepts an invitation, sets up the second step and comes back with it, without script', async (t) => {
  const site = await aSite(t)
  const page = await aPage(t, { width: 360, javaScript: false })
  if (page === null) return
  await page.goto(await anInvitation(site))
  await page.getByLabel('نام کاربری').fill('arash')
  await page.getByLabel('گذرواژه').fill(PASSWORD)
  await page.getByRole('button', { name: 'ساختن حساب' }).click()

  await page.getByText('نقش شما به اطلاعات و کار دیگران دسترسی دارد').waitFor()
  await page.getByLabel('گذرواژهٔ شما').fill(PASSWORD)
  await page.getByRole('button', { name: 'فعال کردن برنامهٔ رمزساز' }).click()
  await page.getByRole('img', { name: 'رمزینهٔ فعال کردن برنامهٔ رمزساز' }).waitFor()
  const key = (await page.locator('.code').first().textContent())!.replaceAll(' ', '')
  const secret = await secretOf(key)
  await page.getByLabel('کدی که برنامه نشان می‌دهد').fill(await createOTP(secret).totp())
  await page.getByRole('button', { name: 'تأیید کد' }).click()
  const recoveryCode = await page.locator('ol .code').first().textContent()
  await page.getByRole('link', { name: 'کدها را نگه داشتم' }).click()

  await page.getByRole('button', { name: 'خروج' }).click()
  await page.goto(`${site.origin}/sign-in?next=/people`)
  await page.getByLabel('نام کاربری یا رایانامه').fill('arash')
  await page.getByLabel('گذرواژه', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'ورود', exact: true }).click()
  await page.getByLabel('کد شش‌رقمی یا یکی از کدهای بازیابی').fill(recoveryCode ?? '')
  await page.getByRole('button', { name: 'ادامه' }).click()
  assert.equal(new URL(page.url()).pathname, '/people')
  await page.getByRole('link', { name: 'آرش کیانی' }).last().waitFor()
})

/** The secret behind a key in RFC 4648 base 32, as an authenticator app reads it. */
async function secretOf(key: string): Promise<string> {
  const bits = [...key]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()
}

test('the pages of the door and of one’s own account, in both languages, narrow and wide, by day and by night', async (t) => {
  const site = await aSite(t)
  const link = await anInvitation(site)
  const first = await aPage(t)
  if (first === null) return
  await first.goto(link)
  await looksRight(first, 'people-join')
  await first.getByLabel('نام کاربری').fill('arash')
  await first.getByLabel('گذرواژه').fill(PASSWORD)
  await first.getByRole('button', { name: 'ساختن حساب' }).click()
  const cookies = await first.context().cookies()
  for (const [width, theme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    const page = await aPage(t, { width, theme })
    if (page === null) return
    for (const lang of ['', '/en']) {
      const paths = ['/sign-in', '/recover', '/recover/asked']
      for (const path of paths) await look(page, path, lang, width)
      await page.context().addCookies(cookies)
      for (const path of ['', '/security', '/sessions', '/keys']) await look(page, `/account${path}`, lang, width)
      await page.context().clearCookies()
    }
  }

  async function look(page: Page, path: string, lang: string, width: number): Promise<void> {
    await page.goto(site.origin + lang + path)
    await looksRight(page, `people${lang}${path}-${width}`.replaceAll('/', '-'))
  }
})
