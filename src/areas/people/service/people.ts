import { together } from '#areas/people/auth.ts'
import {
  type Actor,
  type Grant,
  holds,
  LEVEL_OF_ROLE,
  type NamedScope,
  type Role,
  type ScopeDirectory,
  scopeKey,
  scopesOf,
} from '#areas/people/contract.ts'
import {
  grantersOf,
  MAY_GRANT,
  mayGovern,
  mayListPeople,
  mustBePerson,
  mustLeaveAdministrator,
  mustNotBeShared,
  OFFICERS,
  sees,
  visibleGrants,
} from '#areas/people/rules.ts'
import { countOtherAdministrators, type KeptGrant, listGrants } from '#areas/people/store/grants.ts'
import { revokeKeys } from '#areas/people/store/keys.ts'
import { type Letter, listOpenInvitations } from '#areas/people/store/letters.ts'
import * as store from '#areas/people/store/people.ts'
import { clearSecondFactors } from '#areas/people/store/second-factors.ts'
import { endSessions } from '#areas/people/store/sessions.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { append, type JournalRecord, listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aboutPerson } from './sign-in.ts'

/** A grant with the name of its place. */
export interface NamedGrant extends KeptGrant {
  scopeName: { name: string; nameEn: string | null } | null
}

/** A person with what the reader may know of their roles. */
export interface PersonView extends store.Person {
  grants: readonly NamedGrant[]
}

const PAGE = 50

/** People within the scopes the actor looks after, in alphabet order, 50 a page; an administrator sees everybody. */
export async function listPeople(
  platform: Platform,
  actor: Actor,
  input: { text: string; page: number },
  scopes: ScopeDirectory,
): Promise<{ total: number; pageSize: number; people: PersonView[] }> {
  const within = mayListPeople(actor)
  const offset = (Math.max(1, Math.trunc(input.page)) - 1) * PAGE
  const { total, people } = await store.listPeople(platform.db, { within, text: input.text, limit: PAGE, offset })
  const grants = await listGrants(
    platform.db,
    people.map((person) => person.id),
  )
  const named = await nameGrants(grants, scopes)
  const views = people.map((person) => ({
    ...person,
    grants: visibleGrants(
      actor,
      person.id,
      named.filter((grant) => grant.personId === person.id),
    ),
  }))
  return { total, pageSize: PAGE, people: views }
}

/** A person's page: what they are, their roles as far as the actor may see them, what the actor may do here. */
export async function getPerson(
  platform: Platform,
  actor: Actor,
  input: { id: string },
  scopes: ScopeDirectory,
): Promise<PersonView & { mayGovern: boolean; history: readonly JournalRecord[] }> {
  if (actor.kind === 'anonymous') throw new Refusal('forbidden', 'people.sign-in-required')
  if (!(actor.kind === 'person' && actor.id === input.id)) mayListPeople(actor)
  const person = await store.findPerson(platform.db, input)
  const grants = person ? await listGrants(platform.db, [person.id]) : []
  // Somebody out of reach is unknown, so that ids cannot be tried.
  if (!person || !sees(actor, person.id, grants)) throw new Refusal('missing', 'people.person-unknown')
  const named = visibleGrants(actor, person.id, await nameGrants(grants, scopes))
  const history = await listFor(platform.db, { type: 'person', id: person.id }, { limit: 20 })
  return { ...person, grants: named, mayGovern: governs(actor, person.id, grants), history }
}

/** Open invitations that carry a role within the actor's reach. */
export async function listInvitations(platform: Platform, actor: Actor): Promise<readonly Letter[]> {
  mayListPeople(actor)
  const letters = await listOpenInvitations(platform.db, platform.clock())
  return letters.filter((letter) => letter.grants.some((grant) => holds(actor, OFFICERS, grant.scope)))
}

/** Closes an account: its sessions end, its keys are revoked, its roles wait. */
export async function closeAccount(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await govern(platform, actor, input.id, 'people.account-closed', async (tx, person, grants) => {
    if (grants.some((grant) => grant.role === 'administrator')) {
      mustLeaveAdministrator(await countOtherAdministrators(tx, person.id))
    }
    const at = platform.clock()
    await store.setDeactivated(tx, person.id, at)
    await endSessions(tx, person.id, null)
    await revokeKeys(tx, person.id, null, at)
  })
}

/** Opens a closed account again, with the roles it had; its keys stay revoked. */
export async function openAccount(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await govern(platform, actor, input.id, 'people.account-opened', (tx, person) =>
    store.setDeactivated(tx, person.id, null),
  )
}

/** For somebody who lost their second factor: takes it away and ends their sessions, so that they set up another. */
export async function clearSecondFactor(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await govern(platform, actor, input.id, 'people.second-factor-cleared', async (tx, person) => {
    await clearSecondFactors(tx, person.id)
    await endSessions(tx, person.id, null)
  })
}

/** The roles the actor may give somewhere, for the form. */
export function rolesToGive(actor: Actor): readonly Grant['role'][] {
  const held = OFFICERS.filter((role) => actor.grants.some((grant) => grant.role === role))
  return [...new Set(held.flatMap((role) => MAY_GRANT[role]))]
}

/** Places within the actor's reach at which a role may be given, found by words of their name. */
export async function placesToGive(
  actor: Actor,
  input: { role: Role | null; text: string },
  scopes: ScopeDirectory,
): Promise<readonly NamedScope[]> {
  mayListPeople(actor)
  if (input.role === null) return []
  return scopes.search(scopesOf(actor, grantersOf(input.role)), LEVEL_OF_ROLE[input.role], input.text)
}

async function govern(
  platform: Platform,
  actor: Actor,
  id: string,
  action: string,
  work: (tx: Tx, person: store.Person, grants: readonly KeptGrant[]) => Promise<void>,
): Promise<void> {
  await together(platform, async (tx) => {
    const person = await store.findPerson(tx, { id })
    const grants = person ? await listGrants(tx, [id]) : []
    if (actor.kind !== 'system') mustBePerson(actor)
    mayListPeople(actor)
    if (!person || !sees(actor, id, grants)) throw new Refusal('missing', 'people.person-unknown')
    mayGovern(actor, id, grants)
    if (actor.kind !== 'system') mustNotBeShared(person)
    await work(tx, person, grants)
    await append(tx, { ...aboutPerson(platform, actor, id), action })
  })
}

function governs(actor: Actor, id: string, grants: readonly Grant[]): boolean {
  try {
    mayGovern(actor, id, grants)
    return true
  } catch {
    return false
  }
}

async function nameGrants(grants: readonly KeptGrant[], scopes: ScopeDirectory): Promise<NamedGrant[]> {
  const named = await scopes.find(grants.map((grant) => grant.scope))
  return grants.map((grant) => ({ ...grant, scopeName: named.get(scopeKey(grant.scope)) ?? null }))
}
