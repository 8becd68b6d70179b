import { candidateKeys } from '#lib/matching/candidate-keys.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { compare } from '#lib/matching/compare.ts'
import type { Outcome } from '#lib/matching/verdict.ts'
import { CardShelf } from './card-shelf.ts'
import { hash32 } from './hash.ts'
import { type Edge, joinGroups } from './join.ts'
import { Pairs } from './pairs.ts'

/** Records that may share one key; a key of more is left out and told (an ISBN used by mistake, «دیوان» without an author). */
export const KEY_CAP = 120

const ID_BITS = 24
export const MOST_RECORDS = 1 << ID_BITS

/** A key that more records share than the cap allows. */
export interface CappedKey {
  readonly key: string
  readonly records: number
}

export interface Asked {
  readonly a: number
  readonly b: number
  readonly score: number
}

/** What became of the records, by the number `add` gave each. */
export interface Grouping {
  /** The group of a record, named by the number of its first record. */
  readonly group: Int32Array
  /** The best score with a record of its group; for a record alone, of a question; else 0. */
  readonly score: Float64Array
  readonly outcome: readonly Outcome[]
  /** Pairs of different groups that a librarian should see. */
  readonly asks: readonly Asked[]
  readonly comparedPairs: number
  readonly cappedKeys: readonly CappedKey[]
}

/** Groups many records without a database: cards outside the heap, keys and pairs as numbers. */
export class RecordGrouper {
  readonly #shelf = new CardShelf()
  readonly #keys = new Pairs()
  readonly #twins = new Map<number, number>()
  /** The distinct card of each record: records with the same card are one node. */
  readonly #nodeOf: number[] = []
  readonly #keyCap: number

  constructor(options: { readonly keyCap?: number } = {}) {
    this.#keyCap = options.keyCap ?? KEY_CAP
  }

  /** Takes a record's card and gives its number, from 0. */
  add(card: Card): number {
    const json = JSON.stringify(card)
    const twin = this.#twinOf(json, card)
    this.#nodeOf.push(twin ?? this.#place(json, card))
    return this.#nodeOf.length - 1
  }

  #twinOf(json: string, card: Card): number | null {
    const twin = this.#twins.get(hash32(json, 0) * 0x200000 + (hash32(json, 1) & 0x1fffff))
    if (twin === undefined || this.#shelf.json(twin) !== json) return null
    return compare(card, card).outcome === 'group' ? twin : null
  }

  #place(json: string, card: Card): number {
    const node = this.#shelf.add(json)
    if (node >= MOST_RECORDS) throw new RangeError(`more than ${MOST_RECORDS} records`)
    this.#twins.set(hash32(json, 0) * 0x200000 + (hash32(json, 1) & 0x1fffff), node)
    for (const key of candidateKeys(card)) this.#keys.add(hash32(key, 0), ((hash32(key, 1) << ID_BITS) | node) >>> 0)
    return node
  }

  /** Compares all candidates and joins them; the grouper takes no more records afterwards. */
  finish(onProgress: (done: number, total: number) => void = () => {}): Grouping {
    const { pairs, capped } = this.#candidates()
    const card = (at: number): Card => this.#shelf.card(at)
    const edges: Edge[] = []
    const asks: Asked[] = []
    for (let at = 0; at < pairs.length; at++) {
      const [a, b] = [pairs.high(at), pairs.low(at)]
      const { outcome, score } = compare(card(a), card(b))
      if (outcome === 'group') edges.push({ a, b, score })
      else if (outcome === 'ask') asks.push({ a, b, score })
      if (at % 10_000 === 0) onProgress(at, pairs.length)
    }
    const nodeGroup = joinGroups(this.#shelf.length, edges, card)
    return this.#told(nodeGroup, edges, asks, pairs.length, capped)
  }

  #candidates(): { pairs: Pairs; capped: CappedKey[] } {
    this.#keys.tidy()
    const pairs = new Pairs()
    const capped: CappedKey[] = []
    const mask = MOST_RECORDS - 1
    for (let from = 0; from < this.#keys.length; ) {
      let to = from + 1
      while (to < this.#keys.length && this.#sameKey(from, to)) to++
      if (to - from > this.#keyCap) capped.push({ key: this.#keyText(from), records: to - from })
      else {
        for (let i = from; i < to; i++) {
          for (let j = i + 1; j < to; j++) pairs.add(this.#keys.low(i) & mask, this.#keys.low(j) & mask)
        }
      }
      from = to
    }
    this.#keys.clear()
    pairs.tidy()
    return { pairs, capped: capped.sort((x, y) => y.records - x.records) }
  }

  #sameKey(one: number, other: number): boolean {
    return (
      this.#keys.high(one) === this.#keys.high(other) &&
      this.#keys.low(one) >>> ID_BITS === this.#keys.low(other) >>> ID_BITS
    )
  }

  #keyText(at: number): string {
    const node = this.#keys.low(at) & (MOST_RECORDS - 1)
    return candidateKeys(this.#shelf.card(node)).find((key) => hash32(key, 0) === this.#keys.high(at)) ?? ''
  }

  #told(
    nodeGroup: Int32Array,
    edges: readonly Edge[],
    nodeAsks: readonly Asked[],
    comparedPairs: number,
    cappedKeys: readonly CappedKey[],
  ): Grouping {
    const count = this.#nodeOf.length
    const firstOf = new Map<number, number>()
    const sizeOf = new Map<number, number>()
    const recordOf = new Map<number, number>()
    const group = new Int32Array(count)
    for (let record = 0; record < count; record++) {
      const node = this.#nodeOf[record]!
      if (!recordOf.has(node)) recordOf.set(node, record)
      const key = nodeGroup[node]!
      if (!firstOf.has(key)) firstOf.set(key, record)
      group[record] = firstOf.get(key)!
      sizeOf.set(key, (sizeOf.get(key) ?? 0) + 1)
    }
    const best = new Float64Array(this.#shelf.length)
    const asked = new Float64Array(this.#shelf.length)
    for (const { a, b, score } of edges) {
      if (nodeGroup[a] === nodeGroup[b]) for (const node of [a, b]) best[node] = Math.max(best[node]!, score)
    }
    const asks: Asked[] = []
    for (const { a, b, score } of [...nodeAsks, ...edges]) {
      if (nodeGroup[a] === nodeGroup[b]) continue
      asks.push({ a: recordOf.get(a)!, b: recordOf.get(b)!, score })
      for (const node of [a, b]) asked[node] = Math.max(asked[node]!, score)
    }
    const score = new Float64Array(count)
    const outcome: Outcome[] = []
    for (let record = 0; record < count; record++) {
      const node = this.#nodeOf[record]!
      const together = sizeOf.get(nodeGroup[node]!)! > 1
      outcome.push(together ? 'group' : asked[node]! > 0 ? 'ask' : 'apart')
      // Records whose cards are the same in everything have no pair: they are as sure as can be.
      score[record] = together ? best[node]! || 1 : asked[node]!
    }
    asks.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
    return { group, score, outcome, asks, comparedPairs, cappedKeys }
  }
}
