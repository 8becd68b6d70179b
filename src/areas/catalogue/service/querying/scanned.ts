import type { ScanIndex } from '#areas/catalogue/rules/cql/scan.ts'
import { filingKey } from '#areas/catalogue/rules/read-record.ts'
import { afterTitle } from '#areas/catalogue/service/search/document.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { type FiledAt, listHeadingsNear } from '#areas/catalogue/store/querying/headings.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { isFiled } from './filing.ts'

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
 * Terms of an index around one, by the Persian alphabet, then the Latin one. Only what a public edition has; two spellings
 * that are filed alike are one term. Null while the headings of earlier versions are being filed.
 */
export async function scanCatalogue(platform: Platform, asked: ScanAsked): Promise<ScanTerm[] | null> {
  const { index, term, after, before, isIncluded } = asked
  if (index !== 'title' && !(await isFiled(platform, index))) return null
  const ways = [
    { direction: 'before', limit: before },
    { direction: isIncluded ? 'from' : 'after', limit: after },
  ] as const
  const [back, on] = await Promise.all(
    ways.map(({ direction, limit }) =>
      index === 'title'
        ? titles(platform, sortKey(term), direction, limit)
        : headings(platform, index, filingKey(term), direction, limit),
    ),
  )
  return [...back!.toReversed(), ...on!]
}

type Direction = 'from' | 'after' | 'before'

const PAGE = 50
// Most pages looked through for one answer: headings that nobody has any more, and titles of many editions, take some.
const MOST_PAGES = 100

/** How many editions a search for the term finds. */
async function count(platform: Platform, field: ScanIndex, text: string): Promise<number> {
  const where: QueryTree = { kind: 'words', text, fields: [field], match: 'whole', exact: true }
  return (await platform.search.index(INDEX_NAME).search({ where, limit: 0 })).total
}

/** Greater than every key that a heading is found by. */
const LAST = '\u{10ffff}'

async function headings(
  platform: Platform,
  kind: 'author' | 'subject',
  filed: string,
  direction: Direction,
  limit: number,
): Promise<ScanTerm[]> {
  const found: ScanTerm[] = []
  let at: FiledAt = { filingKey: filed, key: direction === 'after' ? LAST : '' }
  let way = direction
  let last: string | null = null
  for (let pages = 0; found.length < limit && pages < MOST_PAGES; pages++) {
    const page = await listHeadingsNear(platform.db, kind, at, way, PAGE)
    for (const { filingKey: own, label } of page) {
      if (found.length >= limit) break
      if (own === last) continue
      const editions = await count(platform, kind, label)
      if (editions === 0) continue
      found.push({ label, count: editions })
      last = own
    }
    if (page.length < PAGE) break
    at = page.at(-1)!
    way = direction === 'before' ? 'before' : 'after'
  }
  return found
}

// Volumes and subtitles stand under their title: a term is the title alone, so that a search for it finds what is counted.
async function titles(platform: Platform, key: string, direction: Direction, limit: number): Promise<ScanTerm[]> {
  const isBack = direction === 'before'
  const found: ScanTerm[] = []
  let at = direction === 'after' ? afterTitle(key) : key
  let last: string | null = null
  for (let pages = 0; found.length < limit && pages < MOST_PAGES; pages++) {
    const page = await titlesNear(platform, at, isBack)
    for (const { brief } of page) {
      const own = sortKey(brief.title)
      if (found.length >= limit) break
      if (own === last || (isBack ? own >= at : own < at)) continue
      const editions = await count(platform, 'title', brief.title)
      if (editions === 0) continue
      found.push({ label: brief.title, count: editions })
      last = own
    }
    const end = page.at(-1)
    if (end === undefined || page.length < PAGE) break
    const own = sortKey(end.brief.title)
    const next = isBack ? own : afterTitle(own)
    // A title that changed a moment ago must not lead back to where the list was.
    if (isBack ? next >= at : next <= at) break
    at = next
  }
  return found
}

async function titlesNear(platform: Platform, key: string, isBack: boolean): Promise<EditionRow[]> {
  const range = { kind: 'range', sort: 'title' } as const
  const where: QueryTree = isBack ? { ...range, to: key, toExclusive: true } : { ...range, from: key }
  const sort = { by: 'title', direction: isBack ? 'descending' : 'ascending' } as const
  const { hits } = await platform.search.index(INDEX_NAME).search({ where, sort, limit: PAGE })
  const ids = hits.map((hit) => hit.id)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((one) => [one.id, one]))
  return ids.flatMap((id) => editions.get(id) ?? [])
}
