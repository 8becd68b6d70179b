import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openPool } from '#platform/db.ts'
import { migrate, readMigrations } from '#platform/postgres/migrate.ts'
import { startEmbedded } from '#platform/postgres/server.ts'

const HOME = fileURLToPath(new URL('../../.peyvand-test', import.meta.url))
const LOCK = 7_190_432
const OLD = 2 * 60 * 60 * 1000

/** The server that tests clone their databases in. */
export interface TestCluster {
  url(database: string): string
  template: string
}

let opened: Promise<TestCluster & { leave(): Promise<void> }> | undefined

let databases = 0

/** Counts the databases of this process: the server is left when the last one is gone. */
export function countDatabase(change: 1 | -1): void {
  databases += change
}

// Cleanups of a whole file run when the loop is empty, and empty it again: the last time nobody needs the server.
process.on('beforeExit', () => {
  const leaving = opened
  if (leaving === undefined || databases > 0) return
  opened = undefined
  void leaving.then((cluster) => cluster.leave())
})

/**
 * The cluster of this test run: the one `npm test` started (PEYVAND_TEST_DATABASE), or, for a file run alone, one
 * under `.peyvand-test/`, shared by every file that runs at the same time.
 */
export async function testCluster(): Promise<TestCluster> {
  opened ??= open()
  return opened
}

async function open(): Promise<TestCluster & { leave(): Promise<void> }> {
  const given = process.env.PEYVAND_TEST_DATABASE
  const server = given === undefined ? await startEmbedded(HOME, { careless: true }) : null
  const url = (database: string) => (server ? server.url(database) : replaceDatabase(given ?? '', database))
  const template = await withAdmin(url('postgres'), (admin) => buildTemplate(admin, url))
  return { url, template, leave: async () => server?.leave() }
}

function replaceDatabase(address: string, database: string): string {
  const url = new URL(address)
  url.pathname = `/${database}`
  return url.href
}

/** Runs `work` with a connection that may create and drop databases. */
export async function withAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

// Named after what is in it: a changed migration makes another template, and nobody's tests meet a half-changed one.
async function buildTemplate(admin: pg.Client, url: (database: string) => string): Promise<string> {
  const migrations = readMigrations()
  const hash = createHash('sha256')
    .update(migrations.map((one) => one.checksum).join())
    .digest('hex')
    .slice(0, 12)
  const name = `template_${hash}`
  await admin.query('select pg_advisory_lock($1)', [LOCK])
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) {
    await sweep(admin)
    const half = `half_${hash}`
    await admin.query(`drop database if exists ${half} with (force)`)
    await admin.query(`create database ${half} template template0`)
    const pool = openPool(url(half), 1)
    try {
      await migrate(pool, migrations)
    } finally {
      await pool.end()
    }
    await admin.query(`alter database ${half} rename to ${name}`)
  }
  await admin.query('select pg_advisory_unlock($1)', [LOCK])
  return name
}

// Databases of test processes that were killed; the time of making is in the name.
async function sweep(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like 'test\\_%'`,
  )
  for (const { datname } of rows) {
    const made = Number(datname.split('_')[1])
    if (Date.now() - made > OLD) await admin.query(`drop database if exists ${datname} with (force)`)
  }
}
