import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import {
  type Auth,
  ask,
  authOf,
  type Cookies,
  headersOf,
  mustAsk,
  signedCookie,
  together,
  type Visit,
} from '#areas/people/auth.ts'
import type { Actor, Grant } from '#areas/people/contract.ts'
import { needsSecondFactor, oneLine } from '#areas/people/rules.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import { findPerson, type Person } from '#areas/people/store/people.ts'
import { findSignInUnderWay, findTotp, spendCode } from '#areas/people/store/second-factors.ts'
import { endSessionOfToken, passSecondFactor, sweepSessions } from '#areas/people/store/sessions.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { limitTries } from './limits.ts'

/** Where a sign-in stands after a step: done, or waiting for the second factor. The cookies go to the browser. */
export interface SignInStep {
  step: 'done' | 'second-factor'
  cookies: Cookies
  /** Done, but a role of theirs does not count until they set up a second factor: lead them there. */
  roleWaits: boolean
  /** What they hold once done; nothing is told before the second factor. */
  grants: readonly Grant[]
}

/**
 * Signs in by user name (or e-mail) and password. Refuses `people.sign-in-wrong` for anything that does not fit together,
 * in the same time and words whoever exists; `people.account-closed` only to who knew the password.
 *
 * The session is made before the journal's transaction, so that no connection is held while scrypt works; a session that
 * fails to be journalled is useless, because its cookie never leaves.
 */
export async function signIn(
  platform: Platform,
  _actor: Actor,
  input: { userName: string; password: string; remember: boolean; visit: Visit },
): Promise<SignInStep> {
  const typed = toAsciiDigits(oneLine(input.userName).normalize('NFKC').toLowerCase())
  await limitTries(platform, input.visit, typed)
  const person = await findPerson(platform.db, typed.includes('@') ? { email: typed } : { userName: typed })
  const body = { username: person?.userName ?? typed, password: input.password, rememberMe: input.remember }
  const { api } = authOf(platform)
  const headers = headersOf(platform, { ...input.visit, cookie: '' })
  const answer = await ask(() => api.signInUsername({ body, headers, returnHeaders: true }))
  if (!answer.ok || !person) throw new Refusal('invalid', 'people.sign-in-wrong')
  if ('twoFactorRedirect' in answer.response)
    return { step: 'second-factor', cookies: answer.cookies, roleWaits: false, grants: [] }
  const { token } = answer.response
  if (person.deactivatedAt !== null) await endSessionOfToken(platform.db, token)
  await together(platform, (tx) => welcome(platform, tx, person, token, 'password'))
  const grants = await listGrants(platform.db, [person.id])
  return { step: 'done', cookies: answer.cookies, roleWaits: needsSecondFactor(grants), grants }
}

/**
 * Passes the second step with a code of the authenticator app, or with one of the recovery codes. Refuses
 * `people.code-wrong`, `people.code-used`, `people.sign-in-again` (too late, too often) and `people.locked`.
 */
export async function passSecondStep(
  platform: Platform,
  _actor: Actor,
  input: { code: string; visit: Visit },
): Promise<SignInStep> {
  const code = toAsciiDigits(input.code).replace(/\s/g, '')
  const digits = /^\d{6}$/.test(code)
  const { api } = authOf(platform)
  const headers = headersOf(platform, withoutSession(input.visit))
  const failed = await together(platform, async (tx) => {
    const answer = digits
      ? await ask(() => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }))
      : await ask(() => api.verifyBackupCode({ body: { code }, headers, returnHeaders: true }))
    if (!answer.ok) return refusalOf(answer.code)
    const { token, user } = answer.response
    const person = await findPerson(tx, { id: user.id })
    if (!person || !token) return new Refusal('invalid', 'people.sign-in-again')
    if (digits && !person.demonstration && !(await spendCode(tx, person.id, code, platform.clock()))) {
      await endSessionOfToken(tx, token)
      return new Refusal('conflict', 'people.code-used', { field: 'code' })
    }
    await welcome(platform, tx, person, token, digits ? 'code' : 'recovery-code')
    const grants = await listGrants(tx, [person.id])
    return { step: 'done' as const, cookies: answer.cookies, roleWaits: false, grants }
  })
  if (failed instanceof Refusal) throw failed
  return failed
}

/** What a browser needs to ask its owner for a passkey, and the cookie that remembers the question. */
export async function askForPasskey(platform: Platform, _actor: Actor, input: { visit: Visit }) {
  await limitTries(platform, input.visit, null)
  const headers = headersOf(platform, input.visit)
  return mustAsk(() => authOf(platform).api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true }))
}

/** What a browser answers with (WebAuthn's AuthenticationResponseJSON). */
export type PasskeyAnswer = NonNullable<Parameters<Auth['api']['verifyPasskeyAuthentication']>[0]>['body']['response']

/** Signs in by a passkey, which is both factors at once. Refuses `people.passkey-wrong`. */
export async function signInByPasskey(
  platform: Platform,
  _actor: Actor,
  input: { response: PasskeyAnswer; visit: Visit },
): Promise<SignInStep> {
  await limitTries(platform, input.visit, null)
  const headers = headersOf(platform, input.visit)
  const done = await together(platform, async (tx) => {
    const answer = await ask(() =>
      authOf(platform).api.verifyPasskeyAuthentication({
        body: { response: input.response },
        headers,
        returnHeaders: true,
      }),
    )
    if (!answer.ok) return null
    const person = await findPerson(tx, { id: answer.response.user.id })
    if (!person) return null
    await welcome(platform, tx, person, answer.response.session.token, 'passkey')
    const grants = await listGrants(tx, [person.id])
    return { step: 'done' as const, cookies: answer.cookies, roleWaits: false, grants }
  })
  if (!done) throw new Refusal('invalid', 'people.passkey-wrong')
  return done
}

/** Ends this session; harmless when there is none. The cookies empty the browser's. */
export async function signOut(platform: Platform, actor: Actor, input: { visit: Visit }): Promise<Cookies> {
  const { api } = authOf(platform)
  const headers = headersOf(platform, input.visit)
  return together(platform, async (tx) => {
    const { cookies } = await mustAsk(() => api.signOut({ headers, returnHeaders: true }))
    if (actor.kind === 'person' && actor.id !== null) {
      await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.signed-out' })
    }
    return cookies
  })
}

/** Whom the second step is waiting for; null when nobody gave a password lately. */
export async function findSecondStep(platform: Platform, input: { visit: Visit }): Promise<Person | null> {
  const identifier = signedCookie(platform, input.visit.cookie, 'two_factor')
  const id = identifier === null ? null : await findSignInUnderWay(platform.db, identifier, platform.clock())
  return id === null ? null : findPerson(platform.db, { id })
}

/**
 * The code a demonstration person's app would show now, so that a visitor can try the second step. Null for everybody
 * else, and everywhere but in a demonstration.
 */
export async function findDemonstrationCode(platform: Platform, person: Person): Promise<string | null> {
  if (!platform.config.demo || !person.demonstration) return null
  const secret = await totpSecret(platform, person.id)
  return secret === null ? null : createOTP(secret.secret).totp()
}

/** The secret an authenticator app shares with us; `confirmed` once a first code has passed. */
export async function totpSecret(
  platform: Platform,
  personId: string,
): Promise<{ secret: string; confirmed: boolean } | null> {
  const kept = await findTotp(platform.db, personId)
  if (!kept) return null
  const { secretConfig } = await authOf(platform).$context
  return { secret: await symmetricDecrypt({ key: secretConfig, data: kept.secret }), confirmed: kept.confirmed }
}

/** What every entry about a person says. */
export function aboutPerson(platform: Platform, by: Actor, personId: string) {
  return { at: platform.clock(), by, organisation: null, subject: { type: 'person', id: personId } }
}

async function welcome(
  platform: Platform,
  tx: Tx,
  person: Person,
  token: string,
  way: 'password' | 'code' | 'recovery-code' | 'passkey',
): Promise<void> {
  if (person.deactivatedAt !== null) throw new Refusal('forbidden', 'people.account-closed')
  await sweepSessions(tx, person.id, platform.clock())
  if (way !== 'password') await passSecondFactor(tx, token, platform.clock())
  const by = { kind: 'person' as const, id: person.id, name: person.name, grants: [], secondFactor: way !== 'password' }
  await append(tx, { ...aboutPerson(platform, by, person.id), action: 'people.signed-in', facts: { way } })
}

// better-auth counts no failed codes for a browser that has a session already: here every code is a sign-in's.
function withoutSession(visit: Visit): Visit {
  const kept = visit.cookie.split(/; */).filter((pair) => !/^(__Secure-)?peyvand\.session_/.test(pair))
  return { ...visit, cookie: kept.join('; ') }
}

function refusalOf(code: string): Refusal {
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') {
    return new Refusal('invalid', 'people.code-wrong', { field: 'code' })
  }
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return new Refusal('forbidden', 'people.locked')
  return new Refusal('invalid', 'people.sign-in-again')
}
