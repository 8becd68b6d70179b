import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Config, readConfig } from '#platform/config.ts'
import { type Db, openDatabase } from '#platform/db.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { setUpAreas } from '#src/setup.ts'
import { countDatabase, testCluster, withAdmin } from './cluster.ts'

/** What registers a cleanup: a test's context, or `{ after }` of node:test for a whole file. */
export type Cleanup = Pick<TestContext, 'after'> | { after(work: () => Promise<void>): void }

let made = 0

/** A fresh, migrated, empty database of one's own, dropped after the test. */
export async function aDatabase(t: Cleanup): Promise<{ db: Db; url: string }> {
  const url = await aDatabaseUrl(t)
  const db = openDatabase(url)
  t.after(() => db.destroy())
  return { db, url }
}

/** The address of a fresh database, for tests that start processes. */
export async function aDatabaseUrl(t: Cleanup): Promise<string> {
  countDatabase(1)
  const cluster = await testCluster()
  made += 1
  const name = `test_${Date.now()}_${process.pid}_${made}`
  await withAdmin(cluster.url('postgres'), (admin) =>
    admin.query(`create database ${name} template ${cluster.template}`),
  )
  afterAllElse(t, () =>
    withAdmin(cluster.url('postgres'), async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`)
      countDatabase(-1)
    }),
  )
  return cluster.url(name)
}

/** What a test may choose about its platform. */
export interface PlatformWishes {
  /** The instant the clock stands at; `platform.clock` reads it anew each time, so a function may move it. */
  now?: Date | (() => Date)
  /** Environment variables, as an operator would set them. */
  env?: Readonly<Record<string, string>>
}

/** A whole platform on a database and a folder of its own; both go away after the test. */
export async function aPlatform(
  t: Cleanup,
  wishes: PlatformWishes = {},
): Promise<{ platform: Platform; db: Db; config: Config }> {
  const home = await mkdtemp(join(tmpdir(), 'peyvand-test-'))
  afterAllElse(t, () => rm(home, { recursive: true, force: true }))
  const url = await aDatabaseUrl(t)
  const config = readConfig({
    PEYVAND_HOME: home,
    DATABASE_URL: url,
    PEYVAND_DATABASE_CONNECTIONS: '5',
    PORT: '0',
    ...wishes.env,
  })
  const now = wishes.now ?? new Date('2026-11-22T08:00:00Z')
  const clock = typeof now === 'function' ? now : () => now
  const platform = await openPlatform(config, { clock, log: silentLog })
  t.after(() => platform.close())
  return { platform, db: platform.db, config }
}

/** `aPlatform` with every area set up (jobs, indexes, reference data), as the server has it before it serves. */
export async function aPeyvand(t: Cleanup, wishes: PlatformWishes = {}): ReturnType<typeof aPlatform> {
  const whole = await aPlatform(t, wishes)
  await setUpAreas(whole.platform)
  return whole
}

// node:test runs a test's cleanups in the order they were registered; what must come last waits for the others.
function afterAllElse(t: Cleanup, work: () => Promise<void>): void {
  t.after(async () => {
    t.after(work)
  })
}
