import { sharedUint32 } from './bytes.ts'
import { type PostingList, readLists } from './postings.ts'

/** A list is dense when it has at least one in so many documents of its segment. */
const DENSE = 32
/** Smaller lists are read as quickly as they are. */
const LEAST = 1_024

/**
 * The longest posting lists of a segment once more, as bits: whether a document has the word is seen without reading the
 * list. List `l` is that of the word whose postings begin at `at[l]` (ascending) in `fields[l]`; of its share of `bits` the
 * first half says which documents have the word, the second which have it more than once.
 */
export interface DenseLists {
  readonly at: Uint32Array
  readonly fields: Uint8Array
  readonly bits: Uint32Array
}

const wordsFor = (documents: number): number => (documents + 31) >>> 5

/** How many documents a list must have to be dense in a segment of so many. */
export const denseFrom = (documents: number): number => Math.max(LEAST, Math.ceil(documents / DENSE))

/** Reads the lists at these places, ascending, into bits. Yields after each. */
export function* denseLists(
  postings: Uint8Array,
  places: readonly { at: number; field: number }[],
  documents: number,
): Generator<void, DenseLists> {
  const words = wordsFor(documents)
  const at = sharedUint32(places.length)
  const fields = new Uint8Array(new SharedArrayBuffer(places.length))
  const bits = sharedUint32(places.length * words * 2)
  for (const [l, place] of places.entries()) {
    at[l] = place.at
    fields[l] = place.field
    const list = readLists(postings, place.at).find(({ field }) => field === place.field)!
    mark(list, bits, l * words * 2, words)
    yield
  }
  return { at, fields, bits }
}

function mark(list: PostingList, bits: Uint32Array, from: number, words: number): void {
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    for (let i = 0; i < list.size; i++) {
      const doc = list.docs[i]!
      const bit = 1 << (doc & 31)
      bits[from + (doc >>> 5)]! |= bit
      if (list.frequencies[i]! > 1) bits[from + words + (doc >>> 5)]! |= bit
    }
  }
}

/** The bits of a dense list. */
export interface DenseBits {
  readonly has: Uint32Array
  readonly repeats: Uint32Array
}

/** The bits of the list in `field` of the word whose postings begin at `place`; null when it is not dense. */
export function denseBits(dense: DenseLists, place: number, field: number, documents: number): DenseBits | null {
  const { at, fields, bits } = dense
  let low = 0
  let high = at.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (at[middle]! < place || (at[middle] === place && fields[middle]! < field)) low = middle + 1
    else high = middle
  }
  if (at[low] !== place || fields[low] !== field) return null
  const words = wordsFor(documents)
  const from = low * words * 2
  return { has: bits.subarray(from, from + words), repeats: bits.subarray(from + words, from + words * 2) }
}
