import { createElement } from 'react'
import { type NewTitle, NewTitlesPage } from '#areas/catalogue/pages/new-titles.tsx'
import { addressOf } from '#areas/catalogue/pages/parts/search-address.ts'
import { listNewTitles } from '#areas/catalogue/service/reading.ts'
import { hitOf } from '#areas/catalogue/service/search/searching.ts'
import type { EditionRow } from '#areas/catalogue/store/editions.ts'
import { publicText } from '#areas/catalogue/text/public.en.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { libraryRow } from '#areas/libraries/service.ts'
import { nameIn } from '#lib/language.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'
import { feedLink, libraryPath } from './feeds.ts'
import { showSearch } from './search.ts'

const ON_PAGE = 60

/** New titles, and what one library has. */
export function libraryRoutes(app: Router): void {
  app.get('/new', async (c) => {
    const lang = c.get('lang')
    const t = text(lang)
    const editions = await listNewTitles(c.get('platform'), c.get('actor'), { limit: ON_PAGE })
    const page = createElement(NewTitlesPage, {
      title: t.newTitles,
      lead: publicText(lang).newLead,
      trail: [{ label: t.catalogue, to: '/search' }],
      titles: editions.map(newTitle),
      feed: '/feeds/new.atom',
    })
    return c.render(page, { title: t.newTitles, head: feedLink(pathIn(lang, '/feeds/new.atom'), t.newTitles) })
  })
  app.get('/libraries/:network/:code/catalogue', async (c) => {
    const library = await libraryOf(c)
    const t = text(c.get('lang'))
    const p = publicText(c.get('lang'))
    const title = t.libraryCatalogue(library.shown)
    return showSearch(c, addressOf(`${library.path}/catalogue`, new URL(c.req.url).searchParams), {
      title,
      fixed: { library: library.id },
      feed: `${library.path}/new.atom`,
      place: {
        title,
        lead: p.ownCatalogueLead,
        trail: [
          { label: t.catalogue, to: '/search' },
          { label: library.shown, to: library.path },
        ],
        newTitlesAt: `${library.path}/new`,
        boxLabel: p.searchInLibrary(library.shown),
        hidden: ['library', 'network', 'province'],
      },
    })
  })
  app.get('/libraries/:network/:code/new', async (c) => {
    const library = await libraryOf(c)
    const t = text(c.get('lang'))
    const editions = await listNewTitles(c.get('platform'), c.get('actor'), { library: library.id, limit: ON_PAGE })
    const title = t.newTitlesOf(library.shown)
    const feed = `${library.path}/new.atom`
    const page = createElement(NewTitlesPage, {
      title,
      lead: publicText(c.get('lang')).newIn(library.shown),
      trail: [
        { label: library.shown, to: library.path },
        { label: t.libraryCatalogue(library.shown), to: `${library.path}/catalogue` },
      ],
      titles: editions.map(newTitle),
      feed,
    })
    return c.render(page, { title, head: feedLink(pathIn(c.get('lang'), feed), title) })
  })
}

const newTitle = (edition: EditionRow): NewTitle => ({ hit: hitOf(edition, null), at: edition.createdAt })

async function libraryOf(c: RequestContext) {
  const row = await libraryRow(c.get('platform'), `${c.req.param('network')}:${c.req.param('code')}`)
  return { id: row.id, shown: nameIn(c.get('lang'), row), path: libraryPath(row.networkCode, row.code) }
}
