import { sql } from 'kysely'
import type { ListScope } from '#areas/catalogue/store/import/isbn-counts.ts'
import type { ListColumns } from '#lib/lists/fields.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A file of records, a table of titles, or a list of ISBNs. */
export type ImportForm = 'marc' | 'titles' | 'isbns'

/** `mapping`: a table that waits until somebody says what its columns hold. */
export type ImportState = 'mapping' | 'waiting' | 'running' | 'done' | 'refused' | 'stopped'

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
  form: ImportForm
  /** What the columns of a table hold; null for other forms and while nobody has said so. */
  columns: ListColumns | null
  /** How a list of ISBNs counts; null for other forms and for a list that only writes what stands counted. */
  listScope: ListScope | null
  /** When somebody took the list back. */
  undoneAt: Date | null
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
      sql<ImportForm>`form`.as('form'),
      sql<ListColumns | null>`columns`.as('columns'),
      sql<ListScope | null>`list_scope`.as('listScope'),
      'undone_at as undoneAt',
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
  /** `marc` unless told. */
  form?: ImportForm
  columns?: ListColumns | null
  listScope?: ListScope | null
  state?: 'mapping' | 'waiting'
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
      form: made.form ?? 'marc',
      list_scope: made.listScope ?? null,
      columns: made.columns ? JSON.stringify(made.columns) : null,
      state: made.state ?? 'waiting',
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

/** The same file for the same library that was begun and not finished, or (`mapping`) that still waits for its columns. */
export async function findUnfinished(
  db: Db | Tx,
  libraryId: string,
  sha256: string,
  isDryRun: boolean,
  form: ImportForm = 'marc',
  states: readonly ImportState[] = ['waiting', 'running', 'stopped'],
) {
  return await rows(db)
    .where('library_id', '=', libraryId)
    .where('sha256', '=', sha256)
    .where('is_dry_run', '=', isDryRun)
    .where('form', '=', form)
    .where('state', 'in', states)
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

/** Says what the columns of a waiting table hold; whether it is tried only is said with it. */
export async function setColumns(tx: Tx, id: string, columns: ListColumns, isDryRun: boolean): Promise<void> {
  await tx
    .updateTable('catalogue.import')
    .set({ columns: JSON.stringify(columns), is_dry_run: isDryRun, state: 'waiting' })
    .where('id', '=', id)
    .execute()
}

export async function setImportJob(tx: Tx, id: string, jobId: string): Promise<void> {
  await tx.updateTable('catalogue.import').set({ job_id: jobId }).where('id', '=', id).execute()
}
