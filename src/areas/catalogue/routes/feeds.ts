import { createElement, type ReactNode } from 'react'
import { type Feed, type FeedEntry, writeFeed } from '#areas/catalogue/pages/feed.ts'
import { addressOf, hrefWith, inAscii, inPath, inputOf } from '#areas/catalogue/pages/parts/search-address.ts'
import { editionsByIds, listNewTitles } from '#areas/catalogue/service/reading.ts'
import { hitOf, searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import type { EditionRow } from '#areas/catalogue/store/editions.ts'
import { publicText } from '#areas/catalogue/text/public.en.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { libraryRow } from '#areas/libraries/service.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import type { Lang } from '#lib/language.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'

const ENTRIES = 30

/** New titles as Atom: of the union, of a library, of any search. */
export function feedRoutes(app: Router): void {
  app.get('/feeds/new.atom', async (c) => {
    const newest = await listNewTitles(c.get('platform'), c.get('actor'), { limit: ENTRIES })
    return answerFeed(c, { title: publicText(c.get('lang')).feedTitle, page: '/new', editions: newest })
  })
  app.get('/libraries/:network/:code/new.atom', async (c) => {
    const library = await libraryRow(c.get('platform'), `${c.req.param('network')}:${c.req.param('code')}`)
    const newest = await listNewTitles(c.get('platform'), c.get('actor'), { library: library.id, limit: ENTRIES })
    const page = `${libraryPath(library.networkCode, library.code)}/new`
    return answerFeed(c, { title: text(c.get('lang')).newTitlesOf(library.name), page, editions: newest })
  })
  app.get('/search.atom', async (c) => {
    const address = addressOf('/search', new URL(c.req.url).searchParams)
    const { near: _, ...input } = inputOf({ ...address, page: 1 })
    const wanted = { ...input, sort: 'newest' as const, limit: ENTRIES }
    const { hits } = await searchCatalogue(c.get('platform'), c.get('actor'), wanted, c.get('lang'), {})
    const editions = await editionsByIds(
      c.get('platform'),
      hits.map((hit) => hit.id),
    )
    const [q] = address.set.q ?? []
    const p = publicText(c.get('lang'))
    return answerFeed(c, { title: q ? p.feedTitleFor(q) : p.feedTitle, page: hrefWith(address, {}), editions })
  })
}

/** Where a library's pages lie. */
export function libraryPath(network: string, code: string): string {
  return `/libraries/${inPath(network)}/${inPath(code)}`
}

/** Tells browsers and readers of news where a page's feed lies. */
export function feedLink(href: string, title: string): ReactNode {
  return createElement('link', { rel: 'alternate', type: 'application/atom+xml', href: inAscii(href), title })
}

/** Answers titles as an Atom feed; one that only its owner may read is kept by nobody on the way. */
export function answerFeed(
  c: RequestContext,
  given: { title: string; page: string; editions: readonly EditionRow[]; isPrivate?: boolean },
): Response {
  const lang = c.get('lang')
  const { origin } = c.get('platform').config
  const { pathname, search } = new URL(c.req.url)
  const latest = Math.max(0, ...given.editions.map((edition) => edition.updatedAt.getTime()))
  const feed: Feed = {
    lang,
    title: given.title,
    self: `${origin}${pathname}${search}`,
    page: inAscii(`${origin}${pathIn(lang, given.page)}`),
    updated: latest === 0 ? c.get('platform').clock() : new Date(latest),
    entries: given.editions.map((edition) => entryOf(edition, lang, origin)),
  }
  return c.body(writeFeed(feed), 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': given.isPrivate ? 'private, no-store' : 'public, max-age=300',
  })
}

function entryOf(edition: EditionRow, lang: Lang, origin: string): FeedEntry {
  const { id, title, subtitle, authors, publisher, year } = hitOf(edition, null)
  const t = text(lang)
  return {
    id,
    title: subtitle === null ? title : `${title}: ${subtitle}`,
    href: `${origin}${pathIn(lang, `/editions/${id}`)}`,
    authors,
    summary: [
      publisher,
      year,
      edition.libraryCount === 1 ? t.inOneLibrary : t.inLibraries(formatNumber(edition.libraryCount, lang)),
    ]
      .filter(Boolean)
      .join(lang === 'fa' ? '، ' : ', '),
    published: edition.createdAt,
    updated: edition.updatedAt,
  }
}
