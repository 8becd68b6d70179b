import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { type Db, openDatabase } from '#platform/db.ts'
import { silentLog } from '#platform/log.ts'
import { aDatabase } from '#tests/support/database.ts'
import { followNews, pruneNews, type Reader, readNews, rebaseNews, writeNews } from './news.ts'

const AT = new Date('2026-11-22T08:00:00Z')
const clock = () => AT
const TOPIC = 'catalogue.record-changed'

const write = (db: Db, ...payloads: number[]) =>
  db.transaction().execute((tx) =>
    writeNews(
      tx,
      payloads.map((payload) => ({ topic: TOPIC, payload })),
      AT,
    ),
  )

function aReader(name = 'shelves'): Reader & { seen: unknown[] } {
  const seen: unknown[] = []
  const handle: Reader['handle'] = async (_tx, news) => void seen.push(...news.map((one) => one.payload))
  return { name, topic: TOPIC, handle, seen, batch: 2 }
}

/** Waits until what is committed may be read: any open transaction of the whole server, another test's too, holds it up. */
async function settled(db: Db): Promise<void> {
  const end = Date.now() + 60_000
  const unsettled = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from platform.outbox where tx >= pg_snapshot_xmin(pg_current_snapshot())`.execute(db)
    return rows[0]?.n ?? 0
  }
  while ((await unsettled()) > 0) {
    assert.ok(Date.now() < end, 'another transaction stayed open for a minute')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function readAll(db: Db, reader: Reader): Promise<void> {
  await settled(db)
  while ((await readNews(db, clock, reader)) > 0);
}

async function twoConnections(t: TestContext) {
  const { db, url } = await aDatabase(t)
  const other = openDatabase(url)
  t.after(() => other.destroy())
  return { db, other }
}

test('each reader gets all news of its topic once and in order', async (t) => {
  const { db } = await aDatabase(t)
  await write(db, 1, 2, 3)
  await db.transaction().execute((tx) => writeNews(tx, { topic: 'another', payload: 'x' }, AT))
  const [one, two] = [aReader(), aReader('training')]
  await readAll(db, one)
  await write(db, 4)
  await readAll(db, one)
  await readAll(db, two)
  assert.deepEqual(
    [one.seen, two.seen],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
  )
})

test('news of a slow transaction is not passed over', async (t) => {
  const { db, other } = await twoConnections(t)
  const reader = aReader()
  let commit = () => {}
  let begun = () => {}
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = other.transaction().execute(async (tx) => {
    await writeNews(tx, { topic: TOPIC, payload: 'slow' }, AT)
    begun()
    await new Promise<void>((resolve) => {
      commit = resolve
    })
  })
  await started
  await write(db, 1)
  assert.equal(await readNews(db, clock, reader), 0)
  assert.deepEqual(reader.seen, [])
  commit()
  await slow
  await readAll(db, reader)
  assert.deepEqual(reader.seen, ['slow', 1])
})

test('what a reader writes goes with its place', async (t) => {
  const { db } = await aDatabase(t)
  await write(db, 1)
  const reader = aReader()
  const failing: Reader = {
    ...reader,
    async handle(tx) {
      await sql`insert into platform.milestone (name) values ('half')`.execute(tx)
      throw new Error('not now')
    },
  }
  await settled(db)
  await assert.rejects(readNews(db, clock, failing), /not now/)
  assert.deepEqual((await sql`select 1 from platform.milestone`.execute(db)).rows, [])
  await readAll(db, reader)
  assert.deepEqual(reader.seen, [1])
})

test('two processes follow under one name, and each news is handled once', async (t) => {
  const { db, other } = await twoConnections(t)
  const [one, two] = [aReader(), aReader()]
  const loops = [
    followNews({ db, clock, log: silentLog }, one, 5),
    followNews({ db: other, clock, log: silentLog }, two, 5),
  ]
  for (let n = 0; n < 40; n++) await write(db, n)
  const all = () => [...one.seen, ...two.seen]
  for (let tries = 0; tries < 6_000 && all().length < 40; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  await Promise.all(loops.map((loop) => loop.stop()))
  assert.deepEqual(
    all().sort((a, b) => Number(a) - Number(b)),
    Array.from({ length: 40 }, (_, n) => n),
  )
})

test('old news goes when all have read it', async (t) => {
  const { db } = await aDatabase(t)
  const [one, two] = [aReader(), aReader('training')]
  await write(db, 1, 2, 3)
  await readAll(db, one)
  await readNews(db, clock, two)
  assert.equal(await pruneNews(db, AT), 0)
  assert.equal(await pruneNews(db, new Date(AT.getTime() + 1)), 2)
  await readAll(db, two)
  assert.deepEqual(two.seen, [1, 2, 3])
})

test('after a restore into another server a reader goes on where it was', async (t) => {
  const { db } = await aDatabase(t)
  const reader = aReader()
  await write(db, 1, 2)
  await readAll(db, reader)
  await write(db, 3)
  // What a restore leaves: numbers that the new server has not come to yet.
  await sql`update platform.outbox set tx = (tx::text::bigint + 1000000)::text::xid8`.execute(db)
  await sql`update platform.outbox_reader set tx = (tx::text::bigint + 1000000)::text::xid8`.execute(db)
  await rebaseNews(db)
  await write(db, 4)
  await readAll(db, reader)
  assert.deepEqual(reader.seen, [1, 2, 3, 4])
})
