import { type Answer, type AskStanding, judgeAnswers } from '#areas/catalogue/rules/grouping/asks.ts'
import { mayWork } from '#areas/catalogue/rules/policies.ts'
import { type AskRow, findAsk, listAnswers, lockAsk, putAnswer, setAskState } from '#areas/catalogue/store/asks.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { findRecord } from '#areas/catalogue/store/records.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { type Standing, standingOf } from './asking.ts'
import { joinGroups, keepPairApart } from './deciding.ts'

/**
 * Answers a question for one's library: two libraries of one mind close it, two that differ leave it to an officer. A
 * network officer decides alone; when not sure, nothing is written.
 *
 * Refuses `catalogue.ask-unknown` (missing), `catalogue.ask-closed` and `catalogue.kept-apart` (conflict), and
 * `catalogue.answer-by-holders`.
 */
export async function answerAsk(
  platform: Platform,
  actor: Actor,
  input: { id: string; answer: Answer; note?: string },
): Promise<AskStanding> {
  mayWork(actor)
  const known = isId(input.id) ? await findAsk(platform.db, input.id) : undefined
  if (known === undefined) throw new Refusal('missing', 'catalogue.ask-unknown')
  const standing = await standingOf(platform, actor, known.id)
  return await platform.db.transaction().execute(async (tx) => {
    await lockGrouping(tx)
    const row = (await lockAsk(tx, known.id))!
    if (row.state === 'closed') throw new Refusal('conflict', 'catalogue.ask-closed')
    if (standing.isOfficer) {
      if (input.answer === 'unsure') return row.state === 'open' ? { state: 'open' } : officerStill(row)
      return await close(platform, tx, actor, row, input.answer, { standing, note: input.note ?? '' })
    }
    if (row.state === 'officer') throw new Refusal('conflict', 'catalogue.ask-with-officer')
    return await answerFor(platform, tx, actor, row, { standing, answer: input.answer, note: input.note ?? '' })
  })
}

const officerStill = (row: AskRow): AskStanding => ({ state: 'officer', because: row.officerBecause ?? 'unsure' })

async function answerFor(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  row: AskRow,
  said: { standing: Standing & { asked: string[] }; answer: Answer; note: string },
): Promise<AskStanding> {
  const library = said.standing.library?.id ?? ''
  const at = platform.clock()
  const byId = actor.kind === 'person' ? actor.id : null
  await putAnswer(tx, { askId: row.id, library, answer: said.answer, byId, byName: actor.name }, at)
  const facts = { ask: row.id, answer: said.answer, note: said.note, other: row.otherId, record: row.recordId }
  await append(
    tx,
    [row.recordId, row.otherId].map((id) => ({
      at,
      by: actor,
      organisation: library,
      action: `catalogue.answered-${said.answer}`,
      subject: { type: 'record', id },
      facts,
    })),
  )
  const judged = judgeAnswers(await listAnswers(tx, row.id), said.standing.asked.length)
  if (judged.state === 'agreed') return await close(platform, tx, actor, row, judged.outcome, said)
  await setAskState(tx, row.id, judged)
  return judged
}

async function close(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  row: AskRow,
  outcome: 'same' | 'different',
  { standing, note }: { standing: Standing; note: string },
): Promise<AskStanding> {
  const [record, other] = [(await findRecord(tx, row.recordId))!, (await findRecord(tx, row.otherId))!]
  const organisation = standing.library?.id ?? record.libraryId
  const decide = outcome === 'same' ? joinGroups : keepPairApart
  const decision = await decide(platform, tx, actor, { record, other, note, organisation })
  await setAskState(tx, row.id, { state: 'closed', outcome, decisionId: decision.id, closedAt: platform.clock() })
  return { state: 'agreed', outcome }
}

/** What came of answering several questions at once. */
export interface CaseAnswered {
  closed: number
  waiting: number
  /** Left as they are: closed meanwhile, or at odds with what people decided. */
  left: number
}

/** Answers many like questions alike, each in its own transaction; refusals of a right end it, others are counted. */
export async function answerCase(
  platform: Platform,
  actor: Actor,
  input: { ids: readonly string[]; answer: Answer; note?: string },
): Promise<CaseAnswered> {
  const counts: CaseAnswered = { closed: 0, waiting: 0, left: 0 }
  for (const id of new Set(input.ids)) {
    try {
      const { state } = await answerAsk(platform, actor, { ...input, id })
      if (state === 'agreed') counts.closed++
      else counts.waiting++
    } catch (error) {
      if (!isRefusal(error) || error.kind === 'forbidden') throw error
      counts.left++
    }
  }
  return counts
}
