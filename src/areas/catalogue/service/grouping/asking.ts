import type { Answer } from '#areas/catalogue/rules/grouping/asks.ts'
import { type SideRow, sideBySide } from '#areas/catalogue/rules/grouping/side-by-side.ts'
import { decidesAlone, mayAnswer, mayWork, officerScopes, worksAt } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import {
  type AskFilter,
  type AskRow,
  type CaseRow,
  countWaiting,
  findAsk,
  listAnswers,
  listAsked,
  listCases,
  listWaiting,
} from '#areas/catalogue/store/asks.ts'
import { listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { listRecordsByIds } from '#areas/catalogue/store/record-lists.ts'
import { listItemsOfEditions, type RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds, librariesWithin, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

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

/** A case with the title of one of its books. */
export interface AskCase extends CaseRow {
  title: string
}

/** The cases that wait for the actor: their own libraries', and for officers those that were left to them. */
export async function listAskCases(
  platform: Platform,
  actor: Actor,
): Promise<{ open: AskCase[]; officer: AskCase[]; isOfficer: boolean }> {
  mayWork(actor)
  const [open, officer] = await Promise.all([casesOf(platform, actor, 'open'), casesOf(platform, actor, 'officer')])
  return { open, officer, isOfficer: officerScopes(actor).length > 0 }
}

async function casesOf(platform: Platform, actor: Actor, queue: Queue): Promise<AskCase[]> {
  const filter = await filterOf(platform, actor, queue)
  if (filter === null) return []
  const cases = await listCases(platform.db, filter)
  const examples = await Promise.all(cases.map((one) => findAsk(platform.db, one.example)))
  const records = await listRecordsByIds(
    platform.db,
    examples.flatMap((ask) => ask?.recordId ?? []),
  )
  const titles = new Map(records.map((row) => [row.id, readRecord(row.parsed, row.family).brief.title]))
  return cases.map((one, at) => ({ ...one, title: titles.get(examples[at]?.recordId ?? '') ?? '' }))
}

/** How many questions wait for the actor, in both queues; 0 for whoever is asked nothing. */
export async function countAsks(platform: Platform, actor: Actor): Promise<number> {
  try {
    const filters = await Promise.all(QUEUES.map((queue) => filterOf(platform, actor, queue)))
    const counts = await Promise.all(filters.map((filter) => (filter === null ? 0 : countWaiting(platform.db, filter))))
    return counts.reduce((sum, count) => sum + count, 0)
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
export interface Standing {
  isOfficer: boolean
  /** The asked library for which the actor answers. */
  library: { id: string; name: string; place: Place } | null
}

/** Which libraries were asked, and for which of them the actor speaks; refuses `catalogue.answer-by-holders`. */
export async function standingOf(
  platform: Platform,
  actor: Actor,
  askId: string,
): Promise<Standing & { asked: string[] }> {
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

/** A doubtful pair, both records beside each other. */
export interface AskPair {
  row: AskRow
  sides: readonly [AskSide, AskSide]
  rows: SideRow[]
}

/** One question as its page shows it. */
export interface AskView extends AskPair {
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
    ...pair!,
    isOfficer,
    answersFor: library?.name ?? null,
    asked: asked.length,
    answers: answers.map((one) => ({ ...one, library: names.get(one.library) ?? '' })),
  }
}

/** Questions with both records of each, in their order. */
export async function pairsOf(platform: Platform, asks: readonly AskRow[]): Promise<AskPair[]> {
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
  return asks.map((row) => {
    const sides = [sideOf.get(row.recordId)!, sideOf.get(row.otherId)!] as const
    return { row, sides, rows: sideBySide(sides[0].reading, sides[1].reading) }
  })
}
