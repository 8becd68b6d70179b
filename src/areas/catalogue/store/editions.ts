import { sql } from 'kysely'
import type { Brief } from '#areas/catalogue/contract.ts'
import type { Db, Tx } from '#platform/db.ts'

// Any number no other part locks: "group" spelt on a telephone.
const GROUPING_LOCK = 47_687

/** One transaction at a time places records, so that two imports of one book cannot found two editions. */
export async function lockGrouping(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${GROUPING_LOCK})`.execute(tx)
}

/** An edition as it is written. */
export interface EditionValues {
  id: string
  brief: Brief
  titleKeys: readonly string[]
  volumeKey: string
  sortKey: string
  year: number | null
  recordCount: number
  copyCount: number
  libraryCount: number
  isPublic: boolean
  workId: string | null
  /** Identifiers, for whoever looks an edition up by one. */
  keys: readonly string[]
  /** What candidates are found by. */
  matchKeys: readonly number[]
}

/** Adds and changes editions with their keys. */
export async function putEditions(tx: Tx, editions: readonly EditionValues[], at: Date): Promise<void> {
  if (editions.length === 0) return
  await sql`
    insert into catalogue.edition (id, brief, title_keys, volume_key, sort_key, year, record_count, copy_count, library_count, is_public,
      work_id, match_keys, created_at, updated_at)
    select r."id", r."brief", array(select jsonb_array_elements_text(r."titleKeys")), r."volumeKey", r."sortKey", r."year",
      r."recordCount", r."copyCount", r."libraryCount", r."isPublic", r."workId",
      array(select jsonb_array_elements_text(r."matchKeys")::bigint), ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(editions)}::jsonb) as r("id" uuid, "brief" jsonb, "titleKeys" jsonb,
      "volumeKey" text, "sortKey" text, "year" integer, "recordCount" integer, "copyCount" integer, "libraryCount" integer, "isPublic" boolean,
      "workId" uuid, "matchKeys" jsonb)
    on conflict (id) do update set brief = excluded.brief, title_keys = excluded.title_keys, volume_key = excluded.volume_key,
      sort_key = excluded.sort_key, year = excluded.year, record_count = excluded.record_count,
      copy_count = excluded.copy_count, library_count = excluded.library_count, is_public = excluded.is_public, work_id = excluded.work_id,
      match_keys = excluded.match_keys, updated_at = excluded.updated_at`.execute(tx)
  const pairs = editions.flatMap((edition) => edition.keys.map((key) => [edition.id, key] as const))
  const ids = editions.map((edition) => edition.id)
  await sql`
    with given as (
      select * from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, key]) => key)}::text[]) as g(edition_id, key)
    ), gone as (
      delete from catalogue.edition_key k where k.edition_id = any(${ids}::uuid[])
        and not exists (select from given g where g.edition_id = k.edition_id and g.key = k.key)
    )
    insert into catalogue.edition_key (edition_id, key) select edition_id, key from given on conflict do nothing`.execute(
    tx,
  )
}

/**
 * Editions that no record points at any more go; what asked for them is led to `successors` (old id → new id) where one
 * is known.
 */
export async function dropEmpty(
  tx: Tx,
  ids: readonly string[],
  successors: ReadonlyMap<string, string>,
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select e.id from catalogue.edition e where e.id = any(${ids}::uuid[])
      and not exists (select from catalogue.record r where r.edition_id = e.id)`.execute(tx)
  const empty = rows.map((row) => row.id)
  const led = empty.filter((id) => successors.has(id))
  if (led.length > 0) {
    const next = led.map((id) => successors.get(id)!)
    await sql`
      with pairs as (select * from unnest(${led}::uuid[], ${next}::uuid[]) as p(old_id, new_id)), moved as (
        update catalogue.edition_redirect d set edition_id = p.new_id from pairs p where d.edition_id = p.old_id)
      insert into catalogue.edition_redirect (old_id, edition_id) select old_id, new_id from pairs
      on conflict (old_id) do update set edition_id = excluded.edition_id`.execute(tx)
  }
  if (empty.length > 0) {
    await sql`
      delete from catalogue.match_key m
      using (select id, unnest(match_keys) as key from catalogue.edition where id = any(${empty}::uuid[])) g
      where m.key = g.key and m.edition_id = g.id`.execute(tx)
    await sql`delete from catalogue.edition where id = any(${empty}::uuid[])`.execute(tx)
  }
  return empty
}

export interface EditionRow {
  id: string
  brief: Brief
  year: number | null
  recordCount: number
  copyCount: number
  libraryCount: number
  isPublic: boolean
  volumeKey: string
  workId: string | null
  createdAt: Date
  updatedAt: Date
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.edition')
    .select([
      'id',
      sql<Brief>`brief`.as('brief'),
      'year',
      'record_count as recordCount',
      'copy_count as copyCount',
      'library_count as libraryCount',
      'is_public as isPublic',
      'volume_key as volumeKey',
      'work_id as workId',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])

export async function listEditionsByIds(db: Db | Tx, ids: readonly string[]): Promise<EditionRow[]> {
  if (ids.length === 0) return []
  return await rows(db).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
}

export async function findEdition(db: Db | Tx, id: string): Promise<EditionRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The public editions of a work, the most held first. */
export async function listEditionsOfWork(db: Db | Tx, workId: string, limit: number): Promise<EditionRow[]> {
  return await rows(db)
    .where('work_id', '=', workId)
    .where('is_public', '=', true)
    .orderBy('library_count', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Where an edition that was joined into another is found now. */
export async function findSuccessor(db: Db | Tx, oldId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('catalogue.edition_redirect')
    .select('edition_id')
    .where('old_id', '=', oldId)
    .executeTakeFirst()
  return found?.edition_id
}

/** The newest public editions, for the Atom feed and the home page. */
export async function listNewest(db: Db | Tx, limit: number, libraryId: string | null): Promise<EditionRow[]> {
  const found = rows(db).where('is_public', '=', true).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (libraryId === null) return await found.execute()
  return await found
    .where('id', 'in', (eb) =>
      eb.selectFrom('catalogue.record').select('edition_id').where('library_id', '=', libraryId),
    )
    .execute()
}

/** Every public edition's id in pages, for a rebuild of the search. */
export async function listIdsAfter(db: Db | Tx, after: string | null, limit: number): Promise<string[]> {
  const found = await db
    .selectFrom('catalogue.edition')
    .select('id')
    .where('is_public', '=', true)
    .where('id', '>', after ?? '00000000-0000-0000-0000-000000000000')
    .orderBy('id')
    .limit(limit)
    .execute()
  return found.map((row) => row.id)
}
