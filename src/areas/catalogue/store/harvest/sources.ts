import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** A catalogue of others that is fetched for a library. */
export interface SourceRow {
  id: string
  libraryId: string
  url: string
  /** '' means the whole repository. */
  setSpec: string
  format: string | null
  isDaily: boolean
  isNetworkWide: boolean
  harvestedUntil: Date | null
  repositoryName: string | null
  dueAt: Date | null
  createdByName: string
  createdAt: Date
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.harvest_source')
    .where('removed_at', 'is', null)
    .select([
      'id',
      'library_id as libraryId',
      'url',
      'set_spec as setSpec',
      'format',
      'is_daily as isDaily',
      'is_network_wide as isNetworkWide',
      'harvested_until as harvestedUntil',
      'repository_name as repositoryName',
      'due_at as dueAt',
      'created_by_name as createdByName',
      'created_at as createdAt',
    ])

export type NewSource = Pick<
  SourceRow,
  'id' | 'libraryId' | 'url' | 'setSpec' | 'format' | 'isNetworkWide' | 'createdByName'
>

/** Adds a source; one that is there already stays as it is. */
export async function addSource(tx: Tx, made: NewSource, at: Date): Promise<void> {
  await tx
    .insertInto('catalogue.harvest_source')
    .values({
      id: made.id,
      library_id: made.libraryId,
      url: made.url,
      set_spec: made.setSpec,
      format: made.format,
      is_network_wide: made.isNetworkWide,
      created_by_name: made.createdByName,
      created_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['library_id', 'url', 'set_spec']).where('removed_at', 'is', null).doNothing(),
    )
    .execute()
}

export async function findSource(db: Db | Tx, id: string): Promise<SourceRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The source, locked until the transaction ends: two requests never begin two harvests of it. */
export async function lockSource(tx: Tx, id: string): Promise<SourceRow | undefined> {
  return await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function findSourceOf(
  db: Db | Tx,
  libraryId: string,
  url: string,
  setSpec: string,
): Promise<SourceRow | undefined> {
  return await rows(db)
    .where('library_id', '=', libraryId)
    .where('url', '=', url)
    .where('set_spec', '=', setSpec)
    .executeTakeFirst()
}

/** Sources of some libraries, or of all (`null`), newest first. */
export async function listSources(db: Db | Tx, libraryIds: readonly string[] | null): Promise<SourceRow[]> {
  const found = rows(db).orderBy('created_at', 'desc').orderBy('id').limit(500)
  return await (libraryIds === null
    ? found
    : found.where('library_id', '=', sql<string>`any(${libraryIds}::uuid[])`)
  ).execute()
}

/** Daily sources whose time has come. */
export async function listDue(db: Db | Tx, at: Date): Promise<SourceRow[]> {
  return await rows(db).where('is_daily', '=', true).where('due_at', '<=', at).orderBy('due_at').limit(100).execute()
}

/** What of a source may change. */
export interface SourceChange {
  isDaily?: boolean
  dueAt?: Date | null
  removedAt?: Date
  harvestedUntil?: Date | null
  repositoryName?: string | null
  format?: string | null
}

export async function changeSource(tx: Db | Tx, id: string, change: SourceChange): Promise<void> {
  await tx
    .updateTable('catalogue.harvest_source')
    .set({
      ...(change.isDaily === undefined ? {} : { is_daily: change.isDaily }),
      ...(change.dueAt === undefined ? {} : { due_at: change.dueAt }),
      ...(change.removedAt === undefined ? {} : { removed_at: change.removedAt }),
      ...(change.harvestedUntil === undefined ? {} : { harvested_until: change.harvestedUntil }),
      ...(change.repositoryName === undefined ? {} : { repository_name: change.repositoryName }),
      ...(change.format === undefined ? {} : { format: change.format }),
      is_network_wide: sql<boolean>`is_network_wide`,
    })
    .where('id', '=', id)
    .execute()
}
