import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

// Any number no other part locks: "follow" spelt on a telephone.
const STAMPING_LOCK = 365_569

/** What a follower is told of one edition: the newest change of it. */
export interface EditionChange {
  editionId: string
  seq: number
  /** The datestamp. */
  changedAt: Date
  /** False when nobody may see it any more, or it became part of another. */
  isPublic: boolean
  /** Libraries that publicly hold it, and their networks. */
  setIds: string[]
  /** Those that did once. */
  leftSetIds: string[]
  /** The edition it became part of. */
  successor: string | null
}

/**
 * Notes that editions were made, changed or removed, with who holds them now. Call it in the transaction that does so, after
 * records, items and editions are written. An edition that never was public stays unknown to followers.
 */
export async function noteEditions(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    insert into catalogue.edition_change as known (edition_id, is_public, set_ids)
    select g.id, coalesce(e.is_public, false), array(
      select unnest(array[l.id, l.network_id]) from libraries.library_brief l where e.is_public and l.id in (
        select r.library_id from catalogue.record r where r.edition_id = e.id and r.suppressed_at is null
        union select i.library_id from catalogue.record r join catalogue.item i on i.record_id = r.id
          where r.edition_id = e.id and r.suppressed_at is null and i.suppressed_at is null)
      group by 1)
    from (select distinct unnest(${ids}::uuid[]) as id) g left join catalogue.edition e on e.id = g.id
    where e.is_public or exists (select from catalogue.edition_change c where c.edition_id = g.id)
    order by g.id
    on conflict (edition_id) do update set seq = null, changed_at = null, is_public = excluded.is_public,
      set_ids = excluded.set_ids, left_set_ids = array(
        select unnest(known.left_set_ids || known.set_ids) except select unnest(excluded.set_ids))`.execute(tx)
}

/**
 * Gives up to `most` committed changes their place in the order and their datestamp, and answers the moment up to which a
 * follower then knows everything: whatever is committed later is stamped at that moment or after it, in every process.
 */
export async function stampChanges(tx: Tx, at: Date, most: number): Promise<{ at: Date; stamped: number }> {
  await sql`select pg_advisory_xact_lock(${STAMPING_LOCK})`.execute(tx)
  const clock = await sql<{
    at: Date
  }>`select greatest(told_at, ${at}::timestamptz) as at from catalogue.follow_clock`.execute(tx)
  const moment = clock.rows[0]!.at
  // What another transaction is changing again right now is stamped once that one is committed.
  const { numAffectedRows } = await sql`
    with waiting as (
      select edition_id from catalogue.edition_change where seq is null order by edition_id limit ${most} for update skip locked)
    update catalogue.edition_change c set seq = nextval('catalogue.edition_change_seq'), changed_at = ${moment}
    from waiting where c.edition_id = waiting.edition_id`.execute(tx)
  await sql`
    update catalogue.follow_clock set told_at = ${moment}
    where date_trunc('second', told_at) < date_trunc('second', ${moment}::timestamptz)`.execute(tx)
  return { at: moment, stamped: Number(numAffectedRows ?? 0n) }
}

/** Which changes a follower asks for: behind a place in the order, of a library or network. */
export interface ChangesAsked {
  after: number
  set?: string | null
  /** Only what was stamped before this moment. */
  before?: Date | null
}

const columns = sql`
  c.edition_id as "editionId", c.seq, c.changed_at as "changedAt", c.is_public as "isPublic", c.set_ids as "setIds",
  c.left_set_ids as "leftSetIds", d.edition_id as successor`

const asked = ({ after, set, before }: ChangesAsked) => sql`
  c.seq > ${after}
  and (${set ?? null}::uuid is null or c.set_ids @> array[${set ?? null}::uuid] or c.left_set_ids @> array[${set ?? null}::uuid])
  and (${before ?? null}::timestamptz is null or c.changed_at < ${before ?? null}::timestamptz)`

/** Changes in their order, a page at a time. */
export async function listChanges(db: Db | Tx, input: ChangesAsked, limit: number): Promise<EditionChange[]> {
  const found = await sql<EditionChange>`
    select ${columns} from catalogue.edition_change c left join catalogue.edition_redirect d on d.old_id = c.edition_id
    where ${asked(input)} order by c.seq limit ${limit}`.execute(db)
  return found.rows
}

export async function countChanges(db: Db | Tx, input: ChangesAsked): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*) as n from catalogue.edition_change c where ${asked(input)}`.execute(db)
  return found.rows[0]!.n
}

/** The newest change of one edition; without a place in the order while it waits for one. */
export async function findChange(
  db: Db | Tx,
  id: string,
): Promise<(Omit<EditionChange, 'seq' | 'changedAt'> & { seq: number | null; changedAt: Date | null }) | undefined> {
  const found = await sql<EditionChange>`
    select ${columns} from catalogue.edition_change c left join catalogue.edition_redirect d on d.old_id = c.edition_id
    where c.edition_id = ${id}`.execute(db)
  return found.rows[0]
}

/** The place in the order just before a moment: changes behind it were stamped at that moment or later. */
export async function seqBefore(db: Db | Tx, from: Date): Promise<number> {
  const found = await sql<{ seq: number }>`
    select coalesce(
      (select seq - 1 from catalogue.edition_change where seq is not null and changed_at >= ${from} order by changed_at, seq limit 1),
      (select max(seq) from catalogue.edition_change), 0) as seq`.execute(db)
  return found.rows[0]!.seq
}

/** The datestamp of the oldest change there is; null in an empty catalogue. */
export async function earliestChange(db: Db | Tx): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select min(changed_at) as at from catalogue.edition_change where seq is not null`.execute(db)
  return found.rows[0]!.at
}

/** The highest place ever given, also when its change has moved on since. */
export async function lastSeq(db: Db | Tx): Promise<number> {
  const found = await sql<{ seq: number }>`
    select case when is_called then last_value else 0 end as seq from catalogue.edition_change_seq`.execute(db)
  return found.rows[0]!.seq
}

/** What followers call libraries, by id. */
export async function listHolderNames(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = await sql<{ id: string; name: string }>`
    select id, network_code || ':' || code as name from libraries.library_brief where id = any(${ids}::uuid[])`.execute(
    db,
  )
  return found.rows
}
