import { AsyncLocalStorage } from 'node:async_hooks'
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username } from 'better-auth/plugins/username'
import { Refusal } from '#lib/refusal.ts'
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'

const DAY = 24 * 60 * 60

/** better-auth over our tables, called by the service only: its own HTTP handler is never mounted. */
export type Auth = ReturnType<typeof build>

const built = new WeakMap<Platform, Auth>()
const current = new AsyncLocalStorage<Tx>()

/** The one instance of this platform. */
export function authOf(platform: Platform): Auth {
  const known = built.get(platform)
  if (known) return known
  const auth = build(platform)
  built.set(platform, auth)
  return auth
}

/** Runs `work` in one transaction, in which everything better-auth reads and writes takes part. */
export function together<T>(platform: Platform, work: (tx: Tx) => Promise<T>): Promise<T> {
  return platform.db.transaction().execute((tx) => current.run(tx, () => work(tx)))
}

/** What the door knows of the browser: better-auth reads its cookies and names the device. */
export interface Visit {
  cookie: string
  userAgent: string
  /** The network address it came from, for slowing guesses down; kept nowhere else. */
  address: string
}

/** The headers better-auth is asked with. */
export function headersOf(platform: Platform, visit: Visit): Headers {
  return new Headers({ cookie: visit.cookie, 'user-agent': visit.userAgent, origin: platform.config.origin })
}

/** Cookies to pass on to the browser, as `Set-Cookie` values. */
export type Cookies = readonly string[]

/**
 * Asks better-auth for something that it may decline: its answer with the cookies it sets, or the code it declined with
 * (`INVALID_CODE`). Declining throws nothing, so that what it counted (failed codes) is kept by the transaction around.
 */
export async function ask<T>(
  call: () => Promise<{ headers: Headers; response: T }>,
): Promise<{ ok: true; response: T; cookies: Cookies } | { ok: false; code: string }> {
  try {
    const { headers, response } = await call()
    return { ok: true, response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      return { ok: false, code: String(error.body?.code ?? error.status) }
    throw error
  }
}

/** `ask`, when declining can only mean that the session has ended meanwhile. */
export async function mustAsk<T>(
  call: () => Promise<{ headers: Headers; response: T }>,
): Promise<{ response: T; cookies: Cookies }> {
  const answer = await ask(call)
  if (!answer.ok) throw new Refusal('forbidden', 'people.sign-in-required')
  return answer
}

function build(platform: Platform) {
  return betterAuth(options(platform))
}

function options(platform: Platform) {
  return {
    appName: 'Peyvand',
    baseURL: platform.config.origin,
    basePath: '/sign-in/auth',
    secret: secretOf(platform),
    database: { db: carried(platform.db), type: 'postgres' },
    advanced: {
      cookiePrefix: 'peyvand',
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: {
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: 30 * DAY,
      disableSessionRefresh: true,
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' } },
    plugins: [names(), secondStep(), passkeys(platform)],
  } satisfies BetterAuthOptions
}

function names() {
  return username({
    displayUsername: false,
    usernameValidator: () => true,
    schema: { user: { fields: { username: 'user_name' } } },
  })
}

function secondStep() {
  return twoFactor({
    issuer: 'Peyvand',
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factor',
        fields: {
          userId: 'person_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
}

function passkeys(platform: Platform) {
  return passkey({
    rpID: new URL(platform.config.origin).hostname,
    rpName: 'Peyvand',
    origin: platform.config.origin,
    authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
    // A passkey stands for both factors only when the device asked who is there (WebAuthn §6.1.3, flag UV).
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified)
          throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' })
      },
    },
    schema: {
      passkey: {
        fields: {
          userId: 'person_id',
          publicKey: 'public_key',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })
}

const secrets = new WeakMap<Platform, string>()

// A key of its own for signing in, so that one signature never passes for another.
function secretOf(platform: Platform): string {
  const known = secrets.get(platform)
  if (known) return known
  const secret = Buffer.from(hkdfSync('sha256', platform.secret, '', 'people.sign-in', 32)).toString('base64url')
  secrets.set(platform, secret)
  return secret
}

/**
 * The value of one of better-auth's signed cookies (`session_token`, `two_factor`) in a `Cookie` header, or null when it is
 * absent or forged. Read here, because asking better-auth for the session costs 6 ms a request and this costs none.
 */
export function signedCookie(platform: Platform, header: string, name: 'session_token' | 'two_factor'): string | null {
  const secure = platform.config.origin.startsWith('https:') ? '__Secure-' : ''
  const start = `${secure}peyvand.${name}=`
  const pair = header.split(/; */).find((one) => one.startsWith(start))
  if (!pair) return null
  const whole = decoded(pair.slice(start.length))
  const dot = whole.lastIndexOf('.')
  if (dot < 1) return null
  const value = whole.slice(0, dot)
  const given = Buffer.from(whole.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secretOf(platform)).update(value).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? value : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

// better-auth holds on to one Kysely; this one leads each call to the transaction that `together` has open, if any.
function carried(db: Db): Db {
  const plain = db.withSchema('people')
  return new Proxy(plain, {
    get(_, name) {
      const now = current.getStore()?.withSchema('people') ?? plain
      const value: unknown = Reflect.get(now, name, now)
      return typeof value === 'function' ? value.bind(now) : value
    },
  })
}
