import type { SortKey } from '#areas/catalogue/rules/cql/sort.ts'
import { stop } from '#areas/catalogue/rules/cql/stop.ts'
import { newestKey, titleKey } from '#areas/catalogue/service/search/document.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import type { Platform } from '#platform/platform.ts'
import type { IndexHandle } from '#platform/search/search.ts'
import type { QueryTree, SearchRequest, SearchResult } from '#platform/search/types.ts'
import { DEEPEST, shallower } from './deep.ts'

type Index = Pick<IndexHandle, 'search'>

/**
 * Searches with an order of several keys. The index knows orders of one key: what it has side by side for the first is asked
 * for again, narrowed to that value, by the next. Without a value is last unless a key says otherwise; `missing: 'fail'` stops
 * with diagnostic 93.
 */
export async function searchInOrder(
  platform: Platform,
  index: Index,
  request: SearchRequest,
  keys: readonly SortKey[],
): Promise<SearchResult> {
  const [first] = keys
  if (first === undefined) return await index.search(request)
  if (keys.length === 1 && (first.missing === 'last' || !canMiss(first))) {
    const sorted = { ...request, sort: engineSort(first) }
    if (first.by !== 'newest' || (request.offset ?? 0) <= DEEPEST) return await index.search(sorted)
    const whole = await index.search({ ...sorted, offset: 0, limit: 0 })
    return { ...whole, hits: (await index.search(await shallower(index, { ...sorted, facets: {} }, first))).hits }
  }
  for (const key of keys.filter((one) => one.missing === 'fail' && canMiss(one))) {
    const { total } = await index.search({ ...narrowed(request, without(key)), facets: {}, offset: 0, limit: 0 })
    if (total > 0) stop(93, key.by)
  }
  const omitted = keys.filter((one) => one.missing === 'omit' && canMiss(one))
  const wanted = omitted.reduce((asked, key) => narrowed(asked, having(key)), request)
  const result = await index.search({ ...wanted, offset: 0, limit: 0 })
  const { offset = 0, limit = 10 } = request
  const ids = await new Ordering(platform, index, { ...wanted, facets: {} }).part([], keys, offset, limit)
  return { ...result, hits: ids.map((id) => ({ id, score: 0 })) }
}

const engineSort = ({ by, direction }: SortKey) => (by === 'relevance' ? { by } : { by, direction })

// Every edition has a title, even an empty one, and a moment when it came.
const canMiss = ({ by }: SortKey): boolean => by === 'year'

const having = ({ by }: SortKey): QueryTree => ({ kind: 'range', sort: by })
const without = (key: SortKey): QueryTree => ({ kind: 'not', from: { kind: 'all' }, but: having(key) })

function narrowed(request: SearchRequest, ...trees: readonly QueryTree[]): SearchRequest {
  if (trees.length === 0) return request
  return { ...request, where: { kind: 'and', of: [...(request.where === undefined ? [] : [request.where]), ...trees] } }
}

type Value = string | number

function keyValue({ by }: SortKey, { id, brief, year, createdAt }: EditionRow): Value | null {
  if (by === 'title') return titleKey(brief)
  return by === 'year' ? year : newestKey(createdAt, id)
}

interface Run {
  readonly value: Value | null
  readonly ids: string[]
}

class Ordering {
  readonly #platform: Platform
  readonly #index: Index
  readonly #request: SearchRequest

  constructor(platform: Platform, index: Index, request: SearchRequest) {
    this.#platform = platform
    this.#index = index
    this.#request = request
  }

  /** Editions of what is narrowed so, from a place in its order on. */
  async part(trees: readonly QueryTree[], keys: readonly SortKey[], offset: number, limit: number): Promise<string[]> {
    const [key, ...rest] = keys
    if (key === undefined || limit <= 0) return limit <= 0 ? [] : await this.#ids(trees, undefined, offset, limit)
    if (!canMiss(key)) return await this.#tied([...trees], key, rest, offset, limit)
    const isFirst = key.missing === (key.direction === 'ascending' ? 'low' : 'high')
    const present = [...trees, having(key)]
    const absent = [...trees, without(key)]
    const tied = (from: number, most: number) => this.#tied(present, key, rest, from, most)
    const missing = (from: number, most: number) => this.part(absent, rest, from, most)
    const size = await this.#count(isFirst ? absent : present)
    const [before, after] = isFirst ? [missing, tied] : [tied, missing]
    const head = offset < size ? await before(offset, Math.min(limit, size - offset)) : []
    return [...head, ...(await after(Math.max(0, offset - size), limit - head.length))]
  }

  /** In the order of a key that all have; equals by the others. */
  async #tied(
    trees: QueryTree[],
    key: SortKey,
    rest: readonly SortKey[],
    offset: number,
    limit: number,
  ): Promise<string[]> {
    if (limit <= 0) return []
    const ids = await this.#ids(trees, key, offset, limit)
    if (rest.length === 0 || key.by === 'relevance') return ids
    const runs = await this.#runs(key, ids)
    const found: string[] = []
    for (const [i, run] of runs.entries()) {
      // One between two others, or at an end of the list, has no equals.
      const isAlone = (i > 0 || offset === 0) && (i < runs.length - 1 || ids.length < limit) && run.ids.length === 1
      found.push(...(isAlone ? run.ids : await this.#run(trees, key, rest, run, i === 0 ? offset : 0)))
    }
    return found
  }

  async #run(
    trees: readonly QueryTree[],
    key: SortKey,
    rest: readonly SortKey[],
    { value, ids }: Run,
    offset: number,
  ): Promise<string[]> {
    if (value === null) return ids
    const range = { kind: 'range', sort: key.by } as const
    const earlier: QueryTree =
      key.direction === 'ascending'
        ? { ...range, to: value, toExclusive: true }
        : { ...range, from: value, fromExclusive: true }
    // Of the first ones of a page some equals may stand on the page before it.
    const from = offset === 0 ? 0 : offset - (await this.#count([...trees, earlier]))
    const same: QueryTree = { ...range, from: value, to: value }
    const sorted = await this.part([...trees, same], rest, from, ids.length)
    // Changed between the index and now: as the index has it.
    return sorted.length === ids.length ? sorted : ids
  }

  /** The editions in stretches of one value. */
  async #runs(key: SortKey, ids: readonly string[]): Promise<Run[]> {
    const rows = new Map((await listEditionsByIds(this.#platform.db, ids)).map((row) => [row.id, row]))
    const runs: Run[] = []
    for (const id of ids) {
      const row = rows.get(id)
      const value = row === undefined ? null : keyValue(key, row)
      const last = runs.at(-1)
      if (last !== undefined && last.value === value) last.ids.push(id)
      else runs.push({ value, ids: [id] })
    }
    return runs
  }

  async #ids(trees: readonly QueryTree[], key: SortKey | undefined, offset: number, limit: number): Promise<string[]> {
    const { sort: _, ...request } = narrowed(this.#request, ...trees)
    const sort = key === undefined ? {} : { sort: engineSort(key) }
    return (await this.#index.search({ ...request, ...sort, offset, limit })).hits.map(({ id }) => id)
  }

  async #count(trees: readonly QueryTree[]): Promise<number> {
    return (await this.#index.search({ ...narrowed(this.#request, ...trees), offset: 0, limit: 0 })).total
  }
}
