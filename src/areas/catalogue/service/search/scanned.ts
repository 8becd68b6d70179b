import type { ScanIndex } from '#areas/catalogue/rules/cql/scan.ts'
import { headingKey } from '#areas/catalogue/rules/read-record.ts'
import { type EditionRow, listEditionsByIds, listHeadingsNear } from '#areas/catalogue/store/editions.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { INDEX_NAME } from './index-name.ts'

/** A term of an index with how many public editions have it; at least one. */
export interface ScanTerm {
  readonly label: string
  readonly count: number
}

export interface ScanAsked {
  readonly index: ScanIndex
  readonly term: string
  /** How many terms from the one asked for on, and whether it may itself be the first of them. */
  readonly after: number
  readonly isIncluded: boolean
  /** How many terms before it. */
  readonly before: number
}

/**
 * Terms of an index around one, in order: titles by the Persian alphabet, authors and subjects by their folded letters'
 * code points. Only what a public edition has.
 */
export async function scanCatalogue(platform: Platform, asked: ScanAsked): Promise<ScanTerm[]> {
  const { index, term, after, before, isIncluded } = asked
  const ways = [
    { direction: 'before', limit: before },
    { direction: isIncluded ? 'from' : 'after', limit: after },
  ] as const
  const [back, on] = await Promise.all(
    ways.map(({ direction, limit }) =>
      index === 'title'
        ? titles(platform, sortKey(term), direction, limit)
        : headings(platform, index, headingKey(term), direction, limit),
    ),
  )
  return [...back!.toReversed(), ...on!]
}

type Direction = 'from' | 'after' | 'before'

const PAGE = 50
// Most headings and editions looked through for one answer: those nobody may see count too.
const MOST_READ = 500

async function count(platform: Platform, where: QueryTree): Promise<number> {
  return (await platform.search.index(INDEX_NAME).search({ where, limit: 0 })).total
}

async function headings(
  platform: Platform,
  kind: 'author' | 'subject',
  key: string,
  direction: Direction,
  limit: number,
): Promise<ScanTerm[]> {
  const found: ScanTerm[] = []
  let at = key
  let way = direction
  for (let read = 0; found.length < limit && read < MOST_READ; read += PAGE) {
    const page = await listHeadingsNear(platform.db, kind, at, way, PAGE)
    for (const { key: value, label } of page) {
      if (found.length >= limit) break
      const editions = await count(platform, { kind: 'facet', facet: kind, value })
      if (editions > 0) found.push({ label, count: editions })
    }
    if (page.length < PAGE) break
    at = page.at(-1)!.key
    way = direction === 'before' ? 'before' : 'after'
  }
  return found
}

// Volumes and subtitles stand between titles: a term is the title alone, so that a search for it finds what is counted.
async function titles(platform: Platform, key: string, direction: Direction, limit: number): Promise<ScanTerm[]> {
  const found = new Map<string, ScanTerm>()
  let at = key
  let way = direction
  for (let read = 0; found.size < limit && read < MOST_READ; read += PAGE) {
    const page = await titlesNear(platform, at, way)
    for (const { brief, isPublic } of page) {
      if (found.size >= limit) break
      const term = fold(brief.title)
      if (!isPublic || found.has(term)) continue
      const where = { kind: 'words', text: brief.title, fields: ['title'], match: 'whole', exact: true } as const
      const editions = await count(platform, where)
      if (editions > 0) found.set(term, { label: brief.title, count: editions })
    }
    if (page.length < PAGE) break
    at = keyOf(page.at(-1)!)
    way = direction === 'before' ? 'before' : 'after'
  }
  return [...found.values()]
}

async function titlesNear(platform: Platform, key: string, way: Direction): Promise<EditionRow[]> {
  const isBack = way === 'before'
  const where: QueryTree = {
    kind: 'range',
    sort: 'title',
    ...(isBack ? { to: key, toExclusive: true } : { from: key, ...(way === 'after' ? { fromExclusive: true } : {}) }),
  }
  const sort = { by: 'title', direction: isBack ? 'descending' : 'ascending' } as const
  const { hits } = await platform.search.index(INDEX_NAME).search({ where, sort, limit: PAGE })
  const ids = hits.map((hit) => hit.id)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((one) => [one.id, one]))
  return ids.flatMap((id) => editions.get(id) ?? [])
}

/** As the index sorts an edition. */
const keyOf = ({ brief: { title, part, subtitle } }: EditionRow): string =>
  sortKey([title, part, subtitle].filter((text) => text !== null).join(' '))
