import { sql } from 'kysely'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A source record on its way out. */
export interface ExportedRow {
  id: string
  libraryId: string
  editionId: string
  controlNumber: string
  family: MarcFamily
  parsed: MarcRecord
  isSuppressed: boolean
  updatedAt: Date
}

/** Which records an export takes: of some libraries (`null`: of all), and the hidden ones of which (`null`: of all). */
export interface ExportAsked {
  of: readonly string[] | null
  hiddenOf: readonly string[] | null
}

/** Records behind `after` in the order of their ids. */
export async function listExported(
  db: Db | Tx,
  { of, hiddenOf }: ExportAsked,
  after: string,
  limit: number,
): Promise<ExportedRow[]> {
  const within =
    of === null ? sql`true` : of.length === 1 ? sql`library_id = ${of[0]}` : sql`library_id = any(${of}::uuid[])`
  const shown = hiddenOf === null ? sql`true` : sql`(suppressed_at is null or library_id = any(${hiddenOf}::uuid[]))`
  const found = await sql<ExportedRow>`
    select id, library_id as "libraryId", edition_id as "editionId", control_number as "controlNumber", family, parsed,
      suppressed_at is not null as "isSuppressed", updated_at as "updatedAt"
    from catalogue.record where id > ${after} and ${within} and ${shown} order by id limit ${limit}`.execute(db)
  return found.rows
}
