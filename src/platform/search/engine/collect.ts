import type { Matches } from '#platform/search/matching/matches.ts'
import { countFromKept } from '#platform/search/segments/dense.ts'
import type { FacetCounter } from '#platform/search/segments/facet-counter.ts'
import type { FacetDictionaries } from '#platform/search/segments/facet-dictionary.ts'
import { countRows, type FacetRows, hasChosen, valuesOf } from '#platform/search/segments/facet-rows.ts'
import { NONE, type Segment } from '#platform/search/segments/segment.ts'
import type { FacetCount, IndexSchema, Near, SearchRequest } from '#platform/search/types.ts'
import { TopDocuments } from './top.ts'

interface Filter {
  /** The facet's place in the schema. */
  readonly facet: number
  /** By facet ordinal: 1 when chosen. */
  readonly chosen: Uint8Array
}

interface Range {
  readonly sort: string
  readonly from: number
  readonly to: number
}

/** How a hit is placed: a larger key is better, then a larger score, then the smaller id. */
export type Order =
  | { readonly by: 'relevance' }
  | { readonly by: 'near' }
  | { readonly by: 'number' | 'string'; readonly sort: string; readonly sign: 1 | -1 }

/** Takes the matches of one segment after another: filters, counts facets, keeps the best. */
export class Collector {
  total = 0
  readonly top: TopDocuments
  readonly #order: Order
  readonly #filters: readonly Filter[]
  readonly #ranges: readonly Range[]
  readonly #facets: readonly string[]
  /** By facet in the schema's order; null where it is not asked for. */
  readonly #counters: readonly (FacetCounter | null)[]
  readonly #distances: { facet: number; byOrdinal: Float64Array } | null

  constructor(
    schema: IndexSchema,
    dictionaries: FacetDictionaries,
    counters: Readonly<Record<string, FacetCounter>>,
    request: SearchRequest,
    keep: number,
  ) {
    this.#facets = Object.keys(schema.facets)
    this.#order = orderOf(schema, request)
    this.#filters = Object.entries(request.filters ?? {})
      .filter(([, values]) => values.length > 0)
      .map(([facet, values]) => ({ ...filterOf(dictionaries, facet, values), facet: this.#facets.indexOf(facet) }))
    this.#ranges = Object.entries(request.ranges ?? {}).map(([sort, { from = -Infinity, to = Infinity }]) => ({
      sort,
      from,
      to,
    }))
    const asked = request.facets ?? {}
    const unknown = Object.keys(asked).find((name) => !(name in schema.facets))
    if (unknown !== undefined) throw new TypeError(`no facet "${unknown}" in the index`)
    this.#counters = this.#facets.map((name) => (name in asked ? counters[name]!.begin() : null))
    this.#distances =
      request.near === undefined
        ? null
        : { facet: this.#facets.indexOf(request.near.facet), byOrdinal: distancesOf(dictionaries, request.near) }
    this.top = new TopDocuments(keep, this.#order)
  }

  /** Leaves in `matches` only what passes. */
  take(segment: Segment, matches: Matches): void {
    if (this.#filters.length > 0 || this.#ranges.length > 0) {
      matches.whole = null
      this.#filter(segment, matches)
    }
    this.total += matches.count
    this.#count(segment, matches)
    this.#keepBest(segment, matches)
  }

  #count(segment: Segment, { docs, count, whole }: Matches): void {
    if (this.#counters.every((counter) => counter === null)) return
    for (const counter of this.#counters) counter?.expect(count)
    const left = whole === null ? this.#counters : countFromKept(segment, whole, this.#counters, docs, count)
    if (left.some((counter) => counter !== null)) countRows(segment.facets, left, docs, count)
  }

  #filter(segment: Segment, matches: Matches): void {
    const ranges = this.#ranges.map(({ sort, from, to }) => ({ column: segment.numbers[sort]!, from, to }))
    const { docs, scores, count } = matches
    let kept = 0
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      if (!ranges.every(({ column, from, to }) => column[doc]! >= from && column[doc]! <= to)) continue
      if (!this.#passesFilters(segment.facets, doc)) continue
      docs[kept] = doc
      scores[kept++] = scores[i]!
    }
    matches.count = kept
  }

  /** True when the document passes; one that fails a single filter counts for that filter's own facet. */
  #passesFilters(rows: FacetRows, doc: number): boolean {
    let failed = -1
    for (const { facet, chosen } of this.#filters) {
      if (hasChosen(rows, facet, doc, chosen)) continue
      if (failed >= 0) return false
      failed = facet
    }
    if (failed < 0) return true
    const counter = this.#counters[failed]!
    if (counter !== null) for (const value of valuesOf(rows, failed, doc)) counter.add(value)
    return false
  }

  #keepBest(segment: Segment, { docs, scores, count }: Matches): void {
    const { top } = this
    const order = this.#order
    top.begin(segment)
    if (order.by === 'relevance') {
      for (let i = 0; i < count; i++) {
        const score = scores[i]!
        if (score >= top.floor) top.offer(score, score, docs[i]!)
      }
      return
    }
    const keyOf = this.#keyOf(segment, order)
    for (let i = 0; i < count; i++) top.offer(keyOf(docs[i]!), scores[i]!, docs[i]!)
  }

  #keyOf(segment: Segment, order: Exclude<Order, { by: 'relevance' }>): (doc: number) => number {
    if (order.by === 'near') return (doc) => -this.distance(segment, doc)
    const { sort, sign } = order
    if (order.by === 'number') {
      const column = segment.numbers[sort]!
      return (doc) => (Number.isNaN(column[doc]!) ? -Infinity : sign * column[doc]!)
    }
    const { ordinals } = segment.strings[sort]!
    return (doc) => (ordinals[doc] === NONE ? -Infinity : sign * ordinals[doc]!)
  }

  /** The smallest known distance over the document's values; Infinity when none is known. */
  distance(segment: Segment, doc: number): number {
    if (this.#distances === null) return Infinity
    const { facet, byOrdinal } = this.#distances
    let least = Infinity
    for (const value of valuesOf(segment.facets, facet, doc)) {
      if (byOrdinal[value]! < least) least = byOrdinal[value]!
    }
    return least
  }

  /** The commonest values of a facet; equals in the order of their text. */
  facet(name: string, limit: number): FacetCount[] {
    return this.#counters[this.#facets.indexOf(name)]!.commonest(limit)
  }
}

function orderOf(schema: IndexSchema, { sort }: SearchRequest): Order {
  const by = sort?.by ?? 'relevance'
  if (by === 'relevance') return { by }
  if (by === 'near') return { by }
  const kind = schema.sorts[by]
  if (kind === undefined) throw new TypeError(`the index ${schema.name} has no sort "${by}"`)
  return { by: kind, sort: by, sign: sort?.direction === 'descending' ? 1 : -1 }
}

function filterOf(dictionaries: FacetDictionaries, facet: string, values: readonly string[]): Pick<Filter, 'chosen'> {
  const dictionary = dictionaries[facet]
  if (dictionary === undefined) throw new TypeError(`no facet "${facet}" in the index`)
  const chosen = new Uint8Array(dictionary.size)
  for (const value of values) {
    const ordinal = dictionary.find(value)
    if (ordinal !== undefined) chosen[ordinal] = 1
  }
  return { chosen }
}

function distancesOf(dictionaries: FacetDictionaries, near: Near): Float64Array {
  const dictionary = dictionaries[near.facet]
  if (dictionary === undefined) throw new TypeError(`no facet "${near.facet}" in the index`)
  const byOrdinal = new Float64Array(dictionary.size).fill(Infinity)
  for (const [value, distance] of near.distances) {
    const ordinal = dictionary.find(value)
    if (ordinal !== undefined) byOrdinal[ordinal] = distance
  }
  return byOrdinal
}
