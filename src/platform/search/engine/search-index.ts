import { type FacetDictionaries, FacetDictionary } from '#platform/search/segments/facet-dictionary.ts'
import {
  bury,
  deadCount,
  findDocument,
  finish,
  idBytes,
  layoutOf,
  NONE,
  type Segment,
} from '#platform/search/segments/segment.ts'
import { SegmentBuilder } from '#platform/search/segments/segment-build.ts'
import { type Merged, mergeSegments } from '#platform/search/segments/segment-merge.ts'
import { SlicedMerger } from '#platform/search/threads/sliced-merger.ts'
import type { Analyse, IndexSchema, SearchDocument, SearchRequest, SearchResult } from '#platform/search/types.ts'
import { IndexReader } from './reader.ts'

/** Documents gathered before they become a segment of their own. */
const BUFFERED = 256
/** So many segments of about one size are merged into one. */
const FANOUT = 8
/** Merges up to this many documents are done at once; larger ones by the merger. */
const SMALL = 512

/** Merges segments while others work. */
export interface Merger {
  merge(schema: IndexSchema, sources: readonly Segment[]): Promise<Merged>
}

interface Restored {
  readonly segments: readonly Segment[]
  readonly dictionaries: FacetDictionaries
}

/**
 * One index in memory: immutable segments and a buffer of new documents. What was put is found by the next search.
 * Merging goes on in the background and starts by itself: of several sizes at a time, so that small segments do not pile
 * up behind a large merge.
 */
export class SearchIndex {
  readonly schema: IndexSchema
  readonly dictionaries: FacetDictionaries
  readonly analyse: Analyse
  readonly #reader: IndexReader
  readonly #merger: Merger
  #segments: readonly Segment[]
  #buffer: SegmentBuilder
  /** The segments that are being merged. */
  readonly #busy = new Set<Segment>()
  readonly #merging = new Set<Promise<void>>()
  #closed = false

  constructor(
    schema: IndexSchema,
    analyse: Analyse,
    restored: Restored | null = null,
    merger: Merger = new SlicedMerger(),
  ) {
    this.schema = schema
    this.analyse = analyse
    this.#merger = merger
    this.#segments = [...(restored?.segments ?? [])]
    this.dictionaries =
      restored?.dictionaries ?? Object.fromEntries(layoutOf(schema).facets.map((name) => [name, new FacetDictionary()]))
    this.#reader = new IndexReader(schema, analyse, this.dictionaries)
    this.#buffer = new SegmentBuilder(schema, this.dictionaries, analyse)
  }

  /** How many documents can be found. */
  get count(): number {
    return this.segments().reduce((sum, segment) => sum + segment.count - deadCount(segment), 0)
  }

  /** Adds documents, or replaces those with the same ids. */
  put(documents: Iterable<SearchDocument>): void {
    for (const document of documents) {
      this.#bury(document.id)
      this.#buffer.add(document)
      if (this.#buffer.count >= BUFFERED) this.segments()
    }
  }

  remove(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#buffer.remove(id)
      this.#bury(id)
    }
  }

  #bury(id: string): void {
    const bytes = idBytes(id)
    for (const segment of this.#segments) {
      const doc = findDocument(segment, bytes)
      if (doc >= 0) bury(segment, doc)
    }
  }

  /** The segments as they are now, the buffer among them. */
  segments(): readonly Segment[] {
    if (this.#buffer.count > 0) {
      this.#segments = [...this.#segments, this.#buffer.seal()]
      this.#buffer = new SegmentBuilder(this.schema, this.dictionaries, this.analyse)
      this.#tidy()
    }
    return this.#segments
  }

  /** A reader of everything that was put, to be asked at once. */
  reader(): IndexReader {
    return this.#reader.read(this.segments())
  }

  /** Finds documents. Throws a TypeError on a field, facet or sort that the schema does not have. */
  search(request: SearchRequest): SearchResult {
    return this.reader().search(request)
  }

  /** Small merges at once, large ones in the background. */
  #tidy(): void {
    for (;;) {
      const sources = this.#closed ? null : mergeable(this.#segments.filter((segment) => !this.#busy.has(segment)))
      if (sources === null) return
      if (sizeOf(sources) <= SMALL) this.#replace(sources, finish(mergeSegments(this.schema, sources)).segment)
      // What cannot be merged stays as it is, whole and searched, and is not tried again.
      else this.#merge(sources).catch(() => {})
    }
  }

  #merge(sources: readonly Segment[]): Promise<void> {
    for (const source of sources) this.#busy.add(source)
    const work = this.#mergeApart(sources)
      .then(() => {
        for (const source of sources) this.#busy.delete(source)
      })
      .finally(() => {
        this.#merging.delete(work)
        this.#tidy()
      })
    this.#merging.add(work)
    return work
  }

  async #mergeApart(sources: readonly Segment[]): Promise<void> {
    // A merge that is not finished when the index closes is dropped: its sources are still whole.
    const merged = await this.#merger.merge(this.schema, sources).catch((error: unknown) => {
      if (this.#closed) return null
      throw error
    })
    if (merged === null || this.#closed) return
    // Documents may have died while their segment was being copied.
    sources.forEach((source, s) => {
      if (deadCount(source) > 0) buryAgain(source, merged.moved[s]!, merged.segment)
    })
    this.#replace(sources, merged.segment)
  }

  #replace(sources: readonly Segment[], segment: Segment): void {
    const at = this.#segments.indexOf(sources[0]!)
    const rest = this.#segments.filter((kept) => !sources.includes(kept))
    this.#segments = segment.count === 0 ? rest : rest.toSpliced(Math.min(at, rest.length), 0, segment)
  }

  /** Waits until no merge is under way or due. */
  async settle(): Promise<void> {
    this.segments()
    while (this.#merging.size > 0) await Promise.all(this.#merging)
  }

  /** Merges everything into one segment. */
  async compact(): Promise<void> {
    await this.settle()
    const sources = this.#segments
    if (sources.length > 1 || sources.some((segment) => deadCount(segment) > 0)) await this.#merge(sources)
  }

  close(): void {
    this.#closed = true
  }
}

function sizeOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + segment.count, 0)
}

/** The segments due to be merged: FANOUT of about one size, or one that is mostly dead. */
function mergeable(segments: readonly Segment[]): Segment[] | null {
  const tiers = new Map<number, Segment[]>()
  for (const segment of segments) {
    if (deadCount(segment) * 3 > segment.count) return [segment]
    const tier = Math.floor(Math.log(segment.count) / Math.log(FANOUT))
    const ofTier = tiers.get(tier)
    if (ofTier === undefined) tiers.set(tier, [segment])
    else ofTier.push(segment)
  }
  const due = [...tiers].filter(([, ofTier]) => ofTier.length >= FANOUT).sort(([a], [b]) => a - b)[0]
  return due === undefined ? null : due[1]
}

function buryAgain(source: Segment, moved: Uint32Array, merged: Segment): void {
  for (let w = 0; w < source.dead.length - 1; w++) {
    for (let rest = source.dead[w]!; rest !== 0; rest &= rest - 1) {
      const doc = w * 32 + 31 - Math.clz32(rest & -rest)
      if (moved[doc] !== NONE) bury(merged, moved[doc]!)
    }
  }
}
