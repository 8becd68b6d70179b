import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aSite } from '#tests/support/site.ts'

test('a visitor of the demonstration reads a letter and follows its link', async (t) => {
  const { origin, platform } = await aSite(t)
  const link = `${platform.config.origin}/recover/letter?secret=not-a-real-one`
  const letter = {
    to: 'maryam@example.org',
    subject: 'پیوند: راه بازگشت به حساب شما',
    text: `مریم رضایی، سلام.\n\nبرای نوشتن گذرواژهٔ تازه این نشانی را باز کنید:\n${link}\n\nپیوند کتابخانه‌ها`,
  }
  await platform.db.transaction().execute((tx) => platform.mail.send(tx, letter))
  for (const width of [360, 1280]) {
    for (const theme of ['light', 'dark'] as const) {
      const page = await aPage(t, { width, theme })
      if (page === null) return
      for (const path of ['/letters', '/en/letters']) {
        await page.goto(origin + path)
        await assertFits(page)
        await assertAccessible(page)
        await screenshot(page, `letters${path.startsWith('/en') ? '-en' : ''}-${width}-${theme}`)
      }
    }
  }
  const page = await aPage(t, { javaScript: false })
  if (page === null) return
  await page.goto(origin)
  await page.getByRole('link', { name: 'نامه‌های این نمایش' }).click()
  const button = page.getByRole('link', { name: 'باز کردن پیوند نامه' })
  assert.equal(new URL((await button.getAttribute('href')) ?? '', origin).searchParams.get('secret'), 'not-a-real-one')
})
