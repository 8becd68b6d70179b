import { encode } from './segment.ts'

/** The most bytes of one facet's values, and the most values: address space, not memory, until they are used. */
const MOST_BYTES = 1 << 28
const MOST_VALUES = 1 << 24
const MOST_REMEMBERED = 10_000

/** A facet's values in shared memory, one after another: `ends[0]` of them, value `o` ending at `ends[o + 1]`. */
export interface SharedValues {
  readonly bytes: SharedArrayBuffer
  readonly ends: SharedArrayBuffer
}

const decoder = new TextDecoder()

/**
 * The values of one facet, numbered as they come; shared by all segments and threads of an index and never shortened. Only
 * one thread gives out numbers; whoever hears of a number afterwards finds its value.
 */
export class FacetDictionary {
  readonly shared: SharedValues
  readonly #bytes: Uint8Array
  readonly #ends: Uint32Array
  /** Open addressing: ordinal + 1, or 0. Of this thread; values of others are entered when one is looked for. */
  #table = new Uint32Array(256)
  #entered = 0
  readonly #texts = new Map<number, string>()

  constructor(shared: SharedValues = emptyValues()) {
    this.shared = shared
    this.#bytes = new Uint8Array(shared.bytes)
    this.#ends = new Uint32Array(shared.ends)
  }

  static of(values: Iterable<string>): FacetDictionary {
    const dictionary = new FacetDictionary()
    for (const value of values) dictionary.ordinal(value)
    return dictionary
  }

  /** How many values there are. */
  get size(): number {
    return this.#ends[0]!
  }

  /** The ordinal of a value, given out when it is new. */
  ordinal(value: string): number {
    const bytes = encode(value)
    const found = this.#find(bytes)
    if (found >= 0) return found
    const ordinal = this.size
    const from = this.#startOf(ordinal)
    this.#fit(from + bytes.length, ordinal + 2)
    this.#bytes.set(bytes, from)
    this.#ends[ordinal + 1] = from + bytes.length
    this.#ends[0] = ordinal + 1
    this.#enterNew()
    return ordinal
  }

  find(value: string): number | undefined {
    const found = this.#find(encode(value))
    return found < 0 ? undefined : found
  }

  text(ordinal: number): string {
    let text = this.#texts.get(ordinal)
    if (text === undefined) {
      if (this.#texts.size >= MOST_REMEMBERED) this.#texts.clear()
      text = this.#decode(ordinal)
      this.#texts.set(ordinal, text)
    }
    return text
  }

  all(): string[] {
    return Array.from({ length: this.size }, (_, ordinal) => this.#decode(ordinal))
  }

  #decode(ordinal: number): string {
    // A decoder takes no shared memory.
    return decoder.decode(Uint8Array.from(this.#bytes.subarray(this.#startOf(ordinal), this.#ends[ordinal + 1]!)))
  }

  #startOf(ordinal: number): number {
    return ordinal === 0 ? 0 : this.#ends[ordinal]!
  }

  #fit(bytes: number, ends: number): void {
    const { shared } = this
    if (bytes > shared.bytes.byteLength) shared.bytes.grow(Math.min(MOST_BYTES, Math.ceil(bytes * 1.5) + 4_096))
    if (ends * 4 > shared.ends.byteLength)
      shared.ends.grow(Math.min(MOST_VALUES * 4, Math.ceil(ends * 1.5) * 4 + 4_096))
  }

  #find(bytes: Uint8Array): number {
    if (this.#entered < this.size) this.#enterNew()
    const mask = this.#table.length - 1
    for (let slot = hashOf(bytes, 0, bytes.length) & mask; ; slot = (slot + 1) & mask) {
      const ordinal = this.#table[slot]! - 1
      if (ordinal < 0 || this.#is(ordinal, bytes)) return ordinal
    }
  }

  #is(ordinal: number, bytes: Uint8Array): boolean {
    const from = this.#startOf(ordinal)
    if (this.#ends[ordinal + 1]! - from !== bytes.length) return false
    for (let i = 0; i < bytes.length; i++) if (this.#bytes[from + i] !== bytes[i]) return false
    return true
  }

  #enterNew(): void {
    const { size } = this
    if (size * 2 > this.#table.length) {
      this.#table = new Uint32Array(2 ** Math.ceil(Math.log2(size * 3 + 1)))
      this.#entered = 0
    }
    const mask = this.#table.length - 1
    for (; this.#entered < size; this.#entered++) {
      const ordinal = this.#entered
      let slot = hashOf(this.#bytes, this.#startOf(ordinal), this.#ends[ordinal + 1]!) & mask
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask
      this.#table[slot] = ordinal + 1
    }
  }
}

function emptyValues(): SharedValues {
  return {
    bytes: new SharedArrayBuffer(1_024, { maxByteLength: MOST_BYTES }),
    ends: new SharedArrayBuffer(1_024, { maxByteLength: MOST_VALUES * 4 }),
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

export type FacetDictionaries = Readonly<Record<string, FacetDictionary>>
