import type { FacetCount } from '#platform/search/types.ts'
import type { FacetDictionary } from './facet-dictionary.ts'

/** Counts the values of one facet; what it costs depends on what is found, not on how many values there are. */
export class FacetCounter {
  readonly #dictionary: FacetDictionary
  #counts = new Uint32Array(64)
  #found = new Uint32Array(64)
  #size = 0

  constructor(dictionary: FacetDictionary) {
    this.#dictionary = dictionary
  }

  /** Forgets the last counts and makes room for all values. A search uses a counter from beginning to end without a pause. */
  begin(): this {
    for (let i = 0; i < this.#size; i++) this.#counts[this.#found[i]!] = 0
    this.#size = 0
    const values = this.#dictionary.size
    if (this.#counts.length < values) {
      this.#counts = new Uint32Array(Math.ceil(values * 1.2))
      this.#found = new Uint32Array(this.#counts.length)
    }
    return this
  }

  add(value: number): void {
    if (this.#counts[value]!++ === 0) this.#found[this.#size++] = value
  }

  /** The commonest values; equals in the order of their text. */
  commonest(limit: number): FacetCount[] {
    const counts = this.#counts
    const found = this.#found.subarray(0, this.#size)
    const least = leastOf(found, counts, limit)
    const sure: FacetCount[] = []
    const tied: string[] = []
    for (const value of found) {
      const count = counts[value]!
      if (count > least) sure.push({ value: this.#dictionary.text(value), count })
      else if (count === least) tied.push(this.#dictionary.text(value))
    }
    sure.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    const rest = Math.max(0, limit - sure.length)
    tied.sort((a, b) => (a < b ? -1 : 1))
    return [...sure, ...tied.slice(0, rest).map((value) => ({ value, count: least }))]
  }
}

/** The count that the value at place `limit` has, in a heap of so many. */
function leastOf(found: Uint32Array, counts: Uint32Array, limit: number): number {
  if (limit <= 0) return Infinity
  const heap = new Uint32Array(Math.min(limit, found.length))
  let size = 0
  for (const value of found) {
    const count = counts[value]!
    if (size < heap.length) {
      let at = size++
      while (at > 0 && heap[(at - 1) >> 1]! > count) {
        heap[at] = heap[(at - 1) >> 1]!
        at = (at - 1) >> 1
      }
      heap[at] = count
    } else if (count > heap[0]!) {
      let at = 0
      for (let child = 1; child < size; child = at * 2 + 1) {
        if (child + 1 < size && heap[child + 1]! < heap[child]!) child++
        if (heap[child]! >= count) break
        heap[at] = heap[child]!
        at = child
      }
      heap[at] = count
    }
  }
  return heap[0] ?? 0
}
