import { Matches, type Norms, normsOf } from '#platform/search/matching/matches.ts'
import { fieldNames, parseQuery } from '#platform/search/query.ts'
import { FacetCounter } from '#platform/search/segments/facet-counter.ts'
import type { FacetDictionaries } from '#platform/search/segments/facet-dictionary.ts'
import { layoutOf, type Segment } from '#platform/search/segments/segment.ts'
import { correctionsOf } from '#platform/search/spelling/corrections.ts'
import { matcherOf, type TreeMatcher } from '#platform/search/tree/matcher.ts'
import type {
  Analyse,
  Correction,
  IndexSchema,
  QueryTree,
  SearchRequest,
  SearchResult,
} from '#platform/search/types.ts'
import { Collector } from './collect.ts'
import type { Vocabulary } from './plan.ts'
import { LOOKED_AT, rewardNearness } from './proximity.ts'
import { vocabularyOf } from './resolve.ts'
import { runQuery, type Searched } from './run-query.ts'
import { rankedId } from './top.ts'

/** What an index stands at: its segments, and what follows from them. */
interface State {
  readonly segments: readonly Segment[]
  readonly norms: Norms
  readonly vocabulary: Vocabulary
}

/** Answers from the segments it was last given; of any thread, one question after another. */
export class IndexReader {
  readonly schema: IndexSchema
  readonly analyse: Analyse
  readonly #dictionaries: FacetDictionaries
  readonly #names: ReadonlyMap<string, string>
  readonly #counters: Readonly<Record<string, FacetCounter>>
  readonly #matches = new Matches()
  readonly #leafMatches = new Matches()
  #state: State

  constructor(schema: IndexSchema, analyse: Analyse, dictionaries: FacetDictionaries) {
    this.schema = schema
    this.analyse = analyse
    this.#dictionaries = dictionaries
    this.#names = fieldNames(schema)
    this.#counters = Object.fromEntries(
      Object.entries(dictionaries).map(([name, dictionary]) => [name, new FacetCounter(dictionary)]),
    )
    this.#state = this.#stateOf([])
  }

  /** Answers from these segments from now on. */
  read(segments: readonly Segment[]): this {
    if (segments !== this.#state.segments) this.#state = this.#stateOf(segments)
    return this
  }

  #stateOf(segments: readonly Segment[]): State {
    const { schema } = this
    const documents = segments.reduce((sum, segment) => sum + segment.count, 0)
    const norms = normsOf(
      layoutOf(schema).fields.map((name, field) => {
        const { weight, b = 0.5 } = schema.fields[name]!
        const total = segments.reduce((sum, segment) => sum + segment.lengthTotals[field]!, 0)
        return { weight, b, average: documents === 0 ? 1 : total / documents }
      }),
    )
    return { segments, norms, vocabulary: vocabularyOf(segments) }
  }

  /** Finds documents. Throws a TypeError on a field, facet or sort that the schema does not have. */
  search(request: SearchRequest): SearchResult {
    const started = performance.now()
    const { schema, analyse } = this
    const offset = Math.max(0, request.offset ?? 0)
    const limit = Math.max(0, request.limit ?? 20)
    const keep = Math.max(offset + limit, LOOKED_AT)
    const collector = new Collector(schema, this.#dictionaries, this.#counters, request, keep)
    const searched = { ...this.#state, schema, analyse }
    const { relaxed, ignored, words } = runQuery(
      { ...searched, matches: this.#matches, where: this.#where(searched, request.where) },
      parseQuery(request.text ?? '', this.#names),
      {
        prefixLast: request.prefixLast === true,
        fields: request.fields ?? layoutOf(schema).fields,
        relax: request.relax !== false,
      },
      (segment, matches) => collector.take(segment, matches),
    )
    const ranked = collector.top.ranked()
    const byRelevance = (request.sort?.by ?? 'relevance') === 'relevance'
    const hits = (byRelevance ? rewardNearness(schema, ranked, words) : ranked)
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
    return tree === undefined ? null : matcherOf({ ...searched, matches: this.#leafMatches }, this.#dictionaries, tree)
  }

  corrections(word: string, limit: number): Correction[] {
    return correctionsOf(this.#state.segments, word, limit)
  }

  /** About how many documents have each of these folded words. */
  frequencies(words: readonly string[]): number[] {
    return words.map((word) => this.#state.vocabulary.frequency(word))
  }
}
