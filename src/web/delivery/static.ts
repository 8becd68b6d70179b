import type { Context } from 'hono'
import type { Env } from '#platform/http.ts'
import { acceptedCoding } from './accepted-coding.ts'
import type { Assets } from './assets.ts'

/** Sends a file that never changes, in the form the browser accepts best. */
export function serveAsset(c: Context<Env>, assets: Assets): Response {
  const asset = assets.at(new URL(c.req.url).pathname)
  if (!asset) return new Response('Not found', { status: 404 })
  const headers = new Headers({
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
  const encoding = acceptedCoding(c.req.header('accept-encoding'))
  const squeezed = encoding && asset.squeezed(encoding)
  if (encoding && squeezed) headers.set('content-encoding', encoding)
  return new Response(new Uint8Array(squeezed ?? asset.body), { headers })
}
