import type { SortKey } from '#areas/catalogue/rules/cql/sort.ts'
import type { IndexHandle } from '#platform/search/search.ts'
import type { QueryTree, SearchRequest } from '#platform/search/types.ts'

/** The deepest hit the index is asked for at once: it keeps all before it in mind. */
export const DEEPEST = 100_000

/** Whether an order lets a list be read to its end, however long: hardly two editions came in one moment. */
export const reachesEverything = (keys: readonly SortKey[] | null): boolean =>
  keys !== null && keys.length === 1 && keys[0]!.by === 'newest'

// Halvings that tell moments apart to the 4,096th of a millisecond, from 1970 to 2109.
const HALVINGS = 54
const LATEST = 2 ** 42

/**
 * The same part of a list in the order of coming, asked for so that no more than `deepest` hits lie before it: only what
 * came from some moment on, which is looked for by counting.
 */
export async function shallower(
  index: Pick<IndexHandle, 'search'>,
  request: SearchRequest,
  { direction }: SortKey,
  deepest: number = DEEPEST,
): Promise<SearchRequest> {
  const { offset = 0 } = request
  const isUp = direction === 'ascending'
  const range = { kind: 'range', sort: 'newest' } as const
  const narrowed = (tree: QueryTree): SearchRequest => ({
    ...request,
    where: request.where === undefined ? tree : { kind: 'and', of: [request.where, tree] },
  })
  const earlier = async (at: number): Promise<number> => {
    const tree: QueryTree = isUp ? { ...range, to: at, toExclusive: true } : { ...range, from: at, fromExclusive: true }
    return (await index.search({ ...narrowed(tree), facets: {}, offset: 0, limit: 0 })).total
  }
  let [near, far, passed] = [isUp ? 0 : LATEST, isUp ? LATEST : 0, 0]
  for (let i = 0; i < HALVINGS && offset - passed > deepest; i++) {
    const middle = (near + far) / 2
    const count = await earlier(middle)
    if (count <= offset) [near, passed] = [middle, count]
    else far = middle
  }
  const rest: QueryTree = isUp ? { ...range, from: near } : { ...range, to: near }
  return { ...narrowed(rest), offset: offset - passed }
}
