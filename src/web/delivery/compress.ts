import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { acceptedCoding } from './accepted-coding.ts'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Below this a packet carries it as it is. */
const LEAST_BYTES = 1024

/**
 * Compresses pages and data made for this request. Downloads and streams of events go as they are: they may be large
 * or must not wait. Brotli at 4 costs about what gzip at 6 does and saves a tenth more of Persian HTML.
 */
export const compress: MiddlewareHandler = async (c, next) => {
  await next()
  const accepts = c.req.header('accept-encoding')
  if (!accepts || !worthIt(c.res)) return
  const encoding = acceptedCoding(accepts)
  if (!encoding) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const headers = new Headers(c.res.headers)
  headers.append('vary', 'Accept-Encoding')
  headers.delete('content-length')
  if (body.length < LEAST_BYTES) {
    c.res = new Response(body, { status: c.res.status, headers })
    return
  }
  const squeezed =
    encoding === 'br'
      ? await toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await toGzip(body, { level: 6 })
  headers.set('content-encoding', encoding)
  c.res = new Response(new Uint8Array(squeezed), { status: c.res.status, headers })
}

function worthIt(response: Response): boolean {
  const type = response.headers.get('content-type') ?? ''
  return (
    response.body !== null &&
    /^(text\/html|application\/(json|xml|atom\+xml)|text\/xml)\b/.test(type) &&
    !response.headers.has('content-encoding') &&
    !response.headers.has('content-disposition')
  )
}
