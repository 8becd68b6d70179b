import type { MiddlewareHandler } from 'hono'
import type { Env } from '#platform/http.ts'

// Everything a page needs comes from ourselves, and scripts are files: no inline script, no eval, no framing.
// Style attributes carry widths of bars and places on maps; they cannot load anything.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Strict headers on every answer; a handler that set one of them itself keeps it. HSTS only where we are https. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const set = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.header(name, value)
  }
  set('Content-Security-Policy', POLICY)
  set('X-Content-Type-Options', 'nosniff')
  set('Referrer-Policy', 'strict-origin-when-cross-origin')
  set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=()')
  set('Cross-Origin-Opener-Policy', 'same-origin')
  set('Cross-Origin-Resource-Policy', 'same-origin')
  set('X-Frame-Options', 'DENY')
  // Most answers depend on who asks; what anybody may keep says so itself.
  set('Cache-Control', 'private, no-cache')
  if (c.get('platform').config.origin.startsWith('https:')) {
    set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  }
}
