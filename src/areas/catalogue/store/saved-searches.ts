import { sql } from 'kysely'
import type { Lang } from '#lib/language.ts'
import type { Db, Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'

/** How often letters tell of new titles. */
export const MAILS = ['never', 'daily', 'weekly'] as const
export type MailPace = (typeof MAILS)[number]

/** A search somebody keeps. */
export interface SavedSearch {
  id: string
  personId: string
  name: string
  /** What stands behind the question mark of the search page's address. */
  query: string
  lang: Lang
  keyVersion: number
  mail: MailPace
  toldUntil: Date
  nextMailAt: Date | null
  mailedAt: Date | null
  createdAt: Date
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.saved_search')
    .select([
      'id',
      'person_id as personId',
      'name',
      'query',
      sql<Lang>`lang`.as('lang'),
      'key_version as keyVersion',
      sql<MailPace>`mail`.as('mail'),
      'told_until as toldUntil',
      'next_mail_at as nextMailAt',
      'mailed_at as mailedAt',
      'created_at as createdAt',
    ])

/** One person's searches, the newest first. */
export async function listSavedSearches(db: Db | Tx, personId: string): Promise<SavedSearch[]> {
  return await rows(db).where('person_id', '=', personId).orderBy('created_at', 'desc').orderBy('id').execute()
}

export async function findSavedSearch(db: Db | Tx, id: string): Promise<SavedSearch | undefined> {
  return isId(id) ? await rows(db).where('id', '=', id).executeTakeFirst() : undefined
}

/** The searches whose letter is due, the longest due first. */
export async function listDueSearches(db: Db | Tx, now: Date, limit: number): Promise<string[]> {
  const due = await db
    .selectFrom('catalogue.saved_search')
    .select('id')
    .where('next_mail_at', '<=', now)
    .orderBy('next_mail_at')
    .limit(limit)
    .execute()
  return due.map(({ id }) => id)
}

/** The same search held for this transaction, when its letter is still due and nobody else is writing it. */
export async function holdDueSearch(tx: Tx, id: string, now: Date): Promise<SavedSearch | undefined> {
  return await rows(tx)
    .where('id', '=', id)
    .where('next_mail_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function insertSavedSearch(tx: Tx, search: SavedSearch): Promise<void> {
  await tx
    .insertInto('catalogue.saved_search')
    .values({
      id: search.id,
      person_id: search.personId,
      name: search.name,
      query: search.query,
      lang: search.lang,
      mail: search.mail,
      told_until: search.toldUntil,
      next_mail_at: search.nextMailAt,
      created_at: search.createdAt,
    })
    .execute()
}

/** What may change of a kept search. */
export type SavedSearchChanges = Partial<
  Pick<SavedSearch, 'name' | 'lang' | 'mail' | 'keyVersion' | 'toldUntil' | 'nextMailAt' | 'mailedAt'>
>

export async function updateSavedSearch(tx: Tx, id: string, changes: SavedSearchChanges): Promise<void> {
  const { keyVersion, toldUntil, nextMailAt, mailedAt, ...own } = changes
  await tx
    .updateTable('catalogue.saved_search')
    .set({
      ...own,
      ...(keyVersion === undefined ? {} : { key_version: keyVersion }),
      ...(toldUntil === undefined ? {} : { told_until: toldUntil }),
      ...(nextMailAt === undefined ? {} : { next_mail_at: nextMailAt }),
      ...(mailedAt === undefined ? {} : { mailed_at: mailedAt }),
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteSavedSearch(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('catalogue.saved_search').where('id', '=', id).execute()
}
