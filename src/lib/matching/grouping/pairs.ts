/** Pairs of 32-bit numbers in one growing array, sorted and without doubles on demand: 8 bytes a pair. */
export class Pairs {
  #words = new Uint32Array(1 << 12)
  #length = 0

  get length(): number {
    return this.#length
  }

  add(high: number, low: number): void {
    if (this.#length * 2 === this.#words.length) {
      const grown = new Uint32Array(this.#words.length * 2)
      grown.set(this.#words)
      this.#words = grown
    }
    // The low word comes first in memory: on a little-endian machine the two are one 64-bit number.
    this.#words[this.#length * 2] = low
    this.#words[this.#length * 2 + 1] = high
    this.#length++
  }

  high(at: number): number {
    return this.#words[at * 2 + 1]!
  }

  low(at: number): number {
    return this.#words[at * 2]!
  }

  /** Sorts by high, then low, and drops doubles. */
  tidy(): void {
    new BigUint64Array(this.#words.buffer, 0, this.#length).sort()
    let kept = 0
    for (let at = 0; at < this.#length; at++) {
      const [low, high] = [this.#words[at * 2]!, this.#words[at * 2 + 1]!]
      if (kept > 0 && this.#words[kept * 2 - 2] === low && this.#words[kept * 2 - 1] === high) continue
      this.#words[kept * 2] = low
      this.#words[kept * 2 + 1] = high
      kept++
    }
    this.#length = kept
  }

  clear(): void {
    this.#words = new Uint32Array(2)
    this.#length = 0
  }
}
