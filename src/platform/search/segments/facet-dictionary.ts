import { FacetCounter } from './facet-counter.ts'

/** The values of one facet, numbered as they come; shared by all segments of an index and never shortened. */
export class FacetDictionary {
  readonly values: string[] = []
  readonly #ordinals = new Map<string, number>()
  readonly #counter = new FacetCounter()

  constructor(values: readonly string[] = []) {
    for (const value of values) this.ordinal(value)
  }

  /** The ordinal of a value, given out when it is new. */
  ordinal(value: string): number {
    let ordinal = this.#ordinals.get(value)
    if (ordinal === undefined) {
      ordinal = this.values.length
      this.values.push(value)
      this.#ordinals.set(value, ordinal)
    }
    return ordinal
  }

  /** The counter of this facet, empty. A search uses it from beginning to end without a pause. */
  counter(): FacetCounter {
    this.#counter.begin(this.values.length)
    return this.#counter
  }

  find(value: string): number | undefined {
    return this.#ordinals.get(value)
  }
}

export type FacetDictionaries = Readonly<Record<string, FacetDictionary>>
