import { join } from 'node:path'
import type pg from 'pg'
import type { NoteSigner } from '#lib/merkle/signed-note.ts'
import { openSigner } from '#platform/journal/signer.ts'
import { type Mail, openMail } from '#platform/outbox/mail.ts'
import { migrate, readMigrations } from '#platform/postgres/migrate.ts'
import { startEmbedded } from '#platform/postgres/server.ts'
import { sharedSecret } from '#platform/postgres/shared-secret.ts'
import { createSearch, type Search } from '#platform/search/search.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Db, openDatabase, openPool } from './db.ts'
import { type Files, openFiles } from './files.ts'
import { type Jobs, openJobs } from './jobs.ts'
import { type Log, logOf } from './log.ts'
import { openTelemetry, type Telemetry } from './telemetry.ts'

/**
 * Everything a service needs from below it, opened once per process and passed first to every service function:
 * `(platform, actor, input) => Promise<…>`.
 */
export interface Platform {
  config: Config
  db: Db
  /** The pool under `db`, for COPY and for libraries that speak `pg`. */
  pool: pg.Pool
  /** The database's address, for a connection of one's own (LISTEN). */
  databaseUrl: string
  clock: Clock
  log: Log
  telemetry: Telemetry
  /** Signs the journal's checkpoints. */
  signer: NoteSigner
  jobs: Jobs
  files: Files
  mail: Mail
  search: Search
  /** Signs cookies and tokens; the same in every process on one database. At least 32 characters. */
  secret: string
  /** What must answer before `/readyz` says yes, by name; each part adds its own. */
  readiness: Record<string, () => Promise<boolean>>
  /** What every server process does again and again; areas add theirs when they are set up. */
  rounds: Round[]
  /** Closes what was opened, in the reverse order. */
  close(): Promise<void>
}

/** Small work done at its pace in every process that serves, such as giving changes their datestamps. */
export interface Round {
  name: string
  /** Milliseconds from the end of one round to the next. */
  pause: number
  work(): Promise<unknown>
}

/** What a caller may choose when opening; tests pass the clock and a silent log. */
export interface OpenOptions {
  clock?: Clock
  log?: Log
  /** Hears what takes long, a line each. */
  say?(line: string): void
}

/**
 * Opens the platform of a configuration: the database (embedded, or the one at DATABASE_URL), brought forward to this
 * version, and everything that stands on it. Whatever was opened is closed again when a later part fails.
 */
export async function openPlatform(config: Config, options: OpenOptions = {}): Promise<Platform> {
  const say = options.say ?? (() => {})
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    let databaseUrl = config.databaseUrl
    if (databaseUrl === null) {
      const server = await startEmbedded(config.home, { say })
      closers.push(() => server.leave())
      databaseUrl = server.url('postgres')
    }
    const pool = openPool(databaseUrl, config.databaseConnections)
    const db = openDatabase(pool)
    closers.push(() => db.destroy())
    await migrate(pool, readMigrations(), say)
    const secret = config.secret ?? (await sharedSecret(db, 'cookies'))
    const clock = options.clock ?? systemClock
    const log = options.log ?? logOf(config)
    const signer = await openSigner(db, config)
    const jobs = openJobs({ db, url: databaseUrl, clock, log })
    closers.push(() => jobs.stop())
    const files = openFiles({ config: config.files, db, clock })
    const mail = openMail({ db, jobs, clock, url: config.mailUrl, from: config.mailFrom })
    closers.push(async () => mail.close())
    const search = createSearch({ directory: join(config.home, 'search'), db, databaseUrl, log, clock })
    closers.push(() => search.close())
    const telemetry = openTelemetry()
    const readiness = {
      database: async () => (await pool.query('select 1')).rowCount === 1,
      search: async () => search.figures().every(({ building }) => !building),
    }
    const opened = { config, db, pool, databaseUrl, clock, log, telemetry, signer, jobs, files, mail, search }
    return { ...opened, secret, readiness, rounds: [], close }
  } catch (error) {
    await close()
    throw error
  }
}
