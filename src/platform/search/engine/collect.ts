import type { FacetCounter } from '#platform/search/segments/facet-counter.ts'
import type { FacetDictionaries } from '#platform/search/segments/facet-dictionary.ts'
import { type FacetColumn, NONE, type Segment } from '#platform/search/segments/segment.ts'
import type { FacetCount, IndexSchema, Near, SearchRequest } from '#platform/search/types.ts'
import type { Matches } from './matches.ts'
import { TopDocuments } from './top.ts'

interface Filter {
  readonly facet: string
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
  readonly #counts: ReadonlyMap<string, FacetCounter>
  readonly #dictionaries: FacetDictionaries
  readonly #distances: { facet: string; byOrdinal: Float64Array } | null

  constructor(schema: IndexSchema, dictionaries: FacetDictionaries, request: SearchRequest, keep: number) {
    this.#dictionaries = dictionaries
    this.#order = orderOf(schema, request)
    this.#filters = Object.entries(request.filters ?? {})
      .filter(([, values]) => values.length > 0)
      .map(([facet, values]) => filterOf(dictionaries, facet, values))
    this.#ranges = Object.entries(request.ranges ?? {}).map(([sort, { from = -Infinity, to = Infinity }]) => ({
      sort,
      from,
      to,
    }))
    this.#counts = new Map(Object.keys(request.facets ?? {}).map((facet) => [facet, dictionaries[facet]!.counter()]))
    this.#distances = request.near === undefined ? null : distancesOf(dictionaries, request.near)
    this.top = new TopDocuments(keep, this.#order)
  }

  /** Leaves in `matches` only what passes. */
  take(segment: Segment, matches: Matches): void {
    if (this.#filters.length > 0 || this.#ranges.length > 0) this.#filter(segment, matches)
    this.total += matches.count
    for (const [facet, counter] of this.#counts) counter.addAll(segment.facets[facet]!, matches.docs, matches.count)
    this.#keepBest(segment, matches)
  }

  #filter(segment: Segment, matches: Matches): void {
    const filters = this.#filters.map(({ facet, chosen }) => ({ facet, chosen, column: segment.facets[facet]! }))
    const ranges = this.#ranges.map(({ sort, from, to }) => ({ column: segment.numbers[sort]!, from, to }))
    const { docs, scores, count } = matches
    let kept = 0
    for (let i = 0; i < count; i++) {
      const doc = docs[i]!
      if (!ranges.every(({ column, from, to }) => column[doc]! >= from && column[doc]! <= to)) continue
      if (!this.#passesFilters(filters, doc)) continue
      docs[kept] = doc
      scores[kept++] = scores[i]!
    }
    matches.count = kept
  }

  /** True when the document passes; one that fails a single filter counts for that filter's own facet. */
  #passesFilters(filters: readonly (Filter & { column: FacetColumn })[], doc: number): boolean {
    let failed: (Filter & { column: FacetColumn }) | null = null
    for (const filter of filters) {
      if (hasChosen(filter.column, doc, filter.chosen)) continue
      if (failed !== null) return false
      failed = filter
    }
    if (failed === null) return true
    const counter = this.#counts.get(failed.facet)
    if (counter !== undefined) eachValue(failed.column, doc, (value) => counter.add(value))
    return false
  }

  #keepBest(segment: Segment, { docs, scores, count }: Matches): void {
    const { top } = this
    const order = this.#order
    top.begin(segment)
    if (order.by === 'relevance') {
      for (let i = 0; i < count; i++) top.offer(scores[i]!, scores[i]!, docs[i]!)
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
    eachValue(segment.facets[facet]!, doc, (value) => {
      if (byOrdinal[value]! < least) least = byOrdinal[value]!
    })
    return least
  }

  /** The commonest values of a facet; equals in the order of their text. */
  facet(name: string, limit: number): FacetCount[] {
    return this.#counts.get(name)!.commonest(this.#dictionaries[name]!.values, limit)
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

function filterOf(dictionaries: FacetDictionaries, facet: string, values: readonly string[]): Filter {
  const dictionary = dictionaries[facet]
  if (dictionary === undefined) throw new TypeError(`no facet "${facet}" in the index`)
  const chosen = new Uint8Array(dictionary.values.length)
  for (const value of values) {
    const ordinal = dictionary.find(value)
    if (ordinal !== undefined) chosen[ordinal] = 1
  }
  return { facet, chosen }
}

function distancesOf(dictionaries: FacetDictionaries, near: Near): { facet: string; byOrdinal: Float64Array } {
  const dictionary = dictionaries[near.facet]
  if (dictionary === undefined) throw new TypeError(`no facet "${near.facet}" in the index`)
  const byOrdinal = new Float64Array(dictionary.values.length).fill(Infinity)
  for (const [value, distance] of near.distances) {
    const ordinal = dictionary.find(value)
    if (ordinal !== undefined) byOrdinal[ordinal] = distance
  }
  return { facet: near.facet, byOrdinal }
}

function hasChosen({ offsets, values }: FacetColumn, doc: number, chosen: Uint8Array): boolean {
  if (offsets === null) return values[doc] !== NONE && chosen[values[doc]!] === 1
  for (let i = offsets[doc]!; i < offsets[doc + 1]!; i++) if (chosen[values[i]!] === 1) return true
  return false
}

function eachValue({ offsets, values }: FacetColumn, doc: number, visit: (value: number) => void): void {
  if (offsets === null) {
    if (values[doc] !== NONE) visit(values[doc]!)
    return
  }
  for (let i = offsets[doc]!; i < offsets[doc + 1]!; i++) visit(values[i]!)
}
