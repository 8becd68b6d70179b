import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

/** One numbered SQL file. */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** Where the house keeps its migrations. */
const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

// Any number will do, as long as every process asks for the same one.
const LOCK = 7_190_431

/** Reads a folder of migrations in the order of their numbers. Refuses two of one number, and a folder without any. */
export function readMigrations(folder: string = MIGRATIONS): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  if (names.length === 0) throw new Error(`There is no migration in ${folder}.`)
  const numbers = names.map((name) => name.slice(0, 4))
  const twice = numbers.find((number, i) => numbers.indexOf(number) !== i)
  if (twice !== undefined) throw new Error(`Two migrations are numbered ${twice}.`)
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Brings a database forward: each new file in one transaction, one process at a time. Gives the names it applied.
 *
 * Refuses a database whose applied files differ from ours, because nobody could say what it holds.
 */
export async function migrate(
  pool: pg.Pool,
  migrations: Migration[],
  say: (line: string) => void = () => {},
): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create schema if not exists platform`)
    await client.query(`create table if not exists platform.migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from platform.migration',
    )
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    refuseStrangers(applied, migrations)
    const fresh = migrations.filter((migration) => !applied.has(migration.name))
    for (const migration of fresh) {
      say(`Migrating: ${migration.name}`)
      await apply(client, migration)
    }
    return fresh.map((migration) => migration.name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {})
    client.release()
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(
      `The migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of applied) {
    const ours = known.get(name)
    if (ours === undefined)
      throw new Error(`The database was brought forward by a newer Peyvand (${name}). Update this one.`)
    if (ours !== checksum) throw new Error(`The migration ${name} was changed after this database was made with it.`)
  }
}
