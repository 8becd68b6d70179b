// Every page, as anybody may meet it.
//
// Given every address of the house, public ones and those of an officer who is signed in,
// When each is opened in Persian and in English, in light and dark, on a desk and on a telephone,
// Then axe finds nothing, nothing is wider than the window, there is one heading of the first level, a title,
// the language and its direction are right, and public reading pages send no script but the suggestions' of a search box.

import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { aPage, assertAccessible, assertFits } from '#tests/support/browser.ts'
import { aBook, fileOf, takeIn } from '#tests/support/catalogue.ts'
import { aColleague, aTown, passSecondStep, type Town } from '#tests/support/town.ts'

const PICTURES = '.peyvand-screens'
/** Which combinations axe looks at; overflow and headings are looked at in all four. PEYVAND_FULL=1 takes all for axe too. */
const AXE_LOOKS = process.env.PEYVAND_FULL
  ? ['1280 light', '1280 dark', '360 light', '360 dark']
  : ['1280 light', '360 dark']
const PUBLIC = [
  '/',
  '/search',
  `/search?q=${encodeURIComponent('داستان های کودکان')}&near=${encodeURIComponent('نیشابور')}`,
  '/search?q=qqqqqq',
  '/search?language=per&sort=title',
  '/editions/{edition}',
  '/records/{record}',
  '/authors/{author}',
  '/new',
  '/report',
  '/libraries',
  `/libraries?q=${encodeURIComponent('عطار')}&near=${encodeURIComponent('تهران')}`,
  '/libraries/IPLF/101',
  '/libraries/IPLF/101/catalogue',
  '/libraries/IPLF/101/new',
  '/networks',
  '/networks/IPLF',
  '/provinces',
  '/api',
]
const DOOR = ['/sign-in', '/recover', '/recover/asked']
const STAFF = [
  '/account',
  '/account/security',
  '/account/sessions',
  '/account/keys',
  '/people',
  '/people/invite?role=librarian&place=',
  '/people/{person}',
  '/people/{person}/roles',
  '/people/{person}/close',
  '/staff/imports',
  '/staff/imports/new',
  '/staff/imports/{import}',
  '/staff/imports/{import}/refused/2',
  '/staff/records',
  '/staff/records/{record}',
  '/staff/records/{record}/hide',
  '/staff/records/{record}/split',
  '/staff/harvests',
  '/staff/harvests/new',
  '/staff/report',
  '/staff/report/IPLF:101',
  '/staff/report/IPLF:101/missing-subject',
  '/staff/libraries',
  '/staff/libraries/add',
  '/staff/libraries/import',
  '/staff/libraries/{library}',
  '/staff/libraries/{library}/edit',
  '/staff/libraries/{library}/close',
  '/staff/networks/IPLF',
  '/letters',
]

test('every page, in both languages', async (t) => {
  await mkdir(PICTURES, { recursive: true })
  const town = await aTown(t)
  const { cookie, marks } = await fillIn(town)
  const of = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => marks[name] ?? assert.fail(name))
  const page = await aPage(t)
  if (page === null) return
  for (const path of [...PUBLIC, ...DOOR]) await see(t, town, page, path, of(path), PUBLIC.includes(path))
  const [name = '', value = ''] = cookie.split('=', 2)
  assert.ok(value, name)
  await page.context().addCookies(
    cookie.split('; ').map((one) => {
      const at = one.indexOf('=')
      return { name: one.slice(0, at), value: one.slice(at + 1), url: town.origin }
    }),
  )
  for (const path of STAFF) await see(t, town, page, path, of(path), false)
})

/** An officer who is signed in, a colleague, and an import with a refused record; and the ids that stand in addresses. */
async function fillIn(town: Town): Promise<{ cookie: string; marks: Readonly<Record<string, string>> }> {
  await aColleague(town, 'modir', 'آرش کیانی', { role: 'administrator', scope: { level: 'system' } })
  const person = await aColleague(town, 'razavi', 'فاطمه حسینی', { role: 'librarian', scope: town.places['AQR:1']! })
  const { cookie } = await passSecondStep(town, 'modir')
  const twice = fileOf(aBook('600', 'تذکرة‌الاولیاء'), aBook('600', 'منطق‌الطیر'))
  const { id } = await takeIn(town.platform, 'AQR:1', twice)
  const answer = await fetch(`${town.origin}/api/catalogue/search?q=${encodeURIComponent('داستان های کودکان')}`)
  const { hits } = (await answer.json()) as { hits: { id: string }[] }
  const edition = hits[0]?.id ?? ''
  const html = await (await fetch(`${town.origin}/editions/${edition}`)).text()
  const record = /\/records\/([0-9a-f-]+)/.exec(html)?.[1] ?? ''
  const author = /\/authors\/([^"?]+)/.exec(html)?.[1] ?? ''
  return { cookie, marks: { person, edition, record, author, import: id, library: town.places['IPLF:101']!.library } }
}

async function see(t: TestContext, town: Town, page: Page, path: string, at: string, isReading: boolean) {
  for (const lang of ['fa', 'en'] as const) {
    const address = lang === 'fa' ? at : at === '/' ? '/en' : `/en${at}`
    await t.test(`${lang} ${path}`, async () => {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.emulateMedia({ colorScheme: 'light' })
      const answer = await page.goto(town.origin + address)
      assert.equal(answer?.status(), 200)
      assert.equal(
        new URL(page.url()).pathname,
        new URL(town.origin + address).pathname,
        'no other page is shown instead',
      )
      await assertSpeaks(page, lang)
      if (isReading) assertNoScript((await answer?.text()) ?? '')
      await lookFourWays(page, `${lang}${decodeURI(path).replace(/[^\p{L}\d]+/gu, '-')}`)
    })
  }
}

async function assertSpeaks(page: Page, lang: 'fa' | 'en'): Promise<void> {
  const html = page.locator('html')
  assert.equal(await html.getAttribute('lang'), lang)
  assert.equal(await html.getAttribute('dir'), lang === 'fa' ? 'rtl' : 'ltr')
  assert.equal(await page.locator('h1').count(), 1, 'one heading of the first level')
  assert.ok(((await page.locator('h1').textContent()) ?? '').trim() !== '', 'the heading says something')
  assert.ok((await page.title()).trim() !== '', 'a title')
}

function assertNoScript(html: string): void {
  const scripts = html.match(/<script\b[^>]*>/g) ?? []
  const runs = scripts.filter(
    (tag) => !tag.includes('application/ld+json') && !/src="\/assets\/suggest[^"]*"/.test(tag),
  )
  assert.deepEqual(runs, [])
}

async function lookFourWays(page: Page, name: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await assertFits(page)
      if (!AXE_LOOKS.includes(`${width} ${theme}`)) continue
      await assertAccessible(page)
      await page.screenshot({ path: `${PICTURES}/${name}-${width}-${theme}.png`, fullPage: true })
    }
  }
}
