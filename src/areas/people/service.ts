import { giveRole } from '#areas/people/service/grants.ts'
import { moveLibraryGrants } from '#areas/people/store/grants.ts'
import { findOpenKey, touchKey } from '#areas/people/store/keys.ts'
import * as people from '#areas/people/store/people.ts'
import { findOpenSession, touchSession } from '#areas/people/store/sessions.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'
import { signedCookie } from './auth.ts'
import { type Actor, ANONYMOUS, type Scope, type ScopeDirectory, systemActor } from './contract.ts'
import { DEMONSTRATION } from './demonstration.ts'
import { keyGrants } from './rules.ts'
import { hashOf, KEY_START } from './secrets.ts'

// "Last used" is told to the minute at most, so that reading a page is seldom a write.
const TOUCH_EVERY = 5 * 60 * 1000

/**
 * Who is asking: the key in `Authorization: Bearer` or `x-api-key`, else the session in the cookie, else anybody.
 *
 * One query a request and nothing remembered between requests: a session ended, a role revoked or an account closed counts
 * from the next request on, in every process. Refuses a key that is not in force (`people.key-unknown`).
 */
export async function actorFrom(platform: Platform, request: Request): Promise<Actor> {
  const key = keyIn(request.headers)
  if (key !== null) return actorOfKey(platform, key)
  const token = signedCookie(platform, request.headers.get('cookie') ?? '', 'session_token')
  return token === null ? ANONYMOUS : actorOfSession(platform, token)
}

function keyIn(headers: Headers): string | null {
  const bearer = /^bearer +(.+)$/i.exec(headers.get('authorization') ?? '')
  return bearer?.[1]?.trim() ?? headers.get('x-api-key')
}

async function actorOfSession(platform: Platform, token: string): Promise<Actor> {
  const now = platform.clock()
  const session = await findOpenSession(platform, token, now)
  if (!session) return ANONYMOUS
  if (stale(session.lastUsedAt, now)) await touchSession(platform.db, session.sessionId, now)
  const { personId: id, name, grants, secondFactor } = session
  return { kind: 'person', id, name, grants, secondFactor }
}

async function actorOfKey(platform: Platform, secret: string): Promise<Actor> {
  const now = platform.clock()
  const key = secret.startsWith(KEY_START) ? await findOpenKey(platform, hashOf(secret), now) : null
  if (!key) throw new Refusal('forbidden', 'people.key-unknown')
  if (stale(key.lastUsedAt, now)) await touchKey(platform.db, key.id, now)
  const grants = keyGrants(key.owner.grants, key.grants)
  return { kind: 'key', id: key.id, name: key.name, grants, secondFactor: key.owner.secondFactor }
}

function stale(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() > TOUCH_EVERY
}

/** Who a letter goes to. */
export interface Addressee {
  name: string
  email: string
}

/** Addresses of people by id. Closed accounts are left out, and the demonstration's people where letters leave the house. */
export function addresseesOf(platform: Platform, ids: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
  return people.addresseesOf(platform.db, ids, !platform.mail.delivers)
}

/** Names of people by id, for pages that say who did something; unknown ids are left out. */
export function namesOf(platform: Platform, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return people.namesOf(platform.db, ids)
}

/**
 * Tells people that a library now lies under another network or province (moved, merged): roles given at it follow, in the
 * caller's transaction. The caller journals the move.
 */
export async function libraryMoved(
  tx: Tx,
  library: string,
  to: { network: string; province: string },
): Promise<number> {
  return moveLibraryGrants(tx, library, to)
}

/**
 * Gives the people of the demonstration their roles, once a later area has told the places: a scope for each user name
 * (`nahad`, `astan`: a network; `khorasan`: a province of one; `ketabdar`, `razavi`: a library). Told again, it adds nothing.
 */
export async function giveDemonstrationRoles(
  platform: Platform,
  scopes: Readonly<Record<string, Scope>>,
  directory: ScopeDirectory,
): Promise<void> {
  for (const { userName, role } of DEMONSTRATION) {
    const scope = scopes[userName]
    const person = scope && (await people.findPerson(platform.db, { userName }))
    if (!scope || !person?.demonstration) continue
    const given = giveRole(platform, systemActor('demonstration'), { person, grant: { role, scope } }, directory)
    await given.catch((error: unknown) => {
      if (!isRefusal(error) || error.code !== 'people.granted-already') throw error
    })
  }
}
