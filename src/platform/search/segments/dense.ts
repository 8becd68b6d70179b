import { sharedUint32 } from './bytes.ts'
import type { FacetCounter } from './facet-counter.ts'
import { countRows, type FacetRows, type RowShape, type ValueCounter, valuesOf } from './facet-rows.ts'
import { type PostingList, readLists } from './postings.ts'
import type { Segment } from './segment.ts'

/** A list is dense when it has at least one in so many documents of its segment. */
const DENSE = 32
/** Smaller lists are read as quickly as they are. */
const LEAST = 1_024
/** Facets with more values than this are counted hit by hit. */
const MOST_VALUES = 8_192

/**
 * The longest posting lists of a segment once more, as bits: whether a document has the word is seen without reading the
 * list. List `l` is that of the word whose postings begin at `at[l]` (ascending) in `fields[l]`; of its share of `bits` the
 * first half says which documents have the word, the second which have it more than once.
 */
export interface DenseLists {
  readonly at: Uint32Array
  readonly fields: Uint8Array
  readonly bits: Uint32Array
  /** See `keptCounts`. */
  readonly counts: Uint32Array
}

const wordsFor = (documents: number): number => (documents + 31) >>> 5

/** How many documents a list must have to be dense in a segment of so many. */
export const denseFrom = (documents: number): number => Math.max(LEAST, Math.ceil(documents / DENSE))

/** Reads the lists at these places, ascending, into bits. Yields after each. */
export function* denseLists(
  postings: Uint8Array,
  places: readonly { at: number; field: number }[],
  documents: number,
): Generator<void, Omit<DenseLists, 'counts'>> {
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

/** The bits of a dense list, and its place among them. */
export interface DenseBits {
  readonly list: number
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
  return { list: low, has: bits.subarray(from, from + words), repeats: bits.subarray(from + words, from + words * 2) }
}

/** Counts into a stretch of kept counts. */
class Keeper implements ValueCounter {
  readonly #counts: Uint32Array

  constructor(counts: Uint32Array) {
    this.#counts = counts
  }

  takeSlot(units: Uint16Array, places: Uint32Array, offset: number, count: number): void {
    for (let i = 0; i < count; i++) this.#counts[units[places[i]! + offset]!]!++
  }

  add(ordinal: number): void {
    this.#counts[ordinal + 1]!++
  }
}

/** Where a facet's counts lie in those of a list, or null where none are kept. */
function stretchesOf({ values }: RowShape): {
  stretches: readonly (readonly [number, number] | null)[]
  width: number
} {
  let width = 0
  const stretches = values.map((count): [number, number] | null => {
    if (count > MOST_VALUES) return null
    width += count
    return [width - count, width]
  })
  return { stretches, width }
}

/**
 * The values of all documents of each dense list, counted beforehand, and last those of all documents: a reader's commonest
 * searches are one common word, or none. Yields after each list.
 */
export function* keptCounts(
  { bits, at }: Pick<DenseLists, 'bits' | 'at'>,
  rows: FacetRows,
  documents: number,
): Generator<void, Uint32Array> {
  const { stretches, width } = stretchesOf(rows.shape)
  if (documents < LEAST) return sharedUint32(0)
  const counts = sharedUint32((at.length + 1) * width)
  const words = wordsFor(documents)
  const docs = new Uint32Array(documents)
  for (let list = 0; list <= at.length; list++) {
    const from = list * words * 2
    const count = list === at.length ? allOf(docs) : docsIn(bits.subarray(from, from + words), docs)
    const own = counts.subarray(list * width, (list + 1) * width)
    const keepers = stretches.map((stretch) => (stretch === null ? null : new Keeper(own.subarray(...stretch))))
    countRows(rows, keepers, docs, count)
    yield
  }
  return counts
}

/** A dense list, or everything, all of whose living documents are among the hits. */
export interface Whole {
  readonly list: number
  /** Null: all documents. */
  readonly has: Uint32Array | null
}

let others = new Uint32Array(1_024)

/**
 * Counts facets of hits from what is kept of a list that is wholly among them, and then the hits that are not of the list.
 * Returns the counters that nothing is kept for.
 */
export function countFromKept(
  { dense, facets, dead, count: documents }: Segment,
  { list, has }: Whole,
  counters: readonly (FacetCounter | null)[],
  docs: Uint32Array,
  count: number,
): readonly (FacetCounter | null)[] {
  const { stretches, width } = stretchesOf(facets.shape)
  if (dense.counts.length === 0) return counters
  const kept = counters.map((counter, facet) => (stretches[facet] === null ? null : counter))
  for (const [facet, counter] of kept.entries()) {
    const [from, end] = stretches[facet] ?? [0, 0]
    counter?.addAll(dense.counts.subarray(list * width + from, list * width + end))
  }
  if (has !== null) {
    const found = othersIn(docs, count, has)
    countRows(facets, kept, others, found)
  }
  for (let w = 0; w < wordsFor(documents); w++) {
    for (let rest = has === null ? dead[w]! : dead[w]! & has[w]!; rest !== 0; rest &= rest - 1) {
      const doc = w * 32 + 31 - Math.clz32(rest & -rest)
      for (const [facet, counter] of kept.entries()) {
        if (counter !== null) for (const ordinal of valuesOf(facets, facet, doc)) counter.remove(ordinal)
      }
    }
  }
  return counters.map((counter, facet) => (kept[facet] === null ? counter : null))
}

/** Puts the documents that a set has not into `others`, and returns how many. */
function othersIn(docs: Uint32Array, count: number, has: Uint32Array): number {
  if (others.length < count) others = new Uint32Array(Math.ceil(count * 1.2))
  let found = 0
  for (let i = 0; i < count; i++) {
    const doc = docs[i]!
    others[found] = doc
    found += ((has[doc >>> 5]! >>> (doc & 31)) & 1) ^ 1
  }
  return found
}

function allOf(docs: Uint32Array): number {
  for (let doc = 0; doc < docs.length; doc++) docs[doc] = doc
  return docs.length
}

/** Puts the documents of a set in order, and returns how many. */
function docsIn(set: Uint32Array, docs: Uint32Array): number {
  let count = 0
  for (let w = 0; w < set.length; w++) {
    for (let rest = set[w]!; rest !== 0; rest &= rest - 1) docs[count++] = w * 32 + 31 - Math.clz32(rest & -rest)
  }
  return count
}
