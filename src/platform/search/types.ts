/** One searched field. A `text` field is folded and stemmed; a `code` field keeps each value whole (an ISBN, a call number). */
export interface FieldSchema {
  /** How much an occurrence counts beside the other fields'. */
  readonly weight: number
  /** How much a long field is discounted, 0 (not at all) to 1; 0.5 when absent. */
  readonly b?: number
  readonly kind?: 'text' | 'code'
  /** A value that is the whole query puts its document first, one that begins with it next. */
  readonly leads?: true
  /** Other names a reader may type before a colon: `عنوان` for `title`. */
  readonly names?: readonly string[]
}

/** What an index holds. Raise `version` when the area makes its documents differently: old snapshots are then rebuilt. */
export interface IndexSchema {
  readonly name: string
  readonly version: number
  /** At most 32. */
  readonly fields: Readonly<Record<string, FieldSchema>>
  readonly facets: Readonly<Record<string, 'one' | 'many'>>
  /** `string` values are compared byte by byte: give `sortKey(text)`. */
  readonly sorts: Readonly<Record<string, 'string' | 'number'>>
  /** The fields `suggest` looks in; all when absent. */
  readonly suggest?: readonly string[]
  /** A `number` sort whose logarithm, times the weight, is added to a hit's score: how widely a book is held. */
  readonly prior?: { readonly sort: string; readonly weight: number }
}

export interface SearchDocument {
  /** A UUID. */
  readonly id: string
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** How many of a field's values, from the first, may lead; all when absent. */
  readonly leads?: Readonly<Record<string, number>>
  readonly facets: Readonly<Record<string, readonly string[]>>
  readonly sorts: Readonly<Record<string, string | number | null>>
}

/** Distances from the reader to a facet's values (kilometres to each library); values not named are at an unknown distance. */
export interface Near {
  readonly facet: string
  readonly distances: ReadonlyMap<string, number>
}

export interface SearchRequest {
  /** As the reader typed it (see `parseQuery`); empty finds everything. */
  readonly text?: string
  /** Look in these fields only, where the text does not name one itself. */
  readonly fields?: readonly string[]
  /** Chosen values: any of them within a facet, all facets together. */
  readonly filters?: Readonly<Record<string, readonly string[]>>
  /** Inclusive bounds on `number` sorts. */
  readonly ranges?: Readonly<Record<string, { readonly from?: number; readonly to?: number }>>
  /** Facets to count, with how many values to return of each. */
  readonly facets?: Readonly<Record<string, number>>
  /** `relevance`, `near`, or one of the schema's sorts. Documents without the value come last in either direction. */
  readonly sort?: { readonly by: string; readonly direction?: 'ascending' | 'descending' }
  readonly near?: Near
  readonly offset?: number
  readonly limit?: number
  /** The last word is unfinished: also find words that begin with it. */
  readonly prefixLast?: boolean
}

export interface SearchHit {
  readonly id: string
  readonly score: number
  /** The smallest of `near.distances` over the document's facet values, when one is known. */
  readonly distance?: number
}

export interface FacetCount {
  readonly value: string
  readonly count: number
}

/**
 * How far the words had to be loosened to find anything: `none` (every word is in every hit), `some` (words that are
 * nowhere in the index were left out: `ignored`), `any` (no document has all the words: documents with any of them).
 */
export type Relaxed = 'none' | 'some' | 'any'

export interface SearchResult {
  /** Exact, after filters and ranges. */
  readonly total: number
  readonly hits: readonly SearchHit[]
  readonly facets: Readonly<Record<string, readonly FacetCount[]>>
  readonly relaxed: Relaxed
  readonly ignored: readonly string[]
  readonly tookMs: number
}

/** One word of a text as it is searched: `word` folded, `term` folded and stemmed, `position` counted in words. */
export interface AnalysedTerm {
  readonly term: string
  readonly word: string
  readonly position: number
}

export type Analyse = (text: string) => readonly AnalysedTerm[]
