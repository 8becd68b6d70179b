import { idAt, NONE, type Segment } from '#platform/search/segments/segment.ts'
import { stringAt } from '#platform/search/segments/string-table.ts'
import type { Order } from './collect.ts'

export interface Ranked {
  readonly segment: Segment
  readonly doc: number
  readonly key: number
  readonly score: number
}

/**
 * The best documents of each segment, in a heap with the worst on top; `ranked` puts the segments' best together.
 * Equal keys go by score, then by id, so that every process gives the same pages.
 */
export class TopDocuments {
  readonly #keep: number
  readonly #order: Order
  readonly #finished: Ranked[] = []
  #segment: Segment | null = null
  #keys = new Float64Array(64)
  #scores = new Float64Array(64)
  #docs = new Uint32Array(64)
  #size = 0
  /** A key below it is not among the best of this segment. */
  floor = -Infinity

  constructor(keep: number, order: Order) {
    this.#keep = keep
    this.#order = order
  }

  begin(segment: Segment): void {
    this.#finish()
    this.#segment = segment
  }

  offer(key: number, score: number, doc: number): void {
    if (this.#size < this.#keep) {
      this.#grow()
      this.#up(this.#size++, key, score, doc)
      if (this.#size === this.#keep) this.floor = this.#keys[0]!
    } else if (this.#keep > 0 && this.#worse(this.#keys[0]!, this.#scores[0]!, this.#docs[0]!, key, score, doc)) {
      this.#down(key, score, doc)
      this.floor = this.#keys[0]!
    }
  }

  /** True when the first is worse than the second. */
  #worse(keyA: number, scoreA: number, docA: number, keyB: number, scoreB: number, docB: number): boolean {
    if (keyA !== keyB) return keyA < keyB
    if (scoreA !== scoreB) return scoreA < scoreB
    return compareIds(this.#segment!, docA, this.#segment!, docB) > 0
  }

  #up(from: number, key: number, score: number, doc: number): void {
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#worse(key, score, doc, this.#keys[parent]!, this.#scores[parent]!, this.#docs[parent]!)) break
      this.#move(parent, at)
      at = parent
    }
    this.#put(at, key, score, doc)
  }

  /** Replaces the worst. */
  #down(key: number, score: number, doc: number): void {
    const keys = this.#keys
    const scores = this.#scores
    const docs = this.#docs
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= this.#size) break
      const right = child + 1
      if (
        right < this.#size &&
        this.#worse(keys[right]!, scores[right]!, docs[right]!, keys[child]!, scores[child]!, docs[child]!)
      ) {
        child = right
      }
      if (!this.#worse(keys[child]!, scores[child]!, docs[child]!, key, score, doc)) break
      this.#move(child, at)
      at = child
    }
    this.#put(at, key, score, doc)
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#keys[from]!, this.#scores[from]!, this.#docs[from]!)
  }

  #put(at: number, key: number, score: number, doc: number): void {
    this.#keys[at] = key
    this.#scores[at] = score
    this.#docs[at] = doc
  }

  #grow(): void {
    if (this.#size < this.#keys.length) return
    const keys = new Float64Array(this.#size * 2)
    const scores = new Float64Array(this.#size * 2)
    const docs = new Uint32Array(this.#size * 2)
    keys.set(this.#keys)
    scores.set(this.#scores)
    docs.set(this.#docs)
    this.#keys = keys
    this.#scores = scores
    this.#docs = docs
  }

  #finish(): void {
    if (this.#segment === null) return
    for (let i = 0; i < this.#size; i++) {
      this.#finished.push({
        segment: this.#segment,
        doc: this.#docs[i]!,
        key: this.#keys[i]!,
        score: this.#scores[i]!,
      })
    }
    this.#size = 0
    this.floor = -Infinity
    this.#segment = null
  }

  /** All that were kept, the best first. */
  ranked(): Ranked[] {
    this.#finish()
    const order = this.#order
    if (order.by !== 'string') return this.#finished.sort(compareRanked)
    const texts = new Map<Ranked, Buffer | null>()
    for (const hit of this.#finished) {
      const { table, ordinals } = hit.segment.strings[order.sort]!
      const ordinal = ordinals[hit.doc]!
      texts.set(hit, ordinal === NONE ? null : Buffer.from(stringAt(table, ordinal)))
    }
    return this.#finished.sort((a, b) => {
      const left = texts.get(a)!
      const right = texts.get(b)!
      if (left === null || right === null) {
        if (left === right) return compareRanked({ ...a, key: 0 }, { ...b, key: 0 })
        return left === null ? 1 : -1
      }
      return -order.sign * Buffer.compare(left, right) || compareRanked({ ...a, key: 0 }, { ...b, key: 0 })
    })
  }
}

/** Better first: by key, score, id. */
export function compareRanked(a: Ranked, b: Ranked): number {
  if (a.key !== b.key) return a.key > b.key ? -1 : 1
  return b.score - a.score || compareIds(a.segment, a.doc, b.segment, b.doc)
}

function compareIds(a: Segment, docA: number, b: Segment, docB: number): number {
  for (let i = 0; i < 16; i++) {
    const difference = a.ids[docA * 16 + i]! - b.ids[docB * 16 + i]!
    if (difference !== 0) return difference
  }
  return 0
}

/** The id of a ranked document. */
export const rankedId = (hit: Ranked): string => idAt(hit.segment, hit.doc)
