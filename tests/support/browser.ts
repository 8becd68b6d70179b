import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const SCREENSHOTS = fileURLToPath(new URL('../../.peyvand-test/screenshots', import.meta.url))
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PLACES = [
  process.env.PEYVAND_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

let opened: Promise<Browser> | undefined
let axe: string | undefined

after(async () => {
  await (await opened)?.close()
})

/** How a person looks at a page. */
export interface Looking {
  width?: number
  theme?: 'light' | 'dark'
  javaScript?: boolean
}

/** A fresh browser window, without cookies, in a Persian locale; null, and the test skipped plainly, without Chromium. */
export async function aPage(t: TestContext, looking: Looking = {}): Promise<Page | null> {
  const executablePath = PLACES.find((path) => path !== undefined && path !== '' && existsSync(path))
  if (executablePath === undefined) {
    t.skip('Chromium is not installed')
    return null
  }
  // Root has no user namespace to build a sandbox in; a container's /dev/shm is small.
  opened ??= chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=fa-IR'] })
  const context = await (await opened).newContext({
    locale: 'fa-IR',
    timezoneId: 'Asia/Tehran',
    viewport: { width: looking.width ?? 1280, height: 800 },
    colorScheme: looking.theme ?? 'light',
    javaScriptEnabled: looking.javaScript ?? true,
    reducedMotion: 'reduce',
  })
  t.after(() => context.close())
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  // Chromium notes every refused form (400) and closed door (403, 404) as an error; those are our answers, not faults.
  const isFault = (words: string) => !/the server responded with a status of 4\d\d/.test(words)
  page.on('console', (message) => message.type() === 'error' && isFault(message.text()) && faults.push(message.text()))
  t.after(() => assert.deepEqual(faults, [], 'the browser reported errors'))
  return page
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[]
}

/** Fails when axe finds anything on the page as it stands. */
export async function assertAccessible(page: Page): Promise<void> {
  // Evaluated by the debugger and not added as a script, which the page's own policy rightly stops.
  axe ??= await readFile(AXE, 'utf8')
  await page.evaluate(axe)
  const result = (await page.evaluate('axe.run()')) as AxeResult
  const found = result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
  assert.deepEqual(found, [], `axe on ${page.url()}`)
}

/** Fails when the page is wider than the window: a person would have to scroll sideways. */
export async function assertFits(page: Page): Promise<void> {
  const [inner, wide] = (await page.evaluate('[innerWidth, document.documentElement.scrollWidth]')) as [number, number]
  assert.ok(wide <= inner, `${page.url()} is ${wide} px wide in a window of ${inner}`)
}

/** Keeps a picture under `.peyvand-test/screenshots`, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })
}
