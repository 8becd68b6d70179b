import type { FacetName, FacetValue } from '#areas/catalogue/contract.ts'
import type { SortKey } from '#areas/catalogue/rules/cql/sort.ts'
import { facetsOf } from '#areas/catalogue/service/search/facets.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { searchQuery } from '#areas/catalogue/service/search/searching.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { withLibraryIds } from './library-codes.ts'
import { searchInOrder } from './ordered.ts'

/** What a machine asks: a tree, or a text as readers type it. */
export interface QueryAsked {
  readonly where?: QueryTree
  readonly text?: string
  /** The keys of the order, the first one first; relevance when null. */
  readonly sort: readonly SortKey[] | null
  readonly offset: number
  readonly limit: number
  /** Facets to count, with how many values of each. */
  readonly facets: Readonly<Partial<Record<FacetName, number>>>
}

export interface QueryAnswer {
  readonly total: number
  /** Editions, in their order. */
  readonly ids: readonly string[]
  /** Null where they were not counted. */
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>> | null
}

/**
 * Asks the union catalogue what a machine's query language says; anybody may. Libraries are named by `NETWORK:CODE` as well
 * as by id, editions by their numbers; null while the index is being built and would tell only a part.
 */
export async function queryCatalogue(platform: Platform, asked: QueryAsked): Promise<QueryAnswer | null> {
  const index = platform.search.index(INDEX_NAME)
  if (index.building) await platform.search.ready(INDEX_NAME)
  if (index.building) return null
  const { where, text, sort, offset, limit, facets } = asked
  const request = {
    ...(where === undefined ? {} : { where: await withLibraryIds(platform, where) }),
    ...(text === undefined ? {} : { text }),
    facets,
    offset,
    limit,
  }
  const result = await searchInOrder(platform, index, request, sort ?? [])
  const isCounted = Object.keys(facets).length > 0
  return {
    total: result.total,
    ids: result.hits.map((hit) => hit.id),
    facets: isCounted ? await facetsOf(platform, result, searchQuery(), 'fa') : null,
  }
}

/** How many editions can be searched now. */
export const countSearchable = (platform: Platform): number => platform.search.index(INDEX_NAME).count
