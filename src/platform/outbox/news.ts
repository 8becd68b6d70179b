import { sql } from 'kysely'
import { type Json, storableJson } from '#lib/merkle/canonical-json.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db.ts'
import { type Loop, startLoop } from '#platform/jobs/loop.ts'
import type { Log } from '#platform/log.ts'

/** News for areas that come later in the order: `catalogue.record-changed`. */
export interface News {
  topic: string
  payload: Json
}

/** News as a reader gets it, in the order of its positions. */
export interface ReadNews extends News {
  position: number
  at: Date
}

/** Who reads what. `name` keeps the place: a new name begins with the oldest news that is kept. */
export interface Reader {
  name: string
  topic: string
  /** Gets up to `batch` news in a transaction; its place moves on in the same one, so what it writes there is written once. */
  handle(tx: Tx, news: readonly ReadNews[]): Promise<void>
  batch?: number
}

const BATCH = 500

/** Writes news in the caller's transaction, in one statement. */
export async function writeNews(tx: Tx, news: News | readonly News[], at: Date): Promise<void> {
  const list: readonly News[] = Array.isArray(news) ? news : [news as News]
  if (list.length === 0) return
  const topics = list.map((one) => one.topic)
  const payloads = list.map((one) => JSON.stringify(storableJson(one.payload)))
  await sql`
    insert into platform.outbox (topic, payload, at)
    select topic, payload::jsonb, ${at}
    from unnest(${topics}::text[], ${payloads}::text[]) with ordinality as g (topic, payload, nth) order by nth
  `.execute(tx)
}

/**
 * Gives a reader its next batch and returns how many news it held; 0 also while another process reads under that name.
 *
 * A place is (transaction, position), and only transactions below the oldest one still running are read: positions are
 * drawn before the commit, so a reader going by position alone would pass over a slow transaction's news.
 */
export function readNews(db: Db, clock: Clock, reader: Reader): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`
      insert into platform.outbox_reader (reader, topic, tx, position, updated_at)
      values (${reader.name}, ${reader.topic}, '0', 0, ${clock()}) on conflict do nothing
    `.execute(tx)
    const place = await sql<{ tx: string; position: number }>`
      select tx::text, position from platform.outbox_reader where reader = ${reader.name} for update skip locked
    `.execute(tx)
    const from = place.rows[0]
    if (!from) return 0
    const { rows } = await sql<ReadNews & { tx: string }>`
      select tx::text, position, topic, payload, at from platform.outbox
      where topic = ${reader.topic} and (tx, position) > (${from.tx}::xid8, ${from.position}::bigint)
        and tx < pg_snapshot_xmin(pg_current_snapshot())
      order by outbox.tx, position limit ${reader.batch ?? BATCH}
    `.execute(tx)
    const last = rows.at(-1)
    if (!last) return 0
    const news = rows.map(({ position, topic, payload, at }) => ({ position, topic, payload, at }))
    await reader.handle(tx, news)
    await sql`
      update platform.outbox_reader set tx = ${last.tx}::xid8, position = ${last.position}, updated_at = ${clock()}
      where reader = ${reader.name}
    `.execute(tx)
    return rows.length
  })
}

/** Reads on and on, twice a second unless told; any number of processes may, and one of them does at a time. */
export function followNews(on: { db: Db; clock: Clock; log: Log }, reader: Reader, pause = 500): Loop {
  return startLoop(`reading ${reader.name}`, pause, on.log, async () => {
    while ((await readNews(on.db, on.clock, reader)) > 0);
  })
}

/** Deletes news that every reader of its topic has read and that is older than `before`; returns how many. */
export async function pruneNews(db: Db, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (
      delete from platform.outbox o where o.at < ${before} and o.tx < pg_snapshot_xmin(pg_current_snapshot())
        and not exists (
          select 1 from platform.outbox_reader r
          where r.topic = o.topic and (r.tx, r.position) < (o.tx, o.position)
        )
      returning 1
    ) select count(*) as n from gone
  `.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * To be called once after a backup was restored into another server: transaction numbers begin anew there, so every place
 * is expressed by position alone. A reader may get news a second time, and misses none.
 */
export async function rebaseNews(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      update platform.outbox_reader r set tx = '1', position = coalesce(
        (select min(o.position) - 1 from platform.outbox o where o.topic = r.topic and (o.tx, o.position) > (r.tx, r.position)),
        (select max(o.position) from platform.outbox o), r.position)
    `.execute(tx)
    await sql`update platform.outbox set tx = '1'`.execute(tx)
  })
}
