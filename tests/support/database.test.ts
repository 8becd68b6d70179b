import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#platform/id.ts'
import { aPlatform } from './database.ts'

test('two platforms have databases of their own, migrated and empty', async (t) => {
  const one = await aPlatform(t)
  const two = await aPlatform(t)
  await one.db.insertInto('platform.milestone').values({ name: 'seen' }).execute()
  const seen = await two.db.selectFrom('platform.milestone').selectAll().execute()
  assert.deepEqual(seen, [])
  assert.notEqual(one.platform.secret, two.platform.secret)
})

test('the clock stands where the test puts it', async (t) => {
  const { platform } = await aPlatform(t, { now: new Date('2025-09-03T06:30:00Z') })
  assert.equal(platform.clock().toISOString(), '2025-09-03T06:30:00.000Z')
})

test('days stay text, counts are numbers, and a number past 2^53 is a fault', async (t) => {
  const { db } = await aPlatform(t)
  const { rows } = await sql<{
    day: string
    n: number
  }>`select date '1404-06-12' as day, count(*) as n from platform.milestone`.execute(db)
  assert.deepEqual(rows, [{ day: '1404-06-12', n: 0 }])
  await assert.rejects(sql`select 9007199254740993::int8`.execute(db), RangeError)
})

test('ids sort by the order in which they were made', () => {
  const ids = Array.from({ length: 10_000 }, newId)
  assert.deepEqual(ids, [...ids].sort())
  assert.equal(new Set(ids).size, ids.length)
  assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
