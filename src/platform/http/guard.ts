import type { Hono, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { limitBody } from '#platform/http/body-limits.ts'
import { refuseForgedRequests } from '#platform/http/csrf.ts'
import { operations, remoteAddress } from '#platform/http/operations.ts'
import { requestScope } from '#platform/http/request-scope.ts'
import { securityHeaders } from '#platform/http/security-headers.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { localRateLimit, subscriberOf } from '#platform/rate-limit.ts'

// A person opens a page with a handful of requests; a harvester keeps a steady pace. Both stay well under this.
const ALLOWANCE = { burst: 300, perMinute: 1200 }

/**
 * Everything that stands before the areas, in its order: the request's scope, security headers, the pace of one
 * address, forged writes, the size of a body; and the three addresses of `operations`.
 */
export function guard(app: Hono<Env>, platform: Platform): void {
  app.use(requestScope(platform))
  app.use(securityHeaders)
  operations(app, platform)
  app.use(keepPace(platform))
  app.use(limitBody)
  app.use(refuseForgedRequests)
}

function keepPace(platform: Platform): MiddlewareHandler<Env> {
  const pace = localRateLimit(ALLOWANCE, platform.clock)
  return async (c, next) => {
    const address = platform.config.rateLimits ? remoteAddress(c) : null
    if (address === null || c.req.path.startsWith('/assets/')) return next()
    const verdict = pace(subscriberOf(address))
    if (verdict.ok) return next()
    c.header('Retry-After', String(verdict.retryAfter))
    throw new HTTPException(429, { message: 'Too many requests from this address.' })
  }
}
