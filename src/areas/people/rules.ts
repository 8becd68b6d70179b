import { Refusal } from '#lib/refusal.ts'
import {
  type Actor,
  covers,
  type Grant,
  holds,
  LEVEL_OF_ROLE,
  mustHold,
  mustHoldSomewhere,
  ROLES,
  type Role,
  SECOND_FACTOR_ROLES,
} from './contract.ts'

/** Roles with rights over other people's accounts, each with the roles it may grant inside its own scope. */
export const MAY_GRANT: Readonly<Record<Role, readonly Role[]>> = {
  administrator: ROLES,
  'network-officer': ['network-officer', 'province-officer', 'librarian', 'cataloguer'],
  'province-officer': ['librarian', 'cataloguer'],
  librarian: [],
  cataloguer: [],
}

/** The roles that see people and look after them. */
export const OFFICERS: readonly Role[] = ROLES.filter((role) => MAY_GRANT[role].length > 0)

/** How long a letter's link works, in hours. */
export const LETTER_HOURS = { invitation: 7 * 24, recovery: 1 } as const

/** Asking again for a recovery letter within this many minutes sends none. */
export const RECOVERY_PAUSE_MINUTES = 2

/** Roles that may grant `role`: `administrator` first. */
export function grantersOf(role: Role): readonly Role[] {
  return ROLES.filter((granter) => MAY_GRANT[granter].includes(role))
}

/** Only a person with a session of their own changes people; a key or nobody at all does not. */
export function mustBePerson(actor: Actor): asserts actor is Actor & { id: string } {
  if (actor.kind === 'anonymous') throw new Refusal('forbidden', 'people.sign-in-required')
  if (actor.kind === 'key' || actor.id === null) throw new Refusal('forbidden', 'people.person-required')
}

/** A grant must fit its level, and the actor must hold a role that may give it, over that very place. */
export function mayGrant(actor: Actor, grant: Grant): void {
  if (actor.kind !== 'system') mustBePerson(actor)
  if (grant.scope.level !== LEVEL_OF_ROLE[grant.role]) {
    throw new Refusal('invalid', 'people.role-level', {
      role: grant.role,
      level: LEVEL_OF_ROLE[grant.role],
      field: 'scope',
    })
  }
  mustHold(actor, grantersOf(grant.role), grant.scope, 'people.grant-out-of-reach', { role: grant.role })
}

/** Who may give a role may take it back; anybody may lay down a role of their own. */
export function mayRevoke(actor: Actor, personId: string, grant: Grant): void {
  if (actor.kind === 'person' && actor.id === personId) return
  mayGrant(actor, grant)
}

/** The installation keeps at least one administrator who can sign in. */
export function mustLeaveAdministrator(othersLeft: number): void {
  if (othersLeft === 0) throw new Refusal('conflict', 'people.last-administrator')
}

/** The scopes whose people the actor sees; refuses when there are none. */
export const mayListPeople = (actor: Actor) => mustHoldSomewhere(actor, OFFICERS, 'people.officers-only')

/** True when the actor may read this person's page: it is their own, or one of the grants lies within the actor's scope. */
export function sees(actor: Actor, personId: string, grants: readonly Grant[]): boolean {
  if (actor.kind === 'system' || (actor.kind === 'person' && actor.id === personId)) return true
  if (holds(actor, ['administrator'], { level: 'system' })) return true
  return grants.some((grant) => holds(actor, OFFICERS, grant.scope))
}

/** What of somebody's grants the actor may read. */
export function visibleGrants<G extends Grant>(actor: Actor, personId: string, grants: readonly G[]): readonly G[] {
  return grants.filter((grant) => sees(actor, personId, [grant]))
}

/**
 * Closing an account, opening it again, taking its second factor away: only for who could take back every single role of
 * that person, and never on oneself.
 */
export function mayGovern(actor: Actor, personId: string, grants: readonly Grant[]): void {
  if (actor.kind !== 'system') mustBePerson(actor)
  if (actor.id === personId) throw new Refusal('conflict', 'people.not-oneself')
  if (grants.length === 0) mustHold(actor, ['administrator'], { level: 'system' }, 'people.govern-out-of-reach')
  for (const grant of grants) mustHold(actor, grantersOf(grant.role), grant.scope, 'people.govern-out-of-reach')
}

/** A key carries only roles its owner has, over the owner's scope or inside it. */
export function keyWithin(owner: readonly Grant[], asked: readonly Grant[]): void {
  for (const grant of asked) {
    if (!carries(owner, grant)) throw new Refusal('forbidden', 'people.key-too-wide', { role: grant.role })
  }
}

/** What of a key's grants still counts, now that its owner's grants are these. */
export function keyGrants(owner: readonly Grant[], key: readonly Grant[]): readonly Grant[] {
  return key.filter((grant) => carries(owner, grant))
}

function carries(owner: readonly Grant[], grant: Grant): boolean {
  return owner.some((own) => own.role === grant.role && covers(own.scope, grant.scope))
}

/** True when one of the grants counts only after a second factor. */
export function needsSecondFactor(grants: readonly Grant[]): boolean {
  return grants.some((grant) => SECOND_FACTOR_ROLES.includes(grant.role))
}

/** Accounts of the demonstration belong to every visitor: nobody shuts the others out of one. */
export function mustNotBeShared(person: { demonstration: boolean }): void {
  if (person.demonstration) throw new Refusal('forbidden', 'people.demonstration-fixed')
}

/** The letter must still be open at `now`. */
export function letterOpen(
  letter: { expiresAt: Date; usedAt: Date | null; withdrawnAt: Date | null } | null,
  now: Date,
): void {
  if (letter === null || letter.withdrawnAt !== null) throw new Refusal('missing', 'people.letter-unknown')
  if (letter.usedAt !== null) throw new Refusal('conflict', 'people.letter-used')
  if (letter.expiresAt <= now) throw new Refusal('conflict', 'people.letter-expired')
}

/**
 * A new password: at least 10 characters, not the user name, not one of the commonest. Length is what helps (NIST SP
 * 800-63B-4 §3.1.1.2), so no rule asks for digits or signs.
 */
export function passwordFit(password: string, userName: string): void {
  const field = 'password'
  const length = [...password].length
  if (length < 10) throw new Refusal('invalid', 'people.password-short', { least: 10, field })
  if (length > 200) throw new Refusal('invalid', 'people.password-long', { most: 200, field })
  const plain = password.toLowerCase()
  if (
    plain.includes(userName.toLowerCase()) ||
    COMMON.some((word) => plain.includes(word)) ||
    /^(.)\1*$/u.test(plain)
  ) {
    throw new Refusal('invalid', 'people.password-guessable', { field })
  }
}

// Passwords of ten characters and more that head every list of leaked ones.
const COMMON = [
  '1234567890',
  '0123456789',
  'qwertyuiop',
  'password12',
  'passw0rd',
  'iloveyou',
  'adminadmin',
  '۱۲۳۴۵۶۷۸۹۰',
]

/** Words as they may be kept in one line: without control characters, which no name has and no database takes. */
export function oneLine(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
}

/** A user name as it is kept: lower case, Latin letters, digits, dot, underscore and hyphen, 3 to 30. */
export function userNameFit(userName: string): string {
  const kept = userName.normalize('NFKC').trim().toLowerCase()
  if (!/^[a-z][a-z0-9._-]{2,29}$/.test(kept))
    throw new Refusal('invalid', 'people.user-name-shape', { field: 'userName' })
  return kept
}
