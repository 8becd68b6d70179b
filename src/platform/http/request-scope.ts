import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { csrfToken } from '#platform/http/csrf.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'

const REQUEST_ID = /^[\w.-]{8,64}$/

/**
 * The first middleware: gives each request its id, its log and its form token, and counts and logs it when it is done.
 *
 * The id comes from X-Request-Id only behind a proxy of ours; it goes back in the answer either way.
 */
export function requestScope(platform: Platform): MiddlewareHandler<Env> {
  const { config, telemetry } = platform
  telemetry.describe('peyvand_requests_total', 'Requests answered, by method, route and status.')
  telemetry.describe('peyvand_request_seconds', 'How long a request took.')
  return async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = config.behindProxy && given && REQUEST_ID.test(given) ? given : randomUUID()
    c.set('platform', platform)
    c.set('requestId', requestId)
    c.set('log', platform.log.with({ requestId }))
    c.set('csrf', csrfToken(c, platform.secret))
    const began = performance.now()
    await next()
    c.header('X-Request-Id', requestId)
    const seconds = (performance.now() - began) / 1000
    // The route's pattern and never the path itself: ids would make a series each.
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'none'
    telemetry.count('peyvand_requests_total', { method: c.req.method, route, status: String(c.res.status) })
    telemetry.observe('peyvand_request_seconds', { route }, seconds)
    const facts = { method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(seconds * 1000) }
    if (c.res.status >= 500) c.get('log').error('request', facts)
    else if (c.req.path.startsWith('/assets/')) c.get('log').debug('request', facts)
    else c.get('log').info('request', facts)
  }
}
