import { together } from '#areas/people/auth.ts'
import { type Actor, type Grant, LONGEST_KEY_DAYS, type ScopeDirectory } from '#areas/people/contract.ts'
import { keyWithin, mustBePerson, oneLine } from '#areas/people/rules.ts'
import { hashOf, KEY_START, newSecret } from '#areas/people/secrets.ts'
import { insertKey, listKeys, revokeKeys } from '#areas/people/store/keys.ts'
import { Refusal } from '#lib/refusal.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { trueGrants } from './grants.ts'
import { aboutPerson } from './sign-in.ts'

const DAY = 24 * 60 * 60 * 1000

/** A program's key as its owner sees it; the secret itself is never seen again. */
export interface KeyView {
  id: string
  name: string
  /** Its first characters, to tell keys apart. */
  start: string
  grants: readonly Grant[]
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  expired: boolean
}

/**
 * Makes a key for a program: `secret` is given this once. It carries the grants asked for, each inside one of the actor's own
 * (`people.key-too-wide`), and never outlives its owner's rights. Without grants it may do what anybody signed in may.
 */
export async function createKey(
  platform: Platform,
  actor: Actor,
  input: { name: string; days: number; grants: readonly Grant[] },
  scopes: ScopeDirectory,
): Promise<{ id: string; secret: string }> {
  mustBePerson(actor)
  const name = oneLine(input.name)
  const days = Math.min(Math.max(Math.trunc(input.days), 1), LONGEST_KEY_DAYS)
  const grants = await trueGrants(input.grants, scopes)
  keyWithin(actor.grants, grants)
  const secret = KEY_START + newSecret()
  const at = platform.clock()
  return together(platform, async (tx) => {
    const id = await insertKey(tx, {
      personId: actor.id,
      name,
      start: secret.slice(0, KEY_START.length + 4),
      secretHash: hashOf(secret),
      grants,
      at,
      expiresAt: new Date(at.getTime() + days * DAY),
    })
    const facts = { key: id, name, days, grants }
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.key-created', facts })
    return { id, secret }
  })
}

/** The actor's own keys, newest first. */
export async function listOwnKeys(platform: Platform, actor: Actor): Promise<KeyView[]> {
  mustBePerson(actor)
  const now = platform.clock()
  const rows = await listKeys(platform.db, actor.id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    start: row.start,
    grants: row.grants,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    expired: row.expires_at <= now,
  }))
}

/** Revokes one of the actor's keys: its next request is refused. Refuses `people.key-not-found`. */
export async function revokeKey(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  mustBePerson(actor)
  await together(platform, async (tx) => {
    const revoked = await revokeKeys(tx, actor.id, input.id, platform.clock())
    if (revoked === 0) throw new Refusal('missing', 'people.key-not-found')
    await append(tx, {
      ...aboutPerson(platform, actor, actor.id),
      action: 'people.key-revoked',
      facts: { key: input.id },
    })
  })
}
