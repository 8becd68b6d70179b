import { sql } from 'kysely'
import type { MarcFamily, MarcRecord } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A number a library has scanned and no record has yet. */
export interface WaitingIsbn {
  isbn: string
  copies: number
  createdAt: Date
}

/** Lets numbers wait for a record; the newest count of copies stands. */
export async function addWaiting(
  tx: Tx,
  waiting: { libraryId: string; importId: string; isbns: readonly { isbn: string; copies: number }[] },
  at: Date,
): Promise<void> {
  if (waiting.isbns.length === 0) return
  await tx
    .insertInto('catalogue.waiting_isbn')
    .values(
      waiting.isbns.map(({ isbn, copies }) => ({
        library_id: waiting.libraryId,
        isbn,
        copies,
        import_id: waiting.importId,
        created_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['library_id', 'isbn']).doUpdateSet({ copies: sql<number>`excluded.copies` }),
    )
    .execute()
}

export async function dropWaiting(tx: Tx, libraryId: string, isbns: readonly string[]): Promise<void> {
  if (isbns.length === 0) return
  await tx
    .deleteFrom('catalogue.waiting_isbn')
    .where('library_id', '=', libraryId)
    .where('isbn', '=', sql<string>`any(${isbns}::text[])`)
    .execute()
}

/** What waits in some libraries, or in all (`null`), in the order of the numbers. */
export async function listWaiting(
  db: Db | Tx,
  libraryIds: readonly string[] | null,
  page: { limit: number; offset?: number },
): Promise<(WaitingIsbn & { libraryId: string })[]> {
  const found = db
    .selectFrom('catalogue.waiting_isbn')
    .select(['library_id as libraryId', 'isbn', 'copies', 'created_at as createdAt'])
    .orderBy('library_id')
    .orderBy('isbn')
    .limit(page.limit)
    .offset(page.offset ?? 0)
  const within = libraryIds === null ? found : found.where('library_id', '=', sql<string>`any(${libraryIds}::uuid[])`)
  return await within.execute()
}

/** Waiting numbers that a record of the union has by now. */
export async function listAnswered(db: Db | Tx, limit: number) {
  const { rows } = await sql<{ libraryId: string; isbn: string; copies: number }>`
    select w.library_id as "libraryId", w.isbn, w.copies from catalogue.waiting_isbn w
    where exists (select 1 from catalogue.edition_key k where k.key = 'isbn:' || w.isbn)
    order by w.library_id, w.isbn limit ${limit}`.execute(db)
  return rows
}

/** A record of the union that an ISBN leads to. */
export interface IsbnRecord {
  isbn: string
  libraryId: string
  controlNumber: string
  family: MarcFamily
  record: MarcRecord
}

/** The public records of the editions that ISBNs lead to, the oldest first. */
export async function recordsOfIsbns(db: Db | Tx, isbns: readonly string[]): Promise<IsbnRecord[]> {
  const keys = isbns.map((isbn) => `isbn:${isbn}`)
  const { rows } = await sql<IsbnRecord>`
    select substring(k.key from 6) as isbn, r.library_id as "libraryId", r.control_number as "controlNumber",
      r.family, r.parsed as record
    from catalogue.edition_key k join catalogue.record r on r.edition_id = k.edition_id
    where k.key = any(${keys}::text[]) and r.suppressed_at is null
    order by k.key, r.created_at, r.id`.execute(db)
  return rows
}
