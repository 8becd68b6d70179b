import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { RecordRow } from './records.ts'

export type ImportState = 'waiting' | 'running' | 'done' | 'refused' | 'stopped'

/** What an import counts, from its first record on. */
export interface ImportCounts {
  doneRecords: number
  doneBytes: number
  added: number
  updated: number
  unchanged: number
  refused: number
  repaired: number
  /** Candidate keys that too many editions share, so that they were passed over. */
  passedOver: number
}

export interface ImportRow extends ImportCounts {
  id: string
  libraryId: string
  fileId: string | null
  fileName: string
  sha256: string
  size: number
  isDryRun: boolean
  isNetworkWide: boolean
  state: ImportState
  fault: { code: string; facts: Record<string, string | number> } | null
  jobId: string | null
  startedByName: string
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.import')
    .select([
      'id',
      'library_id as libraryId',
      'file_id as fileId',
      'file_name as fileName',
      'sha256',
      'size',
      'is_dry_run as isDryRun',
      'is_network_wide as isNetworkWide',
      sql<ImportState>`state`.as('state'),
      'done_records as doneRecords',
      'done_bytes as doneBytes',
      'added',
      'updated',
      'unchanged',
      'refused',
      'repaired',
      'passed_over as passedOver',
      sql<ImportRow['fault']>`fault`.as('fault'),
      'job_id as jobId',
      'started_by_name as startedByName',
      'created_at as createdAt',
      'started_at as startedAt',
      'finished_at as finishedAt',
    ])

/** An import as it begins. */
export interface NewImport
  extends Pick<
    ImportRow,
    'id' | 'libraryId' | 'fileId' | 'fileName' | 'sha256' | 'size' | 'isDryRun' | 'isNetworkWide' | 'startedByName'
  > {
  startedBy: string | null
}

export async function addImport(tx: Tx, made: NewImport, at: Date): Promise<void> {
  await tx
    .insertInto('catalogue.import')
    .values({
      id: made.id,
      library_id: made.libraryId,
      file_id: made.fileId,
      file_name: made.fileName,
      sha256: made.sha256,
      size: made.size,
      is_dry_run: made.isDryRun,
      is_network_wide: made.isNetworkWide,
      state: 'waiting',
      started_by: made.startedBy,
      started_by_name: made.startedByName,
      created_at: at,
    })
    .execute()
}

export async function findImport(db: Db | Tx, id: string): Promise<ImportRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The import row, locked until the transaction ends: two workers never write the same stretch of a file. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** One transaction at a time compares a library's records with what comes in: two imports never add one number twice. */
export async function lockLibrary(tx: Tx, libraryId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${libraryId}::text, 0))`.execute(tx)
}

/** The same file for the same library that was begun and not finished. */
export async function findUnfinished(db: Db | Tx, libraryId: string, sha256: string, isDryRun: boolean) {
  return await rows(db)
    .where('library_id', '=', libraryId)
    .where('sha256', '=', sha256)
    .where('is_dry_run', '=', isDryRun)
    .where('state', 'in', ['waiting', 'running', 'stopped'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
}

/** Imports of some libraries, or of all (`null`), newest first. */
export async function listImports(
  db: Db | Tx,
  libraryIds: readonly string[] | null,
  page: { limit: number; offset: number },
) {
  const found = rows(db).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).offset(page.offset)
  return await (libraryIds === null
    ? found
    : found.where('library_id', '=', sql<string>`any(${libraryIds}::uuid[])`)
  ).execute()
}

export async function startImport(tx: Db | Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('catalogue.import')
    .set({ state: 'running', started_at: sql<Date>`coalesce(started_at, ${at})`, fault: null })
    .where('id', '=', id)
    .execute()
}

/** Sets the counts as they stand after a batch. */
export async function countImport(tx: Tx, id: string, counts: ImportCounts): Promise<void> {
  await tx
    .updateTable('catalogue.import')
    .set({
      done_records: counts.doneRecords,
      done_bytes: counts.doneBytes,
      added: counts.added,
      updated: counts.updated,
      unchanged: counts.unchanged,
      refused: counts.refused,
      repaired: counts.repaired,
      passed_over: counts.passedOver,
    })
    .where('id', '=', id)
    .execute()
}

export async function finishImport(
  tx: Db | Tx,
  id: string,
  state: 'done' | 'refused' | 'stopped',
  fault: ImportRow['fault'],
  at: Date,
): Promise<void> {
  await tx
    .updateTable('catalogue.import')
    .set({ state, fault: fault === null ? null : JSON.stringify(fault), finished_at: at })
    .where('id', '=', id)
    .execute()
}

export async function setImportJob(tx: Tx, id: string, jobId: string): Promise<void> {
  await tx.updateTable('catalogue.import').set({ job_id: jobId }).where('id', '=', id).execute()
}

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
