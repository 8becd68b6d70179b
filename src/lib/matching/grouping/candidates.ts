import { hash32 } from './hash.ts'
import { Pairs } from './pairs.ts'

const ID_BITS = 24
const ID_MASK = (1 << ID_BITS) - 1

/** How many different cards are grouped at once. */
export const MOST_RECORDS = 1 << ID_BITS

interface Capped {
  /** The hash of the key and one node that has it. */
  readonly hash: number
  readonly node: number
  readonly records: number
}

/** Keys of all nodes as numbers: 40 bits of hash and 24 of node in 8 bytes each. */
export class CandidateIndex {
  readonly #keys = new Pairs()

  add(node: number, key: string): void {
    this.#keys.add(hash32(key, 0), ((hash32(key, 1) << ID_BITS) | node) >>> 0)
  }

  /**
   * Every pair of nodes that share a key, once, the lower node first; a key of more nodes than the cap gives none and is
   * told. Two keys of one hash only make a needless comparison. Empties the index.
   */
  pairs(cap: number): { readonly pairs: Pairs; readonly capped: readonly Capped[] } {
    const keys = this.#keys
    keys.tidy()
    const pairs = new Pairs()
    const capped: Capped[] = []
    for (let from = 0; from < keys.length; ) {
      let to = from + 1
      while (to < keys.length && this.#sameKey(from, to)) to++
      if (to - from > cap) {
        capped.push({ hash: keys.high(from), node: keys.low(from) & ID_MASK, records: to - from })
      } else {
        for (let i = from; i < to; i++) {
          for (let j = i + 1; j < to; j++) pairs.add(keys.low(i) & ID_MASK, keys.low(j) & ID_MASK)
        }
      }
      from = to
    }
    keys.clear()
    pairs.tidy()
    return { pairs, capped }
  }

  #sameKey(one: number, other: number): boolean {
    const keys = this.#keys
    return keys.high(one) === keys.high(other) && keys.low(one) >>> ID_BITS === keys.low(other) >>> ID_BITS
  }
}
