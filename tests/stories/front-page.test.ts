import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPage, assertAccessible, assertFits, screenshot } from '#tests/support/browser.ts'
import { aSite } from '#tests/support/site.ts'

test('a reader opens the front page: in both languages, on a telephone and a desk, by day and by night', async (t) => {
  const { origin } = await aSite(t)
  for (const width of [360, 1280]) {
    for (const theme of ['light', 'dark'] as const) {
      const page = await aPage(t, { width, theme })
      if (page === null) return
      for (const [path, lang, heading] of [
        ['/', 'fa', /[آ-ی]/],
        ['/en', 'en', /[A-Za-z]/],
      ] as const) {
        await page.goto(origin + path)
        assert.equal(await page.locator('html').getAttribute('lang'), lang)
        assert.match((await page.getByRole('heading', { level: 1 }).textContent()) ?? '', heading)
        await assertFits(page)
        await assertAccessible(page)
        await screenshot(page, `front-${lang}-${width}-${theme}`)
      }
    }
  }
})

test('the front page needs no script', async (t) => {
  const { origin } = await aSite(t)
  const page = await aPage(t, { javaScript: false })
  if (page === null) return
  await page.goto(origin)
  await page.getByRole('link', { name: 'English', exact: false }).first().click()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
})
