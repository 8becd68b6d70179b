import type { ResolvedClause } from '#platform/search/engine/resolve.ts'

/** BM25: how soon more occurrences stop mattering. */
export const K1 = 1.2

/** A clause in one segment with its weight among the clauses (idf). */
export interface RankedClause extends ResolvedClause {
  readonly idf: number
}
