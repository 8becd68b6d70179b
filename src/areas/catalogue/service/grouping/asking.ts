import { type Answer, type AskStanding, judgeAnswers } from '#areas/catalogue/rules/asks.ts'
import { decidesAlone, mayAnswer, mayWork, officerScopes, worksAt } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import {
  type AskFilter,
  type AskRow,
  type CaseRow,
  findAsk,
  listAnswers,
  listAsked,
  listCases,
  listWaiting,
  lockAsk,
  putAnswer,
  setAskState,
} from '#areas/catalogue/store/asks.ts'
import { listEditionsByIds, lockGrouping } from '#areas/catalogue/store/editions.ts'
import { listRecordsByIds } from '#areas/catalogue/store/record-lists.ts'
import { findRecord, listItemsOfEditions, type RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds, librariesWithin, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { joinGroups, keepPairApart } from './deciding.ts'

/** The two queues: what libraries are asked, and what waits for a network officer. */
export const QUEUES = ['open', 'officer'] as const
export type Queue = (typeof QUEUES)[number]

/** Whose questions a queue holds for this actor; null when it is not theirs. */
async function filterOf(platform: Platform, actor: Actor, queue: Queue): Promise<AskFilter | null> {
  const scopes = queue === 'open' ? mayWork(actor) : officerScopes(actor)
  if (scopes.length === 0) return null
  const besides = actor.kind === 'person' ? actor.id : null
  return { libraryIds: await librariesWithin(platform, scopes), state: queue, besides }
}

/** The cases that wait for the actor: their own libraries', and for officers those that were left to them. */
export async function listAskCases(
  platform: Platform,
  actor: Actor,
): Promise<{ open: CaseRow[]; officer: CaseRow[]; isOfficer: boolean }> {
  mayWork(actor)
  const cases = async (queue: Queue) => {
    const filter = await filterOf(platform, actor, queue)
    return filter === null ? [] : await listCases(platform.db, filter)
  }
  const [open, officer] = await Promise.all([cases('open'), cases('officer')])
  return { open, officer, isOfficer: officerScopes(actor).length > 0 }
}

/** How many questions wait for the actor, in both queues; 0 for whoever is asked nothing. */
export async function countAsks(platform: Platform, actor: Actor): Promise<number> {
  try {
    const { open, officer } = await listAskCases(platform, actor)
    return [...open, ...officer].reduce((sum, one) => sum + one.count, 0)
  } catch (error) {
    if (isRefusal(error)) return 0
    throw error
  }
}

/** The questions that wait for the actor, the likeliest of each reason first; `after` goes on behind one of them. */
export async function listAsksFor(
  platform: Platform,
  actor: Actor,
  input: { queue: Queue; reason?: string | undefined; after?: string | undefined; limit: number },
): Promise<AskRow[]> {
  const filter = await filterOf(platform, actor, input.queue)
  if (filter === null) return []
  const after = input.after !== undefined && isId(input.after) ? await findAsk(platform.db, input.after) : undefined
  const { reason } = input
  return await listWaiting(platform.db, filter, { reason, after, limit: Math.min(input.limit, 200) })
}

type Place = ReturnType<typeof placeOfLibrary>

/** Who may say what about a question: as a network officer, or for one of the libraries that were asked. */
interface Standing {
  isOfficer: boolean
  /** The asked library for which the actor answers. */
  library: { id: string; name: string; place: Place } | null
}

async function standingOf(platform: Platform, actor: Actor, askId: string): Promise<Standing & { asked: string[] }> {
  const asked = await listAsked(platform.db, askId)
  const libraries = (await librariesByIds(platform, asked)).map((row) => ({
    id: row.id,
    name: row.name,
    place: placeOfLibrary(row),
  }))
  const library = libraries.find(({ place }) => worksAt(actor, place)) ?? null
  if (library === null) mayAnswer(actor, libraries[0]?.place ?? { level: 'system' })
  return { asked, isOfficer: libraries.some(({ place }) => decidesAlone(actor, place)), library }
}

/** One record of a doubtful pair, with what somebody needs to judge it. */
export interface AskSide {
  row: RecordRow
  reading: Reading
  library: { name: string; code: string }
  copies: number
  /** Records in its edition. */
  groupSize: number
}

/** One question as its page shows it. */
export interface AskView {
  row: AskRow
  sides: readonly [AskSide, AskSide]
  isOfficer: boolean
  /** For which library the actor answers. */
  answersFor: string | null
  /** How many libraries are asked, and what they said. */
  asked: number
  answers: readonly { library: string; answer: Answer; byName: string; answeredAt: Date }[]
}

/**
 * One question with its two records. Refuses `catalogue.ask-unknown` (missing), and `catalogue.answer-by-holders` for
 * those who belong to no library that was asked.
 */
export async function getAsk(platform: Platform, actor: Actor, input: { id: string }): Promise<AskView> {
  mayWork(actor)
  const row = isId(input.id) ? await findAsk(platform.db, input.id) : undefined
  if (row === undefined) throw new Refusal('missing', 'catalogue.ask-unknown')
  const { asked, isOfficer, library } = await standingOf(platform, actor, row.id)
  const answers = await listAnswers(platform.db, row.id)
  const answering = await librariesByIds(
    platform,
    answers.map((one) => one.library),
  )
  const names = new Map(answering.map((one) => [one.id, one.name]))
  const [pair] = await pairsOf(platform, [row])
  return {
    row,
    sides: pair!.sides,
    isOfficer,
    answersFor: library?.name ?? null,
    asked: asked.length,
    answers: answers.map((one) => ({ ...one, library: names.get(one.library) ?? '' })),
  }
}

/** Questions with both records of each, in their order. */
export async function pairsOf(
  platform: Platform,
  asks: readonly AskRow[],
): Promise<{ row: AskRow; sides: readonly [AskSide, AskSide] }[]> {
  const ids = [...new Set(asks.flatMap((ask) => [ask.recordId, ask.otherId]))]
  const rows = await listRecordsByIds(platform.db, ids)
  const editionIds = [...new Set(rows.map((row) => row.editionId))]
  const [items, editions, libraries] = await Promise.all([
    listItemsOfEditions(platform.db, editionIds),
    listEditionsByIds(platform.db, editionIds),
    librariesByIds(platform, [...new Set(rows.map((row) => row.libraryId))]),
  ])
  const sideOf = new Map(
    rows.map((row): [string, AskSide] => {
      const library = libraries.find((one) => one.id === row.libraryId)
      return [
        row.id,
        {
          row,
          reading: readRecord(row.parsed, row.family),
          library: { name: library?.name ?? '', code: library?.code ?? '' },
          copies: items.filter((item) => item.recordId === row.id).length,
          groupSize: editions.find((edition) => edition.id === row.editionId)?.recordCount ?? 1,
        },
      ]
    }),
  )
  return asks.map((row) => ({ row, sides: [sideOf.get(row.recordId)!, sideOf.get(row.otherId)!] }))
}

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
