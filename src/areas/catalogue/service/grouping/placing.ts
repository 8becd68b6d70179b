import { reasonOf, tellingOf } from '#areas/catalogue/rules/grouping/reason.ts'
import { addAsks, closeMoot, closeUnanswered, type NewAsk } from '#areas/catalogue/store/asks.ts'
import {
  type GroupRow,
  listApartEditions,
  listApartFrom,
  listCards,
  listGroups,
  listKeyHits,
} from '#areas/catalogue/store/groups.ts'
import { listMembers } from '#areas/catalogue/store/members.ts'
import { listParsed, type Placement } from '#areas/catalogue/store/records.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { compare } from '#lib/matching/compare.ts'
import { type GroupVerdict, placeCard } from '#lib/matching/place.ts'
import type { Verdict } from '#lib/matching/verdict.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { cardOf } from './cards.ts'

/** A key that more editions share tells too little: it is passed over, and counted. */
export const MOST_EDITIONS_OF_KEY = 60

/** So many records of one edition are compared; further ones of a group are taken to be like these. */
export const MOST_RECORDS_COMPARED = 24

/** So many doubts about one record are asked about. */
const MOST_ASKS = 3

/** A record to be placed: a new one, or one that is somewhere already. */
export interface ToPlace {
  readonly id: string
  readonly card: Card
  /** Its candidate keys (`matchKeysOf`). */
  readonly keys: readonly number[]
  readonly current: { readonly editionId: string; readonly placedBy: 'machine' | 'person' } | null
}

export interface Placed {
  /** Record → its edition and why. */
  readonly of: Map<string, { editionId: string; placement: Placement }>
  readonly touched: Set<string>
  /** Edition → records of editions that were joined into it. */
  readonly moves: Map<string, string[]>
  /** Editions that were joined into another: old → new. */
  readonly successors: Map<string, string>
  readonly asks: readonly NewAsk[]
  /** Keys that were passed over. */
  readonly passedOver: number
}

interface Member {
  readonly id: string
  readonly card: Card
}

interface Group extends GroupRow {
  members: Member[]
  apart: Set<string>
}

/** The groups that may hold some records, in memory for one batch. */
class Neighbourhood {
  readonly groups = new Map<string, Group>()
  readonly #byKey = new Map<number, Set<string>>()
  readonly #apartFrom = new Map<string, Set<string>>()
  readonly #full = new Set<number>()

  static async around(tx: Tx, batch: readonly ToPlace[]): Promise<Neighbourhood> {
    const around = new Neighbourhood()
    const keys = [...new Set(batch.flatMap((one) => one.keys))]
    const hits = Map.groupBy(await listKeyHits(tx, keys, MOST_EDITIONS_OF_KEY), (hit) => hit.key)
    const ids = new Set(batch.flatMap((one) => one.current?.editionId ?? []))
    for (const [key, found] of hits) {
      if (found.length > MOST_EDITIONS_OF_KEY) around.#full.add(key)
      else for (const hit of found) ids.add(hit.editionId)
    }
    await around.#load(tx, [...ids], batch)
    for (const [key, found] of hits) {
      if (!around.#full.has(key)) around.#byKey.set(key, new Set(found.map((hit) => hit.editionId)))
    }
    return around
  }

  async #load(tx: Tx, ids: readonly string[], batch: readonly ToPlace[]): Promise<void> {
    for (const row of await listGroups(tx, ids)) this.groups.set(row.id, { ...row, members: [], apart: new Set() })
    const cards = await listCards(tx, ids, MOST_RECORDS_COMPARED)
    const unread = cards.filter((row) => row.card === null).map((row) => row.recordId)
    const parsed = new Map((await listParsed(tx, unread)).map((row) => [row.id, row]))
    // A record that is placed anew is no member meanwhile: its old card would speak for its old place.
    const moving = new Set(batch.filter((one) => one.current?.placedBy === 'machine').map((one) => one.id))
    for (const { recordId, editionId, card, version } of cards) {
      const row = parsed.get(recordId)
      if (moving.has(recordId)) continue
      const made = row === undefined ? (card as Card) : cardOf({ ...row, card, version })
      this.groups.get(editionId)?.members.push({ id: recordId, card: made })
    }
    for (const { editionId, otherId } of await listApartEditions(tx, ids))
      this.groups.get(editionId)?.apart.add(otherId)
    for (const { recordId, editionId } of await listApartFrom(
      tx,
      batch.map((one) => one.id),
    )) {
      this.#apartFrom.set(recordId, (this.#apartFrom.get(recordId) ?? new Set()).add(editionId))
    }
  }

  /** The groups a record is compared with, and how many of its keys were passed over. */
  candidates(one: ToPlace): { groups: Group[]; passedOver: number } {
    const apart = this.#apartFrom.get(one.id)
    const ids = new Set(one.current === null ? [] : [one.current.editionId])
    let passedOver = 0
    for (const key of one.keys) {
      if (this.#full.has(key)) passedOver++
      else for (const id of this.#byKey.get(key) ?? []) ids.add(id)
    }
    const groups = [...ids].flatMap((id) => this.groups.get(id) ?? [])
    return { groups: groups.filter((group) => group.members.length > 0 && !apart?.has(group.id)), passedOver }
  }

  add(group: Group, one: ToPlace): void {
    this.groups.set(group.id, group)
    if (group.members.length < MOST_RECORDS_COMPARED) group.members.push({ id: one.id, card: one.card })
    for (const key of one.keys) {
      const ids = (this.#byKey.get(key) ?? new Set<string>()).add(group.id)
      this.#byKey.set(key, ids)
      if (ids.size > MOST_EDITIONS_OF_KEY) this.#full.add(key)
    }
  }

  /** `gone` is joined into `into`; whoever looks for it by a key finds the other. */
  absorb(into: Group, gone: Group): void {
    this.groups.delete(gone.id)
    into.members = [...into.members, ...gone.members].slice(0, MOST_RECORDS_COMPARED)
    for (const id of gone.apart) into.apart.add(id)
    for (const ids of this.#byKey.values()) if (ids.delete(gone.id)) ids.add(into.id)
    for (const ids of this.#apartFrom.values()) if (ids.delete(gone.id)) ids.add(into.id)
    for (const group of this.groups.values()) if (group.apart.delete(gone.id)) group.apart.add(into.id)
  }
}

/**
 * Places records one after the other by the rules of `lib/matching`; what a person placed stays, and nothing joins what
 * people keep apart. Writes nothing: the caller holds the grouping lock, writes the rows, then calls `settleAsks`.
 */
export async function placeAll(tx: Tx, batch: readonly ToPlace[], at: Date): Promise<Placed> {
  const around = await Neighbourhood.around(tx, batch)
  const of: Placed['of'] = new Map()
  const touched = new Set<string>()
  const successors = new Map<string, string>()
  const asks = new Map<string, NewAsk>()
  let passedOver = 0
  for (const one of batch) {
    const near = around.candidates(one)
    passedOver += near.passedOver
    const { into, absorbed, placement, asks: doubts } = placeOne(around, one, near.groups, at)
    const told = near.passedOver === 0 ? placement : { ...placement, passedOver: near.passedOver }
    of.set(one.id, { editionId: into.id, placement: told })
    for (const id of [into.id, ...(one.current === null ? [] : [one.current.editionId])]) touched.add(id)
    for (const gone of absorbed) {
      around.absorb(into, gone)
      successors.set(gone.id, into.id)
      touched.add(gone.id)
    }
    for (const { group, made } of doubts) {
      const pair = [into.id, group].sort().join(' ')
      if (!asks.has(pair)) asks.set(pair, made)
    }
  }
  const last = (id: string): string => (successors.has(id) ? last(successors.get(id)!) : id)
  for (const id of successors.keys()) successors.set(id, last(id))
  for (const [id, where] of of) of.set(id, { ...where, editionId: last(where.editionId) })
  const moves = await movesOf(tx, successors, new Set(of.keys()))
  return { of, touched, moves, successors, asks: [...asks.values()], passedOver }
}

interface PlacedOne {
  into: Group
  absorbed: readonly Group[]
  placement: Placement
  asks: readonly { group: string; made: NewAsk }[]
}

function placeOne(around: Neighbourhood, one: ToPlace, groups: readonly Group[], at: Date): PlacedOne {
  const current = one.current === null ? undefined : around.groups.get(one.current.editionId)
  const isHeld = one.current?.placedBy === 'person' && current !== undefined
  const found = placeCard(one.card, oldestFirst(groups).map(cardsOf))
  const groupOf = (hit: GroupVerdict) => around.groups.get(hit.group)!
  const agreeing = [found.into, ...found.absorbed].flatMap((hit) => (hit === null ? [] : [groupOf(hit)]))
  // Alone in its edition, a record keeps its address however much it was corrected.
  const own = current !== undefined && current.members.length === 0 ? current : undefined
  const into = isHeld ? current : (chosen(agreeing, own) ?? newGroup(at))
  const absorbed = isHeld ? [] : agreeing.filter((group) => group !== into && !group.isPinned && !isApart(into, group))
  const joined = new Set([into.id, ...absorbed.map((group) => group.id)])
  const doubts = [found.into, ...found.absorbed, ...found.asks].filter(
    (hit) => hit !== null && !joined.has(hit.group) && !isApart(into, groupOf(hit)),
  ) as GroupVerdict[]
  const placement =
    agreeing.length === 0 || found.into === null ? {} : placementOf(one, groupOf(found.into), found.into.verdict)
  const asks = doubts
    .slice(0, MOST_ASKS)
    .map((hit) => ({ group: hit.group, made: askOf(one, groupOf(hit), hit.verdict) }))
  around.add(into, one)
  return { into, absorbed, placement, asks }
}

const cardsOf = (group: Group) => ({
  id: group.id,
  cards: group.members.map((member) => member.card),
  isPinned: group.isPinned,
})

const oldestFirst = (groups: readonly Group[]) =>
  [...groups].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))

/** The group that receives the others: the first that agrees, or the record's own when that is older. */
function chosen(agreeing: readonly Group[], own: Group | undefined): Group | undefined {
  const [first] = agreeing
  if (first === undefined || own === undefined || first.isPinned || isApart(own, first)) return first ?? own
  return oldestFirst([own, first])[0]
}

const isApart = (a: Group, b: Group) => a.apart.has(b.id) || b.apart.has(a.id)

const newGroup = (at: Date): Group => ({
  id: newId(),
  createdAt: at,
  isPinned: false,
  members: [],
  apart: new Set(),
})

/** The record of a group that a card is most like, with the verdict on the two; most groups hold one. */
function likest(card: Card, group: Group, known: Verdict): { id: string; verdict: Verdict } {
  const [first, ...rest] = group.members
  if (rest.length === 0) return { id: first!.id, verdict: known }
  return group.members
    .map((member) => ({ id: member.id, verdict: compare(card, member.card) }))
    .reduce((best, one) => (one.verdict.score > best.verdict.score ? one : best))
}

function placementOf(one: ToPlace, group: Group, known: Verdict): Placement {
  const { id, verdict } = likest(one.card, group, known)
  return { with: id, score: rounded(verdict.score), because: tellingOf(verdict) }
}

function askOf(one: ToPlace, group: Group, known: Verdict): NewAsk {
  const { id, verdict } = likest(one.card, group, known)
  return {
    id: newId(),
    recordId: one.id,
    otherId: id,
    reason: reasonOf(verdict),
    score: rounded(verdict.score),
    verdict: JSON.stringify(one.id < id ? verdict : swapped(verdict)).replaceAll('\\u0000', '\\ufffd'),
  }
}

// A pair is kept in the order of its ids, and so are the texts of its verdict.
const swapped = (verdict: Verdict): Verdict => ({
  ...verdict,
  features: verdict.features.map((one) => ({ ...one, a: one.b, b: one.a })),
})

const rounded = (score: number) => Math.round(score * 1000) / 1000

async function movesOf(
  tx: Tx,
  successors: ReadonlyMap<string, string>,
  placed: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const moves = new Map<string, string[]>()
  for (const member of await listMembers(tx, [...successors.keys()])) {
    if (placed.has(member.id)) continue
    const into = successors.get(member.editionId)!
    moves.set(into, [...(moves.get(into) ?? []), member.id])
  }
  return moves
}

/** What follows once the rows are written: questions that are new, and those that need not be asked any more. */
export async function settleAsks(tx: Tx, placed: Placed, at: Date): Promise<number> {
  await closeUnanswered(tx, [...placed.of.keys()], at)
  await closeMoot(tx, [...placed.touched], null, at)
  return await addAsks(tx, placed.asks, at)
}
