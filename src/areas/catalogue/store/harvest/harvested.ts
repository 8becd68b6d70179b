import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** What a source was seen to offer under an identifier. */
export interface HarvestedRow {
  identifier: string
  controlNumber: string | null
  datestamp: string
  isDeleted: boolean
  harvestId: string
  withdrawnBy: string | null
}

const columns = sql`identifier, control_number as "controlNumber", datestamp, is_deleted as "isDeleted", harvest_id as "harvestId", withdrawn_by as "withdrawnBy"`

export async function findHarvested(
  db: Db | Tx,
  sourceId: string,
  identifiers: readonly string[],
): Promise<HarvestedRow[]> {
  const found = await sql<HarvestedRow>`
    select ${columns} from catalogue.harvested
    where source_id = ${sourceId} and identifier = any(${identifiers}::text[])`.execute(db)
  return found.rows
}

/** Control numbers that this very harvest brought under some identifier. */
export async function findNumbersOf(
  db: Db | Tx,
  of: { sourceId: string; harvestId: string },
  controlNumbers: readonly string[],
): Promise<{ identifier: string; controlNumber: string }[]> {
  const found = await sql<{ identifier: string; controlNumber: string }>`
    select identifier, control_number as "controlNumber" from catalogue.harvested
    where source_id = ${of.sourceId} and harvest_id = ${of.harvestId} and control_number = any(${controlNumbers}::text[])`.execute(
    db,
  )
  return found.rows
}

export async function putHarvested(tx: Tx, sourceId: string, seen: readonly HarvestedRow[]): Promise<void> {
  if (seen.length === 0) return
  const column = <T>(read: (row: HarvestedRow) => T): T[] => seen.map(read)
  await sql`
    insert into catalogue.harvested (source_id, identifier, control_number, datestamp, is_deleted, harvest_id, withdrawn_by)
    select ${sourceId}, * from unnest(${column((r) => r.identifier)}::text[], ${column((r) => r.controlNumber)}::text[],
      ${column((r) => r.datestamp)}::text[], ${column((r) => r.isDeleted)}::boolean[], ${column((r) => r.harvestId)}::uuid[], ${column((r) => r.withdrawnBy)}::uuid[])
    on conflict (source_id, identifier) do update set control_number = excluded.control_number,
      datestamp = excluded.datestamp, is_deleted = excluded.is_deleted, harvest_id = excluded.harvest_id, withdrawn_by = excluded.withdrawn_by`.execute(
    tx,
  )
}

/** How many records of a source stand. */
export async function countHarvested(db: Db | Tx, sourceId: string): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from catalogue.harvested
    where source_id = ${sourceId} and not is_deleted and control_number is not null`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** A whole harvest with its source and library. */
export interface WholeHarvest {
  sourceId: string
  libraryId: string
  harvestId: string
}

/** How many records a harvest saw on offer. */
export async function countSeen(db: Db | Tx, { sourceId, harvestId }: WholeHarvest): Promise<number> {
  const found = await sql<{ n: number }>`
    select count(*)::int as n from catalogue.harvested
    where source_id = ${sourceId} and harvest_id = ${harvestId} and not is_deleted`.execute(db)
  return found.rows[0]?.n ?? 0
}

/**
 * What a whole harvest no longer found: seen before it and not since, brought by this source and by nothing later, standing
 * in the catalogue, and offered under no other identifier and by no other source of the library.
 */
const vanished = ({ sourceId, libraryId, harvestId }: WholeHarvest) => sql`
  from catalogue.harvest whole
  join catalogue.harvested v on v.source_id = whole.source_id
  join catalogue.harvest seen on seen.id = v.harvest_id and (seen.created_at, seen.id) < (whole.created_at, whole.id)
  join catalogue.record r on r.library_id = ${libraryId} and r.control_number = v.control_number and r.suppressed_at is null
  join catalogue.harvest brought on brought.import_id = r.import_id and brought.source_id = whole.source_id
  where whole.id = ${harvestId} and v.source_id = ${sourceId} and not v.is_deleted
    and not exists (
      select from catalogue.harvest_source s join catalogue.harvested o on o.source_id = s.id
      join catalogue.harvest other on other.id = o.harvest_id
      where s.library_id = ${libraryId} and s.removed_at is null and o.control_number = v.control_number
        and not o.is_deleted and (s.id <> whole.source_id or (other.created_at, other.id) >= (whole.created_at, whole.id)))`

/** How many records a whole harvest no longer found on offer. */
export async function countVanished(db: Db | Tx, of: WholeHarvest): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n ${vanished(of)}`.execute(db)
  return found.rows[0]?.n ?? 0
}

/** The records a whole harvest no longer found on offer, by identifier, those after one of them. */
export async function listVanished(
  db: Db | Tx,
  of: WholeHarvest,
  page: { limit: number; after: string },
): Promise<HarvestedRow[]> {
  const found = await sql<HarvestedRow>`
    select v.identifier, v.control_number as "controlNumber", v.datestamp, v.is_deleted as "isDeleted",
      v.harvest_id as "harvestId", v.withdrawn_by as "withdrawnBy" ${vanished(of)}
      and v.identifier > ${page.after} order by v.identifier limit ${page.limit}`.execute(db)
  return found.rows
}

/** The records one harvest withdrew, some at a time. */
export async function listWithdrawnBy(tx: Db | Tx, harvestId: string, limit: number): Promise<HarvestedRow[]> {
  const found = await sql<HarvestedRow>`
    select ${columns} from catalogue.harvested where withdrawn_by = ${harvestId} order by identifier limit ${limit}`.execute(
    tx,
  )
  return found.rows
}

/** The records of a library with these control numbers: where they stand and whether they are hidden. */
export async function findByNumbers(tx: Db | Tx, libraryId: string, controlNumbers: readonly string[]) {
  const found = await sql<{ id: string; controlNumber: string; editionId: string; isSuppressed: boolean }>`
    select id, control_number as "controlNumber", edition_id as "editionId", suppressed_at is not null as "isSuppressed"
    from catalogue.record where library_id = ${libraryId} and control_number = any(${controlNumbers}::text[])
    order by id for update`.execute(tx)
  return found.rows
}

export async function setRecordsSuppressed(tx: Tx, ids: readonly string[], at: Date | null): Promise<void> {
  await sql`update catalogue.record set suppressed_at = ${at} where id = any(${ids}::uuid[])`.execute(tx)
}
