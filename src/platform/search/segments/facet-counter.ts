import type { FacetCount } from '#platform/search/types.ts'
import { type FacetColumn, NONE } from './segment.ts'

/** Counts the values of one facet; what it costs depends on what is found, not on how many values there are. */
export class FacetCounter {
  #counts = new Uint32Array(64)
  #found: number[] = []

  /** Forgets the last counts and makes room for so many values. */
  begin(values: number): void {
    for (const value of this.#found) this.#counts[value] = 0
    this.#found = []
    if (this.#counts.length < values) this.#counts = new Uint32Array(Math.ceil(values * 1.2))
  }

  add(value: number): void {
    if (this.#counts[value]!++ === 0) this.#found.push(value)
  }

  /** Counts the values of the first `count` documents. */
  addAll({ offsets, values }: FacetColumn, docs: Uint32Array, count: number): void {
    const counts = this.#counts
    const found = this.#found
    if (offsets === null) {
      for (let d = 0; d < count; d++) {
        const value = values[docs[d]!]!
        if (value !== NONE && counts[value]!++ === 0) found.push(value)
      }
      return
    }
    for (let d = 0; d < count; d++) {
      const doc = docs[d]!
      const to = offsets[doc + 1]!
      for (let i = offsets[doc]!; i < to; i++) {
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
