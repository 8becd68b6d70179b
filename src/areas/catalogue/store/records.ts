import { sql } from 'kysely'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What an import compares with: whether a control number is known, and its content. */
export interface KnownRecord {
  id: string
  controlNumber: string
  editionId: string
  sha256: Buffer
  placedBy: 'machine' | 'person'
}

export async function findKnown(
  tx: Db | Tx,
  libraryId: string,
  controlNumbers: readonly string[],
): Promise<KnownRecord[]> {
  const found = await sql<KnownRecord>`
    select id, control_number as "controlNumber", edition_id as "editionId", sha256, placed_by as "placedBy"
    from catalogue.record where library_id = ${libraryId} and control_number = any(${controlNumbers}::text[])`.execute(
    tx,
  )
  return found.rows
}

/** A record as it is written; `parsed`, `card`, `repairs` and `placement` are JSON texts. */
export interface RecordValues
  extends Pick<RecordRow, 'id' | 'libraryId' | 'controlNumber' | 'editionId' | 'family' | 'encoding' | 'importId'> {
  bytes: Uint8Array
  sha256: Uint8Array
  parsed: string
  card: string
  cardVersion: number
  /** How much it says (`fullness`). */
  fullness: number
  repairs: string | null
  placement: string
}

/** Adds and changes records in one statement; what a person placed keeps its place. */
export async function putRecords(tx: Tx, records: readonly RecordValues[], at: Date): Promise<void> {
  if (records.length === 0) return
  const column = <T>(read: (record: RecordValues) => T): T[] => records.map(read)
  await sql`
    insert into catalogue.record (id, library_id, control_number, edition_id, family, encoding, bytes, sha256, parsed,
      card, card_version, fullness, repairs, placement, import_id, created_at, updated_at)
    select id, library_id, control_number, edition_id, family, encoding, bytes, sha256, parsed::json, card::json, card_version, fullness,
      repairs::json, placement::jsonb, import_id, ${at}, ${at}
    from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.libraryId)}::uuid[], ${column((r) => r.controlNumber)}::text[],
      ${column((r) => r.editionId)}::uuid[], ${column((r) => r.family)}::text[], ${column((r) => r.encoding)}::text[],
      ${column((r) => Buffer.from(r.bytes))}::bytea[], ${column((r) => Buffer.from(r.sha256))}::bytea[],
      ${column((r) => r.parsed)}::text[], ${column((r) => r.card)}::text[], ${column((r) => r.cardVersion)}::smallint[],
      ${column((r) => r.fullness)}::smallint[],
      ${column((r) => r.repairs)}::text[], ${column((r) => r.placement)}::text[],
      ${column((r) => r.importId)}::uuid[])
      as r(id, library_id, control_number, edition_id, family, encoding, bytes, sha256, parsed, card, card_version, fullness, repairs, placement, import_id)
    on conflict (library_id, control_number) do update set
      edition_id = case when catalogue.record.placed_by = 'person' then catalogue.record.edition_id else excluded.edition_id end,
      placement = case when catalogue.record.placed_by = 'person' then catalogue.record.placement else excluded.placement end,
      family = excluded.family, encoding = excluded.encoding, bytes = excluded.bytes, sha256 = excluded.sha256,
      parsed = excluded.parsed, card = excluded.card, card_version = excluded.card_version, fullness = excluded.fullness, repairs = excluded.repairs, import_id = excluded.import_id,
      updated_at = excluded.updated_at`.execute(tx)
}

export interface ItemValues {
  id: string
  recordId: string
  libraryId: string
  itemKey: string
  branch: string | null
  shelf: string | null
  callNumber: string | null
  barcode: string | null
  accessionNumber: string | null
  copyNumber: string | null
  volume: string | null
  status: string
  note: string | null
}

/**
 * Writes the items that came with some records: a copy already known keeps its id and whatever a person decided about it;
 * a copy its record no longer names goes.
 */
export async function putItems(
  tx: Tx,
  recordIds: readonly string[],
  items: readonly ItemValues[],
  at: Date,
): Promise<void> {
  if (recordIds.length > 0) {
    await sql`
      delete from catalogue.item i where i.record_id = any(${recordIds}::uuid[]) and not exists (
        select from unnest(${items.map((i) => i.recordId)}::uuid[], ${items.map((i) => i.itemKey)}::text[]) as g(record_id, item_key)
        where g.record_id = i.record_id and g.item_key = i.item_key)`.execute(tx)
  }
  if (items.length === 0) return
  await sql`
    insert into catalogue.item (id, record_id, library_id, item_key, branch, shelf, call_number, barcode, accession_number,
      copy_number, volume, status, note, created_at, updated_at)
    select r."id", r."recordId", r."libraryId", r."itemKey", r."branch", r."shelf", r."callNumber", r."barcode",
      r."accessionNumber", r."copyNumber", r."volume", r."status", r."note", ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r("id" uuid, "recordId" uuid, "libraryId" uuid, "itemKey" text,
      "branch" text, "shelf" text, "callNumber" text, "barcode" text, "accessionNumber" text, "copyNumber" text, "volume" text,
      "status" text, "note" text)
    on conflict (record_id, item_key) do update set library_id = excluded.library_id, branch = excluded.branch,
      shelf = excluded.shelf, call_number = excluded.call_number, barcode = excluded.barcode,
      accession_number = excluded.accession_number, copy_number = excluded.copy_number, volume = excluded.volume,
      status = excluded.status, note = excluded.note, updated_at = excluded.updated_at`.execute(tx)
}

/** Public copies of some editions, by the library that has them. */
export async function countCopies(tx: Db | Tx, editionIds: readonly string[]) {
  const found = await sql<{ editionId: string; libraryId: string; copies: number; available: number }>`
    select r.edition_id as "editionId", i.library_id as "libraryId", count(*) as copies,
      count(*) filter (where i.status = 'available') as available from unnest(${editionIds}::uuid[]) as e(id)
    -- Offset 0 is a fence: from each edition to its few records and copies, whatever the statistics say meanwhile
    cross join lateral (select id, edition_id from catalogue.record where edition_id = e.id and suppressed_at is null offset 0) r
    cross join lateral (select library_id, status from catalogue.item where record_id = r.id and suppressed_at is null
      and status not in ('lost', 'withdrawn') offset 0) i group by 1, 2`.execute(tx)
  return found.rows
}

/** The libraries that publicly hold some editions, by record or by copy. */
export async function listHolders(db: Db | Tx, editionIds: readonly string[]) {
  const found = await sql<{ editionId: string; libraryId: string }>`
    select edition_id as "editionId", library_id as "libraryId" from catalogue.record
      where edition_id = any(${editionIds}::uuid[]) and suppressed_at is null
    union
    select r.edition_id, i.library_id from catalogue.record r join catalogue.item i on i.record_id = r.id
      where r.edition_id = any(${editionIds}::uuid[]) and r.suppressed_at is null and i.suppressed_at is null`.execute(
    db,
  )
  return found.rows
}

/** Where libraries lie, out of the directory's published view. */
export async function listPlacesOfLibraries(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = await sql<{ id: string; networkId: string; networkCode: string; provinceCode: string | null }>`
    select id, network_id as "networkId", network_code as "networkCode", province_code as "provinceCode" from libraries.library_brief
    where id = any(${ids}::uuid[])`.execute(db)
  return found.rows
}

/** The parsed texts of some records, and their cards as far as they were made. */
export async function listParsed(tx: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = await sql<{
    id: string
    family: MarcFamily
    parsed: MarcRecord
    card: unknown
    version: number | null
  }>`
    select id, family, parsed, card, card_version as version from catalogue.record where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return found.rows
}

/** Who put a record where it stands: the machine, beside which record and why; or a person, by which decision. */
export interface Placement {
  with?: string
  score?: number
  because?: string[]
  passedOver?: number
  by?: string
  note?: string
  decision?: string
}

/** A record as pages and the search read it. */
export interface RecordRow {
  id: string
  libraryId: string
  controlNumber: string
  editionId: string
  family: MarcFamily
  encoding: string
  parsed: MarcRecord
  repairs: { code: string; offset: number; tag?: string; facts: Record<string, string | number> }[] | null
  placedBy: 'machine' | 'person'
  placement: Placement
  importId: string | null
  suppressedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** The columns of `RecordRow`, for queries that choose and order them. */
export const recordRows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.record')
    .select([
      'id',
      'library_id as libraryId',
      'control_number as controlNumber',
      'edition_id as editionId',
      sql<MarcFamily>`family`.as('family'),
      'encoding',
      sql<MarcRecord>`parsed`.as('parsed'),
      sql<RecordRow['repairs']>`repairs`.as('repairs'),
      sql<RecordRow['placedBy']>`placed_by`.as('placedBy'),
      sql<RecordRow['placement']>`placement`.as('placement'),
      'import_id as importId',
      'suppressed_at as suppressedAt',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])

export async function listRecordsOfEditions(db: Db | Tx, editionIds: readonly string[]): Promise<RecordRow[]> {
  if (editionIds.length === 0) return []
  return await recordRows(db)
    .where('edition_id', '=', sql<string>`any(${editionIds}::uuid[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function findRecord(db: Db | Tx, id: string): Promise<RecordRow | undefined> {
  return await recordRows(db).where('id', '=', id).executeTakeFirst()
}

export async function findRecordBytes(db: Db | Tx, id: string): Promise<Buffer | undefined> {
  const found = await db.selectFrom('catalogue.record').select('bytes').where('id', '=', id).executeTakeFirst()
  return found?.bytes
}

export async function setRecordSuppressed(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('catalogue.record').set({ suppressed_at: at }).where('id', '=', id).execute()
}

/** Moves records to an edition, with who decided it and why. */
export async function moveRecords(
  tx: Tx,
  recordIds: readonly string[],
  editionId: string,
  placedBy: 'machine' | 'person',
  placement: object,
): Promise<void> {
  await sql`
    update catalogue.record set edition_id = ${editionId}, placed_by = ${placedBy}, placement = ${JSON.stringify(placement)}::jsonb
    where id = any(${recordIds}::uuid[])`.execute(tx)
}

export interface ItemRow extends Omit<ItemValues, 'itemKey'> {
  editionId: string
  suppressedAt: Date | null
}

/** The copies of some editions, suppressed ones among them. */
export async function listItemsOfEditions(db: Db | Tx, editionIds: readonly string[]): Promise<ItemRow[]> {
  if (editionIds.length === 0) return []
  return await db
    .selectFrom('catalogue.item as i')
    .innerJoin('catalogue.record as r', 'r.id', 'i.record_id')
    .where('r.edition_id', '=', sql<string>`any(${editionIds}::uuid[])`)
    .select([
      'i.id',
      'i.record_id as recordId',
      'i.library_id as libraryId',
      'i.branch',
      'i.shelf',
      'i.call_number as callNumber',
      'i.barcode',
      'i.accession_number as accessionNumber',
      'i.copy_number as copyNumber',
      'i.volume',
      'i.status',
      'i.note',
      'i.suppressed_at as suppressedAt',
      'r.edition_id as editionId',
    ])
    .orderBy('i.id')
    .execute()
}

export async function setItemSuppressed(tx: Tx, id: string, at: Date | null): Promise<string | undefined> {
  const done = await tx
    .updateTable('catalogue.item')
    .set({ suppressed_at: at })
    .where('id', '=', id)
    .returning('record_id as recordId')
    .executeTakeFirst()
  return done?.recordId
}
