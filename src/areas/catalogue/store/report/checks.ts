import { sql } from 'kysely'
import type { QualityFault } from '#areas/catalogue/quality-faults.ts'
import { type RecordRow, recordRows } from '#areas/catalogue/store/records.ts'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A record that is to be checked. */
export interface ToCheck {
  id: string
  libraryId: string
  family: MarcFamily
  parsed: MarcRecord
  /** As the server writes it: finer than a `Date`, so that no record is passed over or met again. */
  updatedAt: string
}

/** Where a pass over changed records stands. */
export interface CheckPlace {
  updatedAt: string
  id: string
}

/** The next records changed from a place on that are not checked as they are now, in the order of their change. */
export async function listToCheck(db: Db | Tx, after: CheckPlace, version: number, limit: number): Promise<ToCheck[]> {
  const found = await sql<ToCheck>`
    select r.id, r.library_id as "libraryId", r.family, r.parsed, r.updated_at::text as "updatedAt"
    from catalogue.record r left join catalogue.record_check c on c.record_id = r.id
    where (r.updated_at, r.id) > (${after.updatedAt}::timestamptz, ${after.id}::uuid)
      and (c.record_id is null or c.record_updated_at <> r.updated_at or c.version <> ${version})
    order by r.updated_at, r.id limit ${limit}`.execute(db)
  return found.rows
}

/** How many records `listToCheck` gives from a place on. */
export async function countToCheck(db: Db | Tx, after: CheckPlace, version: number): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from catalogue.record r left join catalogue.record_check c on c.record_id = r.id
    where (r.updated_at, r.id) > (${after.updatedAt}::timestamptz, ${after.id}::uuid)
      and (c.record_id is null or c.record_updated_at <> r.updated_at or c.version <> ${version})`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** What a check found of a record. */
export interface CheckValues {
  recordId: string
  libraryId: string
  field: number | null
  score: number
  faults: readonly QualityFault[]
  updatedAt: string
}

/** Writes what was found; duplicates are told by another pass and stay. */
export async function putChecks(tx: Tx, version: number, checks: readonly CheckValues[]): Promise<void> {
  if (checks.length === 0) return
  const column = <T>(read: (check: CheckValues) => T): T[] => checks.map(read)
  const ids = column((c) => c.recordId)
  // A record may be gone since it was read.
  await sql`
    insert into catalogue.record_check (record_id, library_id, version, field, score, record_updated_at)
    select g.id, g.library_id, ${version}, g.field, g.score, g.updated_at
    from unnest(${ids}::uuid[], ${column((c) => c.libraryId)}::uuid[], ${column((c) => c.field)}::smallint[],
      ${column((c) => c.score)}::smallint[], ${column((c) => c.updatedAt)}::timestamptz[])
      as g(id, library_id, field, score, updated_at)
    where exists (select from catalogue.record r where r.id = g.id)
    on conflict (record_id) do update set library_id = excluded.library_id, version = excluded.version,
      field = excluded.field, score = excluded.score, record_updated_at = excluded.record_updated_at`.execute(tx)
  await sql`delete from catalogue.record_fault where record_id = any(${ids}::uuid[]) and fault <> 'duplicate'`.execute(
    tx,
  )
  const faults = checks.flatMap(({ recordId, libraryId, faults: of }) =>
    of.map((fault) => ({ recordId, libraryId, fault })),
  )
  await sql`
    insert into catalogue.record_fault (library_id, fault, record_id)
    select g.library_id, g.fault, g.id
    from unnest(${faults.map((f) => f.libraryId)}::uuid[], ${faults.map((f) => f.fault)}::text[],
      ${faults.map((f) => f.recordId)}::uuid[]) as g(library_id, fault, id)
    where exists (select from catalogue.record r where r.id = g.id)
    on conflict do nothing`.execute(tx)
}

/** Finds anew which records of one library stand in one edition. Returns how many there are. */
export async function findDuplicates(tx: Tx): Promise<number> {
  await sql`delete from catalogue.record_fault f where f.fault = 'duplicate' and not exists (
    select from catalogue.record r join catalogue.record o
      on o.edition_id = r.edition_id and o.library_id = r.library_id and o.id <> r.id and o.suppressed_at is null
    where r.id = f.record_id and r.library_id = f.library_id and r.suppressed_at is null)`.execute(tx)
  const added = await sql`
    insert into catalogue.record_fault (library_id, fault, record_id)
    select r.library_id, 'duplicate', r.id
    from (select edition_id, library_id from catalogue.record where suppressed_at is null
      group by edition_id, library_id having count(*) > 1) d
    join catalogue.record r on r.edition_id = d.edition_id and r.library_id = d.library_id and r.suppressed_at is null
    on conflict do nothing`.execute(tx)
  return Number(added.numAffectedRows ?? 0)
}

/** The records of a library with a fault, by id, a page at a time: a list of any length is as fast at its end. Hidden records wait for nobody and are left out. */
export async function listFaulty(
  db: Db | Tx,
  of: { libraryId: string; fault: QualityFault },
  page: { limit: number; after?: string | undefined },
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select f.record_id as id from catalogue.record_fault f join catalogue.record r on r.id = f.record_id
    where f.library_id = ${of.libraryId} and f.fault = ${of.fault} and r.suppressed_at is null
      and f.record_id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by f.record_id limit ${page.limit}`.execute(db)
  return found.rows.map((row) => row.id)
}

/** The faults of some records. */
export async function listFaultsOf(db: Db | Tx, recordIds: readonly string[]) {
  const found = await sql<{ recordId: string; fault: QualityFault }>`
    select record_id as "recordId", fault from catalogue.record_fault where record_id = any(${recordIds}::uuid[])`.execute(
    db,
  )
  return found.rows
}

/** The records themselves, in no order. */
export async function listRecordsById(db: Db | Tx, ids: readonly string[]): Promise<RecordRow[]> {
  return await recordRows(db).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
}
