import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export type DecisionKind = 'split' | 'place' | 'join' | 'pin' | 'apart'

/** Where a record stood before a decision. */
export interface FormerPlace {
  id: string
  editionId: string
  placedBy: 'machine' | 'person'
  placement: object
}

/** What undoing a decision needs: records with their places, and when editions that may be gone were founded. */
export interface Before {
  records: FormerPlace[]
  editions: { id: string; createdAt: string }[]
}

export interface DecisionRow {
  id: string
  kind: DecisionKind
  recordId: string
  otherId: string | null
  /** Where it left its records; null when it moved none. */
  editionId: string | null
  before: Before
  note: string
  organisation: string
  byName: string
  decidedAt: Date
  undoneAt: Date | null
  undoneByName: string | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.decision')
    .select([
      'id',
      sql<DecisionKind>`kind`.as('kind'),
      'record_id as recordId',
      'other_id as otherId',
      'edition_id as editionId',
      sql<Before>`before`.as('before'),
      'note',
      'organisation',
      'by_name as byName',
      'decided_at as decidedAt',
      'undone_at as undoneAt',
      'undone_by_name as undoneByName',
    ])

export async function addDecision(
  tx: Tx,
  made: Omit<DecisionRow, 'undoneAt' | 'undoneByName'> & { byId: string | null },
): Promise<void> {
  await tx
    .insertInto('catalogue.decision')
    .values({
      id: made.id,
      kind: made.kind,
      record_id: made.recordId,
      other_id: made.otherId,
      edition_id: made.editionId,
      before: JSON.stringify(made.before),
      note: made.note,
      organisation: made.organisation,
      by_id: made.byId,
      by_name: made.byName,
      decided_at: made.decidedAt,
    })
    .execute()
}

export async function findDecision(db: Db | Tx, id: string): Promise<DecisionRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The decisions that concern a record, newest first. */
export async function listDecisionsOf(db: Db | Tx, recordId: string): Promise<DecisionRow[]> {
  return await rows(db)
    .where((eb) => eb.or([eb('record_id', '=', recordId), eb('other_id', '=', recordId)]))
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The newest decisions about what stands in an edition, brought it there or took it away. */
export async function listDecisionsAround(db: Db | Tx, editionId: string, limit: number): Promise<DecisionRow[]> {
  const members = sql`(select id from catalogue.record where edition_id = ${editionId})`
  const former = JSON.stringify({ editions: [{ id: editionId }] })
  return await rows(db)
    .where(
      sql<boolean>`(record_id in ${members} or other_id in ${members} or edition_id = ${editionId}
        or before @> ${former}::jsonb)`,
    )
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The newest decisions about records of some libraries (null: of all). */
export async function listDecisions(
  db: Db | Tx,
  libraryIds: readonly string[] | null,
  page: { limit: number; offset: number },
): Promise<DecisionRow[]> {
  const newest = rows(db).orderBy('decided_at', 'desc').orderBy('id', 'desc').limit(page.limit).offset(page.offset)
  if (libraryIds === null) return await newest.execute()
  return await newest
    .where(
      sql<boolean>`exists (select from catalogue.record r where r.id in (decision.record_id, decision.other_id)
        and r.library_id = any(${libraryIds}::uuid[]))`,
    )
    .execute()
}

export async function setUndone(tx: Tx, id: string, byName: string, at: Date): Promise<void> {
  await tx
    .updateTable('catalogue.decision')
    .set({ undone_at: at, undone_by_name: byName })
    .where('id', '=', id)
    .execute()
}

/** Keeps pairs of records apart, for as long as the decision stands. */
export async function addApart(
  tx: Tx,
  decisionId: string,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  if (pairs.length === 0) return
  await sql`
    insert into catalogue.apart (record_id, other_id, decision_id)
    select least(a, b), greatest(a, b), ${decisionId}::uuid
    from unnest(${pairs.map(([a]) => a)}::uuid[], ${pairs.map(([, b]) => b)}::uuid[]) as p(a, b)
    on conflict do nothing`.execute(tx)
}

export async function dropApart(tx: Tx, decisionId: string): Promise<void> {
  await tx.deleteFrom('catalogue.apart').where('decision_id', '=', decisionId).execute()
}

/** Puts records back where they stood. Their editions are made anew by whoever recomposes them. */
export async function restorePlaces(tx: Tx, places: readonly FormerPlace[]): Promise<void> {
  for (const { id, editionId, placedBy, placement } of places) {
    await sql`
      update catalogue.record set edition_id = ${editionId}, placed_by = ${placedBy}, placement = ${JSON.stringify(placement)}::jsonb
      where id = ${id}`.execute(tx)
  }
}

/** An edition that was gone and came back keeps the day it was founded, and no old address leads away from it. */
export async function restoreEditions(tx: Tx, editions: Before['editions']): Promise<void> {
  for (const { id, createdAt } of editions) {
    await tx
      .updateTable('catalogue.edition')
      .set({ created_at: new Date(createdAt) })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('catalogue.edition_redirect').where('old_id', '=', id).execute()
  }
}
