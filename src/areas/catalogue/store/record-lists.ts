import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { type RecordRow, recordRows } from './records.ts'

/** Which records a list may show: those of some libraries (null: of all), hidden ones only when asked. */
export interface RecordFilter {
  libraryIds: readonly string[] | null
  hiddenOnly: boolean
}

function within(db: Db | Tx, filter: RecordFilter) {
  const { libraryIds, hiddenOnly } = filter
  const some = libraryIds === null ? recordRows(db) : recordRows(db).where('library_id', '=', anyOf(libraryIds))
  return hiddenOnly ? some.where('suppressed_at', 'is not', null) : some
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

/** The newest records first. */
export async function listNewestRecords(
  db: Db | Tx,
  filter: RecordFilter,
  page: { limit: number; offset: number },
): Promise<RecordRow[]> {
  return await within(db, filter).orderBy('id', 'desc').limit(page.limit).offset(page.offset).execute()
}

/** Records with this control number, or in an edition that carries one of these keys. */
export async function listRecordsByNumber(
  db: Db | Tx,
  filter: RecordFilter,
  number: string,
  keys: readonly string[],
  limit: number,
): Promise<RecordRow[]> {
  return await within(db, filter)
    .where((eb) =>
      eb.or([
        eb('control_number', '=', number),
        eb(
          'edition_id',
          'in',
          eb
            .selectFrom('catalogue.edition_key')
            .select('edition_id')
            .where('key', '=', sql<string>`any(${keys}::text[])`),
        ),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Records of some editions that the filter lets through. */
export async function listRecordsIn(db: Db | Tx, filter: RecordFilter, editionIds: readonly string[]) {
  return await within(db, filter).where('edition_id', '=', anyOf(editionIds)).execute()
}

/** Records whose edition has a title with all these folded words; reads every title, so only for a few records. */
export async function listRecordsByTitle(
  db: Db | Tx,
  filter: RecordFilter,
  words: readonly string[],
  limit: number,
): Promise<RecordRow[]> {
  const patterns = words.map((word) => `%${word.replace(/[%_\\]/g, '\\$&')}%`)
  return await within(db, filter)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('catalogue.edition as e')
          .select('e.id')
          .whereRef('e.id', '=', 'catalogue.record.edition_id')
          .where(sql<boolean>`array_to_string(e.title_keys, ' ') like all(${patterns}::text[])`),
      ),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Records by id, in no order. */
export async function listRecordsByIds(db: Db | Tx, ids: readonly string[]): Promise<RecordRow[]> {
  if (ids.length === 0) return []
  return await recordRows(db).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
}
