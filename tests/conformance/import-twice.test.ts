import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
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
const RECORDS = 1_200

// Every third record is of the same edition as its neighbour.
const books = Array.from({ length: RECORDS }, (_, i) => {
  const book = i - (i % 3 === 1 ? 1 : 0)
  return aBook(`n${i}`, `کتاب ${book}`, `035 ## $a(OCoLC)${90_000 + book}`, `852 ## $p${i}-1$hPIR${i}`)
})

/** What stands in the catalogue, without ids and times. */
async function remains({ db }: Platform) {
  const rows = async (text: ReturnType<typeof sql>) => (await text.execute(db)).rows
  return {
    records: await rows(sql`
      select l.code, r.control_number, encode(r.sha256, 'hex') as sha256, (select array_agg(ol.code || ' ' || o.control_number order by ol.code, o.control_number)
        from catalogue.record o join libraries.library ol on ol.id = o.library_id where o.edition_id = r.edition_id) as edition
      from catalogue.record r join libraries.library l on l.id = r.library_id order by 1, 2`),
    editions: await rows(sql`
      select title_keys, record_count, copy_count, library_count, is_public from catalogue.edition e order by title_keys, record_count`),
    items: await rows(
      sql`select item_key, library_id is not null as held, count(*)::int as n from catalogue.item group by 1, 2 order by 1`,
    ),
    stray: await rows(sql`
      select id from catalogue.edition e where not exists (select from catalogue.record r where r.edition_id = e.id)`),
    added: await rows(sql`select sum(added)::int as added, sum(updated)::int as updated from catalogue.import`),
    journal: await rows(sql`
      select action, count(*)::int as n, count(distinct subject_id)::int as subjects from platform.journal_entry
      where action in ('catalogue.record-added', 'catalogue.record-updated') group by 1 order by 1`),
  }
}

/** Imports a file by processes of their own, one for each library named, all at once or one after the other. */
async function imports(t: TestContext, libraries: readonly string[], { atOnce }: { atOnce: boolean }) {
  const { platform, config } = await aPeyvand(t)
  await addLibraries(platform)
  const home = await mkdtemp(join(tmpdir(), 'peyvand-twice-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  const file = join(home, 'records.mrc')
  await writeFile(file, fileOf(...books))
  const run = async (library: string) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/cli.ts', 'import', 'marc', file, '--library', library, '--json'],
      { cwd: ROOT, stdio: 'ignore', env: { ...process.env, DATABASE_URL: config.databaseUrl!, PEYVAND_HOME: home } },
    )
    t.after(() => void child.kill('SIGKILL'))
    return await new Promise<number | null>((resolve) => child.once('close', resolve))
  }
  const codes: (number | null)[] = []
  if (atOnce) codes.push(...(await Promise.all(libraries.map(run))))
  else for (const library of libraries) codes.push(await run(library))
  assert.deepEqual(
    codes,
    libraries.map(() => 0),
  )
  return await remains(platform)
}

test('two processes import one file at once: nothing is doubled, nothing lost', { timeout: 240_000 }, async (t) => {
  const once = await imports(t, ['NLA:11'], { atOnce: false })
  assert.equal(once.records.length, RECORDS)
  assert.deepEqual(await imports(t, ['NLA:11', 'NLA:11'], { atOnce: true }), once)
})

test('two libraries import the same books at once: each is one edition', { timeout: 240_000 }, async (t) => {
  const inTurn = await imports(t, ['NLA:11', 'AQR:31'], { atOnce: false })
  assert.deepEqual(await imports(t, ['NLA:11', 'AQR:31'], { atOnce: true }), inTurn)
})
