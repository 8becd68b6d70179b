import type { Brief, SearchHit } from '#areas/catalogue/contract.ts'
import { listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { fold, words } from '#lib/persian/fold.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { INDEX_NAME } from './index-name.ts'
import { hitOf } from './searching.ts'

const SHOWN = 6
/** So many are looked through for six of different titles. */
const LOOKED_AT = 40
const SUBJECTS = 5
const AUTHORS = 2
/** Of a title the telling words; a short one is mostly a particle. */
const TITLE_WORDS = 6
const SHORTEST = 3

/** Other titles that share an author, subjects or words of the title: what has most in common first. */
export async function similarTo(
  platform: Platform,
  edition: { id: string; brief: Brief },
  /** Editions that the page names already. */
  besides: readonly string[] = [],
): Promise<SearchHit[]> {
  const of = kinships(edition.brief)
  if (of.length === 0) return []
  const left = new Set([edition.id, ...besides])
  const { hits } = await platform.search.index(INDEX_NAME).search({ where: { kind: 'or', of }, limit: LOOKED_AT })
  const ids = hits.map((hit) => hit.id).filter((id) => !left.has(id))
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((row) => [row.id, row]))
  // Of several editions of a title one is enough, and none of the title that is being looked at.
  const titles = new Set([fold(edition.brief.title)])
  const others = ids.flatMap((id) => {
    const row = editions.get(id)
    const title = fold(row?.brief.title ?? '')
    if (row === undefined || titles.has(title)) return []
    titles.add(title)
    return [hitOf(row, null)]
  })
  return others.slice(0, SHOWN)
}

function kinships({ title, authors, subjects }: Brief): QueryTree[] {
  const leaf = (text: string, fields: readonly string[], match: 'phrase' | 'any' | 'all'): QueryTree => {
    return { kind: 'words', text, fields, match }
  }
  const telling = words(title)
    .filter((word) => word.length >= SHORTEST)
    .slice(0, TITLE_WORDS)
  return [
    ...subjects.slice(0, SUBJECTS).map(({ label }) => leaf(label, ['subject'], 'phrase')),
    ...authors.slice(0, AUTHORS).map(({ name }) => leaf(name, ['author'], 'all')),
    // All the words in one subject or title: any one of them alone would say too little.
    ...(telling.length > 0 ? [leaf(telling.join(' '), ['title', 'subject'], 'all')] : []),
  ]
}
