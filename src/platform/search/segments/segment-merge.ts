import type { IndexSchema } from '#platform/search/types.ts'
import { sharedFloat64, sharedUint32, Uint32Writer } from './bytes.ts'
import { type DenseLists, denseFrom, denseLists, keptCounts } from './dense.ts'
import { type FacetRows, FacetRowsWriter, ShapeFinder, valuesOf } from './facet-rows.ts'
import { type PostingList, readLists } from './postings.ts'
import { PostingsWriter } from './postings-write.ts'
import { buildIdTable, isDead, type Layout, layoutOf, lengthOf, NONE, noneDead, type Segment } from './segment.ts'
import { mergeStringTables, type StringTableData } from './string-table.ts'

/** Rows are read and written so many at a time. */
const ROWS = 5_000

export interface Merged {
  readonly segment: Segment
  /** Of each source, the new number of each of its documents; NONE for those that were dead. */
  readonly moved: readonly Uint32Array[]
}

/**
 * Merges segments into one without their dead documents. Yields every few thousand postings: the caller decides when to
 * let others work. The sources stay searchable; documents that die in them meanwhile are the caller's to bury (`moved`).
 */
export function* mergeSegments(schema: IndexSchema, sources: readonly Segment[]): Generator<void, Merged> {
  const layout = layoutOf(schema)
  const { moved, count } = numberDocuments(sources)
  const ids = copyIds(sources, moved, count)
  yield
  const words = yield* mergeWords(layout, sources, moved, count)
  const stems = yield* mergeStems(sources, words.renumbered)
  const strings: Record<string, Segment['strings'][string]> = {}
  for (const name of layout.strings) strings[name] = yield* mergeStrings(name, sources, moved, count)
  const facets = yield* mergeFacets(layout.facets.length, sources, moved, count)
  const numbers: Record<string, Float64Array> = {}
  for (const name of layout.numbers) {
    numbers[name] = mergeNumbers(name, sources, moved, count)
    yield
  }
  const lengths = yield* mergeLengths(layout, sources, moved, count)
  const segment: Segment = {
    count,
    ids,
    idTable: yield* buildIdTable(ids, count),
    words: words.table,
    wordAt: words.wordAt,
    postings: words.postings,
    dense: { ...words.dense, counts: yield* keptCounts(words.dense, facets, count) },
    ...stems,
    ...lengths,
    facets,
    numbers,
    strings,
    dead: noneDead(count),
  }
  return { segment, moved }
}

function numberDocuments(sources: readonly Segment[]): { moved: Uint32Array[]; count: number } {
  let count = 0
  const moved = sources.map((segment) => {
    const numbers = new Uint32Array(segment.count)
    for (let doc = 0; doc < segment.count; doc++) numbers[doc] = isDead(segment, doc) ? NONE : count++
    return numbers
  })
  return { moved, count }
}

/** Copies the ids of the living, run by run. */
function copyIds(sources: readonly Segment[], moved: readonly Uint32Array[], count: number): Uint8Array {
  const ids = new Uint8Array(new SharedArrayBuffer(count * 16))
  let to = 0
  sources.forEach((segment, s) => {
    eachRun(moved[s]!, (from, end) => {
      ids.set(segment.ids.subarray(from * 16, end * 16), to * 16)
      to += end - from
    })
  })
  return ids
}

function eachLiving(
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  visit: (segment: Segment, doc: number, to: number) => void,
): void {
  sources.forEach((segment, s) => {
    const numbers = moved[s]!
    for (let doc = 0; doc < segment.count; doc++) if (numbers[doc] !== NONE) visit(segment, doc, numbers[doc]!)
  })
}

/** The documents that are moved, in their new order. */
function* living(sources: readonly Segment[], moved: readonly Uint32Array[]): Generator<readonly [Segment, number]> {
  for (const [s, segment] of sources.entries()) {
    const numbers = moved[s]!
    for (let doc = 0; doc < segment.count; doc++) if (numbers[doc] !== NONE) yield [segment, doc]
  }
}

interface MergedWords {
  table: StringTableData
  renumbered: Uint32Array[]
  wordAt: Uint32Array
  postings: Uint8Array
  dense: Omit<DenseLists, 'counts'>
}

function* mergeWords(
  layout: Layout,
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  count: number,
): Generator<void, MergedWords> {
  const writer = new PostingsWriter(denseFrom(count))
  const wordAt = new Uint32Writer(1024)
  const effort = { spent: 0 }
  const merging = mergeStringTables(
    sources.map((segment) => segment.words),
    (ordinals) => {
      const before = writer.out.length
      const lists = sources.map((segment, s) =>
        ordinals[s]! < 0 ? [] : readLists(segment.postings, segment.wordAt[ordinals[s]!]!),
      )
      for (let field = 0; field < layout.fields.length; field++) {
        writer.beginList(field)
        lists.forEach((ofSource, s) => {
          for (const list of ofSource) if (list.field === field) effort.spent += copyList(writer, list, moved[s]!)
        })
        writer.endList()
      }
      if (!writer.hasLists) return false
      writer.endWord()
      wordAt.push(before)
      return true
    },
    effort,
  )
  for (let step = merging.next(); ; step = merging.next()) {
    if (step.done === true) {
      wordAt.push(writer.out.length)
      const postings = writer.out.share()
      const dense = yield* denseLists(postings, writer.dense, count)
      return { ...step.value, wordAt: wordAt.share(), postings, dense }
    }
    yield
  }
}

function copyList(writer: PostingsWriter, list: PostingList, moved: Uint32Array): number {
  for (let block = 0; block < list.blocks; block++) {
    list.load(block)
    const { docs, frequencies, size } = list
    const { bytes, at } = list.places()
    let place = at
    for (let i = 0; i < size; i++) {
      const frequency = frequencies[i]!
      const to = moved[docs[i]!]!
      if (to !== NONE) {
        writer.posting(to, frequency)
        place = writer.copyPlaces(bytes, place, frequency)
        continue
      }
      for (let rest = frequency; rest > 0; rest--) while (bytes[place++]! > 127);
    }
  }
  return list.count
}

function* mergeStems(
  sources: readonly Segment[],
  renumbered: readonly Uint32Array[],
): Generator<void, Pick<Segment, 'stems' | 'stemAt' | 'stemWords'>> {
  const stemAt = new Uint32Writer()
  const stemWords = new Uint32Writer()
  stemAt.push(0)
  const { table } = yield* mergeStringTables(
    sources.map((segment) => segment.stems),
    (ordinals) => {
      const words = new Set<number>()
      sources.forEach((segment, s) => {
        const stem = ordinals[s]!
        if (stem < 0) return
        for (let i = segment.stemAt[stem]!; i < segment.stemAt[stem + 1]!; i++) {
          const word = renumbered[s]![segment.stemWords[i]!]!
          if (word !== NONE) words.add(word)
        }
      })
      if (words.size === 0) return false
      for (const word of [...words].sort((a, b) => a - b)) stemWords.push(word)
      stemAt.push(stemWords.length)
      return true
    },
  )
  return { stems: table, stemAt: stemAt.share(), stemWords: stemWords.share() }
}

function* mergeStrings(
  name: string,
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  count: number,
): Generator<void, Segment['strings'][string]> {
  const columns = sources.map((segment) => segment.strings[name]!)
  const used = columns.map((column) => new Uint8Array(column.table.count))
  sources.forEach((segment, s) => {
    const { ordinals } = columns[s]!
    for (let doc = 0; doc < segment.count; doc++) {
      if (moved[s]![doc] !== NONE && ordinals[doc] !== NONE) used[s]![ordinals[doc]!] = 1
    }
  })
  const { table, renumbered } = yield* mergeStringTables(
    columns.map((column) => column.table),
    (ordinals) => ordinals.some((ordinal, s) => ordinal >= 0 && used[s]![ordinal] === 1),
  )
  const merged = sharedUint32(count)
  sources.forEach((segment, s) => {
    const { ordinals } = columns[s]!
    for (let doc = 0; doc < segment.count; doc++) {
      const to = moved[s]![doc]!
      if (to !== NONE) merged[to] = ordinals[doc] === NONE ? NONE : renumbered[s]![ordinals[doc]!]!
    }
  })
  return { table, ordinals: merged }
}

function* mergeLengths(
  layout: Layout,
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  count: number,
): Generator<void, Pick<Segment, 'lengths' | 'lengthTotals'>> {
  const lengths: Uint8Array[] = []
  const lengthTotals = sharedFloat64(layout.fields.length)
  for (const field of layout.fields.keys()) {
    const column = new Uint8Array(new SharedArrayBuffer(count))
    let total = 0
    eachLiving(sources, moved, (segment, doc, to) => {
      column[to] = segment.lengths[field]![doc]!
      total += lengthOf(column[to]!)
    })
    lengths.push(column)
    lengthTotals[field] = total
    yield
  }
  return { lengths, lengthTotals }
}

/** Finds the shape that fits the living of all sources, and writes their rows anew. */
function* mergeFacets(
  facets: number,
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  count: number,
): Generator<void, FacetRows> {
  const finder = new ShapeFinder(facets, count)
  for (const [segment, doc] of living(sources, moved)) {
    for (let facet = 0; facet < facets; facet++) finder.see(facet, valuesOf(segment.facets, facet, doc))
    if (doc % ROWS === 0) yield
  }
  const writer = new FacetRowsWriter(finder.shape(), count)
  for (const [segment, doc] of living(sources, moved)) {
    writer.begin()
    for (let facet = 0; facet < facets; facet++) writer.take(facet, valuesOf(segment.facets, facet, doc))
    if (doc % ROWS === 0) yield
  }
  return writer.finish()
}

/**
 * Calls back for each run of documents that are moved. Not of the living: in memory that is shared more may die while this
 * goes on, and every column must hold the same.
 */
function eachRun(moved: Uint32Array, visit: (from: number, end: number) => void): void {
  for (let from = 0; from < moved.length; ) {
    let end = from
    while (end < moved.length && moved[end] !== NONE) end++
    if (end > from) visit(from, end)
    from = end + 1
  }
}

function mergeNumbers(
  name: string,
  sources: readonly Segment[],
  moved: readonly Uint32Array[],
  count: number,
): Float64Array {
  const values = sharedFloat64(count)
  eachLiving(sources, moved, (segment, doc, to) => {
    values[to] = segment.numbers[name]![doc]!
  })
  return values
}
