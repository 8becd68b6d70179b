import type { Context } from 'hono'
import type { Env } from '#platform/http.ts'
import type { Assets } from './assets.ts'

/** Sends a file that never changes, in the form the browser accepts best. */
export function serveAsset(c: Context<Env>, assets: Assets): Response {
  const asset = assets.at(new URL(c.req.url).pathname)
  if (!asset) return new Response('Not found', { status: 404 })
  const accepts = c.req.header('accept-encoding') ?? ''
  const headers = new Headers({
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
  const [body, encoding] =
    asset.brotli && /\bbr\b/.test(accepts)
      ? [asset.brotli, 'br']
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? [asset.gzip, 'gzip']
        : [asset.body, null]
  if (encoding) headers.set('content-encoding', encoding)
  return new Response(new Uint8Array(body), { headers })
}
