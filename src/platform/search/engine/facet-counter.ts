import type { FacetCount } from '#platform/search/types.ts'
import { type FacetColumn, NONE } from './segment.ts'

/** Counts the values of one facet; what it costs depends on what is found, not on how many values there are. */
export class FacetCounter {
  readonly #counts: Uint32Array
  readonly #found: number[] = []

  constructor(values: number) {
    this.#counts = new Uint32Array(values)
  }

  add(value: number): void {
    if (this.#counts[value]!++ === 0) this.#found.push(value)
  }

  /** Counts the documents at the given places among the matches. */
  addAll({ offsets, values }: FacetColumn, docs: Uint32Array, places: Uint32Array, count: number): void {
    const counts = this.#counts
    const found = this.#found
    for (let p = 0; p < count; p++) {
      const doc = docs[places[p]!]!
      let from = doc
      let to = doc + 1
      if (offsets !== null) {
        from = offsets[doc]!
        to = offsets[doc + 1]!
      } else if (values[doc] === NONE) continue
      for (let i = from; i < to; i++) {
        const value = values[i]!
        if (counts[value]!++ === 0) found.push(value)
      }
    }
  }

  /** The commonest values; equals in the order of their text. */
  commonest(texts: readonly string[], limit: number): FacetCount[] {
    const counts = this.#counts
    let best: FacetCount[] = []
    let least = 0
    const trim = (): void => {
      best.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      best = best.slice(0, limit)
      if (best.length === limit) least = best.at(-1)?.count ?? 0
    }
    for (const value of this.#found) {
      const count = counts[value]!
      if (count < least) continue
      best.push({ value: texts[value]!, count })
      if (best.length > limit * 4 + 64) trim()
    }
    trim()
    return best
  }
}
