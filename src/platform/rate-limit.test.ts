import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDatabase } from '#tests/support/database.ts'
import { localRateLimit, sharedRateLimit, subscriberOf } from './rate-limit.ts'

const ALLOWANCE = { burst: 3, perMinute: 6 }
const START = new Date('2026-11-22T08:00:00Z')
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000)

/** How many of `tries` pass, a second apart or at once. */
type Bucket = (key: string, at: Date) => Promise<{ ok: boolean; retryAfter?: number }>

async function behaves(bucket: Bucket): Promise<void> {
  const first = []
  for (let i = 0; i < 5; i++) first.push((await bucket('a', START)).ok)
  assert.deepEqual(first, [true, true, true, false, false])
  assert.equal((await bucket('a', START)).retryAfter, 10)
  assert.equal((await bucket('b', START)).ok, true, 'another key has its own bucket')
  assert.equal((await bucket('a', after(9))).ok, false)
  assert.equal((await bucket('a', after(10))).ok, true)
  assert.equal((await bucket('a', after(10))).ok, false)
  const later = []
  for (let i = 0; i < 4; i++) later.push((await bucket('a', after(1000))).ok)
  assert.deepEqual(later, [true, true, true, false], 'never more than the burst')
}

test('a bucket in memory lets a burst pass and then its pace', async () => {
  let now = START
  const bucket = localRateLimit(ALLOWANCE, () => now)
  await behaves(async (key, at) => {
    now = at
    return bucket(key)
  })
})

test('a bucket in the database does the same', async (t) => {
  const { db } = await aDatabase(t)
  await behaves((key, at) => sharedRateLimit(db, key, ALLOWANCE, at))
})

test('many at once from several connections take no more than the burst', async (t) => {
  const { db } = await aDatabase(t)
  const tries = await Promise.all(Array.from({ length: 20 }, () => sharedRateLimit(db, 'a', ALLOWANCE, START)))
  assert.equal(tries.filter((one) => one.ok).length, 3)
})

test('keys that nobody used for a day are forgotten', async (t) => {
  const { db } = await aDatabase(t)
  await sharedRateLimit(db, 'old', ALLOWANCE, START)
  await sharedRateLimit(db, 'new', ALLOWANCE, after(2 * 24 * 3600))
  const kept = await db.selectFrom('platform.rate_limit').select('key').execute()
  assert.deepEqual(kept, [{ key: 'new' }])
})

test('addresses of one subscriber count as one, those of two as two', () => {
  const cases: readonly (readonly [address: string, subscriber: string])[] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ]
  for (const [address, subscriber] of cases) assert.equal(subscriberOf(address), subscriber, address)
})
