import type { Context, MiddlewareHandler } from 'hono'
import '#areas/request.ts'
import { remoteAddress } from '#platform/http/operations.ts'
import type { ProtocolDoor } from '#platform/http/protocol-door.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { type Allowance, localRateLimit, subscriberOf } from '#platform/rate-limit.ts'
import { apiLang } from '#web/errors.ts'
import { text } from '#web/text.en.ts'

// A key is somebody who can be asked; an address may be a whole town.
const ALLOWANCES = {
  key: { burst: 600, perMinute: 1200 },
  address: { burst: 240, perMinute: 600 },
} as const satisfies Record<string, Allowance>

/**
 * The pace of programs, by key or else by address. Every answer tells the allowance and what is left of it in `RateLimit-Policy`
 * and `RateLimit` (draft-ietf-httpapi-ratelimit-headers); too many are answered 429 with `Retry-After` and a sentence, in the door's own
 * language where it has one.
 */
export function machinePace(platform: Platform, doors: readonly ProtocolDoor[] = []): MiddlewareHandler<Env> {
  const paces = {
    key: localRateLimit(ALLOWANCES.key, platform.clock),
    address: localRateLimit(ALLOWANCES.address, platform.clock),
  }
  return async (c, next) => {
    const who = platform.config.rateLimits && !isOwnPage(c) ? whoAsks(c) : null
    if (who === null) return next()
    const verdict = paces[who.kind](who.id)
    const { burst, perMinute } = ALLOWANCES[who.kind]
    const secondsFor = (requests: number) => Math.ceil((requests / perMinute) * 60)
    const tell = (headers: Headers) => {
      headers.set('RateLimit-Policy', `"${who.kind}";q=${burst};w=${secondsFor(burst)}`)
      headers.set('RateLimit', `"${who.kind}";r=${verdict.remaining};t=${secondsFor(burst - verdict.remaining)}`)
    }
    if (verdict.ok) {
      await next()
      tell(c.res.headers)
      return
    }
    const answer = tooMany(c, verdict.retryAfter, doors)
    tell(answer.headers)
    return answer
  }
}

// Suggestions while people type come from our own pages; a whole reading room shares an address. The pace of pages holds there.
const isOwnPage = (c: Context<Env>) => c.req.header('sec-fetch-site') === 'same-origin'

function whoAsks(c: Context<Env>): { kind: 'key' | 'address'; id: string } | null {
  const actor = c.get('actor')
  if (actor.kind === 'key' && actor.id !== null) return { kind: 'key', id: actor.id }
  const address = remoteAddress(c)
  return address === null ? null : { kind: 'address', id: subscriberOf(address) }
}

function tooMany(c: Context<Env>, seconds: number, doors: readonly ProtocolDoor[]): Response {
  const message = text(apiLang(c)).tooManyFor(seconds)
  c.status(429)
  c.header('Retry-After', String(seconds))
  const own = doors.find(({ path }) => path === c.req.path)?.tooMany?.(c, message)
  if (own !== undefined) return own
  const isApi = /^(\/en)?\/api\//.test(c.req.path)
  return isApi ? c.json({ defined: false, code: 'TOO_MANY', status: 429, message }, 429) : c.text(`${message}\n`, 429)
}
