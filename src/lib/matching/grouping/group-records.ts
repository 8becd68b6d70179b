import { candidateKeys } from '#lib/matching/candidate-keys.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { compare, isPlainlyApart } from '#lib/matching/compare.ts'
import type { Verdict } from '#lib/matching/verdict.ts'
import { CandidateIndex, MOST_RECORDS } from './candidates.ts'
import { CardShelf } from './card-shelf.ts'
import { type Asked, type CappedKey, type Grouping, tellRecords } from './grouping.ts'
import { hash32 } from './hash.ts'
import { type Edge, joinGroups } from './join.ts'

/** Records that may share one key; a key of more is left out and told (an ISBN used by mistake, «دیوان» without an author). */
export const KEY_CAP = 120

/** Groups many records without a database: cards outside the heap, keys and pairs as numbers. */
export class RecordGrouper {
  readonly #shelf = new CardShelf()
  readonly #index = new CandidateIndex()
  readonly #twins = new Map<number, number>()
  /** The distinct card of each record: records with the same card are one node. */
  readonly #nodeOf: number[] = []
  readonly #keyCap: number

  constructor(options: { readonly keyCap?: number } = {}) {
    this.#keyCap = options.keyCap ?? KEY_CAP
  }

  /** True when no further card can be taken. */
  get isFull(): boolean {
    return this.#shelf.length >= MOST_RECORDS
  }

  /** Takes a record's card and gives its number, from 0. */
  add(card: Card): number {
    const json = JSON.stringify(card)
    const hash = hash32(json, 0) * 0x200000 + (hash32(json, 1) & 0x1fffff)
    this.#nodeOf.push(this.#twinOf(hash, json, card) ?? this.#place(hash, json, card))
    return this.#nodeOf.length - 1
  }

  #twinOf(hash: number, json: string, card: Card): number | null {
    const twin = this.#twins.get(hash)
    if (twin === undefined || this.#shelf.json(twin) !== json) return null
    return compare(card, card).outcome === 'group' ? twin : null
  }

  #place(hash: number, json: string, card: Card): number {
    const node = this.#shelf.add(json)
    this.#twins.set(hash, node)
    for (const key of candidateKeys(card)) this.#index.add(node, key)
    return node
  }

  /** Compares all candidates and joins them; the grouper takes no more records afterwards. */
  finish(onProgress: (done: number, total: number) => void = () => {}): Grouping {
    const { pairs, capped } = this.#index.pairs(this.#keyCap)
    const card = (at: number): Card => this.#shelf.card(at)
    const edges: Edge[] = []
    const asks: Asked[] = []
    for (let at = 0; at < pairs.length; at++) {
      if (at % 10_000 === 0) onProgress(at, pairs.length)
      const [a, b] = [pairs.high(at), pairs.low(at)]
      const [one, other] = [card(a), card(b)]
      if (isPlainlyApart(one, other)) continue
      const verdict = compare(one, other)
      if (verdict.outcome === 'group') edges.push({ a, b, score: verdict.score })
      else if (verdict.outcome === 'ask') asks.push({ a, b, score: verdict.score, reasons: reasonsOf(verdict) })
    }
    onProgress(pairs.length, pairs.length)
    const groupOf = joinGroups(this.#shelf.length, edges, card)
    const cappedKeys = capped
      .map(({ hash, node, records }) => ({ key: this.#keyText(node, hash), records }))
      .sort((x: CappedKey, y: CappedKey) => y.records - x.records)
    return { ...tellRecords({ nodeOf: this.#nodeOf, groupOf, edges, asks }), comparedPairs: pairs.length, cappedKeys }
  }

  #keyText(node: number, hash: number): string {
    return candidateKeys(this.#shelf.card(node)).find((key) => hash32(key, 0) === hash) ?? ''
  }
}

/** What a librarian should look at: everything that is not simply the same or absent. */
function reasonsOf({ features }: Verdict): string[] {
  return features.flatMap(({ result, because, score }) =>
    result === 'same' || (result === 'missing' && score === 0) ? [] : [because],
  )
}
