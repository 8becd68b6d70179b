import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aDatabase } from '#tests/support/database.ts'
import { openPool } from './db.ts'

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
