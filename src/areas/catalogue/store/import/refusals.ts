import { sql } from 'kysely'
import type { RecordRow } from '#areas/catalogue/store/records.ts'
import type { Db, Tx } from '#platform/db.ts'

export interface RefusalRow {
  recordNumber: number
  byteOffset: number
  length: number
  code: string
  facts: Record<string, string | number>
  controlNumber: string | null
  bytes: Buffer | null
}

export async function addRefusals(tx: Tx, importId: string, refusals: readonly RefusalRow[]): Promise<void> {
  if (refusals.length === 0) return
  await tx
    .insertInto('catalogue.import_refusal')
    .values(
      refusals.map((refusal) => ({
        import_id: importId,
        record_number: refusal.recordNumber,
        byte_offset: refusal.byteOffset,
        length: refusal.length,
        code: refusal.code,
        facts: JSON.stringify(refusal.facts),
        control_number: refusal.controlNumber,
        bytes: refusal.bytes,
      })),
    )
    .execute()
}

export async function listRefusals(
  db: Db | Tx,
  importId: string,
  page: { limit: number; after?: number },
): Promise<RefusalRow[]> {
  return await db
    .selectFrom('catalogue.import_refusal')
    .where('import_id', '=', importId)
    .where('record_number', '>', page.after ?? 0)
    .select([
      'record_number as recordNumber',
      'byte_offset as byteOffset',
      'length',
      'code',
      sql<Record<string, string | number>>`facts`.as('facts'),
      'control_number as controlNumber',
      'bytes',
    ])
    .orderBy('record_number')
    .limit(page.limit)
    .execute()
}

/** Every refused record of an import in its order, a few hundred held at a time. */
export async function* eachRefusal(db: Db | Tx, importId: string): AsyncGenerator<RefusalRow> {
  const limit = 200
  let after = 0
  for (;;) {
    const page = await listRefusals(db, importId, { limit, after })
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return
    after = last.recordNumber
  }
}

export async function findRefusal(
  db: Db | Tx,
  importId: string,
  recordNumber: number,
): Promise<RefusalRow | undefined> {
  const [found] = await listRefusals(db, importId, { limit: 1, after: recordNumber - 1 })
  return found?.recordNumber === recordNumber ? found : undefined
}

/** A record as an import wrote it, with what was mended in reading it. */
export interface RepairedRow {
  id: string
  controlNumber: string
  repairs: NonNullable<RecordRow['repairs']>
}

/** The records an import wrote that were mended in reading, by id; those a later import wrote again are with that one. */
export async function listRepaired(
  db: Db | Tx,
  written: { id: string; libraryId: string },
  page: { limit: number; after?: string | undefined },
): Promise<RepairedRow[]> {
  const found = db
    .selectFrom('catalogue.record')
    .where('library_id', '=', written.libraryId)
    .where('import_id', '=', written.id)
    .where('repairs', 'is not', null)
    .select(['id', 'control_number as controlNumber', sql<RepairedRow['repairs']>`repairs`.as('repairs')])
    .orderBy('id')
    .limit(page.limit)
  return await (page.after === undefined ? found : found.where('id', '>', page.after)).execute()
}

/** Every mended record an import wrote, a few hundred held at a time. */
export async function* eachRepaired(
  db: Db | Tx,
  written: { id: string; libraryId: string },
): AsyncGenerator<RepairedRow> {
  const limit = 200
  let after: string | undefined
  for (;;) {
    const page = await listRepaired(db, written, { limit, after })
    yield* page
    if (page.length < limit) return
    after = page.at(-1)?.id
  }
}
