import { implement } from '@orpc/server'
import { followChanges } from '#areas/catalogue/service/following/changes.ts'
import { getWork } from '#areas/catalogue/service/grouping/works.ts'
import { getEdition } from '#areas/catalogue/service/reading.ts'
import { searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import { suggest } from '#areas/catalogue/service/search/suggesting.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'
import { contract } from './contract.ts'

const api = implement(contract).$context<{ platform: Platform; actor: Actor }>()

/** The area's operations behind `/api`. */
export const router = api.router({
  changes: api.changes.handler(({ context, input }) => followChanges(context.platform, context.actor, input)),
  search: api.search.handler(({ context, input }) => searchCatalogue(context.platform, context.actor, input)),
  edition: api.edition.handler(({ context, input }) => getEdition(context.platform, context.actor, input)),
  work: api.work.handler(({ context, input }) => getWork(context.platform, input)),
  suggest: api.suggest.handler(({ context, input }) => suggest(context.platform, context.actor, input)),
})
