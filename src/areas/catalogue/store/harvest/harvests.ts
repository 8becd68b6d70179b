import { sql } from 'kysely'
import type { ImportState } from '#areas/catalogue/store/imports.ts'
import type { Db, Tx } from '#platform/db.ts'

/** Something a harvest noticed and went on: a code with its facts. */
export interface HarvestNote {
  code: string
  facts: Record<string, string | number>
}

/** One harvest of a source, from its first page to its last. */
export interface HarvestRow {
  id: string
  sourceId: string
  importId: string
  state: ImportState
  isFull: boolean
  askedFrom: string | null
  askedUntil: string | null
  format: string | null
  token: string | null
  pages: number
  restarts: number
  listed: number
  announced: number | null
  withdrawn: number
  restored: number
  mayWithdrawMany: boolean
  answeredAt: Date | null
  warnings: HarvestNote[]
  fault: HarvestNote | null
  jobId: string | null
  startedByName: string
  createdAt: Date
  finishedAt: Date | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.harvest')
    .select([
      'id',
      'source_id as sourceId',
      'import_id as importId',
      sql<ImportState>`state`.as('state'),
      'is_full as isFull',
      'asked_from as askedFrom',
      'asked_until as askedUntil',
      'format',
      'token',
      'pages',
      'restarts',
      'listed',
      'announced',
      'withdrawn',
      'restored',
      'may_withdraw_many as mayWithdrawMany',
      'answered_at as answeredAt',
      sql<HarvestNote[]>`warnings`.as('warnings'),
      sql<HarvestNote | null>`fault`.as('fault'),
      'job_id as jobId',
      'started_by_name as startedByName',
      'created_at as createdAt',
      'finished_at as finishedAt',
    ])

export type NewHarvest = Pick<
  HarvestRow,
  | 'id'
  | 'sourceId'
  | 'importId'
  | 'isFull'
  | 'askedFrom'
  | 'askedUntil'
  | 'format'
  | 'mayWithdrawMany'
  | 'startedByName'
>

export async function addHarvest(tx: Tx, made: NewHarvest, at: Date): Promise<void> {
  await tx
    .insertInto('catalogue.harvest')
    .values({
      id: made.id,
      source_id: made.sourceId,
      import_id: made.importId,
      state: 'waiting',
      is_full: made.isFull,
      asked_from: made.askedFrom,
      asked_until: made.askedUntil,
      format: made.format,
      may_withdraw_many: made.mayWithdrawMany,
      started_by_name: made.startedByName,
      created_at: at,
    })
    .execute()
}

export async function findHarvest(db: Db | Tx, id: string): Promise<HarvestRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The harvest that an import belongs to, if its source is still on the list; undefined for a file. */
export async function findHarvestOf(db: Db | Tx, importId: string): Promise<HarvestRow | undefined> {
  const isListed = sql<boolean>`source_id in (select id from catalogue.harvest_source where removed_at is null)`
  return await rows(db).where('import_id', '=', importId).where(isListed).executeTakeFirst()
}

/** The harvest of a source that was begun and not finished. */
export async function findUnfinishedHarvest(db: Db | Tx, sourceId: string): Promise<HarvestRow | undefined> {
  return await rows(db)
    .where('source_id', '=', sourceId)
    .where('state', 'in', ['waiting', 'running', 'stopped'])
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
}

/** The harvests of a source, newest first. */
export async function listHarvests(db: Db | Tx, sourceId: string, limit: number): Promise<HarvestRow[]> {
  return await rows(db)
    .where('source_id', '=', sourceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The newest harvest of each of some sources. */
export async function listNewestHarvests(db: Db | Tx, sourceIds: readonly string[]): Promise<HarvestRow[]> {
  if (sourceIds.length === 0) return []
  return await rows(db)
    .distinctOn('source_id')
    .where('source_id', '=', sql<string>`any(${sourceIds}::uuid[])`)
    .orderBy('source_id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** What changes of a harvest as it goes. */
export interface HarvestChange {
  state?: ImportState
  askedFrom?: string | null
  format?: string | null
  token?: string | null
  pages?: number
  restarts?: number
  listed?: number
  announced?: number | null
  withdrawn?: number
  restored?: number
  mayWithdrawMany?: boolean
  answeredAt?: Date | null
  warnings?: readonly HarvestNote[]
  fault?: HarvestNote | null
  jobId?: string
  finishedAt?: Date | null
}

const COLUMNS: Readonly<Record<keyof HarvestChange, string>> = {
  state: 'state',
  askedFrom: 'asked_from',
  format: 'format',
  token: 'token',
  pages: 'pages',
  restarts: 'restarts',
  listed: 'listed',
  announced: 'announced',
  withdrawn: 'withdrawn',
  restored: 'restored',
  mayWithdrawMany: 'may_withdraw_many',
  answeredAt: 'answered_at',
  warnings: 'warnings',
  fault: 'fault',
  jobId: 'job_id',
  finishedAt: 'finished_at',
}

export async function changeHarvest(tx: Db | Tx, id: string, change: HarvestChange): Promise<void> {
  const values = Object.entries(change).map(([name, value]) => {
    const isJson = name === 'warnings' || name === 'fault'
    return [COLUMNS[name as keyof HarvestChange], isJson && value !== null ? JSON.stringify(value) : value] as const
  })
  if (values.length === 0) return
  await tx.updateTable('catalogue.harvest').set(Object.fromEntries(values)).where('id', '=', id).execute()
}

/** The bytes a harvest brought, which nobody knew when it began. */
export async function setImportSize(tx: Db | Tx, importId: string): Promise<void> {
  await sql`update catalogue.import set size = done_bytes where id = ${importId}`.execute(tx)
}
