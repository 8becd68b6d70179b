import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Platform } from '#platform/platform.ts'
import { aBook, addLibraries, fileOf } from '#tests/support/catalogue.ts'
import { aPeyvand } from '#tests/support/database.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const RECORDS = 4_000

// Every third record is of the same edition as its neighbour; some come twice, and one is cut short.
function aFile(): Buffer {
  const books = Array.from({ length: RECORDS }, (_, i) =>
    aBook(
      `n${i}`,
      `کتاب ${i - (i % 3 === 1 ? 1 : 0)}`,
      `035 ## $a(OCoLC)${90_000 + i - (i % 3 === 1 ? 1 : 0)}`,
      `852 ## $p${i}-1$hPIR${i}`,
      `852 ## $p${i}-2$hPIR${i}`,
    ),
  )
  books.splice(700, 0, aBook('n5', 'دوباره'))
  books.splice(2_900, 0, aBook('n2800', 'باز هم دوباره'))
  const file = fileOf(...books)
  return file.subarray(0, file.length - 12)
}

// A table of a small library: some rows twice, some without a title, several copies in one row.
function aTable(): string {
  const rows = Array.from({ length: 2_500 }, (_, i) => {
    if (i % 500 === 99) return `,بی‌نام ${i},,,1`
    const n = i % 400 === 7 ? i - 1 : i
    return `کتاب شمارهٔ ${n},نویسندهٔ ${n % 300},نشر ${n % 20},${1350 + (n % 50)},${1 + (n % 3)}`
  })
  return ['عنوان,نویسنده,ناشر,سال,تعداد', ...rows].join('\r\n')
}

/** Everything an import leaves behind, without ids and times. */
async function remains(platform: Platform) {
  const rows = async (text: ReturnType<typeof sql>) => (await text.execute(platform.db)).rows
  return {
    records: await rows(sql`
      select r.control_number, encode(r.sha256, 'hex') as sha256, r.placement - 'with' as placement,
        (select array_agg(o.control_number order by o.control_number) from catalogue.record o where o.edition_id = r.edition_id) as edition
      from catalogue.record r order by 1`),
    editions: await rows(sql`
      select brief, title_keys, record_count, copy_count, library_count, is_public,
        array(select key from catalogue.edition_key k where k.edition_id = e.id order by key) as keys
      from catalogue.edition e order by brief->>'title', keys`),
    items: await rows(sql`
      select r.control_number, i.item_key, i.call_number, i.status from catalogue.item i join catalogue.record r on r.id = i.record_id
      order by 1, 2`),
    refusals: await rows(sql`select record_number, byte_offset, code, facts from catalogue.import_refusal order by 1`),
    headings: await rows(sql`select kind, key, label from catalogue.heading order by 1, 2`),
    journal: await rows(sql`
      select action, count(*)::int as n, count(distinct subject_id)::int as subjects from platform.journal_entry
      where action like 'catalogue.%' group by 1 order by 1`),
    counts: await rows(sql`
      select state, done_records, added, updated, unchanged, refused, repaired from catalogue.import`),
  }
}

function startImport(
  t: TestContext,
  url: string,
  file: string,
  form: 'marc' | 'titles',
  home: string,
): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'import', form, file, '--library', 'NLA:11', '--json'],
    {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, DATABASE_URL: url, PEYVAND_HOME: home },
    },
  )
  t.after(() => void child.kill('SIGKILL'))
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function committed({ db }: Platform): Promise<number> {
  const row = await db.selectFrom('catalogue.import').select('done_records').executeTakeFirst()
  return row?.done_records ?? -1
}

async function importInto(t: TestContext, kills: readonly number[], form: 'marc' | 'titles' = 'marc') {
  const { platform, config } = await aPeyvand(t)
  await addLibraries(platform)
  const home = await mkdtemp(join(tmpdir(), 'peyvand-kill-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  const file = join(home, form === 'marc' ? 'records.mrc' : 'list.csv')
  await writeFile(file, form === 'marc' ? aFile() : aTable())
  for (const least of kills) {
    const { child, ended } = startImport(t, config.databaseUrl!, file, form, home)
    while (child.exitCode === null && (await committed(platform)) < least) await new Promise((r) => setTimeout(r, 5))
    // Somewhere inside the next batch, not at its edge.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 150))
    child.kill('SIGKILL')
    await ended
  }
  const { ended } = startImport(t, config.databaseUrl!, file, form, home)
  assert.equal(await ended, 0)
  return await remains(platform)
}

test('an import killed again and again ends as one that was left in peace', { timeout: 120_000 }, async (t) => {
  const peaceful = await importInto(t, [])
  assert.equal(peaceful.records.length, RECORDS - 1)
  assert.deepEqual(
    peaceful.refusals.map((row) => (row as { code: string }).code),
    ['catalogue.control-number-repeated', 'catalogue.control-number-repeated', 'marc.cut-short'],
  )
  const killed = await importInto(t, [0, 500, 1_500, 3_000])
  assert.deepEqual(killed.counts, peaceful.counts)
  for (const part of ['records', 'editions', 'items', 'refusals', 'headings', 'journal'] as const) {
    assert.deepEqual(killed[part], peaceful[part], part)
  }
})

test('a table killed again and again ends as one that was left in peace', { timeout: 240_000 }, async (t) => {
  const peaceful = await importInto(t, [], 'titles')
  assert.ok(peaceful.records.length > 2_400)
  assert.deepEqual([...new Set(peaceful.refusals.map((row) => (row as { code: string }).code))].sort(), [
    'catalogue.list-row-repeated',
    'catalogue.list-row-untitled',
  ])
  const killed = await importInto(t, [-1, 0, 500, 1_500], 'titles')
  assert.deepEqual(killed.counts, peaceful.counts)
  for (const part of ['records', 'editions', 'items', 'refusals', 'headings', 'journal'] as const) {
    assert.deepEqual(killed[part], peaceful[part], part)
  }
})
