import type { FacetCount } from '#platform/search/types.ts'
import type { FacetDictionary } from './facet-dictionary.ts'
import type { ValueCounter } from './facet-rows.ts'

/** With more values to count than this part of all there are, all are looked through in the end. */
const DENSE = 8

/** Counts the values of one facet; what it costs depends on what is found, not on how many values there are. */
export class FacetCounter implements ValueCounter {
  readonly #dictionary: FacetDictionary
  /** By ordinal + 1; in place 0 those without a value. */
  #counts = new Uint32Array(64)
  #found = new Uint32Array(64)
  #size = 0
  /** Counted without noting what was found. */
  #dense = false

  constructor(dictionary: FacetDictionary) {
    this.#dictionary = dictionary
  }

  /**
   * Forgets the last counts and makes room for all values. A search uses a counter from beginning to end without a pause.
   */
  begin(): this {
    if (this.#dense) this.#counts.fill(0)
    for (let i = 0; i < this.#size; i++) this.#counts[this.#found[i]!] = 0
    this.#size = 0
    this.#dense = false
    const values = this.#dictionary.size + 1
    if (this.#counts.length < values) {
      this.#counts = new Uint32Array(Math.ceil(values * 1.2))
      this.#found = new Uint32Array(this.#counts.length)
    }
    return this
  }

  /** So many documents are about to be counted. */
  expect(documents: number): void {
    if (documents * DENSE > this.#dictionary.size) this.#dense = true
  }

  /** Counts one value, by its ordinal; -1 is none. */
  add(ordinal: number): void {
    if (ordinal < 0) return
    const counts = this.#counts
    if (counts[ordinal + 1]!++ === 0 && !this.#dense) this.#found[this.#size++] = ordinal + 1
  }

  /** Takes values that were counted before, by ordinal + 1. */
  addAll(counted: Uint32Array): void {
    this.#dense = true
    const counts = this.#counts
    for (let value = 1; value < counted.length; value++) counts[value]! += counted[value]!
  }

  /** Takes back one that was counted. */
  remove(ordinal: number): void {
    this.#counts[ordinal + 1]!--
  }

  takeSlot(units: Uint16Array, places: Uint32Array, offset: number, count: number, wide: boolean): void {
    const counts = this.#counts
    if (this.#dense && !wide) {
      for (let i = 0; i < count; i++) counts[units[places[i]! + offset]!]!++
      return
    }
    for (let i = 0; i < count; i++) {
      const place = places[i]! + offset
      this.add((wide ? units[place]! * 65_536 + units[place + 1]! : units[place]!) - 1)
    }
  }

  /** What was counted, each value once. */
  #values(): Uint32Array {
    if (!this.#dense) return this.#found.subarray(0, this.#size)
    const counts = this.#counts
    const { size } = this.#dictionary
    let found = 0
    for (let value = 1; value <= size; value++) if (counts[value]! > 0) this.#found[found++] = value
    return this.#found.subarray(0, found)
  }

  /** The commonest values; equals in the order of their text. */
  commonest(limit: number): FacetCount[] {
    const counts = this.#counts
    const found = this.#values()
    const least = leastOf(found, counts, limit)
    const sure: FacetCount[] = []
    const tied: string[] = []
    for (let i = 0; i < found.length; i++) {
      const value = found[i]!
      const count = counts[value]!
      if (count > least) sure.push({ value: this.#dictionary.text(value - 1), count })
      else if (count === least) tied.push(this.#dictionary.text(value - 1))
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
  for (let i = 0; i < found.length; i++) {
    const count = counts[found[i]!]!
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
