import { sql } from 'kysely'
import type { Answer, LibraryAnswer, OfficerBecause } from '#areas/catalogue/rules/grouping/asks.ts'
import type { Db, Tx } from '#platform/db.ts'

/** A doubtful pair as it is written; `verdict` is JSON. */
export interface NewAsk {
  id: string
  recordId: string
  otherId: string
  reason: string
  score: number
  verdict: string
}

/**
 * Puts doubtful pairs to the libraries that hold a copy of either. A pair asked about before is left as it is, and so is
 * one whose editions are asked about already. Answers how many are new.
 */
export async function addAsks(tx: Tx, asks: readonly NewAsk[], at: Date): Promise<number> {
  if (asks.length === 0) return 0
  const column = <T>(read: (ask: NewAsk) => T): T[] => asks.map(read)
  const { rows } = await sql<{ id: string }>`
    insert into catalogue.ask (id, record_id, other_id, reason, score, verdict, state, created_at)
    select g.id, least(g.a, g.b), greatest(g.a, g.b), g.reason, g.score, g.verdict::jsonb, 'open', ${at}
    from unnest(${column((a) => a.id)}::uuid[], ${column((a) => a.recordId)}::uuid[], ${column((a) => a.otherId)}::uuid[],
      ${column((a) => a.reason)}::text[], ${column((a) => a.score)}::real[], ${column((a) => a.verdict)}::text[])
      as g(id, a, b, reason, score, verdict)
    join catalogue.record ra on ra.id = g.a join catalogue.record rb on rb.id = g.b
    where ra.edition_id <> rb.edition_id
      and not exists (
        select from catalogue.record m
        join catalogue.ask o on o.record_id = m.id or o.other_id = m.id
        join catalogue.record n on n.id = case when o.record_id = m.id then o.other_id else o.record_id end
        where m.edition_id = ra.edition_id and n.edition_id = rb.edition_id and o.state <> 'closed')
    on conflict (record_id, other_id) do update set reason = excluded.reason, score = excluded.score,
      verdict = excluded.verdict, state = 'open', outcome = null, closed_at = null
      where catalogue.ask.outcome = 'moot'
    returning id`.execute(tx)
  const ids = rows.map((row) => row.id)
  await sql`
    insert into catalogue.ask_library (library_id, ask_id)
    select r.library_id, a.id from catalogue.ask a join catalogue.record r on r.id in (a.record_id, a.other_id)
      where a.id = any(${ids}::uuid[])
    union
    select i.library_id, a.id from catalogue.ask a join catalogue.item i on i.record_id in (a.record_id, a.other_id)
      where a.id = any(${ids}::uuid[]) and i.status not in ('lost', 'withdrawn')
    on conflict do nothing`.execute(tx)
  return ids.length
}

/**
 * Closes what need not be asked any more: both records in one edition, or their editions kept apart by people. What a
 * decision made needless is asked again when it is undone.
 */
export async function closeMoot(
  tx: Tx,
  editionIds: readonly string[],
  decisionId: string | null,
  at: Date,
): Promise<void> {
  if (editionIds.length === 0) return
  await sql`
    update catalogue.ask a set state = 'closed', outcome = 'moot', closed_at = ${at}, decision_id = ${decisionId}
    from catalogue.record ra, catalogue.record rb
    where ra.id = a.record_id and rb.id = a.other_id and a.state <> 'closed'
      and a.id in (
        select q.id from catalogue.record m join catalogue.ask q on q.record_id = m.id or q.other_id = m.id
        where m.edition_id = any(${editionIds}::uuid[]) and q.state <> 'closed')
      and (ra.edition_id = rb.edition_id or exists (
        select from catalogue.record x
        join catalogue.apart p on p.record_id = x.id or p.other_id = x.id
        join catalogue.record y on y.id = case when p.record_id = x.id then p.other_id else p.record_id end
        where x.edition_id = ra.edition_id and y.edition_id = rb.edition_id))`.execute(tx)
}

/** Closes the unanswered questions about some records, which have changed: what is still doubtful is asked anew. */
export async function closeUnanswered(tx: Tx, recordIds: readonly string[], at: Date): Promise<void> {
  if (recordIds.length === 0) return
  await sql`
    update catalogue.ask a set state = 'closed', outcome = 'moot', closed_at = ${at}
    where a.state = 'open' and (a.record_id = any(${recordIds}::uuid[]) or a.other_id = any(${recordIds}::uuid[]))
      and not exists (select from catalogue.ask_answer n where n.ask_id = a.id)`.execute(tx)
}

export interface AskRow {
  id: string
  recordId: string
  otherId: string
  reason: string
  score: number
  verdict: unknown
  state: 'open' | 'officer' | 'closed'
  officerBecause: OfficerBecause | null
  outcome: 'same' | 'different' | 'moot' | null
  decisionId: string | null
  createdAt: Date
  closedAt: Date | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.ask')
    .select([
      'id',
      'record_id as recordId',
      'other_id as otherId',
      'reason',
      'score',
      'verdict',
      sql<AskRow['state']>`state`.as('state'),
      sql<AskRow['officerBecause']>`officer_because`.as('officerBecause'),
      sql<AskRow['outcome']>`outcome`.as('outcome'),
      'decision_id as decisionId',
      'created_at as createdAt',
      'closed_at as closedAt',
    ])

export async function findAsk(db: Db | Tx, id: string): Promise<AskRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The question, locked until the transaction ends: two answers are never counted past each other. */
export async function lockAsk(tx: Tx, id: string): Promise<AskRow | undefined> {
  return await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/**
 * Whose questions: those put to some libraries (null: to any) that they have not answered, or for officers those that wait
 * for one. `besides` leaves out what somebody answered already for another library.
 */
export interface AskFilter {
  libraryIds: readonly string[] | null
  state: 'open' | 'officer'
  besides: string | null
}

const waiting = ({ libraryIds, state, besides }: AskFilter) => {
  const put =
    libraryIds === null
      ? sql`true`
      : sql`exists (select from catalogue.ask_library l where l.ask_id = a.id and l.library_id = any(${libraryIds}::uuid[])
          ${state === 'open' ? sql`and not exists (select from catalogue.ask_answer n where n.ask_id = a.id and n.library_id = l.library_id)` : sql``})`
  const own =
    besides === null || state === 'officer'
      ? sql`true`
      : sql`not exists (select from catalogue.ask_answer n where n.ask_id = a.id and n.by_id = ${besides}::uuid)`
  return sql`a.state = ${state} and ${put} and ${own}`
}

/** A case: questions doubtful for one reason. */
export interface CaseRow {
  reason: string
  count: number
  /** One of its questions, to show what the case is like. */
  example: string
}

/** The waiting questions by the reason of doubt, the most frequent first. */
export async function listCases(db: Db | Tx, filter: AskFilter): Promise<CaseRow[]> {
  const found = await sql<CaseRow>`
    select a.reason, count(*)::int as count, (array_agg(a.id order by a.score desc, a.id))[1] as example
    from catalogue.ask a where ${waiting(filter)} group by a.reason order by 2 desc, 1`.execute(db)
  return found.rows
}

export async function countWaiting(db: Db | Tx, filter: AskFilter): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from catalogue.ask a where ${waiting(filter)}`.execute(db)
  return found.rows[0]?.count ?? 0
}

/** Waiting questions, of one reason when it is given, the likeliest first; `after` goes on behind a question. */
export async function listWaiting(
  db: Db | Tx,
  filter: AskFilter,
  page: { reason?: string | undefined; after?: AskRow | undefined; limit: number },
): Promise<AskRow[]> {
  const reason = page.reason === undefined ? sql`true` : sql`a.reason = ${page.reason}`
  const { after } = page
  const behind =
    after === undefined
      ? sql`true`
      : sql`(a.reason, -a.score, a.id) > (${after.reason}, -${after.score}::real, ${after.id}::uuid)`
  const { rows: found } = await sql<{ id: string }>`
    select a.id from catalogue.ask a where ${waiting(filter)} and ${reason} and ${behind}
    order by a.reason, -a.score, a.id limit ${page.limit}`.execute(db)
  const ids = found.map((row) => row.id)
  if (ids.length === 0) return []
  const all = await rows(db).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  return all.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** The libraries a question is put to. */
export async function listAsked(db: Db | Tx, askId: string): Promise<string[]> {
  const found = await db
    .selectFrom('catalogue.ask_library')
    .select('library_id as id')
    .where('ask_id', '=', askId)
    .orderBy('library_id')
    .execute()
  return found.map((row) => row.id)
}

export interface AnswerRow extends LibraryAnswer {
  byName: string
  answeredAt: Date
}

export async function listAnswers(db: Db | Tx, askId: string): Promise<AnswerRow[]> {
  return await db
    .selectFrom('catalogue.ask_answer')
    .select([
      'library_id as library',
      sql<Answer>`answer`.as('answer'),
      'by_name as byName',
      'answered_at as answeredAt',
    ])
    .where('ask_id', '=', askId)
    .orderBy('answered_at')
    .execute()
}

/** Writes a library's answer over its former one; one person answers for one library. */
export async function putAnswer(
  tx: Tx,
  made: { askId: string; library: string; answer: Answer; byId: string | null; byName: string },
  at: Date,
): Promise<void> {
  if (made.byId !== null) {
    await tx
      .deleteFrom('catalogue.ask_answer')
      .where('ask_id', '=', made.askId)
      .where('by_id', '=', made.byId)
      .execute()
  }
  const values = { answer: made.answer, by_id: made.byId, by_name: made.byName, answered_at: at }
  await tx
    .insertInto('catalogue.ask_answer')
    .values({ ask_id: made.askId, library_id: made.library, ...values })
    .onConflict((oc) => oc.columns(['ask_id', 'library_id']).doUpdateSet(values))
    .execute()
}

export async function setAskState(
  tx: Tx,
  id: string,
  to: {
    state: AskRow['state']
    because?: OfficerBecause | null
    outcome?: AskRow['outcome']
    decisionId?: string | null
    closedAt?: Date | null
  },
): Promise<void> {
  await tx
    .updateTable('catalogue.ask')
    .set({
      state: to.state,
      officer_because: to.because ?? null,
      outcome: to.outcome ?? null,
      decision_id: to.decisionId ?? null,
      closed_at: to.closedAt ?? null,
    })
    .where('id', '=', id)
    .execute()
}

/** Asks again what a decision had closed, with no answer counted. */
export async function reopenAsks(tx: Tx, decisionId: string): Promise<void> {
  await sql`
    delete from catalogue.ask_answer n using catalogue.ask a where n.ask_id = a.id and a.decision_id = ${decisionId}`.execute(
    tx,
  )
  await tx
    .updateTable('catalogue.ask')
    .set({ state: 'open', outcome: null, officer_because: null, closed_at: null, decision_id: null })
    .where('decision_id', '=', decisionId)
    .execute()
}
