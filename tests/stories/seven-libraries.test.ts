// Real records of libraries that never agreed on a spelling go in, by the page and by the command line, and are found.
//
// Given the working records of Arabic Collections Online, each library's file under its own code,
// When some are sent by the page and the others by the command line,
// Then every record of every file is read and none is lost;
// When the union is searched in three spellings of one title,
// Then each finds the same editions, and books that several libraries hold are one edition.
//
// Without PEYVAND_FULL=1 only the four smaller files go in, so that everything stays quick.

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { aPage, screenshot } from '#tests/support/browser.ts'
import { aColleague, aTown, comeIn, passSecondStep, type Town } from '#tests/support/town.ts'

const ACO = `${process.env.PEYVAND_SHARED ?? '../shared'}/data/marc/aco`
const FULL = Boolean(process.env.PEYVAND_FULL)

/** Code, records in the file, and the door it comes in by; the first four are the smaller ones. */
const FILES = [
  ['aeadna', 45, 'page'],
  ['NIC', 435, 'page'],
  ['UaCaAUL', 1076, 'command'],
  ['NNU', 1369, 'command'],
  ['NNC', 3055, 'page'],
  ['NjP', 3450, 'command'],
  ['LeBAU', 3934, 'command'],
] as const
const SPELLINGS = ['السيرة النبوية', 'السیره النبویه', 'السيرة النبويه']

test('libraries of Arabic Collections Online', { timeout: 9 * 60_000 }, async (t) => {
  if (!existsSync(ACO)) return t.skip('../shared/data is absent')
  const town = await aTown(t)
  const files = FULL ? FILES : FILES.slice(0, 4)
  await openLibraries(town)
  const page = await aPage(t)
  if (page === null) return
  await comeIn(page, town, 'modir', await anAdministrator(town))
  for (const [code, records, door] of files) {
    const file = `${ACO}/local_${code}.xml.gz`
    if (door === 'page') {
      await page.goto(`${town.origin}/staff/imports/new`)
      await page
        .getByLabel('کد کتابخانه')
        .or(page.getByRole('combobox', { name: 'کتابخانه' }))
        .waitFor()
      const select = page.locator('select[name=library]')
      if ((await select.count()) > 0) await select.selectOption(`ACO:${code}`)
      else await page.getByLabel('کد کتابخانه').fill(`ACO:${code}`)
      await page.getByLabel('پرونده', { exact: true }).setInputFiles(file)
      await page.getByRole('button', { name: 'آغاز ورود' }).click()
      await page.getByText('زمان پایان').waitFor({ timeout: 120_000 })
      await screenshot(page, `aco-${code}`)
    } else {
      const {
        code: exit,
        stdout,
        stderr,
      } = await town.command('import', 'marc', file, '--library', `ACO:${code}`, '--json')
      const summary = JSON.parse(stdout || '{}') as { read?: number }
      assert.equal(summary.read, records, stderr)
      assert.ok(exit === 0, `${code} ended with ${exit}`)
    }
    const [done] = await importsOf(town, code)
    t.diagnostic(`${code}: ${JSON.stringify(done)}`)
    assert.equal(done?.read, records, code)
    assert.equal(done.added + done.updated + done.unchanged + done.refused, done.read, `${code}: none is lost`)
  }
  // What came in last may take the search two seconds.
  const until = Date.now() + 15_000
  let found = await searchAll(town, page)
  while (new Set(found).size > 1 && Date.now() < until) found = await searchAll(town, page)
  assert.ok(String(found[0]).includes('/editions/'), 'something is found')
  assert.equal(new Set(found).size, 1, `the same editions in every spelling: ${found.join(' | ')}`)
  await screenshot(page, 'aco-search')
})

/** The editions that each spelling finds, in their order. */
async function searchAll(town: Town, page: Page): Promise<string[]> {
  const found: string[] = []
  for (const words of SPELLINGS) {
    await page.goto(`${town.origin}/search?q=${encodeURIComponent(words)}`)
    const hits = page.getByRole('main').getByRole('heading', { level: 2 }).getByRole('link')
    found.push((await Promise.all((await hits.all()).map((hit) => hit.getAttribute('href')))).join())
  }
  return found
}

async function openLibraries(town: Town): Promise<void> {
  const teller = systemActor('stories')
  await addNetwork(town.platform, teller, { code: 'ACO', name: 'مجموعه‌های عربی برخط' })
  for (const [code] of FILES) await putLibrary(town.platform, teller, { network: 'ACO', draft: { code, name: code } })
}

async function anAdministrator(town: Town): Promise<string> {
  await aColleague(town, 'modir', 'آرش کیانی', { role: 'administrator', scope: { level: 'system' } })
  return (await passSecondStep(town, 'modir')).codes[0] ?? ''
}

interface Done {
  read: number
  added: number
  updated: number
  unchanged: number
  refused: number
}

async function importsOf(town: Town, code: string): Promise<Done[]> {
  const rows = await town.platform.db
    .selectFrom('catalogue.import')
    .selectAll()
    .where('file_name', '=', `local_${code}.xml.gz`)
    .execute()
  return rows.map(({ done_records: read, added, updated, unchanged, refused }) => ({
    read,
    added,
    updated,
    unchanged,
    refused,
  }))
}
