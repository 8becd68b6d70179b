import {
  FACETS,
  type FacetName,
  type FacetValue,
  type SearchAnswer,
  type SearchHit,
  SearchInput,
  type Suggestions,
} from '#areas/catalogue/contract.ts'
import { type EditionRow, listEditionsByIds, listHeadings } from '#areas/catalogue/store/editions.ts'
import { listHolders } from '#areas/catalogue/store/records.ts'
import {
  distancesFrom,
  librariesByIds,
  listNetworks,
  listPlaces,
  type NearPlace,
  placeNear,
} from '#areas/libraries/service.ts'
import { type Actor, ANONYMOUS } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import type { Platform } from '#platform/platform.ts'
import type { SearchRequest, SearchResult } from '#platform/search/types.ts'
import { INDEX_NAME } from './index-name.ts'
import { labelOf } from './labels.ts'

/** How many values of each facet a page offers. */
const FACET_SIZES: Readonly<Record<FacetName, number>> = {
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

/** An answer with what only a page needs: the place that was asked about, and whether words were loosened. */
export interface SearchOutcome extends SearchAnswer {
  near: NearPlace | null
  relaxed: SearchResult['relaxed']
  tookMs: number
}

/** A whole search with every field at its default. */
export function searchQuery(query: Readonly<Record<string, unknown>> = {}): SearchInput {
  return SearchInput.parse(query)
}

/**
 * Searches the union catalogue; anybody may. Refuses `libraries.place-unknown` when `near` names no place.
 */
export async function searchCatalogue(
  platform: Platform,
  _actor: Actor,
  input: SearchInput,
  lang: Lang = 'fa',
): Promise<SearchOutcome> {
  const near = input.near === undefined ? null : await placeNear(platform, input.near)
  const distances = near === null ? null : await distancesFrom(platform, near)
  const result = platform.search.index(INDEX_NAME).search(requestOf(input, distances))
  const [hits, facets] = await Promise.all([
    hitsOf(platform, result, distances),
    facetsOf(platform, result, input, lang),
  ])
  return {
    total: result.total,
    hits,
    facets,
    ignored: [...result.ignored],
    near,
    relaxed: result.relaxed,
    tookMs: result.tookMs,
  }
}

function requestOf(input: SearchInput, distances: ReadonlyMap<string, number> | null): SearchRequest {
  const filters = Object.fromEntries(FACETS.map((name) => [name, input[name]]).filter(([, values]) => values?.length))
  const sort = input.sort === 'near' && distances === null ? 'relevance' : input.sort
  const range = {
    ...(input.yearFrom === undefined ? {} : { from: input.yearFrom }),
    ...(input.yearTo === undefined ? {} : { to: input.yearTo }),
  }
  return {
    text: input.q,
    filters,
    ...(Object.keys(range).length === 0 ? {} : { ranges: { year: range } }),
    facets: FACET_SIZES,
    sort: { by: sort, ...(sort === 'year' || sort === 'newest' ? { direction: 'descending' as const } : {}) },
    ...(distances === null ? {} : { near: { facet: 'library', distances } }),
    offset: input.offset,
    limit: input.limit,
  }
}

async function hitsOf(
  platform: Platform,
  result: SearchResult,
  distances: ReadonlyMap<string, number> | null,
): Promise<SearchHit[]> {
  const ids = result.hits.map((hit) => hit.id)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((edition) => [edition.id, edition]))
  const nearest = distances === null ? new Map() : await nearestHolders(platform, ids, distances)
  return ids.flatMap((id) => {
    const edition = editions.get(id)
    return edition === undefined ? [] : [hitOf(edition, nearest.get(id) ?? null)]
  })
}

/** An edition as lists show it. */
export function hitOf(edition: EditionRow, nearest: SearchHit['nearest']): SearchHit {
  const { brief } = edition
  return {
    id: edition.id,
    title: [brief.title, brief.part].filter((text) => text !== null).join('، '),
    subtitle: brief.subtitle,
    titleAlternate: brief.titleAlternate,
    authors: brief.authors.slice(0, 3).map((author) => author.name),
    publisher: brief.publisher,
    year: brief.yearText,
    kind: brief.kind,
    language: brief.languages[0] ?? null,
    libraries: edition.libraryCount,
    nearest,
  }
}

async function nearestHolders(platform: Platform, ids: readonly string[], distances: ReadonlyMap<string, number>) {
  const best = new Map<string, { libraryId: string; km: number }>()
  for (const { editionId, libraryId } of await listHolders(platform.db, ids)) {
    const km = distances.get(libraryId)
    const known = best.get(editionId)
    if (km !== undefined && (known === undefined || km < known.km)) best.set(editionId, { libraryId, km })
  }
  const names = new Map(
    (
      await librariesByIds(
        platform,
        [...best.values()].map((one) => one.libraryId),
      )
    ).map((row) => [row.id, row.name]),
  )
  return new Map(
    [...best].map(([id, { libraryId, km }]) => [id, { library: libraryId, name: names.get(libraryId) ?? '', km }]),
  )
}

async function facetsOf(
  platform: Platform,
  result: SearchResult,
  input: SearchInput,
  lang: Lang,
): Promise<Record<FacetName, FacetValue[]>> {
  const values = (name: FacetName) => withSelected(result.facets[name] ?? [], input[name])
  const keys = (name: FacetName) => values(name).map((one) => one.value)
  const [networks, places, libraries, subjects, authors] = await Promise.all([
    listNetworks(platform, ANONYMOUS),
    listPlaces(platform),
    librariesByIds(
      platform,
      keys('library').filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    ),
    listHeadings(platform.db, 'subject', keys('subject')),
    listHeadings(platform.db, 'author', keys('author')),
  ])
  const english = lang === 'en'
  const named: Partial<Record<FacetName, Map<string, string>>> = {
    network: new Map(networks.networks.map((one) => [one.code, english ? (one.nameEn ?? one.name) : one.name])),
    province: new Map(places.provinces.map((one) => [one.code, english ? one.nameEn : one.name])),
    library: new Map(libraries.map((one) => [one.id, one.name])),
    subject: new Map(subjects.map((one) => [one.key, one.label])),
    author: new Map(authors.map((one) => [one.key, one.label])),
  }
  return Object.fromEntries(
    FACETS.map((name) => [
      name,
      values(name).map((one) => ({ ...one, label: named[name]?.get(one.value) ?? labelOf(name, one.value, lang) })),
    ]),
  ) as Record<FacetName, FacetValue[]>
}

// A chosen value stays in sight although nothing has it any more, so that it can be taken back.
function withSelected(counted: readonly { value: string; count: number }[], chosen: readonly string[]) {
  const known = new Set(counted.map((one) => one.value))
  const missing = chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))
  return [...counted, ...missing].map((one) => ({ ...one, selected: chosen.includes(one.value) }))
}

/** Titles, authors and subjects that complete what was typed. */
export async function suggest(
  platform: Platform,
  _actor: Actor,
  input: { q: string; lang: Lang },
): Promise<{ suggestions: Suggestions['suggestions'] }> {
  if (input.q.trim() === '') return { suggestions: [] }
  const { ids, words } = platform.search.index(INDEX_NAME).suggest(input.q, 6)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((edition) => [edition.id, edition]))
  const prefix = input.lang === 'en' ? '/en' : ''
  const titles = ids.flatMap((id) => {
    const edition = editions.get(id)
    return edition === undefined
      ? []
      : [{ text: edition.brief.title, kind: 'title' as const, href: `${prefix}/editions/${id}` }]
  })
  const lead = input.q.trim().split(/\s+/).slice(0, -1)
  const completed = words.slice(0, 4).map((word) => [...lead, word].join(' '))
  return {
    suggestions: [
      ...titles,
      ...completed.map((text) => ({
        text,
        kind: 'word' as const,
        href: `${prefix}/search?q=${encodeURIComponent(text)}`,
      })),
    ],
  }
}
