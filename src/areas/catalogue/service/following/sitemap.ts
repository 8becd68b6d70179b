import { listSitemapEditions, listSitemapParts, type SitemapPart } from '#areas/catalogue/store/sitemap.ts'
import { directoryQuery, searchDirectory } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

/** Editions of one part: each stands there in Persian and in English, and sitemaps.org allows 50,000 addresses. */
const EDITIONS = 25_000
const FRESH = 60 * 60 * 1000

const known = new WeakMap<Platform, { at: number; parts: Promise<SitemapPart[]> }>()

/** The parts of the sitemap, cut anew once an hour: counting a million editions is no work for every robot. */
export async function sitemapParts(platform: Platform): Promise<SitemapPart[]> {
  const at = platform.clock().getTime()
  const last = known.get(platform)
  if (last !== undefined && at - last.at < FRESH) return await last.parts
  const parts = listSitemapParts(platform.db, EDITIONS)
  known.set(platform, { at, parts })
  parts.catch(() => known.delete(platform))
  return await parts
}

/** A page that robots should know, by its Persian path. */
export interface SitemapPage {
  path: string
  changedAt: Date | null
}

/** The editions of the part that begins with an id; refuses `catalogue.edition-unknown`. */
export async function sitemapEditions(platform: Platform, first: string): Promise<SitemapPage[]> {
  if (!isId(first)) throw new Refusal('missing', 'catalogue.edition-unknown')
  const found = await listSitemapEditions(platform.db, first, EDITIONS)
  return found.map(({ id, changedAt }) => ({ path: `/editions/${id}`, changedAt }))
}

const PAGE = 500

const libraryPath = (network: string, code: string) =>
  `/libraries/${encodeURIComponent(network)}/${encodeURIComponent(code)}`

/** The pages that stand for themselves, and every library that is no demonstration. */
export async function sitemapPages(platform: Platform, actor: Actor): Promise<SitemapPage[]> {
  const paths = ['/', '/search', '/libraries', '/new']
  for (let offset = 0; ; offset += PAGE) {
    const { libraries } = await searchDirectory(platform, actor, { ...directoryQuery(), limit: PAGE, offset })
    paths.push(...libraries.filter((one) => !one.isDemonstration).map((one) => libraryPath(one.network.code, one.code)))
    if (libraries.length < PAGE) return paths.map((path) => ({ path, changedAt: null }))
  }
}
