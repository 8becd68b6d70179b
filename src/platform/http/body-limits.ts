import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'

/** Bytes a plain form or a JSON body may have. */
export const LARGEST_BODY = 1024 * 1024
/** Bytes `readForm` takes into memory for a form with files. Larger files are streamed by a route of their own. */
export const LARGEST_FORM = 10 * 1024 * 1024

const tooLarge = () => {
  throw new HTTPException(413, { message: 'The body is too large.' })
}

const limit = bodyLimit({ maxSize: LARGEST_BODY, onError: tooLarge })

/** Stops bodies over `LARGEST_BODY`. Multipart passes: whoever reads it sets the limit, for some stream a gigabyte. */
export const limitBody: MiddlewareHandler = (c, next) =>
  c.req.header('content-type')?.startsWith('multipart/') ? next() : limit(c, next)

/** Wraps the reading of a form, so that it stops at `LARGEST_FORM`. */
export const limitForm = bodyLimit({ maxSize: LARGEST_FORM, onError: tooLarge })
