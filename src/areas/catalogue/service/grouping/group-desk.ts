import { fullTitle } from '#areas/catalogue/full-title.ts'
import { mayJoin, mayWork, officerScopes, worksAt } from '#areas/catalogue/rules/policies.ts'
import { type DecisionRow, listDecisionsAround } from '#areas/catalogue/store/decisions.ts'
import { findEdition, findSuccessor, lockGrouping } from '#areas/catalogue/store/editions.ts'
import { listMembers, type Member } from '#areas/catalogue/store/members.ts'
import { listRecordsByIds } from '#areas/catalogue/store/record-lists.ts'
import { findRecord, type RecordRow } from '#areas/catalogue/store/records.ts'
import { librariesByIds, libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { joinGroups, keepPairApart, recordFor } from './deciding.ts'
import { type DecisionEntry, entriesOf, titleOfRecord } from './history.ts'

/** A record of a group, as whoever decides about the group sees it. */
export interface GroupMember {
  row: Pick<RecordRow, 'id' | 'controlNumber' | 'placedBy' | 'placement' | 'suppressedAt'>
  title: string
  library: string
  /** Whether the actor may decide about it. */
  isOwn: boolean
}

/** An edition's group at the desk. */
export interface GroupDesk {
  id: string
  title: string
  isPublic: boolean
  /** The actor's own records first; at most `MOST_SHOWN`. */
  members: GroupMember[]
  count: number
  canJoin: boolean
  decisions: DecisionEntry[]
}

const MOST_SHOWN = 200
const MOST_DECISIONS = 20

/**
 * The records that stand in one edition, with what may be decided about them. Refuses `catalogue.work-by-own-staff`,
 * `catalogue.edition-unknown` (missing), and `catalogue.edition-moved` with the id of the one it went into.
 */
export async function getGroup(platform: Platform, actor: Actor, { id }: { id: string }): Promise<GroupDesk> {
  mayWork(actor)
  const edition = isId(id) ? await findEdition(platform.db, id) : undefined
  if (edition === undefined) {
    const successor = isId(id) ? await findSuccessor(platform.db, id) : undefined
    if (successor !== undefined) throw new Refusal('missing', 'catalogue.edition-moved', { id: successor })
    throw new Refusal('missing', 'catalogue.edition-unknown')
  }
  const members = await listMembers(platform.db, [id])
  const libraries = await librariesByIds(platform, [...new Set(members.map((one) => one.libraryId))])
  const own = new Set(libraries.filter((one) => worksAt(actor, placeOfLibrary(one))).map((one) => one.id))
  const shown = [...members].sort(byOwn(own)).slice(0, MOST_SHOWN)
  const rows = new Map(
    (
      await listRecordsByIds(
        platform.db,
        shown.map((one) => one.id),
      )
    ).map((row) => [row.id, row]),
  )
  const names = new Map(libraries.map((one) => [one.id, one.name]))
  const decisions = await listDecisionsAround(platform.db, id, MOST_DECISIONS)
  return {
    id,
    title: fullTitle(edition.brief),
    isPublic: edition.isPublic,
    count: members.length,
    canJoin: officerScopes(actor).length > 0,
    members: shown.flatMap((one) => {
      const row = rows.get(one.id)
      if (row === undefined) return []
      const library = names.get(one.libraryId) ?? ''
      return [{ row, title: titleOfRecord(row), library, isOwn: own.has(one.libraryId) }]
    }),
    decisions: await entriesOf(platform, actor, decisions),
  }
}

const byOwn = (own: ReadonlySet<string>) => (a: Member, b: Member) =>
  Number(own.has(b.libraryId)) - Number(own.has(a.libraryId))

/** Two editions, and why; the actor speaks for a record of the first that is theirs. */
export interface TwoEditions {
  id: string
  edition: string
  note?: string
}

/**
 * Joins two editions into the older one, by a network officer with a record in the first. `undoDecision` parts them again.
 *
 * Refuses `catalogue.join-by-officers`, `catalogue.edition-unknown` (missing), `catalogue.same-group` and
 * `catalogue.kept-apart` (conflict).
 */
export async function joinEditions(platform: Platform, actor: Actor, input: TwoEditions): Promise<DecisionRow> {
  return await betweenEditions(platform, actor, input, async (tx, pair) => {
    mayJoin(actor, placeOfLibrary(await libraryRow(platform, pair.record.libraryId)))
    return await joinGroups(platform, tx, actor, pair)
  })
}

/**
 * Keeps two editions apart for good: a record of the actor's own in the first, and every record of the second. Refuses
 * `catalogue.place-by-own-staff`, `catalogue.edition-unknown` (missing) and `catalogue.same-group` (conflict).
 */
export async function keepEditionsApart(platform: Platform, actor: Actor, input: TwoEditions): Promise<DecisionRow> {
  return await betweenEditions(platform, actor, input, (tx, pair) => keepPairApart(platform, tx, actor, pair))
}

interface Pair {
  record: RecordRow
  other: RecordRow
  /** Every record of the second edition. */
  others: readonly string[]
  note: string
  organisation: string
}

async function betweenEditions(
  platform: Platform,
  actor: Actor,
  { id, edition, note = '' }: TwoEditions,
  work: (tx: Tx, pair: Pair) => Promise<DecisionRow>,
): Promise<DecisionRow> {
  mayWork(actor)
  return await platform.db.transaction().execute(async (tx) => {
    await lockGrouping(tx)
    const [first, second] = [await membersNow(tx, id), await membersNow(tx, edition)]
    if (first[0]!.editionId === second[0]!.editionId) throw new Refusal('conflict', 'catalogue.same-group')
    const own = await ownAmong(platform, actor, first)
    return await work(tx, {
      record: await recordFor(platform, actor, own.id),
      other: (await findRecord(tx, second[0]!.id))!,
      others: second.map((one) => one.id),
      note,
      organisation: own.libraryId,
    })
  })
}

/** The members of an edition, or of the one it went into; there is at least one. */
async function membersNow(tx: Tx, id: string): Promise<Member[]> {
  const now = isId(id) ? ((await findEdition(tx, id))?.id ?? (await findSuccessor(tx, id))) : undefined
  const members = now === undefined ? [] : await listMembers(tx, [now])
  if (members.length === 0) throw new Refusal('missing', 'catalogue.edition-unknown')
  return members
}

// Without a record of one's own here, the first one's library says who may.
async function ownAmong(platform: Platform, actor: Actor, members: readonly Member[]): Promise<Member> {
  const libraries = await librariesByIds(platform, [...new Set(members.map((one) => one.libraryId))])
  const own = new Set(libraries.filter((one) => worksAt(actor, placeOfLibrary(one))).map((one) => one.id))
  return members.find((one) => own.has(one.libraryId)) ?? members[0]!
}
