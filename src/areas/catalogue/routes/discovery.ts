import {
  type SitemapPage,
  sitemapEditions,
  sitemapPages,
  sitemapParts,
} from '#areas/catalogue/service/following/sitemap.ts'
import { suggest } from '#areas/catalogue/service/search/suggesting.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import { pathIn, type RequestContext, type Router } from '#platform/http.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
const AN_HOUR = 'public, max-age=3600'

/** How machines find the catalogue by themselves: the sitemap for robots, OpenSearch for browsers. */
export function discoveryRoutes(app: Router): void {
  app.get('/sitemap.xml', async (c) => {
    const { origin } = c.get('platform').config
    const parts = await sitemapParts(c.get('platform'))
    const entry = (path: string, changedAt: Date | null) =>
      `<sitemap><loc>${escapeXml(origin + path)}</loc>${lastmod(changedAt)}</sitemap>\n`
    const entries = [
      entry('/sitemaps/pages.xml.gz', null),
      ...parts.map(({ first, changedAt }) => entry(`/sitemaps/editions-${first}.xml.gz`, changedAt)),
    ]
    return c.body(`${HEAD}<sitemapindex ${SITEMAP}>\n${entries.join('')}</sitemapindex>\n`, 200, {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': AN_HOUR,
    })
  })
  app.get('/sitemaps/pages.xml.gz', async (c) => sendPart(c, await sitemapPages(c.get('platform'), c.get('actor'))))
  app.get('/sitemaps/:part{editions-[0-9a-f-]+\\.xml\\.gz}', async (c) => {
    const first = c.req.param('part').slice('editions-'.length, -'.xml.gz'.length)
    return sendPart(c, await sitemapEditions(c.get('platform'), first))
  })
  app.get('/opensearch.xml', (c) =>
    c.body(openSearch(c), 200, {
      'content-type': 'application/opensearchdescription+xml; charset=utf-8',
      'cache-control': AN_HOUR,
    }),
  )
  app.get('/opensearch/suggestions', async (c) => {
    const lang = c.get('lang')
    const q = (c.req.query('q') ?? '').slice(0, 200)
    const { suggestions } = await suggest(c.get('platform'), c.get('actor'), { q, lang })
    const { origin } = c.get('platform').config
    const words = suggestions.map((one) => one.text)
    const hrefs = suggestions.map((one) => origin + one.href)
    return c.body(JSON.stringify([q, words, words.map(() => ''), hrefs]), 200, {
      'content-type': 'application/x-suggestions+json; charset=utf-8',
      'access-control-allow-origin': '*',
    })
  })
}

const lastmod = (at: Date | null) => (at === null ? '' : `<lastmod>${at.toISOString().slice(0, 19)}Z</lastmod>`)

// Every page twice, in both languages, each naming both: that is how search engines keep them together.
function* pieces(origin: string, pages: readonly SitemapPage[]): Generator<string> {
  yield `${HEAD}<urlset ${SITEMAP} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`
  for (const { path, changedAt } of pages) {
    const [fa, en] = [escapeXml(origin + path), escapeXml(origin + pathIn('en', path))]
    const links =
      `<xhtml:link rel="alternate" hreflang="fa" href="${fa}"/><xhtml:link rel="alternate" hreflang="en" href="${en}"/>` +
      `<xhtml:link rel="alternate" hreflang="x-default" href="${fa}"/>`
    for (const loc of [fa, en]) yield `<url><loc>${loc}</loc>${lastmod(changedAt)}${links}</url>\n`
  }
  yield '</urlset>\n'
}

function sendPart(c: RequestContext, pages: readonly SitemapPage[]): Response {
  const source = pieces(c.get('platform').config.origin, pages)
  const encoder = new TextEncoder()
  const plain = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      let chunk = ''
      for (let next = source.next(); ; next = source.next()) {
        if (!next.done) chunk += next.value
        if (chunk.length > 60_000 || next.done) {
          if (chunk !== '') controller.enqueue(encoder.encode(chunk))
          if (next.done) controller.close()
          return
        }
      }
    },
  })
  return c.body(plain.pipeThrough(new CompressionStream('gzip')), 200, {
    'content-type': 'application/gzip',
    'cache-control': AN_HOUR,
  })
}

function openSearch(c: RequestContext): string {
  const lang = c.get('lang')
  const { origin } = c.get('platform').config
  const at = (path: string) => escapeXml(origin + pathIn(lang, path))
  const t = text(lang)
  return `${HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${lang === 'fa' ? 'پیوند' : 'Peyvand'}</ShortName>
<Description>${escapeXml(t.searchLead)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Language>${lang}</Language>
<Image width="16" height="16" type="image/svg+xml">${escapeXml(`${origin}/favicon.ico`)}</Image>
<Url type="text/html" rel="results" template="${at('/search?q={searchTerms}')}"/>
<Url type="application/atom+xml" rel="results" template="${at('/search.atom?q={searchTerms}')}"/>
<Url type="application/x-suggestions+json" rel="suggestions" template="${at('/opensearch/suggestions?q={searchTerms}')}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="${at('/opensearch.xml')}"/>
</OpenSearchDescription>
`
}
