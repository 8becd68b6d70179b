import { sql } from 'kysely'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'
import { type RecordRow, recordRows } from './records.ts'

/** An edition that carries one of the keys asked for. */
export interface KeyHit {
  key: number
  editionId: string
}

/** The editions that carry these keys, for each key one more than `cap` at most. */
export async function listKeyHits(tx: Db | Tx, keys: readonly number[], cap: number): Promise<KeyHit[]> {
  if (keys.length === 0) return []
  const found = await sql<KeyHit>`
    select k.key, m.edition_id as "editionId" from unnest(${keys}::bigint[]) as k(key)
    cross join lateral (select edition_id from catalogue.match_key m where m.key = k.key limit ${cap + 1}) m`.execute(
    tx,
  )
  return found.rows
}

/** What grouping knows of an edition beside its records. */
export interface GroupRow {
  id: string
  createdAt: Date
  /** A person placed a record here: the machine adds to it and never joins it into another. */
  isPinned: boolean
}

export async function listGroups(tx: Db | Tx, ids: readonly string[]): Promise<GroupRow[]> {
  if (ids.length === 0) return []
  const found = await sql<GroupRow>`
    select e.id, e.created_at as "createdAt",
      exists (select from catalogue.record r where r.edition_id = e.id and r.placed_by = 'person') as "isPinned"
    from catalogue.edition e where e.id = any(${ids}::uuid[])`.execute(tx)
  return found.rows
}

/** A record's card as it is kept: JSON of its version, null where none was made yet. */
export interface CardRow {
  recordId: string
  editionId: string
  card: unknown
  version: number | null
}

/** The cards of some editions' records, the oldest `most` of each. */
export async function listCards(tx: Db | Tx, editionIds: readonly string[], most: number): Promise<CardRow[]> {
  if (editionIds.length === 0) return []
  const found = await sql<CardRow>`
    select r.id as "recordId", e.id as "editionId", r.card, r.card_version as version
    from unnest(${editionIds}::uuid[]) as e(id)
    cross join lateral (
      select id, card, card_version from catalogue.record where edition_id = e.id order by created_at, id limit ${most}
    ) r`.execute(tx)
  return found.rows
}

/** Pairs of editions that hold records people keep apart. */
export async function listApartEditions(
  tx: Db | Tx,
  editionIds: readonly string[],
): Promise<{ editionId: string; otherId: string }[]> {
  if (editionIds.length === 0) return []
  const found = await sql<{ editionId: string; otherId: string }>`
    select distinct r.edition_id as "editionId", o.edition_id as "otherId"
    from catalogue.record r
    join (select record_id, other_id from catalogue.apart union all select other_id, record_id from catalogue.apart) a
      on a.record_id = r.id
    join catalogue.record o on o.id = a.other_id
    where r.edition_id = any(${editionIds}::uuid[])`.execute(tx)
  return found.rows
}

/** For some records, the editions of the records people keep apart from them. */
export async function listApartFrom(
  tx: Db | Tx,
  recordIds: readonly string[],
): Promise<{ recordId: string; editionId: string }[]> {
  if (recordIds.length === 0) return []
  const found = await sql<{ recordId: string; editionId: string }>`
    select a.record_id as "recordId", o.edition_id as "editionId"
    from (select record_id, other_id from catalogue.apart union all select other_id, record_id from catalogue.apart) a
    join catalogue.record o on o.id = a.other_id
    where a.record_id = any(${recordIds}::uuid[])`.execute(tx)
  return found.rows
}

/** Lets editions be found by their keys in `after` and no longer by those only `before` holds. */
export async function putMatchKeys(
  tx: Tx,
  before: ReadonlyMap<string, readonly number[]>,
  after: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const gone = pairsBeyond(before, after)
  const come = pairsBeyond(after, before)
  if (gone.ids.length > 0) {
    await sql`
      delete from catalogue.match_key m using unnest(${gone.ids}::uuid[], ${gone.keys}::bigint[]) as g(edition_id, key)
      where m.key = g.key and m.edition_id = g.edition_id`.execute(tx)
  }
  if (come.ids.length > 0) {
    await sql`
      insert into catalogue.match_key (edition_id, key)
      select * from unnest(${come.ids}::uuid[], ${come.keys}::bigint[]) on conflict do nothing`.execute(tx)
  }
}

function pairsBeyond(all: ReadonlyMap<string, readonly number[]>, known: ReadonlyMap<string, readonly number[]>) {
  const pairs: { ids: string[]; keys: number[] } = { ids: [], keys: [] }
  for (const [id, keys] of all) {
    const has = new Set(known.get(id))
    for (const key of keys) {
      if (has.has(key)) continue
      pairs.ids.push(id)
      pairs.keys.push(key)
    }
  }
  return pairs
}

/** The works of these keys, founded where there is none yet: key → id. `ids` are for the new ones. */
export async function putWorks(
  tx: Tx,
  works: readonly { id: string; key: string }[],
  at: Date,
): Promise<Map<string, string>> {
  if (works.length === 0) return new Map()
  const keys = works.map((work) => work.key)
  await sql`
    insert into catalogue.work (id, key, created_at)
    select w.id, w.key, ${at} from unnest(${works.map((work) => work.id)}::uuid[], ${keys}::text[]) as w(id, key)
    where not exists (select from catalogue.work o where o.key = w.key)
    on conflict (key) do nothing`.execute(tx)
  const found = await sql<{ id: string; key: string }>`
    select id, key from catalogue.work where key = any(${keys}::text[])`.execute(tx)
  return new Map(found.rows.map((row) => [row.key, row.id]))
}

/** A record as regrouping reads it again. */
export interface StoredRecord {
  id: string
  editionId: string
  libraryId: string
  placedBy: 'machine' | 'person'
  family: MarcFamily
  parsed: MarcRecord
}

/** Records behind an id, in the order of their ids. */
export async function listRecordsAfter(tx: Db | Tx, after: string | null, limit: number): Promise<StoredRecord[]> {
  const found = await sql<StoredRecord>`
    select id, edition_id as "editionId", library_id as "libraryId", placed_by as "placedBy", family, parsed
    from catalogue.record where id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by id limit ${limit}`.execute(tx)
  return found.rows
}

/** Records an import wrote some of whose keys were passed over, in the order of their ids. */
export async function listPassedOver(
  db: Db | Tx,
  { id, libraryId }: { id: string; libraryId: string },
  limit: number,
): Promise<RecordRow[]> {
  return await recordRows(db)
    .where('library_id', '=', libraryId)
    .where('import_id', '=', id)
    .where(sql<boolean>`placement ? 'passedOver'`)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Writes the cards of some records, and where the machine has placed them. */
export async function putPlaces(
  tx: Tx,
  places: readonly {
    id: string
    editionId: string
    card: string
    version: number
    fullness: number
    placement: string
  }[],
): Promise<void> {
  if (places.length === 0) return
  await sql`
    update catalogue.record r set card = p.card::json, card_version = p.version, fullness = p.fullness,
      edition_id = case when r.placed_by = 'person' then r.edition_id else p.edition_id end,
      placement = case when r.placed_by = 'person' then r.placement else p.placement::jsonb end
    from unnest(${places.map((p) => p.id)}::uuid[], ${places.map((p) => p.editionId)}::uuid[],
      ${places.map((p) => p.card)}::text[], ${places.map((p) => p.version)}::smallint[], ${places.map((p) => p.fullness)}::smallint[],
      ${places.map((p) => p.placement)}::text[]) as p(id, edition_id, card, version, fullness, placement)
    where r.id = p.id`.execute(tx)
}
