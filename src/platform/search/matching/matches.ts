import type { Whole } from '#platform/search/segments/dense.ts'
import { deadCount, isDead, lengthOf, type Segment } from '#platform/search/segments/segment.ts'

/** Room for the matches of one segment, used again and again. */
export class Matches {
  count = 0
  docs = new Uint32Array(0)
  scores = new Float32Array(0)
  /** By place among the matches; all zero between uses. */
  sums = new Float32Array(0)
  /** By document, with a bit for each that was touched; all zero between uses. */
  byDocument = new Float32Array(0)
  bits = new Uint32Array(0)
  /** What is known to be wholly among the matches, but for the dead. */
  whole: Whole | null = null
  #totals = new Float32Array(0)

  fit(documents: number): void {
    this.count = 0
    this.whole = null
    if (this.docs.length >= documents) return
    const size = Math.ceil(documents * 1.1) + 64
    this.docs = new Uint32Array(size)
    this.scores = new Float32Array(size)
    this.sums = new Float32Array(size)
    this.byDocument = new Float32Array(size)
    this.bits = new Uint32Array((size >>> 5) + 1)
  }

  /** Numbers by document, with what their last user left in them. */
  totals(documents: number): Float32Array {
    if (this.#totals.length < documents) this.#totals = new Float32Array(Math.ceil(documents * 1.1))
    return this.#totals
  }

  dropDead(segment: Segment): void {
    if (deadCount(segment) === 0) return
    let kept = 0
    for (let i = 0; i < this.count; i++) {
      const doc = this.docs[i]!
      if (isDead(segment, doc)) continue
      this.docs[kept] = doc
      this.scores[kept++] = this.scores[i]!
    }
    this.count = kept
  }
}

const LENGTHS = Float64Array.from({ length: 256 }, (_, byte) => lengthOf(byte))

/** For each field, what one occurrence counts by the field's length byte. */
export type Norms = readonly Float32Array[]

export function normsOf(fields: readonly { weight: number; b: number; average: number }[]): Norms {
  return fields.map(({ weight, b, average }) => {
    const norm = new Float32Array(256)
    const perWord = b / Math.max(average, 1)
    for (let byte = 0; byte < 256; byte++) norm[byte] = weight / (1 - b + perWord * LENGTHS[byte]!)
    return norm
  })
}
