import type { Hono } from 'hono'
import type { Env } from '#platform/http.ts'
import type { Assets } from './assets.ts'

// RFC 9309: the longest rule that fits counts. A search of words may be read; one narrowed by facets is one of millions.
const RULES = [
  'Disallow: /staff',
  'Disallow: /account',
  'Disallow: /people',
  'Disallow: /join',
  'Disallow: /recover',
  'Disallow: /sign-in',
  'Disallow: /search?',
  'Allow: /search?q=',
  'Disallow: /search?q=*&',
  'Disallow: /libraries/*/catalogue?',
  // The same editions again, for machines that ask for them.
  'Disallow: /editions/*/',
  'Disallow: /unapi',
  'Disallow: /oai',
  'Disallow: /sru',
]

const ROBOTS = ['User-agent: *', 'Allow: /', ...RULES, ...RULES.map((rule) => rule.replace(': /', ': /en/'))].join('\n')

const A_DAY = 'public, max-age=86400'

/** What machines look for at the root of a site without being told: what they may read, and its mark. */
export function rootFiles(app: Hono<Env>, assets: Assets): void {
  app.get('/robots.txt', (c) =>
    c.text(`${ROBOTS}\n\nSitemap: ${c.get('platform').config.origin}/sitemap.xml\n`, 200, { 'Cache-Control': A_DAY }),
  )
  app.get('/favicon.ico', (c) => {
    const icon = assets.at(assets.icon)
    if (icon === undefined) return c.notFound()
    return c.body(new Uint8Array(icon.body), 200, { 'Content-Type': icon.type, 'Cache-Control': A_DAY })
  })
}
