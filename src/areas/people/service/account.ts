import { authOf, signedCookie, together, type Visit } from '#areas/people/auth.ts'
import type { Actor } from '#areas/people/contract.ts'
import { type Device, deviceOf } from '#areas/people/device.ts'
import { mustBePerson, mustNotBeShared, passwordFit } from '#areas/people/rules.ts'
import { type KeptGrant, listGrants } from '#areas/people/store/grants.ts'
import { findPasswordHash, findPerson, type Person } from '#areas/people/store/people.ts'
import { endSession, endSessions, findOpenSession, listSessions } from '#areas/people/store/sessions.ts'
import { Refusal } from '#lib/refusal.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { limitTries } from './limits.ts'
import { aboutPerson } from './sign-in.ts'

/** One browser that is signed in. */
export interface SessionView {
  id: string
  device: Device
  signedInAt: Date
  lastUsedAt: Date
  secondFactor: boolean
  /** The browser that asks. */
  current: boolean
}

/** The actor's own account. */
export async function getAccount(platform: Platform, actor: Actor): Promise<Person> {
  mustBePerson(actor)
  const person = await findPerson(platform.db, { id: actor.id })
  if (!person) throw new Refusal('missing', 'people.person-unknown')
  return person
}

/** The actor's own roles, also those that wait for a second factor. */
export async function listOwnGrants(platform: Platform, actor: Actor): Promise<KeptGrant[]> {
  mustBePerson(actor)
  return listGrants(platform.db, [actor.id])
}

/** The actor's own open sessions, the latest used first. */
export async function listOwnSessions(
  platform: Platform,
  actor: Actor,
  input: { visit: Visit },
): Promise<SessionView[]> {
  mustBePerson(actor)
  const current = await currentSession(platform, input.visit)
  const rows = await listSessions(platform.db, actor.id, platform.clock())
  return rows.map((row) => ({
    id: row.id,
    device: deviceOf(row.user_agent ?? ''),
    signedInAt: row.created_at,
    lastUsedAt: row.last_used_at ?? row.created_at,
    secondFactor: row.second_factor_at !== null,
    current: row.id === current,
  }))
}

/** Ends one of the actor's sessions. Refuses `people.session-unknown`. */
export async function endOwnSession(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  mustBePerson(actor)
  await together(platform, async (tx) => {
    if (!(await endSession(tx, actor.id, input.id))) throw new Refusal('missing', 'people.session-unknown')
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.session-ended' })
  })
}

/** Ends all of the actor's sessions but this one. Gives how many there were. */
export async function endOtherSessions(platform: Platform, actor: Actor, input: { visit: Visit }): Promise<number> {
  mustBePerson(actor)
  const current = await currentSession(platform, input.visit)
  return together(platform, async (tx) => {
    const ended = await endSessions(tx, actor.id, current)
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.sessions-ended', facts: { ended } })
    return ended
  })
}

/** Changes the actor's password and ends every other session. Refuses `people.password-wrong` and unfit new ones. */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  input: { current: string; password: string; visit: Visit },
): Promise<void> {
  mustBePerson(actor)
  const person = await getAccount(platform, actor)
  mustNotBeShared(person)
  await limitTries(platform, input.visit, person.userName)
  passwordFit(input.password, person.userName)
  const { password: hashing, internalAdapter } = await authOf(platform).$context
  const hash = await findPasswordHash(platform.db, person.id)
  if (hash === null || !(await hashing.verify({ hash, password: input.current }))) {
    throw new Refusal('invalid', 'people.password-wrong', { field: 'current' })
  }
  const fresh = await hashing.hash(input.password)
  const current = await currentSession(platform, input.visit)
  await together(platform, async (tx) => {
    await internalAdapter.updatePassword(person.id, fresh)
    const ended = await endSessions(tx, person.id, current)
    await append(tx, {
      ...aboutPerson(platform, actor, person.id),
      action: 'people.password-changed',
      facts: { ended },
    })
  })
}

async function currentSession(platform: Platform, visit: Visit): Promise<string | null> {
  const token = signedCookie(platform, visit.cookie, 'session_token')
  return token === null ? null : ((await findOpenSession(platform, token, platform.clock()))?.sessionId ?? null)
}
