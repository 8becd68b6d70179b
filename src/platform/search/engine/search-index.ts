import { fieldNames, parseQuery } from '#platform/search/query.ts'
import { FacetCounter } from '#platform/search/segments/facet-counter.ts'
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
import { mergeSegments } from '#platform/search/segments/segment-merge.ts'
import { matcherOf, type TreeMatcher } from '#platform/search/tree/matcher.ts'
import type {
  Analyse,
  IndexSchema,
  QueryTree,
  SearchDocument,
  SearchRequest,
  SearchResult,
} from '#platform/search/types.ts'
import { Collector } from './collect.ts'
import { Matches, normsOf } from './matches.ts'
import { LOOKED_AT, rewardNearness } from './proximity.ts'
import { runQuery, type Searched } from './run-query.ts'
import { rankedId } from './top.ts'

/** Documents gathered before they become a segment of their own. */
const BUFFERED = 256
/** So many segments of about one size are merged into one. */
const FANOUT = 8
/** Merges up to this many documents are done at once; larger ones in slices. */
const SMALL = 512
const SLICE_MS = 8

/**
 * One index in memory: immutable segments and a buffer of new documents. What was put is found by the next search.
 * Merging goes on in the background in slices of a few milliseconds, and starts by itself.
 */
export class SearchIndex {
  readonly schema: IndexSchema
  readonly dictionaries: FacetDictionaries
  readonly analyse: Analyse
  readonly #names: ReadonlyMap<string, string>
  readonly #matches = new Matches()
  readonly #counters: Readonly<Record<string, FacetCounter>>
  readonly #leafMatches = new Matches()
  #segments: Segment[]
  #buffer: SegmentBuilder
  #merging: Promise<void> | null = null
  #closed = false

  constructor(
    schema: IndexSchema,
    analyse: Analyse,
    restored: { segments: readonly Segment[]; dictionaries: FacetDictionaries } | null = null,
  ) {
    this.schema = schema
    this.analyse = analyse
    this.#names = fieldNames(schema)
    this.#segments = [...(restored?.segments ?? [])]
    this.dictionaries =
      restored?.dictionaries ?? Object.fromEntries(layoutOf(schema).facets.map((name) => [name, new FacetDictionary()]))
    this.#counters = Object.fromEntries(
      Object.entries(this.dictionaries).map(([name, dictionary]) => [name, new FacetCounter(dictionary)]),
    )
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

  /** Finds documents. Throws a TypeError on a facet or sort that the schema does not have. */
  search(request: SearchRequest): SearchResult {
    const started = performance.now()
    const segments = this.segments()
    const offset = Math.max(0, request.offset ?? 0)
    const limit = Math.max(0, request.limit ?? 20)
    const keep = Math.max(offset + limit, LOOKED_AT)
    const collector = new Collector(this.schema, this.dictionaries, this.#counters, request, keep)
    const nodes = parseQuery(request.text ?? '', this.#names)
    const { schema, analyse } = this
    const searched = { schema, segments, norms: this.#norms(segments), analyse }
    const { relaxed, ignored, words } = runQuery(
      { ...searched, matches: this.#matches, where: this.#where(searched, request.where) },
      nodes,
      { prefixLast: request.prefixLast === true, fields: request.fields ?? layoutOf(this.schema).fields },
      (segment, matches) => collector.take(segment, matches),
    )
    const ranked = collector.top.ranked()
    const byRelevance = (request.sort?.by ?? 'relevance') === 'relevance'
    const hits = (byRelevance ? rewardNearness(this.schema, ranked, words) : ranked)
      .slice(offset, offset + limit)
      .map((hit) => {
        const distance = collector.distance(hit.segment, hit.doc)
        return { id: rankedId(hit), score: hit.score, ...(distance === Infinity ? {} : { distance }) }
      })
    const facets = Object.fromEntries(
      Object.entries(request.facets ?? {}).map(([name, most]) => [name, collector.facet(name, most)]),
    )
    return { total: collector.total, hits, facets, relaxed, ignored, tookMs: performance.now() - started }
  }

  #where(searched: Omit<Searched, 'matches'>, tree: QueryTree | undefined): TreeMatcher | null {
    return tree === undefined ? null : matcherOf({ ...searched, matches: this.#leafMatches }, this.dictionaries, tree)
  }

  #norms(segments: readonly Segment[]): readonly Float32Array[] {
    const documents = segments.reduce((sum, segment) => sum + segment.count, 0)
    return normsOf(
      layoutOf(this.schema).fields.map((name, field) => {
        const { weight, b = 0.5 } = this.schema.fields[name]!
        const total = segments.reduce((sum, segment) => sum + segment.lengthTotals[field]!, 0)
        return { weight, b, average: documents === 0 ? 1 : total / documents }
      }),
    )
  }

  /** Small merges at once, large ones in the background. */
  #tidy(): void {
    if (this.#closed || this.#merging !== null) return
    for (let sources = mergeable(this.#segments); sources !== null; sources = mergeable(this.#segments)) {
      if (sizeOf(sources) > SMALL) {
        this.#merging = this.#merge(sources).finally(() => {
          this.#merging = null
          this.#tidy()
        })
        return
      }
      this.#replace(sources, finish(mergeSegments(this.schema, sources)).segment)
    }
  }

  async #merge(sources: readonly Segment[]): Promise<void> {
    const merging = mergeSegments(this.schema, sources)
    let sliceEnds = 0
    for (;;) {
      if (performance.now() > sliceEnds) {
        await new Promise((resolve) => setImmediate(resolve))
        if (this.#closed) return
        sliceEnds = performance.now() + SLICE_MS
      }
      const step = merging.next()
      if (step.done !== true) continue
      const { segment, moved } = step.value
      // Documents may have died while their segment was being copied.
      sources.forEach((source, s) => {
        if (deadCount(source) > 0) buryAgain(source, moved[s]!, segment)
      })
      this.#replace(sources, segment)
      return
    }
  }

  #replace(sources: readonly Segment[], segment: Segment): void {
    const at = this.#segments.indexOf(sources[0]!)
    const rest = this.#segments.filter((kept) => !sources.includes(kept))
    this.#segments = segment.count === 0 ? rest : rest.toSpliced(Math.min(at, rest.length), 0, segment)
  }

  /** Waits until no merge is under way or due. */
  async settle(): Promise<void> {
    this.segments()
    while (this.#merging !== null) await this.#merging
  }

  /** Merges everything into one segment. */
  async compact(): Promise<void> {
    await this.settle()
    const sources = this.#segments
    if (sources.length > 1 || sources.some((segment) => deadCount(segment) > 0)) {
      this.#merging = this.#merge(sources).finally(() => {
        this.#merging = null
      })
      await this.#merging
    }
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
