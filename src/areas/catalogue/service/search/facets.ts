import { FACETS, type FacetName, type FacetValue, type SearchInput } from '#areas/catalogue/contract.ts'
import { libraryNames, type PlaceName, placesOf } from '#areas/catalogue/service/places.ts'
import { listHeadings } from '#areas/catalogue/store/querying/headings.ts'
import { type Lang, nameIn } from '#lib/language.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import type { SearchResult } from '#platform/search/types.ts'
import { labelOf } from './labels.ts'

/** How many values of each facet the API answers. */
export const FACET_SIZES: Readonly<Record<FacetName, number>> = {
  network: 10,
  province: 31,
  library: 12,
  kind: 12,
  language: 12,
  subject: 12,
  author: 12,
  year: 40,
  availability: 3,
}

/** The counted facets with their words, chosen values among them. */
export async function facetsOf(
  platform: Platform,
  result: SearchResult,
  input: SearchInput,
  lang: Lang,
): Promise<Record<FacetName, FacetValue[]>> {
  const counted = Object.fromEntries(
    FACETS.map((name) => [name, withSelected(result.facets[name] ?? [], input[name])]),
  ) as Record<FacetName, Counted[]>
  const keys = (name: FacetName) => counted[name].map((one) => one.value)
  const [places, libraries, subjects, authors] = await Promise.all([
    placesOf(platform),
    libraryNames(platform, keys('library').filter(isId)),
    headingLabels(platform, 'subject', keys('subject')),
    headingLabels(platform, 'author', keys('author')),
  ])
  const named = (names: ReadonlyMap<string, PlaceName>) => (value: string) => {
    const found = names.get(value)
    return found && nameIn(lang, found)
  }
  const words: Partial<Record<FacetName, (value: string) => string | undefined>> = {
    network: named(places.networks),
    province: named(places.provinces),
    library: named(libraries),
    subject: (value) => subjects.get(value),
    author: (value) => authors.get(value),
  }
  return Object.fromEntries(
    FACETS.map((name) => [
      name,
      counted[name].map((one) => ({ ...one, label: words[name]?.(one.value) ?? labelOf(name, one.value, lang) })),
    ]),
  ) as Record<FacetName, FacetValue[]>
}

type Counted = Omit<FacetValue, 'label'>

// A chosen value stays in sight although nothing has it any more, so that it can be taken back.
function withSelected(counted: readonly { value: string; count: number }[], chosen: readonly string[]): Counted[] {
  const known = new Set(counted.map((one) => one.value))
  const missing = chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))
  return [...counted, ...missing].map((one) => ({ ...one, selected: chosen.includes(one.value) }))
}

// A heading's label never changes once written, so it is remembered for as long as the process lives.
const remembered = new WeakMap<Platform, Map<string, string>>()
const MOST_REMEMBERED = 20_000

/** How headings are written, by their keys. */
export async function headingLabels(
  platform: Platform,
  kind: 'author' | 'subject',
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const own = remembered.get(platform) ?? new Map<string, string>()
  remembered.set(platform, own)
  const missing = keys.filter((key) => !own.has(`${kind} ${key}`))
  if (own.size > MOST_REMEMBERED) own.clear()
  for (const { key, label } of await listHeadings(platform.db, kind, missing)) own.set(`${kind} ${key}`, label)
  return new Map(keys.flatMap((key) => [[key, own.get(`${kind} ${key}`) ?? key]]))
}
