import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Env } from '#platform/http.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** The cookie of the session, as `areas/people` names it; better-auth puts `__Secure-` before it under https. */
const SESSION_COOKIES = ['__Secure-peyvand.session_token', 'peyvand.session_token']

/** The token a form carries: bound to the session, so that it is worth nothing in another. */
export function csrfToken(c: Context<Env>, secret: string): string {
  const session = SESSION_COOKIES.map((name) => getCookie(c, name)).find((value) => value !== undefined) ?? ''
  return createHmac('sha256', secret).update(`csrf\n${session}`).digest('base64url')
}

/**
 * Refuses writes that another site made a browser send (403).
 *
 * A browser says where a request comes from (Sec-Fetch-Site, Origin); only when it says nothing, and yet sends cookies,
 * the form's token decides. A request without cookies, such as one with an API key, has nothing to steal.
 */
export const refuseForgedRequests: MiddlewareHandler<Env> = async (c, next) => {
  if (SAFE.has(c.req.method) || (await isOurs(c))) return next()
  throw new HTTPException(403, { message: 'The request did not come from this site.' })
}

async function isOurs(c: Context<Env>): Promise<boolean> {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin !== undefined) return origin === c.get('platform').config.origin || hostOf(origin) === c.req.header('host')
  if (c.req.header('cookie') === undefined) return true
  return hasToken(c)
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

async function hasToken(c: Context<Env>): Promise<boolean> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  return isFormToken(c, c.req.header('x-csrf-token') ?? (isForm ? (await c.req.parseBody()).csrf : undefined))
}

/** True when `sent` is the token this session's forms carry; for routes that read a form piece by piece. */
export function isFormToken(c: Context<Env>, sent: unknown): boolean {
  if (typeof sent !== 'string') return false
  const wanted = Buffer.from(c.get('csrf'))
  const given = Buffer.from(sent)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
