import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** `part`: a list adds to the lists before it; `whole`: it takes their place. */
export type ListScope = 'part' | 'whole'

/** A list as far as counting goes. */
export interface CountedList {
  id: string
  libraryId: string
  sha256: string
  scope: ListScope | null
}

// Lists that count: not taken back, and none before the last one that took the place of all.
const counting = (libraryId: string) => sql`
  select m.id from catalogue.import m
  where m.library_id = ${libraryId} and m.form = 'isbns' and not m.is_dry_run and m.list_scope is not null and m.undone_at is null
    and (m.created_at, m.id) >= coalesce((select (w.created_at, w.id) from catalogue.import w
      where w.library_id = ${libraryId} and w.form = 'isbns' and not w.is_dry_run and w.list_scope = 'whole' and w.undone_at is null
      order by w.created_at desc, w.id desc limit 1), ('-infinity'::timestamptz, '00000000-0000-0000-0000-000000000000'::uuid))`

/** The list with the same content that counts already; the newer of the two adds nothing. */
export async function findSameList(
  db: Db | Tx,
  list: CountedList,
): Promise<{ id: string; createdAt: Date } | undefined> {
  const found = await sql<{ id: string; createdAt: Date }>`
    select m.id, m.created_at as "createdAt" from catalogue.import m
    where m.id in (${counting(list.libraryId)}) and m.sha256 = ${list.sha256} and m.id <> ${list.id}
      and (m.created_at, m.id) < (select created_at, id from catalogue.import where id = ${list.id})
      and exists (select from catalogue.isbn_count c where c.import_id = m.id)
    order by m.created_at desc limit 1`.execute(db)
  return found.rows[0]
}

/** Keeps what a list counts; a list that was begun before keeps what it kept. */
export async function putCounts(
  tx: Tx,
  list: CountedList,
  counts: readonly { isbn: string; copies: number }[],
): Promise<void> {
  await sql`
    insert into catalogue.isbn_count (import_id, library_id, isbn, copies)
    select ${list.id}, ${list.libraryId}, * from unnest(${counts.map((one) => one.isbn)}::text[], ${counts.map((one) => one.copies)}::integer[])
    on conflict do nothing`.execute(tx)
}

/** The copies that the lists of a library count, without those of one of them; numbers that none counts are left out. */
export async function countsOf(
  db: Db | Tx,
  list: Pick<CountedList, 'id' | 'libraryId'>,
  isbns: readonly string[],
): Promise<Map<string, number>> {
  const found = await sql<{ isbn: string; copies: number }>`
    select isbn, sum(copies)::int as copies from catalogue.isbn_count
    where library_id = ${list.libraryId} and isbn = any(${isbns}::text[]) and import_id <> ${list.id}
      and import_id in (${counting(list.libraryId)})
    group by isbn`.execute(db)
  return new Map(found.rows.map(({ isbn, copies }) => [isbn, copies]))
}

/** Every number that any list of a library ever counted, in order. */
export async function listCounted(db: Db | Tx, libraryId: string): Promise<string[]> {
  const found = await sql<{ isbn: string }>`
    select distinct isbn from catalogue.isbn_count where library_id = ${libraryId} order by isbn`.execute(db)
  return found.rows.map((row) => row.isbn)
}

/** A record that a list hides or shows. */
export interface Uncounted {
  id: string
  editionId: string
}

/** Records by ISBN alone whose number no list counts any more, or (`isHidden`) that were hidden for that and are counted again. */
export async function listUncounted(tx: Tx, libraryId: string, isHidden: boolean, limit: number): Promise<Uncounted[]> {
  const state = isHidden
    ? sql`r.suppressed_at is not null and exists (select from catalogue.isbn_hidden h where h.record_id = r.id) and`
    : sql`r.suppressed_at is null and not exists (select from catalogue.isbn_hidden h where h.record_id = r.id)
        and exists (select from catalogue.isbn_count o where o.library_id = r.library_id
        and o.isbn = substring(r.control_number from 6)) and not`
  const found = await sql<Uncounted>`
    with standing as materialized (
      select isbn from catalogue.isbn_count where library_id = ${libraryId} and import_id in (${counting(libraryId)}))
    select r.id, r.edition_id as "editionId" from catalogue.record r
    where r.library_id = ${libraryId} and r.control_number like 'isbn-97%' and ${state}
      substring(r.control_number from 6) in (select isbn from standing)
    order by r.id limit ${limit} for update`.execute(tx)
  return found.rows
}

/** Marks records as hidden by lists, or takes the mark off. */
export async function markHidden(tx: Tx, ids: readonly string[], isHidden: boolean): Promise<void> {
  await (isHidden
    ? sql`insert into catalogue.isbn_hidden (record_id) select * from unnest(${ids}::uuid[]) on conflict do nothing`
    : sql`delete from catalogue.isbn_hidden where record_id = any(${ids}::uuid[])`
  ).execute(tx)
}

/** Numbers that wait for a record although no list counts them any more wait no longer. */
export async function dropUncounted(tx: Tx, libraryId: string): Promise<void> {
  await sql`
    delete from catalogue.waiting_isbn w where w.library_id = ${libraryId}
      and exists (select from catalogue.isbn_count o where o.library_id = w.library_id and o.isbn = w.isbn)
      and w.isbn not in (select isbn from catalogue.isbn_count where library_id = ${libraryId}
        and import_id in (${counting(libraryId)}))`.execute(tx)
}

/** Takes a list back; false when it was taken back before. */
export async function setUndone(tx: Tx, id: string, at: Date): Promise<boolean> {
  const done = await sql`
    update catalogue.import set undone_at = ${at} where id = ${id} and undone_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) > 0
}
