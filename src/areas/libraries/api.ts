import { implement } from '@orpc/server'
import type { Actor } from '#areas/people/contract.ts'
import type { Platform } from '#platform/platform.ts'
import { contract } from './contract.ts'
import { getLibrary, listNetworks, searchDirectory } from './service.ts'

const api = implement(contract).$context<{ platform: Platform; actor: Actor }>()

/** The area's operations behind `/api`. */
export const router = api.router({
  list: api.list.handler(({ context, input }) => searchDirectory(context.platform, context.actor, input)),
  get: api.get.handler(({ context, input }) => getLibrary(context.platform, context.actor, input)),
  networks: api.networks.handler(({ context }) => listNetworks(context.platform, context.actor)),
})
