import { ByteReader } from './bytes.ts'
import type { DenseBits } from './dense.ts'

/** Postings are cut into blocks that can be skipped or decoded alone. */
export const BLOCK = 128
/** More occurrences of a word in a field of a document are not kept. */
export const MOST_OCCURRENCES = 255

const NO_ROOM = new Uint32Array(0)

/** One posting list, read block by block. */
export class PostingList {
  readonly field: number
  readonly count: number
  readonly blocks: number
  /** The decoded block: `size` documents and their frequencies. Many lists are only counted: they get no room. */
  docs = NO_ROOM
  frequencies = NO_ROOM
  size = 0
  block = -1
  /** Which documents are in the list, where it is one of the segment's longest. */
  bits: DenseBits | null = null
  readonly #bytes: Uint8Array
  readonly #skipsAt: number
  readonly #placesAt: number
  #docsAt: number
  #lastDocs: Uint32Array | null = null
  #docOffsets: Uint32Array | null = null
  #placeOffsets: Uint32Array | null = null
  #place = 0

  /** Reads the head at `reader` and moves it past the list. */
  constructor(reader: ByteReader) {
    this.#bytes = reader.bytes
    this.field = reader.varint()
    this.count = reader.varint()
    const docsLength = reader.varint()
    const placesLength = reader.varint()
    this.blocks = Math.ceil(this.count / BLOCK)
    this.#skipsAt = reader.at
    this.#docsAt = reader.at
    this.#placesAt = reader.at + docsLength
    reader.at = this.#placesAt + placesLength
  }

  /** Reads the skip table when it is first needed: many lists are only counted. */
  #readSkips(): Uint32Array {
    const reader = new ByteReader(this.#bytes, this.#skipsAt)
    const lastDocs = new Uint32Array(this.blocks)
    this.#docOffsets = new Uint32Array(this.blocks)
    this.#placeOffsets = new Uint32Array(this.blocks)
    let last = 0
    let docs = 0
    let places = 0
    for (let i = 0; i < this.blocks; i++) {
      last += reader.varint()
      lastDocs[i] = last
      this.#docOffsets[i] = docs
      this.#placeOffsets[i] = places
      docs += reader.varint()
      places += reader.varint()
    }
    this.#docsAt = reader.at
    this.#lastDocs = lastDocs
    return lastDocs
  }

  /** Decodes a block into `docs` and `frequencies`. */
  load(block: number): void {
    if (block === this.block) return
    if (this.docs === NO_ROOM) {
      const capacity = Math.min(this.count, BLOCK)
      this.docs = new Uint32Array(capacity)
      this.frequencies = new Uint32Array(capacity)
    }
    if (this.blocks > 1 && this.#lastDocs === null) this.#readSkips()
    const bytes = this.#bytes
    let at = this.#docsAt + (this.#docOffsets === null ? 0 : this.#docOffsets[block]!)
    let doc = block === 0 ? 0 : this.#lastDocs![block - 1]!
    const size = block === this.blocks - 1 ? this.count - block * BLOCK : BLOCK
    const { docs, frequencies } = this
    for (let i = 0; i < size; i++) {
      let value = bytes[at++]!
      if (value > 127) {
        value &= 127
        let shift = 7
        let byte = 0
        do {
          byte = bytes[at++]!
          value |= (byte & 127) << shift
          shift += 7
        } while (byte > 127)
      }
      doc += value >>> 1
      docs[i] = doc
      if ((value & 1) === 0) {
        frequencies[i] = 1
      } else {
        let frequency = bytes[at++]!
        if (frequency > 127) frequency = (frequency & 127) | (bytes[at++]! << 7)
        frequencies[i] = frequency
      }
    }
    this.size = size
    this.block = block
    this.#place = 0
  }

  /** The first block at or after `from` whose last document is not before `doc`; `blocks` when there is none. */
  blockFor(doc: number, from: number): number {
    if (this.blocks === 1) {
      if (from > 0) return 1
      this.load(0)
      return this.docs[this.size - 1]! >= doc ? 0 : 1
    }
    const last = this.#lastDocs ?? this.#readSkips()
    if (from >= this.blocks) return this.blocks
    if (last[from]! >= doc) return from
    let step = 1
    while (from + step < this.blocks && last[from + step]! < doc) step *= 2
    let low = from + step / 2
    let high = Math.min(from + step, this.blocks)
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if (last[middle]! < doc) low = middle + 1
      else high = middle
    }
    return low
  }

  has({ has }: DenseBits, doc: number): boolean {
    return ((has[doc >>> 5]! >>> (doc & 31)) & 1) === 1
  }

  /** How often a document of a dense list has the word. */
  frequencyOf({ repeats }: DenseBits, doc: number): number {
    if (((repeats[doc >>> 5]! >>> (doc & 31)) & 1) === 0) return 1
    const place = this.find(doc)
    return this.frequencies[place]!
  }

  /**
   * The place of `doc` in the block it is in, loading that block; -1 when the list has no such document. Fast when the
   * documents asked for ascend: it goes on from the last place.
   */
  find(doc: number): number {
    if (this.bits !== null && !this.has(this.bits, doc)) return -1
    const ahead = this.block >= 0 && this.docs[0]! <= doc
    const block = this.blockFor(doc, ahead ? this.block : 0)
    if (block >= this.blocks) return -1
    this.load(block)
    const { docs } = this
    let low = docs[this.#place]! > doc ? 0 : this.#place
    let step = 1
    while (low + step < this.size && docs[low + step]! < doc) {
      low += step
      step *= 2
    }
    let high = Math.min(low + step, this.size - 1)
    while (low < high) {
      const middle = (low + high) >>> 1
      if (docs[middle]! < doc) low = middle + 1
      else high = middle
    }
    this.#place = low
    return docs[low] === doc ? low : -1
  }

  /** A reader at the places of the loaded block's first document. */
  places(): ByteReader {
    const offset = this.#placeOffsets === null ? 0 : this.#placeOffsets[this.block]!
    return new ByteReader(this.#bytes, this.#placesAt + offset)
  }

  /** Writes where the document at `index` of the loaded block has the word (`placeAt`), and returns how many places. */
  readPlaces(index: number, into: Uint32Array): number {
    const { frequencies } = this
    let skip = 0
    for (let i = 0; i < index; i++) skip += frequencies[i]!
    const bytes = this.#bytes
    let at = this.#placesAt + (this.#placeOffsets === null ? 0 : this.#placeOffsets[this.block]!)
    for (; skip > 0; skip--) while (bytes[at++]! > 127);
    const count = frequencies[index]!
    let place = 0
    for (let i = 0; i < count; i++) {
      let byte = bytes[at++]!
      let delta = byte & 127
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!
        delta |= (byte & 127) << shift
      }
      place += delta
      into[i] = place
    }
    return count
  }
}

/** All lists of the word whose postings begin at `at`. */
export function readLists(bytes: Uint8Array, at: number): PostingList[] {
  const reader = new ByteReader(bytes, at)
  const lists: PostingList[] = []
  for (let rest = reader.varint(); rest > 0; rest--) lists.push(new PostingList(reader))
  return lists
}

/** How many documents have the word in the field where it is commonest, from the heads alone. */
export function wordFrequency(bytes: Uint8Array, at: number): number {
  const reader = new ByteReader(bytes, at)
  let most = 0
  for (let rest = reader.varint(); rest > 0; rest--) {
    reader.varint()
    const count = reader.varint()
    const docsLength = reader.varint()
    const placesLength = reader.varint()
    reader.at += docsLength + placesLength
    most = Math.max(most, count)
  }
  return most
}
