import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aDatabase } from '#tests/support/database.ts'
import { isAway, openPool } from './db.ts'

test('a NUL from outside is a question without an answer and never a fault', async (t) => {
  const { db, url } = await aDatabase(t)
  const { rows } = await sql<{ one: string; many: string[] }>`
    select ${'a\0b'}::text as one, ${['\0', 'c']}::text[] as many`.execute(db)
  assert.deepEqual(rows, [{ one: 'a\ufffdb', many: ['\ufffd', 'c'] }])
  const pool = openPool(url, 1)
  t.after(() => pool.end())
  const found = await pool.query('select $1::text as one, $2::bytea as bytes', ['\0', Buffer.from([0, 1])])
  assert.deepEqual(found.rows, [{ one: '\ufffd', bytes: Buffer.from([0, 1]) }])
})

test('a connection that is lost while somebody holds it is told by their query, and ends no process', async (t) => {
  const { url } = await aDatabase(t)
  const pool = openPool(url, 1)
  t.after(() => pool.end())
  const client = await pool.connect()
  const ended = new Promise((resolve) => client.once('end', resolve))
  await assert.rejects(client.query('select pg_terminate_backend(pg_backend_pid())'), isAway)
  await ended
  client.release(true)
  assert.equal((await pool.query('select 1 as one')).rows[0].one, 1)
})
