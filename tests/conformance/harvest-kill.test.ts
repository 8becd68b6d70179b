// One Peyvand harvests another, end to end: a foreign process asks, is killed in between, and asks again.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { sql } from 'kysely'
import { suppressRecord } from '#areas/catalogue/service/keeping.ts'
import type { Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, addLibraries, aUnion, SYSTEM, takeIn } from '#tests/support/catalogue.ts'
import { aPeyvand } from '#tests/support/database.ts'
import { aFreePort } from '#tests/support/server.ts'
import { createApp } from '#web/app.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const RECORDS = 1_103

async function aProvider(t: TestContext): Promise<{ platform: Platform; url: string }> {
  const port = await aFreePort()
  const env = { PEYVAND_ORIGIN: `http://127.0.0.1:${port}`, PEYVAND_RATE_LIMITS: 'no' }
  const { platform } = await aUnion(t, { env, now: () => new Date() })
  const books = Array.from({ length: RECORDS }, (_, i) => aBook(`n${i}`, `کتاب ${i}`, `852 ## $p${i}`))
  await takeIn(platform, 'AQR:31', books)
  const app = createApp(platform, { protocols: PROTOCOLS })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port })
  await new Promise((resolve) => server.once('listening', resolve))
  t.after(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { platform, url: `http://127.0.0.1:${port}/oai` }
}

async function aHarvester(t: TestContext) {
  const { platform, config } = await aPeyvand(t)
  await addLibraries(platform)
  const home = await mkdtemp(join(tmpdir(), 'peyvand-harvest-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  const start = (url: string, ...more: string[]) => {
    const words = ['--import', 'tsx', 'src/cli.ts', 'harvest', url, '--library', 'NLA:11', '--json', ...more]
    const env = { DATABASE_URL: config.databaseUrl!, PEYVAND_HOME: home, PEYVAND_PRIVATE_HOSTS: '127.0.0.1' }
    const child = spawn(process.execPath, words, { cwd: ROOT, stdio: 'ignore', env: { ...process.env, ...env } })
    t.after(() => void child.kill('SIGKILL'))
    return { child, ended: new Promise<number | null>((resolve) => child.once('close', resolve)) }
  }
  return { platform, start }
}

const rows = async (platform: Platform, text: ReturnType<typeof sql>) => (await text.execute(platform.db)).rows

async function remains(platform: Platform) {
  return {
    records: await rows(
      platform,
      sql`select control_number, encode(sha256, 'hex') as sha256, suppressed_at is not null as hidden from catalogue.record order by 1`,
    ),
    editions: await rows(
      platform,
      sql`select brief, record_count, is_public from catalogue.edition order by brief->>'title', id is null`,
    ),
    counts: await rows(
      platform,
      sql`select state, done_records, added, updated, unchanged, refused from catalogue.import order by created_at`,
    ),
    harvests: await rows(
      platform,
      sql`select state, pages, listed, announced, withdrawn, restarts from catalogue.harvest order by created_at`,
    ),
    journal: await rows(
      platform,
      sql`select action, count(*)::int as n, count(distinct subject_id)::int as subjects from platform.journal_entry
        where action like 'catalogue.%' group by 1 order by 1`,
    ),
  }
}

async function taken({ db }: Platform): Promise<number> {
  const row = await db.selectFrom('catalogue.import').select('done_records').executeTakeFirst()
  return row?.done_records ?? -1
}

test('one Peyvand harvests another; killed in between, it ends as if left in peace', {
  timeout: 300_000,
}, async (t) => {
  const provider = await aProvider(t)
  const peaceful = await aHarvester(t)
  assert.equal(await peaceful.start(provider.url).ended, 0)
  const expected = await remains(peaceful.platform)
  assert.equal(expected.records.length, RECORDS)
  const killed = await aHarvester(t)
  for (const least of [0, 250, 750]) {
    const { child, ended } = killed.start(provider.url)
    while (child.exitCode === null && (await taken(killed.platform)) < least) await new Promise((r) => setTimeout(r, 5))
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
    child.kill('SIGKILL')
    await ended
  }
  assert.equal(await killed.start(provider.url).ended, 0)
  assert.deepEqual(await remains(killed.platform), expected)

  // A record the other side hides is withdrawn here by the next harvest, and nothing else changes.
  const first = await provider.platform.db
    .selectFrom('catalogue.record')
    .select(['id'])
    .orderBy('id')
    .executeTakeFirst()
  await suppressRecord(provider.platform, SYSTEM, { id: first!.id, isSuppressed: true })
  assert.equal(await killed.start(provider.url).ended, 0)
  const after = await remains(killed.platform)
  assert.equal(after.records.length, RECORDS)
  assert.equal(hiddenOf(after).length, 1)

  // The other side loses three without a word, as when an older copy of its database is put back: only everything tells.
  const { db } = provider.platform
  await sql`create table gone as select id, edition_id from catalogue.record where control_number in ('n700', 'n701', 'n702')`.execute(
    db,
  )
  await sql`delete from catalogue.record where id in (select id from gone)`.execute(db)
  await sql`delete from catalogue.edition where id in (select edition_id from gone)`.execute(db)
  await sql`delete from catalogue.edition_change where edition_id in (select edition_id from gone)`.execute(db)
  assert.equal(await killed.start(provider.url).ended, 0)
  assert.equal(hiddenOf(await remains(killed.platform)).length, 1)
  assert.equal(await killed.start(provider.url, '--full').ended, 0)
  const gone = await sql<{ id: string }>`select edition_id as id from gone order by 1`.execute(db)
  const hidden = hiddenOf(await remains(killed.platform)).filter((one) => !hiddenOf(after).includes(one))
  assert.deepEqual(
    hidden,
    gone.rows.map((row) => row.id),
  )
})

const hiddenOf = ({ records }: Awaited<ReturnType<typeof remains>>) =>
  (records as { control_number: string; hidden: boolean }[])
    .filter((row) => row.hidden)
    .map((row) => row.control_number)
