import { addressOf, inAscii, inPath } from '#areas/catalogue/pages/parts/search-address.ts'
import { getHeading } from '#areas/catalogue/service/reading.ts'
import { publicText } from '#areas/catalogue/text/public.en.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'
import { showSearch } from './search.ts'

/** Everything by one author, everything about one subject. */
export function headingRoutes(app: Router): void {
  app.get('/authors/:key', (c) => showHeading(c, 'author', c.req.param('key')))
  app.get('/subjects/:key', (c) => showHeading(c, 'subject', c.req.param('key')))
}

async function showHeading(c: RequestContext, kind: 'author' | 'subject', key: string): Promise<Response> {
  const lang = c.get('lang')
  const { search, searchParams } = new URL(c.req.url)
  const heading = await getHeading(c.get('platform'), c.get('actor'), { kind, key })
  const path = `/${kind}s/${inPath(heading.key)}`
  // One address for each: another spelling of the name leads there.
  if (heading.key !== key) return c.redirect(inAscii(pathIn(lang, path)) + search, 301)
  const t = text(lang)
  const p = publicText(lang)
  const title = kind === 'author' ? t.authorPage(heading.label) : t.subjectPage(heading.label)
  return showSearch(c, addressOf(path, searchParams), {
    title,
    fixed: { [kind]: heading.key },
    place: {
      title,
      lead: heading.alternate === null ? undefined : p.otherForm(heading.alternate),
      trail: [{ label: t.catalogue, to: '/search' }],
      boxLabel: kind === 'author' ? p.searchInAuthor(heading.label) : p.searchInSubject(heading.label),
      hidden: [kind],
    },
  })
}
