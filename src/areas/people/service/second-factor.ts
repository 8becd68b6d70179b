import { ask, authOf, type Cookies, headersOf, together, type Visit } from '#areas/people/auth.ts'
import type { Actor } from '#areas/people/contract.ts'
import { mustBePerson, mustNotBeShared, needsSecondFactor, oneLine } from '#areas/people/rules.ts'
import { listGrants } from '#areas/people/store/grants.ts'
import { findPerson } from '#areas/people/store/people.ts'
import { deletePasskey, listPasskeys, spendCode } from '#areas/people/store/second-factors.ts'
import { passSecondFactor } from '#areas/people/store/sessions.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { Refusal } from '#lib/refusal.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { getAccount } from './account.ts'
import { aboutPerson, totpSecret } from './sign-in.ts'

/** How a person's second factor stands. `required`: one of their roles counts only with it. */
export interface SecondFactorState {
  required: boolean
  /** This session passed one. */
  passed: boolean
  totp: 'none' | 'pending' | 'on'
  passkeys: { id: string; name: string | null; createdAt: Date | null }[]
}

/** How the actor's own second factor stands. */
export async function secondFactorState(platform: Platform, actor: Actor): Promise<SecondFactorState> {
  mustBePerson(actor)
  const grants = await listGrants(platform.db, [actor.id])
  const totp = await totpSecret(platform, actor.id)
  const passkeys = await listPasskeys(platform.db, actor.id)
  return {
    required: needsSecondFactor(grants),
    passed: actor.secondFactor,
    totp: totp === null ? 'none' : totp.confirmed ? 'on' : 'pending',
    passkeys: passkeys.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at })),
  }
}

/** Begins setting up an authenticator app, after the password once more. Refuses `people.password-wrong`, `people.totp-on`. */
export async function startTotp(
  platform: Platform,
  actor: Actor,
  input: { password: string; visit: Visit },
): Promise<void> {
  mustBePerson(actor)
  const body = { password: input.password, method: 'totp' as const }
  const headers = headersOf(platform, input.visit)
  const answer = await ask(() => authOf(platform).api.enableTwoFactor({ body, headers, returnHeaders: true }))
  if (answer.ok) return
  if (answer.code === 'TOTP_ALREADY_ENABLED') throw new Refusal('conflict', 'people.totp-on')
  throw new Refusal('invalid', 'people.password-wrong', { field: 'password' })
}

/** What an authenticator app reads while it is being set up: the address in the QR code, and the key to type instead. */
export async function getPendingTotp(platform: Platform, actor: Actor): Promise<{ uri: string; key: string }> {
  mustBePerson(actor)
  const secret = await totpSecret(platform, actor.id)
  const person = await findPerson(platform.db, { id: actor.id })
  if (!secret || secret.confirmed || !person) throw new Refusal('conflict', 'people.totp-not-begun')
  const key = base32(Buffer.from(secret.secret))
  const label = encodeURIComponent(`Peyvand:${person.userName}`)
  return { uri: `otpauth://totp/${label}?secret=${key}&issuer=Peyvand&digits=6&period=30`, key }
}

/** Ends setting up with a first code: gives the recovery codes, to be shown once. Refuses `people.code-wrong`. */
export async function confirmTotp(
  platform: Platform,
  actor: Actor,
  input: { code: string; visit: Visit },
): Promise<{ cookies: Cookies; recoveryCodes: readonly string[] }> {
  mustBePerson(actor)
  const code = toAsciiDigits(input.code).replace(/\s/g, '')
  const { api } = authOf(platform)
  const headers = headersOf(platform, input.visit)
  return together(platform, async (tx) => {
    const answer = await ask(() => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }))
    if (!answer.ok) throw new Refusal('invalid', 'people.code-wrong', { field: 'code' })
    await spendCode(tx, actor.id, code, platform.clock())
    await passSecondFactor(tx, tokenIn(answer.cookies) ?? answer.response.token, platform.clock())
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.totp-set-up' })
    const { backupCodes } = await api.viewBackupCodes({ body: { userId: actor.id } })
    return { cookies: answer.cookies, recoveryCodes: backupCodes }
  })
}

/** Makes new recovery codes; the old ones work no more. Refuses `people.password-wrong`. */
export async function renewRecoveryCodes(
  platform: Platform,
  actor: Actor,
  input: { password: string; visit: Visit },
): Promise<readonly string[]> {
  const { api } = authOf(platform)
  const { response } = await afterPassword(platform, actor, input, 'people.recovery-codes-renewed', (asked) =>
    api.generateBackupCodes(asked),
  )
  return response.backupCodes
}

/** Takes the authenticator app off. Roles that need a second factor stop counting, unless there is a passkey. */
export async function removeTotp(
  platform: Platform,
  actor: Actor,
  input: { password: string; visit: Visit },
): Promise<Cookies> {
  const { api } = authOf(platform)
  const { cookies } = await afterPassword(platform, actor, input, 'people.totp-removed', (asked) =>
    api.disableTwoFactor(asked),
  )
  return cookies
}

/** Changes the actor's own second factor once their password is right, and journals it. */
async function afterPassword<T>(
  platform: Platform,
  actor: Actor,
  { password, visit }: { password: string; visit: Visit },
  action: string,
  change: (asked: {
    body: { password: string }
    headers: Headers
    returnHeaders: true
  }) => Promise<{ headers: Headers; response: T }>,
): Promise<{ response: T; cookies: Cookies }> {
  mustBePerson(actor)
  mustNotBeShared(await getAccount(platform, actor))
  const headers = headersOf(platform, visit)
  return together(platform, async (tx) => {
    const answer = await ask(() => change({ body: { password }, headers, returnHeaders: true }))
    if (!answer.ok) throw new Refusal('invalid', 'people.password-wrong', { field: 'password' })
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action })
    return answer
  })
}

/** What a browser needs to make a passkey, and the cookie that remembers the question. */
export async function offerPasskey(platform: Platform, actor: Actor, input: { visit: Visit }) {
  mustBePerson(actor)
  const headers = headersOf(platform, input.visit)
  const asked = await ask(() =>
    authOf(platform).api.generatePasskeyRegistrationOptions({ headers, returnHeaders: true }),
  )
  if (!asked.ok) throw new Refusal('forbidden', 'people.session-stale')
  return asked
}

/** Keeps a passkey the browser made. Refuses `people.passkey-wrong`. */
export async function addPasskey(
  platform: Platform,
  actor: Actor,
  input: { response: Record<string, unknown>; name: string; visit: Visit },
): Promise<Cookies> {
  mustBePerson(actor)
  const { response } = input
  const name = oneLine(input.name)
  const headers = headersOf(platform, input.visit)
  return together(platform, async (tx) => {
    const answer = await ask(() =>
      authOf(platform).api.verifyPasskeyRegistration({ body: { response, name }, headers, returnHeaders: true }),
    )
    if (!answer.ok) throw new Refusal('invalid', 'people.passkey-wrong')
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.passkey-added', facts: { name } })
    return answer.cookies
  })
}

/** Forgets one of the actor's passkeys. Refuses `people.passkey-unknown`. */
export async function removePasskey(platform: Platform, actor: Actor, input: { id: string }): Promise<void> {
  mustBePerson(actor)
  await together(platform, async (tx) => {
    if (!(await deletePasskey(tx, actor.id, input.id))) throw new Refusal('missing', 'people.passkey-unknown')
    await append(tx, { ...aboutPerson(platform, actor, actor.id), action: 'people.passkey-removed' })
  })
}

// The cookie carries the token of the session better-auth made anew; its answer still names the old one.
function tokenIn(cookies: Cookies): string | null {
  const match = cookies.map((cookie) => /peyvand\.session_token=([^.;]+)\./.exec(cookie)).find((one) => one !== null)
  return match?.[1] ?? null
}

/** RFC 4648 §6 without padding, as authenticator apps read it. */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}
