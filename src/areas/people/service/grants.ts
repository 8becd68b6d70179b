import { together } from '#areas/people/auth.ts'
import {
  type Actor,
  type Grant,
  type NamedScope,
  type Scope,
  type ScopeDirectory,
  scopeKey,
} from '#areas/people/contract.ts'
import { mayGrant, mayRevoke, mustLeaveAdministrator, mustNotBeShared } from '#areas/people/rules.ts'
import { countOtherAdministrators, insertGrant, listGrants, revokeGrant } from '#areas/people/store/grants.ts'
import { findPerson } from '#areas/people/store/people.ts'
import { Refusal } from '#lib/refusal.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aboutPerson } from './sign-in.ts'

/** Gives a role over a place to somebody. Refuses `people.grant-out-of-reach`, `people.scope-unknown`, `people.granted-already`. */
export async function giveRole(
  platform: Platform,
  actor: Actor,
  input: { person: { id: string } | { email: string }; grant: Grant },
  scopes: ScopeDirectory,
): Promise<string> {
  const grant = await trueGrant(input.grant, scopes)
  mayGrant(actor, grant)
  const at = platform.clock()
  return together(platform, async (tx) => {
    const person = await findPerson(tx, input.person)
    if (!person || person.deactivatedAt !== null)
      throw new Refusal('missing', 'people.person-unknown', { field: 'email' })
    const given = await insertGrant(tx, { ...grant, personId: person.id, grantedBy: personBehind(actor), at })
    if (!given) throw new Refusal('conflict', 'people.granted-already', { role: grant.role })
    await append(tx, {
      ...aboutPerson(platform, actor, person.id),
      organisation: organisationOf(grant.scope),
      action: 'people.role-given',
      facts: { ...grant },
    })
    return person.id
  })
}

/** Takes a role back. Refuses `people.grant-unknown`, `people.grant-out-of-reach`, `people.last-administrator`. */
export async function takeRole(
  platform: Platform,
  actor: Actor,
  input: { person: string; grant: string },
): Promise<void> {
  await together(platform, async (tx) => {
    const grants = await listGrants(tx, [input.person])
    const grant = grants.find((one) => one.id === input.grant)
    if (!grant) throw new Refusal('missing', 'people.grant-unknown')
    mayRevoke(actor, input.person, grant)
    const person = await findPerson(tx, { id: input.person })
    if (person && actor.kind !== 'system') mustNotBeShared(person)
    if (grant.role === 'administrator') mustLeaveAdministrator(await countOtherAdministrators(tx, input.person))
    if (!(await revokeGrant(tx, grant.id, personBehind(actor), platform.clock()))) {
      throw new Refusal('missing', 'people.grant-unknown')
    }
    await append(tx, {
      ...aboutPerson(platform, actor, input.person),
      organisation: organisationOf(grant.scope),
      action: 'people.role-taken',
      facts: { role: grant.role, scope: grant.scope },
    })
  })
}

/** The same grants with scopes as the directory knows them. Refuses `people.scope-unknown`. */
export async function trueGrants(grants: readonly Grant[], scopes: ScopeDirectory): Promise<Grant[]> {
  const named = await scopes.find(grants.map((grant) => grant.scope))
  return grants.map(({ role, scope }) => {
    if (scope.level === 'system') return { role, scope }
    const known = named.get(scopeKey(scope))
    if (!known) throw new Refusal('invalid', 'people.scope-unknown', { field: 'scope' })
    return { role, scope: known.scope }
  })
}

async function trueGrant(grant: Grant, scopes: ScopeDirectory): Promise<Grant> {
  return (await trueGrants([grant], scopes))[0]!
}

/** The organisation a grant at this scope concerns. */
export function organisationOf(scope: Scope): string | null {
  if (scope.level === 'library') return scope.library
  return scope.level === 'system' ? null : scope.network
}

/** The person who acts, if it is one: a job or a command has none. */
export function personBehind(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}

/** Names of the scopes of grants, by `scopeKey`. */
export function namesOfScopes(
  grants: readonly Grant[],
  scopes: ScopeDirectory,
): Promise<ReadonlyMap<string, NamedScope>> {
  return scopes.find(grants.map((grant) => grant.scope))
}
