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

/** How the words of a `words` leaf must stand in a document. `whole`: they are a value of a field; `begins`: a value begins with them. */
export type WordsMatch = 'all' | 'any' | 'phrase' | 'whole' | 'begins'

/**
 * A question put together by a machine or a form, where a reader types a text. `fields: null` looks in all fields. An `and`
 * of nothing is everything, an `or` of nothing is nothing; words without a letter or digit are nowhere. A tree always
 * holds as it stands: it is never loosened, and it throws a TypeError on a field, sort or facet the schema does not have.
 */
export type QueryTree =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly QueryTree[] }
  | { readonly kind: 'not'; readonly from: QueryTree; readonly but: QueryTree }
  | {
      readonly kind: 'words'
      readonly text: string
      readonly fields: readonly string[] | null
      readonly match: WordsMatch
      /** Only the words themselves, folded: no stems, no joined or split spellings. */
      readonly exact?: boolean
      /** `*` stands for any letters, `?` for one; what they stand in is compared as it is (exact). */
      readonly pattern?: boolean
    }
  /** All words in one field, each at most `distance` places from the next (1: side by side); another value is ten places further on. */
  | {
      readonly kind: 'near'
      readonly words: readonly string[]
      readonly fields: readonly string[] | null
      readonly distance: number
      readonly ordered: boolean
    }
  /** Documents whose value lies between the bounds; those without a value never do. A string is compared byte by byte. */
  | {
      readonly kind: 'range'
      readonly sort: string
      readonly from?: number | string
      readonly to?: number | string
      readonly fromExclusive?: boolean
      readonly toExclusive?: boolean
    }
  | { readonly kind: 'facet'; readonly facet: string; readonly value: string }
  /** Documents by their ids; what is no id names none. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] }

/** Distances from the reader to a facet's values (kilometres to each library); values not named are at an unknown distance. */
export interface Near {
  readonly facet: string
  readonly distances: ReadonlyMap<string, number>
}

export interface SearchRequest {
  /** As the reader typed it (see `parseQuery`); empty finds everything. */
  readonly text?: string
  /** What must hold besides the text; alone it also ranks the hits. */
  readonly where?: QueryTree
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
  /** False: where no document has all the words, find nothing (see `Relaxed`). */
  readonly relax?: boolean
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

/** A word of the index that may have been meant. */
export interface Correction {
  /** Folded, as the index has it: a reader should see it as some document writes it. */
  readonly word: string
  /** About how many documents have it. */
  readonly documents: number
  /** How far it is from the word typed: 1 is a letter that is wrong, left out or too many; sound-alikes are nearer. */
  readonly distance: number
}

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
