import { implement } from '@orpc/server'
import { listPeople } from '#areas/people/service/people.ts'
import type { Platform } from '#platform/platform.ts'
import { type Actor, contract, type ScopeDirectory } from './contract.ts'

const api = implement(contract).$context<{ platform: Platform; actor: Actor }>()

// Programs read ids; names of places are their own area's.
const NO_NAMES: ScopeDirectory = { find: async () => new Map(), search: async () => [] }

/** The area's operations behind `/api`. */
export const router = api.router({
  me: api.me.handler(({ context: { actor } }) => ({
    kind: actor.kind === 'system' ? 'anonymous' : actor.kind,
    name: actor.name,
    grants: [...actor.grants],
  })),
  list: api.list.handler(async ({ context: { platform, actor }, input }) => {
    const found = await listPeople(platform, actor, { text: input.q, page: input.page }, NO_NAMES)
    const people = found.people.map(({ id, name, userName, deactivatedAt, totp, passkeys, grants }) => ({
      id,
      name,
      userName,
      closed: deactivatedAt !== null,
      secondFactor: totp || passkeys > 0,
      grants: grants.map(({ role, scope }) => ({ role, scope })),
    }))
    return { total: found.total, pageSize: found.pageSize, people }
  }),
})
