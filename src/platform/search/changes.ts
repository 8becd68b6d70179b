import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** The channel on which processes hear that there is something to read. */
export const CHANNEL = 'platform_search'

/** Stands in place of a document: every process rebuilds its index. */
const WHOLE_INDEX = '00000000-0000-0000-0000-000000000000'

/** How long changes are kept; a snapshot that is older is rebuilt. */
const KEPT_DAYS = 7

/**
 * How far an index has followed: every change of a transaction before `tx`, and of `tx` itself up to `id`.
 * `at` is the database's time when that was so.
 */
export interface Position {
  readonly tx: string
  readonly id: number
  readonly at: string
}

export interface Change {
  readonly id: number
  readonly tx: string
  readonly documentId: string
}

/** Tells every process that these documents were made, changed or removed. Call it in the transaction that does so. */
export async function noteChange(tx: Db | Tx, index: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into platform.search_change (index_name, document_id)
    select ${index}, id from unnest(${[...new Set(ids)]}::uuid[]) as id`.execute(tx)
  await sql`select pg_notify(${CHANNEL}, ${index})`.execute(tx)
}

/** Asks every process to rebuild its index from the database. */
export async function noteRebuild(tx: Db | Tx, index: string): Promise<void> {
  await noteChange(tx, index, [WHOLE_INDEX])
}

export const asksRebuild = (change: Change): boolean => change.documentId === WHOLE_INDEX

/** Before this position nothing can be committed any more. */
export async function settledPosition(db: Db): Promise<Position> {
  return (await whatIsCommitted(db)).settled
}

/** The settled position, and everything that is committed by now as PostgreSQL writes it (`pg_snapshot`). */
export async function whatIsCommitted(db: Db): Promise<{ settled: Position; snapshot: string }> {
  const { rows } = await sql<{ tx: string; at: string; snapshot: string }>`
    select pg_snapshot_xmin(taken)::text as tx, now()::text as at, taken::text as snapshot
    from pg_current_snapshot() as taken`.execute(db)
  const { tx, at, snapshot } = rows[0]!
  return { settled: { tx, at, id: 0 }, snapshot }
}

/** Changes after `after` that are settled, oldest first. */
export async function settledChanges(
  db: Db,
  index: string,
  after: Position,
  before: Position,
  limit: number,
): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select id, tx::text as tx, document_id as "documentId" from platform.search_change
    where index_name = ${index} and (tx, id) > (${after.tx}::xid8, ${after.id}) and tx < ${before.tx}::xid8
    order by tx, id limit ${limit}`.execute(db)
  return rows
}

/**
 * Committed changes that an older, still open transaction keeps from being settled, without those that were committed in
 * the snapshot `known`. Ids tell nothing here: a transaction may draw a low one and commit after higher ones.
 */
export async function earlyChanges(
  db: Db,
  index: string,
  from: Position,
  { known, afterId }: { known: string | null; afterId: number },
  limit: number,
): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select id, tx::text as tx, document_id as "documentId" from platform.search_change
    where index_name = ${index} and tx >= ${from.tx}::xid8 and id > ${afterId}
      and not coalesce(pg_visible_in_snapshot(tx, ${known}::pg_snapshot), false)
    order by id limit ${limit}`.execute(db)
  return rows
}

/** The highest change there is now, 0 when none. */
export async function lastChange(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select coalesce(max(id), 0) as id from platform.search_change`.execute(db)
  return rows[0]!.id
}

/** Names the database a position belongs to: a copy, or one restored to an earlier moment, is another database. */
export async function databaseIdentity(db: Db): Promise<string> {
  const { rows } = await sql<{ identity: string }>`
    select system_identifier || '/' || timeline_id || '/' || oid as identity
    from pg_control_system(), pg_control_checkpoint(), pg_database where datname = current_database()`.execute(db)
  return rows[0]!.identity
}

/** Whether all changes after a position are still kept, and the position is not ahead of the database. */
export async function canFollowFrom(db: Db, position: Position): Promise<boolean> {
  const { rows } = await sql<{ can: boolean }>`
    select ${position.at}::timestamptz > now() - make_interval(days => ${KEPT_DAYS}, hours => -1)
      and ${position.tx}::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) as can`.execute(db)
  return rows[0]!.can
}

/** Deletes changes older than a week and returns how many. */
export async function pruneChanges(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from platform.search_change where at < now() - make_interval(days => ${KEPT_DAYS})`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
