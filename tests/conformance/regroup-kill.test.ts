import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { splitRecord } from '#areas/catalogue/service/grouping/deciding.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, addLibraries, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { aPeyvand } from '#tests/support/database.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BOOKS = 700

const book = (number: string, n: number) =>
  aBook(number, `سفرنامهٔ ${n}`, `020 ## $a978964${String(n).padStart(6, '0')}${checkDigit(n)}`, `852 ## $p${number}`)

function checkDigit(n: number): number {
  const digits = [...`978964${String(n).padStart(6, '0')}`].map(Number)
  const sum = digits.reduce((all, digit, at) => all + digit * (at % 2 === 0 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10
}

/**
 * Two libraries with the same books, brought apart as rules of another day would have left them: each record of the second
 * library alone, one book's pair taken apart by a person, and one edition holding two records that are nothing alike.
 */
async function aScatteredUnion(platform: Platform): Promise<void> {
  await addLibraries(platform)
  const books = Array.from({ length: BOOKS }, (_, n) => n)
  await takeIn(
    platform,
    'NLA:11',
    books.map((n) => book(`a${n}`, n)),
  )
  await takeIn(
    platform,
    'AQR:31',
    books.map((n) => book(`b${n}`, n)),
  )
  const rows = await platform.db.selectFrom('catalogue.record').select(['id', 'control_number', 'edition_id']).execute()
  const of = new Map(rows.map((row) => [row.control_number, row]))
  await splitRecord(platform, SYSTEM, { id: of.get('b5')!.id })
  const scattered = rows.filter((row) => /^b(?!5$)/.test(row.control_number))
  const ids = scattered.map((row) => row.id)
  const to = scattered.map(() => newId())
  await platform.db.transaction().execute(async (tx) => {
    await sql`
      insert into catalogue.edition (id, brief, title_keys, volume_key, sort_key, year, record_count, copy_count, library_count,
        is_public, match_keys, created_at, updated_at)
      select m.new_id, e.brief, e.title_keys, e.volume_key, e.sort_key, e.year, 1, 1, 1, true, e.match_keys, now(), now()
      from unnest(${ids}::uuid[], ${to}::uuid[]) as m(id, new_id)
      join catalogue.record r on r.id = m.id join catalogue.edition e on e.id = r.edition_id`.execute(tx)
    await sql`
      update catalogue.record r set edition_id = m.new_id from unnest(${ids}::uuid[], ${to}::uuid[]) as m(id, new_id)
      where r.id = m.id`.execute(tx)
    await sql`
      insert into catalogue.match_key (key, edition_id) select unnest(match_keys), id from catalogue.edition
      on conflict do nothing`.execute(tx)
    await sql`update catalogue.record set edition_id = ${of.get('a7')!.edition_id} where control_number = 'a8'`.execute(
      tx,
    )
    const left = of.get('a8')!.edition_id
    await sql`delete from catalogue.match_key where edition_id = ${left}`.execute(tx)
    await sql`delete from catalogue.edition where id = ${left}`.execute(tx)
  })
}

/** Groups, questions and counts without ids and times. */
async function remains({ db }: Platform) {
  const rows = async (text: ReturnType<typeof sql>) => (await text.execute(db)).rows
  return {
    groups: await rows(sql`
      select array_agg(r.control_number order by r.control_number) as members, min(e.record_count) as counted
      from catalogue.record r join catalogue.edition e on e.id = r.edition_id group by r.edition_id order by 1`),
    empty: await rows(sql`
      select brief->>'title' as title, created_at, record_count from catalogue.edition e where not exists (select from catalogue.record r where r.edition_id = e.id)`),
    keys: await rows(sql`
      select count(*)::int as stray from catalogue.match_key m
      where not exists (select from catalogue.edition e where e.id = m.edition_id and m.key = any(e.match_keys))`),
    asks: await rows(sql`select state, count(*)::int from catalogue.ask group by 1 order by 1`),
    runs: await rows(sql`select state, total, done from catalogue.regrouping`),
    journal: await rows(sql`
      select count(*)::int as entries, count(distinct subject_id)::int as records from platform.journal_entry
      where action = 'catalogue.record-regrouped'`),
  }
}

function start(t: TestContext, url: string, home: string): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'catalogue', 'regroup', '--json'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, DATABASE_URL: url, PEYVAND_HOME: home },
  })
  t.after(() => void child.kill('SIGKILL'))
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function committed({ db }: Platform): Promise<number> {
  const row = await db.selectFrom('catalogue.regrouping').select('done').executeTakeFirst()
  return row?.done ?? -1
}

async function regroup(t: TestContext, kills: readonly number[]) {
  const { platform, config } = await aPeyvand(t)
  await aScatteredUnion(platform)
  const home = await mkdtemp(join(tmpdir(), 'peyvand-regroup-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  for (const least of kills) {
    const { child, ended } = start(t, config.databaseUrl!, home)
    while (child.exitCode === null && (await committed(platform)) < least) await new Promise((r) => setTimeout(r, 5))
    // Somewhere inside the next stretch, not at its edge.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 120))
    child.kill('SIGKILL')
    await ended
  }
  const { ended } = start(t, config.databaseUrl!, home)
  assert.equal(await ended, 0)
  return await remains(platform)
}

test('regrouping killed again and again ends as one that was left in peace', { timeout: 240_000 }, async (t) => {
  const peaceful = await regroup(t, [])
  const members = peaceful.groups.map((row) => (row as { members: string[] }).members.join(' '))
  assert.equal(members.length, BOOKS + 1, 'every book is one edition again, but for the pair a person took apart')
  assert.ok(members.includes('a3 b3'))
  assert.ok(members.includes('a5') && members.includes('b5'), 'what a person took apart stays apart')
  assert.ok(members.includes('a7 b7') && members.includes('a8 b8'), 'what no longer belongs together goes apart')
  assert.deepEqual(peaceful.empty, [])
  assert.deepEqual(peaceful.keys, [{ stray: 0 }])
  assert.deepEqual(peaceful.runs, [{ state: 'done', total: 2 * BOOKS, done: 2 * BOOKS }])
  const killed = await regroup(t, [0, 300, 900])
  assert.deepEqual(killed, peaceful)
})
