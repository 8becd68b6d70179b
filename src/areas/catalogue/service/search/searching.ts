import { FACETS, type FacetName, type SearchAnswer, type SearchHit, SearchInput } from '#areas/catalogue/contract.ts'
import { fullTitle } from '#areas/catalogue/full-title.ts'
import { CqlStop } from '#areas/catalogue/rules/cql/stop.ts'
import { looksLikeCql, readTyped, type TypedCql, type TypedFault } from '#areas/catalogue/rules/cql/typed.ts'
import { distancesTo, libraryNames, placeChosen, placesOf } from '#areas/catalogue/service/places.ts'
import { withLibraryIds } from '#areas/catalogue/service/querying/library-codes.ts'
import { searchInOrder } from '#areas/catalogue/service/querying/ordered.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { listHolders } from '#areas/catalogue/store/records.ts'
import type { NearPlace } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { type Lang, nameIn } from '#lib/language.ts'
import { fold } from '#lib/persian/fold.ts'
import type { Platform } from '#platform/platform.ts'
import { matchedWords, type TextRange } from '#platform/search/highlight.ts'
import { fieldNames } from '#platform/search/query.ts'
import type { SearchRequest, SearchResult } from '#platform/search/types.ts'
import { SCHEMA } from './document.ts'
import { FACET_SIZES, facetsOf } from './facets.ts'
import { type Found, find } from './finding.ts'
import { INDEX_NAME } from './index-name.ts'

/** An answer with what only a page needs: the place that was asked about, and how long it took. */
export interface SearchOutcome extends SearchAnswer {
  near: NearPlace | null
  /** Why what began as CQL could not be asked; it was then searched as words. */
  cqlFault: TypedFault | null
  tookMs: number
}

type ReadCql = Extract<TypedCql, { ok: true }>

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
  asInput: SearchInput,
  lang: Lang = 'fa',
  sizes: Readonly<Partial<Record<FacetName, number>>> = FACET_SIZES,
): Promise<SearchOutcome> {
  const input = { ...asInput, network: await networksAsKept(platform, asInput.network) }
  const near = input.near === undefined ? null : await placeChosen(platform, input.near)
  const distances = near === null ? null : await distancesTo(platform, near)
  const request = requestOf(input, distances, sizes)
  const cql = !input.asTyped && looksLikeCql(input.q) ? readTyped(input.q) : null
  const index = platform.search.index(INDEX_NAME)
  const asked = cql?.ok ? await askCql(platform, request, cql) : null
  const result =
    asked === null || 'number' in asked
      ? await find(index, request, input.asTyped)
      : { ...asked, instead: null, meant: null, script: null }
  const [hits, facets] = await Promise.all([
    hitsOf(platform, result, distances, lang),
    facetsOf(platform, result, input, lang),
  ])
  return {
    total: result.total,
    hits,
    facets,
    ignored: [...result.ignored],
    near,
    cqlFault: asked !== null && 'number' in asked ? asked : cql === null || cql.ok ? null : cql.fault,
    relaxed: result.relaxed,
    ...(await wordingsOf(platform, result)),
    tookMs: result.tookMs,
  }
}

/** Network codes as they are kept, in whatever case they were typed. */
async function networksAsKept(platform: Platform, codes: SearchInput['network']): Promise<SearchInput['network']> {
  if (codes.length === 0) return codes
  const known = new Map([...(await placesOf(platform)).networks.keys()].map((code) => [code.toLowerCase(), code]))
  return codes.map((code) => known.get(code.toLowerCase()) ?? code)
}

/** The search that CQL asks for; an order chosen on the page goes before that of the query. */
async function askCql(
  platform: Platform,
  request: SearchRequest,
  { tree, sort }: ReadCql,
): Promise<SearchResult | TypedFault> {
  const isUnsorted = request.sort === undefined || request.sort.by === 'relevance'
  try {
    const asked = { ...request, text: '', where: await withLibraryIds(platform, tree) }
    return await searchInOrder(platform, platform.search.index(INDEX_NAME), asked, (isUnsorted && sort) || [])
  } catch (error) {
    if (!(error instanceof CqlStop)) throw error
    return { number: error.number, details: error.details, at: 1 }
  }
}

/** The wordings that were searched or may have been meant, as records write them. */
async function wordingsOf(platform: Platform, { instead, meant, script, hits }: Found) {
  const [searched = null, offered = null] = await Promise.all([
    (instead ?? script)
      ? listEditionsByIds(
          platform.db,
          hits.map(({ id }) => id),
        )
      : null,
    meant === null ? null : samplesOf(platform, meant),
  ])
  return {
    instead: instead && asWritten(instead, searched ?? []),
    script: script && asWritten(script, searched ?? []),
    meant: meant && asWritten(meant, offered ?? []),
  }
}

async function samplesOf(platform: Platform, text: string): Promise<EditionRow[]> {
  const { hits } = await platform.search.index(INDEX_NAME).search({ text, limit: 10 })
  return await listEditionsByIds(
    platform.db,
    hits.map(({ id }) => id),
  )
}

/** Folded words in the spelling that editions have them in; what none has stays as it is. */
function asWritten(text: string, editions: readonly EditionRow[]): string {
  const surfaces = new Map<string, string>()
  for (const { brief } of editions) {
    const texts = [
      brief.title,
      brief.subtitle,
      ...brief.authors.map(({ name }) => name),
      ...brief.subjects.map(({ label }) => label),
    ]
    for (const word of texts.join(' ').match(/[\p{L}\p{M}\u200c]+/gu) ?? []) {
      const key = fold(word)
      if (!surfaces.has(key)) surfaces.set(key, word)
    }
  }
  return text.replace(/\S+/gu, (word) => (isFolded(word) ? (surfaces.get(word) ?? word) : word))
}

// Words the reader typed stand as typed.
const isFolded = (word: string): boolean => fold(word) === word

function requestOf(
  input: SearchInput,
  distances: ReadonlyMap<string, number> | null,
  sizes: Readonly<Partial<Record<FacetName, number>>>,
): SearchRequest {
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
    facets: sizes,
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
  lang: Lang,
): Promise<SearchHit[]> {
  const ids = result.hits.map((hit) => hit.id)
  const editions = new Map((await listEditionsByIds(platform.db, ids)).map((edition) => [edition.id, edition]))
  const nearest = distances === null ? new Map() : await nearestHolders(platform, ids, distances, lang)
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
    title: fullTitle(brief),
    subtitle: brief.subtitle,
    titleAlternate: brief.titleAlternate,
    authors: brief.authors.slice(0, 3).map((author) => author.name),
    publisher: brief.publisher,
    year: brief.yearText,
    yearGregorian: brief.year,
    kind: brief.kind,
    language: brief.languages[0] ?? null,
    libraries: edition.libraryCount,
    nearest,
  }
}

async function nearestHolders(
  platform: Platform,
  ids: readonly string[],
  distances: ReadonlyMap<string, number>,
  lang: Lang,
): Promise<Map<string, SearchHit['nearest']>> {
  const best = new Map<string, { libraryId: string; km: number }>()
  for (const { editionId, libraryId } of await listHolders(platform.db, ids)) {
    const km = distances.get(libraryId)
    const known = best.get(editionId)
    if (km !== undefined && (known === undefined || km < known.km)) best.set(editionId, { libraryId, km })
  }
  const names = await libraryNames(
    platform,
    [...best.values()].map((one) => one.libraryId),
  )
  return new Map(
    [...best].flatMap(([id, { libraryId, km }]) => {
      const library = names.get(libraryId)
      return library === undefined ? [] : [[id, { library: libraryId, name: nameIn(lang, library), km }]]
    }),
  )
}

const NAMES = fieldNames(SCHEMA)

/** Where a text has the words of a search, in whatever spelling; excluded words are not marked. */
export function markWords(q: string, text: string): TextRange[] {
  // Half of what a page shows is the romanised form: a query in Arabic script alone need not be looked for there.
  const canHold = q !== '' && (/[a-z0-9]/i.test(q) || /\p{Script=Arabic}/u.test(text))
  return canHold ? matchedWords(q, text, NAMES) : []
}
