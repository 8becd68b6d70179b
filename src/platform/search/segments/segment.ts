import type { IndexSchema } from '#platform/search/types.ts'
import { sharedUint32 } from './bytes.ts'
import { type DenseLists, denseBits, denseFrom } from './dense.ts'
import type { FacetRows } from './facet-rows.ts'
import { type PostingList, readLists } from './postings.ts'
import { findPrefix, findString, type StringTableData } from './string-table.ts'

/** "No value" in a column of ordinals. */
export const NONE = 0xffffffff

export interface StringColumn {
  readonly table: StringTableData
  /** Ordinals in `table`; NONE where the document has no value. */
  readonly ordinals: Uint32Array
}

/**
 * A part of an index that never changes, but for its tombstones. Documents are numbered from 0. Everything is typed
 * arrays in shared memory: a segment can be handed to a worker thread or written to disk as it is.
 */
export interface Segment {
  readonly count: number
  readonly ids: Uint8Array
  /** Open addressing: document + 1, or 0. */
  readonly idTable: Uint32Array
  readonly words: StringTableData
  readonly wordAt: Uint32Array
  readonly postings: Uint8Array
  readonly dense: DenseLists
  /** Stems whose words are written otherwise than the stem itself. */
  readonly stems: StringTableData
  readonly stemAt: Uint32Array
  readonly stemWords: Uint32Array
  /** Per field, a byte a document (see `lengthOf`), and the sum of lengths. */
  readonly lengths: readonly Uint8Array[]
  readonly lengthTotals: Float64Array
  readonly facets: FacetRows
  readonly numbers: Readonly<Record<string, Float64Array>>
  readonly strings: Readonly<Record<string, StringColumn>>
  /** A bit per document, set when it was removed or replaced; after them how many are. */
  readonly dead: Uint32Array
}

/** The order of fields and of `string` and `number` sorts that segments of a schema use. */
export interface Layout {
  readonly fields: readonly string[]
  readonly facets: readonly string[]
  readonly numbers: readonly string[]
  readonly strings: readonly string[]
}

export function layoutOf(schema: IndexSchema): Layout {
  const sorts = Object.keys(schema.sorts)
  return {
    fields: Object.keys(schema.fields),
    facets: Object.keys(schema.facets),
    numbers: sorts.filter((name) => schema.sorts[name] === 'number'),
    strings: sorts.filter((name) => schema.sorts[name] === 'string'),
  }
}

const encoder = new TextEncoder()
export const encode = (text: string): Uint8Array => encoder.encode(text)

/** A field's length as one byte: exact to 64, then in steps of 5 %. */
export function lengthByte(length: number): number {
  if (length <= 64) return length
  return Math.min(255, 64 + Math.round(Math.log(length / 64) / Math.log(1.05)))
}

export function lengthOf(byte: number): number {
  return byte <= 64 ? byte : 64 * 1.05 ** (byte - 64)
}

/** Tombstones for so many documents, all alive. */
export const noneDead = (documents: number): Uint32Array => sharedUint32(Math.ceil(documents / 32) + 1)

export const deadCount = ({ dead }: Segment): number => dead.at(-1)!

export function isDead(segment: Segment, doc: number): boolean {
  return ((segment.dead[doc >>> 5]! >>> (doc & 31)) & 1) === 1
}

/** Marks a document removed; false when it already was. */
export function bury(segment: Segment, doc: number): boolean {
  if (isDead(segment, doc)) return false
  segment.dead[doc >>> 5]! |= 1 << (doc & 31)
  segment.dead[segment.dead.length - 1]!++
  return true
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The sixteen bytes of a UUID. */
export function idBytes(id: string): Uint8Array {
  if (!UUID.test(id)) throw new TypeError(`a document id must be a UUID, not "${id}"`)
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

export function idAt(segment: Segment, doc: number): string {
  const hex = Buffer.from(segment.ids.subarray(doc * 16, doc * 16 + 16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function hashId(bytes: Uint8Array, at: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < 16; i++) hash = Math.imul(hash ^ bytes[at + i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function sameId(ids: Uint8Array, doc: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < 16; i++) if (ids[doc * 16 + i] !== wanted[i]) return false
  return true
}

/** The table that finds a living document by its id. Yields now and then. */
export function* buildIdTable(ids: Uint8Array, count: number): Generator<void, Uint32Array> {
  const size = 2 ** Math.max(3, Math.ceil(Math.log2(count * 1.4 + 1)))
  const table = new Uint32Array(new SharedArrayBuffer(size * 4))
  for (let doc = 0; doc < count; doc++) {
    let slot = hashId(ids, doc * 16) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
    table[slot] = doc + 1
    if (doc % 50_000 === 49_999) yield
  }
  return table
}

/** The living document with this id, or -1. */
export function findDocument(segment: Segment, id: Uint8Array): number {
  const mask = segment.idTable.length - 1
  for (let slot = hashId(id, 0) & mask; ; slot = (slot + 1) & mask) {
    const doc = segment.idTable[slot]! - 1
    if (doc < 0) return -1
    if (sameId(segment.ids, doc, id) && !isDead(segment, doc)) return doc
  }
}

const MOST_REMEMBERED = 20_000
/** Segments smaller than this are not looked in often enough. */
const REMEMBERS_FROM = 10_000
const remembered = new WeakMap<Segment, Map<string, number>>()

/** The ordinal of a folded word in the segment, or -1; in a large segment remembered, since queries are much the same. */
export function findWord(segment: Segment, word: string): number {
  if (segment.count < REMEMBERS_FROM) return findString(segment.words, encode(word))
  let known = remembered.get(segment)
  if (known === undefined || known.size > MOST_REMEMBERED) {
    known = new Map()
    remembered.set(segment, known)
  }
  let ordinal = known.get(word)
  if (ordinal === undefined) {
    ordinal = findString(segment.words, encode(word))
    known.set(word, ordinal)
  }
  return ordinal
}

/** Ordinals of the words whose stem is `term`, and of the word that is the stem itself. */
export function wordsOfStem(segment: Segment, term: string): number[] {
  const key = encode(term)
  const words: number[] = []
  const own = findString(segment.words, key)
  if (own >= 0) words.push(own)
  const stem = findString(segment.stems, key)
  if (stem >= 0) words.push(...segment.stemWords.subarray(segment.stemAt[stem]!, segment.stemAt[stem + 1]!))
  return words
}

/** Ordinals [from, to) of the words that begin with `prefix`. */
export function wordsWithPrefix(segment: Segment, prefix: string): [number, number] {
  return findPrefix(segment.words, encode(prefix))
}

/** The posting lists of a word, one a field. */
export function listsOf(segment: Segment, word: number): PostingList[] {
  const { postings, wordAt, dense, count } = segment
  const at = wordAt[word]!
  const lists = readLists(postings, at)
  const least = denseFrom(count)
  for (const list of lists) if (list.count >= least) list.bits = denseBits(dense, at, list.field, count)
  return lists
}

/** Runs a stepwise work to its end without a pause. */
export function finish<T>(work: Generator<void, T>): T {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return step.value
}
