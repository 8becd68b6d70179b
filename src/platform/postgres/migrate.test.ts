import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openPool } from '#platform/db.ts'
import { type Migration, migrate, readMigrations } from '#platform/postgres/migrate.ts'
import { sharedSecret } from '#platform/postgres/shared-secret.ts'
import { aDatabase } from '#tests/support/database.ts'

/** A database as the house makes it, and a pool on it. */
async function aPool(t: TestContext) {
  const { db, url } = await aDatabase(t)
  const pool = openPool(url, 4)
  t.after(() => pool.end())
  return { db, pool }
}

function aMigration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const WITH = (more: Migration) => [...readMigrations(), more]

test('applies what is new once, also when two processes ask at the same time', async (t) => {
  const { pool } = await aPool(t)
  const more = WITH(
    aMigration('9001-new.sql', 'create table platform.fresh (n int); insert into platform.fresh values (1)'),
  )
  const applied = await Promise.all([migrate(pool, more), migrate(pool, more)])
  assert.deepEqual(applied.flat(), ['9001-new.sql'])
  assert.equal((await pool.query('select n from platform.fresh')).rowCount, 1)
})

test('a migration that fails leaves nothing behind and says its name', async (t) => {
  const { pool } = await aPool(t)
  const bad = aMigration('9001-bad.sql', 'create table platform.half (n int); select 1 / 0')
  await assert.rejects(migrate(pool, WITH(bad)), /9001-bad\.sql failed: division by zero/)
  assert.equal((await pool.query(`select to_regclass('platform.half') as half`)).rows[0].half, null)
  assert.deepEqual(await migrate(pool, WITH(aMigration('9001-bad.sql', 'select 1'))), ['9001-bad.sql'])
})

test('refuses a file that was changed after it was applied', async (t) => {
  const { pool } = await aPool(t)
  const [first, ...others] = readMigrations()
  assert.ok(first)
  await assert.rejects(migrate(pool, [{ ...first, checksum: 'other' }, ...others]), /was changed after/)
})

test('refuses a database that a newer version brought forward', async (t) => {
  const { pool } = await aPool(t)
  await migrate(pool, WITH(aMigration('9001-later.sql', 'select 1')))
  await assert.rejects(migrate(pool, readMigrations()), /newer Peyvand \(9001-later\.sql\)/)
})

test('refuses two files of one number, and a folder without any', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  assert.throws(() => readMigrations(folder), /no migration/)
  writeFileSync(join(folder, '0001-a.sql'), '')
  writeFileSync(join(folder, '0001-b.sql'), '')
  assert.throws(() => readMigrations(folder), /numbered 0001/)
})

test('a shared secret is made once, whoever asks first', async (t) => {
  const { db } = await aDatabase(t)
  const secrets = await Promise.all([1, 2, 3].map(() => sharedSecret(db, 'cookies')))
  assert.equal(new Set(secrets).size, 1)
  assert.ok((secrets[0] ?? '').length >= 43)
  assert.notEqual(await sharedSecret(db, 'another'), secrets[0])
})
