import { authOf, together, type Visit } from '#areas/people/auth.ts'
import { type Actor, ANONYMOUS, type Grant, type ScopeDirectory } from '#areas/people/contract.ts'
import {
  LETTER_HOURS,
  letterOpen,
  mayGrant,
  oneLine,
  passwordFit,
  RECOVERY_PAUSE_MINUTES,
  userNameFit,
} from '#areas/people/rules.ts'
import { hashOf, newSecret } from '#areas/people/secrets.ts'
import { insertGrant, listGrants } from '#areas/people/store/grants.ts'
import * as store from '#areas/people/store/letters.ts'
import { completePerson, findPerson, type Person } from '#areas/people/store/people.ts'
import { endSessions } from '#areas/people/store/sessions.ts'
import type { Lang } from '#lib/language.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { organisationOf, personBehind, trueGrants } from './grants.ts'
import { limitTries } from './limits.ts'
import { post } from './post.ts'
import { aboutPerson } from './sign-in.ts'

const HOUR = 60 * 60 * 1000

/**
 * Invites somebody: a letter goes to their address whose link lets them choose a user name and a password, once, within a
 * week. The roles are given when they accept, if the inviter may still give them. `link` is for who must hand it over by
 * themselves (the command line). Refuses `people.email-taken` and whatever `mayGrant` refuses.
 */
export async function invite(
  platform: Platform,
  actor: Actor,
  input: { name: string; email: string; lang: Lang; grants: readonly Grant[] },
  scopes: ScopeDirectory,
): Promise<{ id: string; link: string }> {
  const grants = await trueGrants(input.grants, scopes)
  if (grants.length === 0 && actor.kind !== 'system')
    throw new Refusal('invalid', 'people.role-missing', { field: 'role' })
  for (const grant of grants) mayGrant(actor, grant)
  const email = oneLine(input.email).toLowerCase()
  const name = oneLine(input.name)
  return together(platform, async (tx) => {
    if (await findPerson(tx, { email })) throw new Refusal('conflict', 'people.email-taken', { field: 'email' })
    const { id, link } = await send(platform, tx, {
      purpose: 'invitation',
      to: { name, email, lang: input.lang, personId: null },
      grants,
      sentBy: personBehind(actor),
    })
    await append(tx, {
      at: platform.clock(),
      by: actor,
      organisation: grants[0] ? organisationOf(grants[0].scope) : null,
      action: 'people.invited',
      subject: { type: 'invitation', id },
      facts: { name, grants },
    })
    return { id, link }
  })
}

/** Takes an open invitation back; who could have sent it may. Refuses `people.letter-unknown`. */
export async function withdrawInvitation(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  await together(platform, async (tx) => {
    const letter = await store.findInvitation(tx, input.id)
    letterOpen(letter, platform.clock())
    for (const grant of letter?.grants ?? []) mayGrant(actor, grant)
    const at = platform.clock()
    await store.withdrawLetters(tx, { purpose: 'invitation', id: input.id }, at)
    const subject = { type: 'invitation', id: input.id }
    await append(tx, { at, by: actor, organisation: null, action: 'people.invitation-withdrawn', subject })
  })
}

/** What an open letter says to whoever holds its link. Refuses `people.letter-unknown`, `-used` and `-expired`. */
export async function openLetter(
  platform: Platform,
  input: { purpose: store.Letter['purpose']; secret: string },
): Promise<store.Letter> {
  const letter = await store.findLetter(platform.db, input.purpose, hashOf(input.secret))
  letterOpen(letter, platform.clock())
  return letter as store.Letter
}

/**
 * Accepts an invitation: makes the account and gives its roles. Refuses a letter that is not open, an unfit user name or
 * password, and `people.user-name-taken`. Gives the person's id; signing in comes after.
 */
export async function acceptInvitation(
  platform: Platform,
  input: { secret: string; userName: string; password: string; demonstration?: boolean },
): Promise<string> {
  await openLetter(platform, { purpose: 'invitation', secret: input.secret })
  const userName = userNameFit(toAsciiDigits(input.userName))
  passwordFit(input.password, userName)
  const { password: hashing } = await authOf(platform).$context
  const hash = await hashing.hash(input.password)
  return together(platform, async (tx) => {
    const letter = await store.findLetter(tx, 'invitation', hashOf(input.secret))
    letterOpen(letter, platform.clock())
    const { id, name, email, grants, sentBy } = letter as store.Letter
    const inviter = sentBy === null ? null : await inviterNow(tx, sentBy)
    for (const grant of grants) if (inviter) stillMayGrant(inviter, grant)
    const demonstration = input.demonstration === true && platform.config.demo
    const person = await makePerson(platform, tx, { name, email, userName, hash, demonstration })
    const by: Actor = { ...ANONYMOUS, kind: 'person', id: person, name }
    const at = platform.clock()
    await append(tx, { ...aboutPerson(platform, by, person), action: 'people.joined', facts: { invitation: id } })
    for (const grant of grants) {
      await insertGrant(tx, { ...grant, personId: person, grantedBy: sentBy, at })
      const about = { ...aboutPerson(platform, inviter ?? by, person), organisation: organisationOf(grant.scope) }
      await append(tx, { ...about, action: 'people.role-given', facts: { ...grant, invitation: id } })
    }
    await store.answerLetter(tx, id, person, at)
    return person
  })
}

/**
 * Asks for a way back in by user name or e-mail. Answers nothing whoever exists: a letter goes only to an address we know,
 * and not oftener than every two minutes.
 */
export async function askRecovery(
  platform: Platform,
  _actor: Actor,
  input: { who: string; lang: Lang; visit: Visit },
): Promise<void> {
  const who = toAsciiDigits(oneLine(input.who).normalize('NFKC').toLowerCase())
  await limitTries(platform, input.visit, who)
  await together(platform, async (tx) => {
    const person = await findPerson(tx, who.includes('@') ? { email: who } : { userName: who })
    if (!person || person.deactivatedAt !== null || person.demonstration) return
    const last = await store.findLastRecovery(tx, person.id)
    const now = platform.clock()
    if (last && now.getTime() - last.getTime() < RECOVERY_PAUSE_MINUTES * 60_000) return
    await store.withdrawLetters(tx, { purpose: 'recovery', email: person.email }, now)
    const to = { name: person.name, email: person.email, lang: input.lang, personId: person.id }
    await send(platform, tx, { purpose: 'recovery', to, grants: [], sentBy: null })
    await append(tx, { ...aboutPerson(platform, ANONYMOUS, person.id), action: 'people.recovery-asked' })
  })
}

/** Sets a new password by a recovery letter and ends every session. The second factor stays. */
export async function recover(platform: Platform, input: { secret: string; password: string }): Promise<Person> {
  const { personId } = await openLetter(platform, { purpose: 'recovery', secret: input.secret })
  const person = personId === null ? null : await findPerson(platform.db, { id: personId })
  if (!person || person.deactivatedAt !== null) throw new Refusal('missing', 'people.letter-unknown')
  passwordFit(input.password, person.userName)
  const { password: hashing, internalAdapter } = await authOf(platform).$context
  const hash = await hashing.hash(input.password)
  return together(platform, async (tx) => {
    const letter = await store.findLetter(tx, 'recovery', hashOf(input.secret))
    letterOpen(letter, platform.clock())
    await internalAdapter.updatePassword(person.id, hash)
    await endSessions(tx, person.id, null)
    await store.answerLetter(tx, (letter as store.Letter).id, person.id, platform.clock())
    const by: Actor = { ...ANONYMOUS, kind: 'person', id: person.id, name: person.name }
    await append(tx, { ...aboutPerson(platform, by, person.id), action: 'people.password-recovered' })
    return person
  })
}

interface Sending {
  purpose: store.Letter['purpose']
  to: { name: string; email: string; lang: Lang; personId: string | null }
  grants: readonly Grant[]
  sentBy: string | null
}

async function send(
  platform: Platform,
  tx: Tx,
  { purpose, to, grants, sentBy }: Sending,
): Promise<{ id: string; link: string }> {
  const secret = newSecret()
  const sentAt = platform.clock()
  const expiresAt = new Date(sentAt.getTime() + LETTER_HOURS[purpose] * HOUR)
  const id = await store.insertLetter(tx, {
    purpose,
    ...to,
    grants,
    sentBy,
    sentAt,
    expiresAt,
    secretHash: hashOf(secret),
  })
  // In the query and not in the path, because requests are logged with their path.
  const path = purpose === 'invitation' ? '/join' : '/recover/letter'
  const link = `${platform.config.origin}${to.lang === 'en' ? '/en' : ''}${path}?secret=${secret}`
  await post(platform, tx, { purpose, to, link, expiresAt })
  return { id, link }
}

async function makePerson(
  platform: Platform,
  tx: Tx,
  made: { name: string; email: string; userName: string; hash: string; demonstration: boolean },
): Promise<string> {
  const { name, email, userName, hash, demonstration } = made
  if (await findPerson(tx, { userName })) throw new Refusal('conflict', 'people.user-name-taken', { field: 'userName' })
  if (await findPerson(tx, { email })) throw new Refusal('conflict', 'people.email-taken', { field: 'email' })
  const { internalAdapter } = await authOf(platform).$context
  const { id } = await internalAdapter.createUser(
    { name, email, username: userName, emailVerified: true },
    { method: 'admin' },
  )
  await internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: hash })
  await completePerson(tx, { id, name, userName, email, demonstration })
  return id
}

// Their second factor was asked when they invited; what counts now is whether the role is still theirs to give.
async function inviterNow(tx: Tx, id: string): Promise<Actor> {
  const person = await findPerson(tx, { id })
  const grants = person && person.deactivatedAt === null ? await listGrants(tx, [id]) : []
  return { kind: 'person', id, name: person?.name ?? '', grants, secondFactor: true }
}

function stillMayGrant(inviter: Actor, grant: Grant): void {
  try {
    mayGrant(inviter, grant)
  } catch {
    throw new Refusal('missing', 'people.letter-unknown')
  }
}
