import { createElement, Fragment } from 'react'
import { fullTitle } from '#areas/catalogue/full-title.ts'
import { EditionPage } from '#areas/catalogue/pages/edition.tsx'
import { addressOf, hrefWith, inAscii } from '#areas/catalogue/pages/parts/search-address.ts'
import { libraryNames, placesOf } from '#areas/catalogue/service/places.ts'
import {
  citationsOf,
  type EditionPage as Edition,
  getEditionPage,
  linkedDataOf,
} from '#areas/catalogue/service/reading.ts'
import { similarTo } from '#areas/catalogue/service/search/similar.ts'
import { isRefusal } from '#lib/refusal.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'
import { JsonLd } from '#ui/page/json-ld.tsx'
import { formatLinks } from './edition-formats.ts'

/** One edition's page. One that was joined into another leads there for good. */
export function editionRoutes(app: Router): void {
  app.get('/editions/:id', async (c) => {
    const id = c.req.param('id')
    const { searchParams } = new URL(c.req.url)
    const asked = addressOf(`/editions/${id}`, searchParams)
    const near = asked.set.near?.[0]
    // Of a search's parts only the place means something here.
    const address = { ...asked, set: near === undefined ? {} : { near: [near] } }
    const read = await readEdition(c, id, near)
    if ('movedTo' in read) {
      // A join may be undone: nobody keeps the way there without asking.
      c.header('Cache-Control', 'no-cache')
      return c.redirect(
        inAscii(pathIn(c.get('lang'), hrefWith({ ...address, path: `/editions/${read.movedTo}` }, {}))),
        301,
      )
    }
    return showEdition(c, read.edition, { address, all: searchParams.has('all'), placeUnknown: read.placeUnknown })
  })
}

type Read = { edition: Edition; placeUnknown: boolean } | { movedTo: string }

async function readEdition(c: RequestContext, id: string, near: string | undefined): Promise<Read> {
  const platform = c.get('platform')
  const read = (place: string | undefined) => getEditionPage(platform, c.get('actor'), { id, near: place })
  try {
    return { edition: await read(near), placeUnknown: false }
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.code === 'catalogue.edition-moved') return { movedTo: String(error.facts.id) }
    if (error.code !== 'libraries.place-unknown') throw error
    return { edition: await read(undefined), placeUnknown: true }
  }
}

async function showEdition(
  c: RequestContext,
  edition: Edition,
  more: { address: ReturnType<typeof addressOf>; all: boolean; placeUnknown: boolean },
): Promise<Response> {
  const platform = c.get('platform')
  const { brief, holdings } = edition
  const fullAddress = (path: string) => `${platform.config.origin}${pathIn(c.get('lang'), path)}`
  const href = fullAddress(`/editions/${edition.id}`)
  const libraryHref = (id: string) => fullAddress(`/libraries/${id}`)
  const libraries = await libraryNames(
    platform,
    holdings.map(({ library }) => library.id),
  )
  const page = createElement(EditionPage, {
    edition,
    citations: citationsOf(brief),
    places: { ...(await placesOf(platform)), libraries },
    similar: await similarTo(platform, edition, relatedIds(edition)),
    ...more,
  })
  return c.render(page, {
    title: fullTitle(brief),
    description: [
      fullTitle(brief),
      brief.subtitle,
      ...brief.authors.slice(0, 2).map(({ name }) => name),
      brief.publisher,
      brief.yearText,
    ]
      .filter(Boolean)
      .join('، '),
    head: createElement(
      Fragment,
      null,
      createElement(JsonLd, { data: linkedDataOf(edition, { href, libraryHref }) }),
      formatLinks(edition.id),
    ),
    unlisted: more.all || more.address.set.near !== undefined,
  })
}

const relatedIds = ({ related }: Edition) => related.groups.flatMap(({ editions }) => editions.map(({ id }) => id))
