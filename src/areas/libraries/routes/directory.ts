import { createElement } from 'react'
import type { Search } from '#areas/libraries/address.ts'
import { DirectoryInput } from '#areas/libraries/contract.ts'
import { DirectoryPage, ProvincesPage } from '#areas/libraries/pages/directory.tsx'
import { type NearPlace, placeNear, searchDirectory, surveyDirectory } from '#areas/libraries/service.ts'
import { text } from '#areas/libraries/text.en.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { pageAsked } from '#platform/http/page-asked.ts'
import type { RequestContext, Router } from '#platform/http.ts'

const PAGE = 20

/** The public directory: searching it, and its provinces. */
export function directoryRoutes(app: Router): void {
  app.get('/libraries', async (c) => {
    const { search, input } = readSearch(c)
    const [platform, actor] = [c.get('platform'), c.get('actor')]
    const near = await placeAsked(c, input.near)
    const asked = { ...input, near: near.place?.value }
    const [found, survey] = await Promise.all([
      searchDirectory(platform, actor, asked),
      surveyDirectory(platform, actor, asked),
    ])
    const t = text(c.get('lang'))
    const shown = { search, ...found, survey, near: near.place, nearError: near.error, pageSize: PAGE }
    const narrowed = input.closed || input.offset > 0 || input.service.length > 0 || input.near !== undefined
    return c.render(createElement(DirectoryPage, shown), {
      title: t.directory,
      description: t.directoryLead,
      unlisted: narrowed,
    })
  })
  app.get('/provinces', async (c) => {
    const { input } = readSearch(c)
    const survey = await surveyDirectory(c.get('platform'), c.get('actor'), { ...input, q: '' })
    return c.render(createElement(ProvincesPage, { survey }), { title: text(c.get('lang')).provinces })
  })
}

/** The search in an address. Refuses one that no form of ours makes (`libraries.query-malformed`, invalid). */
export function readSearch(c: RequestContext, limit = PAGE): { search: Search; input: DirectoryInput } {
  const query = c.req.queries()
  const page = pageAsked(c)
  const read = DirectoryInput.safeParse({
    ...query,
    ...Object.fromEntries(['q', 'county', 'near', 'closed'].map((name) => [name, query[name]?.[0]])),
    limit,
    offset: (page - 1) * limit,
  })
  if (!read.success) throw new Refusal('invalid', 'libraries.query-malformed')
  return { search: { ...read.data, page }, input: read.data }
}

async function placeAsked(
  c: RequestContext,
  near: string | undefined,
): Promise<{ place: NearPlace | null; error: string | null }> {
  if (near === undefined) return { place: null, error: null }
  try {
    return { place: await placeNear(c.get('platform'), near), error: null }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { place: null, error: text(c.get('lang')).refusals['libraries.place-unknown']() }
  }
}
