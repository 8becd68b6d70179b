import { createElement } from 'react'
import type { FacetName, SearchInput } from '#areas/catalogue/contract.ts'
import { SHOWN_FACETS, SHOWN_VALUES } from '#areas/catalogue/pages/parts/facet-list.tsx'
import {
  addressOf,
  hrefOfPage,
  hrefWith,
  inAscii,
  inputOf,
  isNarrowed,
  lastPage,
  type SearchAddress,
} from '#areas/catalogue/pages/parts/search-address.ts'
import { SearchPage, type SearchPlace } from '#areas/catalogue/pages/search.tsx'
import { placesOf } from '#areas/catalogue/service/places.ts'
import { FACET_SIZES } from '#areas/catalogue/service/search/facets.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { markWords, type SearchOutcome, searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { isRefusal } from '#lib/refusal.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { feedLink } from './feeds.ts'

/** The search of the whole catalogue. */
export function searchRoutes(app: Router): void {
  app.get('/search', (c) => {
    const address = addressOf('/search', new URL(c.req.url).searchParams)
    const [q] = address.set.q ?? []
    const t = text(c.get('lang'))
    return showSearch(c, address, { title: q ? t.searchTitleFor(q) : t.searchTitle })
  })
}

/** What a page of results is called, and what it stands for when it is not the whole catalogue's. */
interface Frame {
  title: string
  fixed?: Partial<Record<FacetName, string>>
  place?: SearchPlace
  /** The feed of this page; the search's own unless told. */
  feed?: string
}

/** Answers any page of results: the whole catalogue's, an author's, a subject's, a library's. */
export async function showSearch(c: RequestContext, address: SearchAddress, frame: Frame): Promise<Response> {
  const platform = c.get('platform')
  const lang = c.get('lang')
  const input = inputOf(address, frame.fixed)
  const { answer, placeUnknown } = await searchNear(platform, c, input, sizesOf(address))
  const last = lastPage(answer.total)
  if (address.page > last) return c.redirect(inAscii(pathIn(lang, hrefOfPage(address, last))), 302)
  const feed = pathIn(lang, frame.feed ?? hrefWith({ ...address, path: '/search.atom' }, feedParts(frame.fixed)))
  const page = createElement(SearchPage, {
    address,
    answer,
    sort: input.sort,
    places: await placesOf(platform),
    feed,
    taken: hrefWith({ ...address, path: '/search/export' }, feedParts(frame.fixed)),
    save: hrefWith({ ...address, path: '/searches/new' }, feedParts(frame.fixed)),
    building: platform.search.index(INDEX_NAME).building,
    placeUnknown,
    place: frame.place,
    mark: (words: string) => markWords([input.q, answer.instead, answer.script].filter(Boolean).join(' '), words),
  })
  return c.render(page, {
    title: frame.title,
    head: feedLink(feed, frame.title),
    unlisted: isNarrowed(address) || answer.total === 0,
  })
}

async function searchNear(
  platform: Platform,
  c: RequestContext,
  input: SearchInput,
  sizes: Partial<Record<FacetName, number>>,
): Promise<{ answer: SearchOutcome; placeUnknown: boolean }> {
  const search = (asked: SearchInput, lang: Lang) => searchCatalogue(platform, c.get('actor'), asked, lang, sizes)
  try {
    return { answer: await search(input, c.get('lang')), placeUnknown: false }
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'libraries.place-unknown') throw error
    const { near: _, ...anywhere } = input
    return { answer: await search(anywhere, c.get('lang')), placeUnknown: true }
  }
}

/** The histogram wants every year. */
const ALL_YEARS = 1_000

// One more value than is shown tells that there are more.
function sizesOf(address: SearchAddress): Partial<Record<FacetName, number>> {
  const shown = SHOWN_FACETS.map((name) => [
    name,
    name === address.more ? Math.max(40, FACET_SIZES[name]) : SHOWN_VALUES + 1,
  ])
  return { ...Object.fromEntries(shown), year: ALL_YEARS }
}

function feedParts(fixed: Frame['fixed'] = {}): Partial<Record<FacetName | 'sort' | 'near', readonly string[] | null>> {
  const parts = Object.entries(fixed).map(([name, value]) => [name, [value]])
  return { ...Object.fromEntries(parts), sort: null, near: null }
}
