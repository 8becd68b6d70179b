import { mayPlace } from '#areas/catalogue/rules/policies.ts'
import { type Composing, recompose } from '#areas/catalogue/service/import/composing.ts'
import { closeMoot } from '#areas/catalogue/store/asks.ts'
import { addApart, addDecision, type DecisionKind, type DecisionRow } from '#areas/catalogue/store/decisions.ts'
import { findEdition, findSuccessor, listEditionsByIds, lockGrouping } from '#areas/catalogue/store/editions.ts'
import { listApartEditions, listApartFrom } from '#areas/catalogue/store/groups.ts'
import { findRecord, listRecordsOfEditions, moveRecords, type RecordRow } from '#areas/catalogue/store/records.ts'
import { libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId, newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

/** Records that a decision moves into an edition; `pinned` ones the machine never moves again. */
interface Moves {
  to: string
  pinned: readonly RecordRow[]
  along: readonly RecordRow[]
}

interface Decided {
  kind: DecisionKind
  record: RecordRow
  other: RecordRow | null
  note: string
  /** The library for which it was decided. */
  organisation: string
  moves: Moves | null
  apart: readonly (readonly [string, string])[]
}

/**
 * Writes what people decided about groups: moves, pairs kept apart, the journal, and what undoing will need. The caller
 * holds the grouping lock.
 */
async function decide(platform: Platform, tx: Tx, actor: Actor, made: Decided): Promise<DecisionRow> {
  const at = platform.clock()
  const id = newId()
  const { moves, record, other } = made
  const moved = moves === null ? [] : [...moves.pinned, ...moves.along]
  const former = [...new Set(moved.map((row) => row.editionId))]
  const editions = (await listEditionsByIds(tx, former)).map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
  }))
  const records = moved.map((row) => ({
    id: row.id,
    editionId: row.editionId,
    placedBy: row.placedBy,
    placement: row.placement,
  }))
  const decision: DecisionRow = {
    id,
    kind: made.kind,
    recordId: record.id,
    otherId: other?.id ?? null,
    editionId: moves?.to ?? null,
    before: { records, editions },
    note: made.note,
    organisation: made.organisation,
    byName: actor.name,
    decidedAt: at,
    undoneAt: null,
    undoneByName: null,
  }
  await addDecision(tx, { ...decision, byId: actor.kind === 'person' ? actor.id : null })
  await addApart(tx, id, made.apart)
  if (moves !== null) {
    const { to, pinned, along } = moves
    const ids = (rows: readonly RecordRow[]) => rows.map((row) => row.id)
    await moveRecords(tx, ids(pinned), to, 'person', { by: actor.name, note: made.note, decision: id })
    await moveRecords(tx, ids(along), to, 'machine', { decision: id })
    // Only a whole group that went leads its readers on; a record taken out of one does not.
    await recomposeAll(tx, [...former, to], new Map(former.filter((one) => one !== to).map((one) => [one, to])), at)
  }
  const touched = [
    ...former,
    record.editionId,
    ...(other === null ? [] : [other.editionId]),
    ...(moves ? [moves.to] : []),
  ]
  await closeMoot(tx, touched, id, at)
  await note(platform, tx, actor, decision, `catalogue.decided-${made.kind}`)
  return decision
}

/** Composes editions anew whose records a decision moved. */
export async function recomposeAll(
  tx: Tx,
  editionIds: readonly string[],
  successors: NonNullable<Composing['successors']>,
  at: Date,
): Promise<void> {
  await recompose(tx, [...new Set(editionIds)], { successors, readsAll: true }, at)
}

/** Journals a decision, or its undoing, for each of its records. */
export async function note(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  decision: DecisionRow,
  action: string,
): Promise<void> {
  const { id, recordId, otherId, editionId, organisation } = decision
  const at = platform.clock()
  const subjects = [recordId, ...(otherId === null ? [] : [otherId])]
  const facts = { decision: id, note: decision.note, record: recordId, other: otherId, edition: editionId }
  await append(
    tx,
    subjects.map((subject) => ({
      at,
      by: actor,
      organisation,
      action,
      subject: { type: 'record', id: subject },
      facts,
    })),
  )
}

/** The record, for those who may place it; refuses `catalogue.record-unknown` and `catalogue.place-by-own-staff`. */
export async function recordFor(platform: Platform, actor: Actor, id: string): Promise<RecordRow> {
  const row = isId(id) ? await findRecord(platform.db, id) : undefined
  if (row === undefined) throw new Refusal('missing', 'catalogue.record-unknown')
  mayPlace(actor, placeOfLibrary(await libraryRow(platform, row.libraryId)))
  return row
}

/** Works on a record while groups stand still; it is read again, since an import may have moved it. */
export async function withRecord<T>(
  platform: Platform,
  id: string,
  work: (tx: Tx, row: RecordRow) => Promise<T>,
): Promise<T> {
  return await platform.db.transaction().execute(async (tx) => {
    await lockGrouping(tx)
    const row = await findRecord(tx, id)
    if (row === undefined) throw new Refusal('missing', 'catalogue.record-unknown')
    return await work(tx, row)
  })
}

/** What somebody says about a record of their own, and why. */
export interface Saying {
  id: string
  note?: string
}

/**
 * Takes a record out of its group into an edition of its own, apart from all that stay. `undoDecision` brings it back.
 *
 * Refuses `catalogue.place-by-own-staff`, `catalogue.record-unknown` (missing), `catalogue.record-alone` (conflict).
 */
export async function splitRecord(platform: Platform, actor: Actor, { id, note = '' }: Saying): Promise<DecisionRow> {
  await recordFor(platform, actor, id)
  return await withRecord(platform, id, async (tx, row) => {
    const others = (await listRecordsOfEditions(tx, [row.editionId])).filter((one) => one.id !== row.id)
    if (others.length === 0) throw new Refusal('conflict', 'catalogue.record-alone')
    return await decide(platform, tx, actor, {
      kind: 'split',
      record: row,
      other: null,
      note,
      organisation: row.libraryId,
      moves: { to: newId(), pinned: [row], along: [] },
      apart: others.map((one) => [row.id, one.id] as const),
    })
  })
}

/**
 * Puts a record of one's own into another edition; it stays there whatever the machine thinks.
 *
 * Refuses `catalogue.place-by-own-staff`, `catalogue.record-unknown` and `catalogue.edition-unknown` (missing),
 * `catalogue.same-group` and `catalogue.kept-apart` (conflict).
 */
export async function placeRecord(
  platform: Platform,
  actor: Actor,
  { id, edition, note = '' }: Saying & { edition: string },
): Promise<DecisionRow> {
  await recordFor(platform, actor, id)
  return await withRecord(platform, id, async (tx, row) => {
    const to = await editionNow(tx, edition)
    if (to === row.editionId) throw new Refusal('conflict', 'catalogue.same-group')
    const [other = null] = await listRecordsOfEditions(tx, [to])
    const apart = await listApartFrom(tx, [row.id])
    if (apart.some((one) => one.editionId === to)) throw new Refusal('conflict', 'catalogue.kept-apart')
    const moves = { to, pinned: [row], along: [] }
    return await decide(platform, tx, actor, {
      kind: 'place',
      record: row,
      other,
      note,
      organisation: row.libraryId,
      moves,
      apart: [],
    })
  })
}

async function editionNow(tx: Tx, id: string): Promise<string> {
  const found = isId(id) ? ((await findEdition(tx, id))?.id ?? (await findSuccessor(tx, id))) : undefined
  if (found === undefined) throw new Refusal('missing', 'catalogue.edition-unknown')
  return found
}

/** Confirms that a record stands where it belongs: the machine never moves it again. Refusals as `splitRecord`. */
export async function pinRecord(platform: Platform, actor: Actor, { id, note = '' }: Saying): Promise<DecisionRow> {
  await recordFor(platform, actor, id)
  return await withRecord(platform, id, async (tx, row) => {
    if (row.placedBy === 'person') throw new Refusal('conflict', 'catalogue.already-placed')
    const moves = { to: row.editionId, pinned: [row], along: [] }
    return await decide(platform, tx, actor, {
      kind: 'pin',
      record: row,
      other: null,
      note,
      organisation: row.libraryId,
      moves,
      apart: [],
    })
  })
}

/** A pair of records by those who may decide about it; both rows are read in the caller's transaction. */
export interface PairDecision {
  record: RecordRow
  other: RecordRow
  note: string
  organisation: string
  /** Records of the other's group that are kept apart with it; only the other where nothing is said. */
  others?: readonly string[]
}

/**
 * Joins the groups of two records into the older one, within the caller's transaction and its grouping lock.
 *
 * Refuses `catalogue.kept-apart` (conflict) when people said that records of these groups are not one edition.
 */
export async function joinGroups(platform: Platform, tx: Tx, actor: Actor, pair: PairDecision): Promise<DecisionRow> {
  const { record, other } = pair
  const editions = await listEditionsByIds(tx, [record.editionId, other.editionId])
  const [older] = editions.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
  const to = older?.id ?? record.editionId
  const apart = await listApartEditions(tx, [record.editionId])
  if (apart.some((one) => one.otherId === other.editionId)) throw new Refusal('conflict', 'catalogue.kept-apart')
  const all = await listRecordsOfEditions(tx, [...new Set([record.editionId, other.editionId])])
  const isOne = (row: RecordRow) => row.id === record.id || row.id === other.id
  const moves = {
    to,
    pinned: all.filter(isOne),
    along: all.filter((row) => !isOne(row) && row.editionId !== to && row.placedBy === 'machine'),
  }
  // What people placed goes along and stays placed by people.
  moves.pinned.push(...all.filter((row) => !isOne(row) && row.editionId !== to && row.placedBy === 'person'))
  return await decide(platform, tx, actor, { ...pair, kind: 'join', moves, apart: [] })
}

/** Keeps two records apart for good, within the caller's transaction; refuses `catalogue.same-group` (conflict). */
export async function keepPairApart(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  pair: PairDecision,
): Promise<DecisionRow> {
  const { record, other, others = [other.id] } = pair
  if (record.editionId === other.editionId) throw new Refusal('conflict', 'catalogue.same-group')
  return await decide(platform, tx, actor, {
    ...pair,
    kind: 'apart',
    moves: null,
    apart: others.map((id) => [record.id, id]),
  })
}
