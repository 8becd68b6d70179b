import type { Suggestions } from '#areas/catalogue/contract.ts'
import { fullTitle } from '#areas/catalogue/full-title.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import { fold, words } from '#lib/persian/fold.ts'
import { scriptSpellings } from '#lib/romanised/script-spellings.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { headingLabels } from './facets.ts'
import { INDEX_NAME } from './index-name.ts'

const TITLES = 5
const HEADINGS = 3
/** Headings of so many values are looked through for those that have the words typed in themselves. */
const LOOKED_AT = 40
/** So many spellings of an unfinished romanised word are tried as beginnings. */
const BEGINNINGS = 10

type Suggestion = Suggestions['suggestions'][number]

/** Titles, authors and subjects that complete what was typed. A title of several editions leads to the search of them. */
export async function suggest(
  platform: Platform,
  _actor: Actor,
  input: { q: string; lang: Lang },
): Promise<{ suggestions: Suggestion[] }> {
  const typed = words(input.q)
  if (typed.length === 0) return { suggestions: [] }
  const prefix = input.lang === 'en' ? '/en' : ''
  const [titles, authors, subjects] = await Promise.all([
    suggestTitles(platform, input.q, prefix),
    suggestHeadings(platform, 'author', input.q, typed),
    suggestHeadings(platform, 'subject', input.q, typed),
  ])
  const heading = (kind: 'author' | 'subject') => (one: { key: string; label: string }) => ({
    text: one.label,
    kind,
    href: `${prefix}/${kind}s/${encodeURIComponent(one.key)}`,
  })
  return { suggestions: [...titles, ...authors.map(heading('author')), ...subjects.map(heading('subject'))] }
}

async function suggestTitles(platform: Platform, q: string, prefix: string): Promise<Suggestion[]> {
  const index = platform.search.index(INDEX_NAME)
  const { ids } = await index.suggest(q, 8 * TITLES)
  const romanised = ids.length < TITLES ? romanisedBeginning(q) : null
  const more = romanised === null ? [] : (await index.search({ where: romanised, limit: 4 * TITLES })).hits
  const all = [...new Set([...ids, ...more.map((hit) => hit.id)])]
  const editions = new Map((await listEditionsByIds(platform.db, all)).map((edition) => [edition.id, edition]))
  // What begins as typed comes first, and of that what most libraries have.
  const begins = ({ brief }: EditionRow) => Number(fold(brief.title).startsWith(fold(q.trim())))
  const ranked = all
    .flatMap((id) => editions.get(id) ?? [])
    .toSorted((a, b) => begins(b) - begins(a) || begins(a) * (b.libraryCount - a.libraryCount))
  const titles = Map.groupBy(ranked, ({ brief }) => fold(brief.title))
  return [...titles.values()].slice(0, TITLES).flatMap(([one, ...others]) => {
    if (one === undefined) return []
    const { title } = one.brief
    return others.length === 0
      ? [{ text: fullTitle(one.brief), kind: 'title' as const, href: `${prefix}/editions/${one.id}` }]
      : [{ text: title, kind: 'title' as const, href: `${prefix}/search?q=${encodeURIComponent(title)}` }]
  })
}

/** Titles that begin as an unfinished text in Latin letters may be written in Arabic script. */
function romanisedBeginning(q: string): QueryTree | null {
  if (!/\p{Script=Latin}/u.test(q)) return null
  const spelt = scriptSpellings(q)
  if (spelt.length === 0) return null
  const unfinished = !/\s$/u.test(q)
  return {
    kind: 'and',
    of: spelt.map((spellings, i) => {
      const isLast = unfinished && i === spelt.length - 1
      return {
        kind: 'or',
        of: spellings.slice(0, BEGINNINGS).map(
          ({ text }): QueryTree => ({
            kind: 'words',
            text: isLast ? `${text}*` : text,
            fields: ['title'],
            match: 'all',
            ...(isLast ? { pattern: true } : {}),
          }),
        ),
      }
    }),
  }
}

/** Headings with all the words typed, the last as a beginning: those of most titles first. */
async function suggestHeadings(
  platform: Platform,
  kind: 'author' | 'subject',
  q: string,
  typed: readonly string[],
): Promise<{ key: string; label: string }[]> {
  const { facets, relaxed } = await platform.search.index(INDEX_NAME).search({
    text: q,
    prefixLast: !/\s$/u.test(q),
    fields: [kind],
    facets: { [kind]: LOOKED_AT },
    limit: 0,
  })
  if (relaxed !== 'none') return []
  const keys = (facets[kind] ?? []).map(({ value }) => value).filter((key) => completes(key, typed))
  const chosen = keys.slice(0, HEADINGS)
  const labels = await headingLabels(platform, kind, chosen)
  return chosen.map((key) => ({ key, label: labels.get(key) ?? key }))
}

function completes(key: string, typed: readonly string[]): boolean {
  const own = words(key)
  return typed.every((word) => own.some((one) => one.startsWith(word)))
}
