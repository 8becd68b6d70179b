import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'

/** Bytes a plain form or a JSON body may have. */
export const LARGEST_BODY = 1024 * 1024
/** Bytes of a form with files that may be taken into memory. Larger files are streamed by a route of their own. */
export const LARGEST_FORM = 10 * 1024 * 1024

const tooLarge = () => new HTTPException(413, { message: 'The body is too large.' })
const limit = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw tooLarge()
  },
})

type Body = ReadableStream<Uint8Array> | null
const whole = new WeakMap<Context, Body>()
const exceeded = new WeakSet<Context>()

/**
 * Stops bodies over `LARGEST_BODY`, and multipart ones over `LARGEST_FORM` for whoever reads them in one piece. Only
 * `wholeBody` gives more, for those who stream a gigabyte.
 */
export const limitBody: MiddlewareHandler = (c, next) => {
  if (!/^multipart\//i.test(c.req.header('content-type') ?? '')) return limit(c, next)
  const { raw } = c.req
  if (raw.body === null) return next()
  whole.set(c, raw.body)
  c.req.raw = new Request(raw, { body: upTo(LARGEST_FORM, c, raw.body), duplex: 'half' } as RequestInit)
  return next()
}

/** The body as it comes, without a limit, for one who reads it piece by piece instead of `c.req`. */
export function wholeBody(c: Context): Body {
  return whole.get(c) ?? c.req.raw.body
}

/** The fields of a posted form. Stops with 413 where it is too large and with 400 where it is no form, or breaks off. */
export async function formFields(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    if (exceeded.has(c)) throw tooLarge()
    throw error instanceof HTTPException ? error : new HTTPException(400, { message: 'The form could not be read.' })
  }
}

// Nothing is read before somebody asks, so that `wholeBody` finds everything.
function upTo(most: number, c: Context, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  let taken = 0
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      reader ??= body.getReader()
      const { done, value } = await reader.read()
      if (done) return controller.close()
      taken += value.byteLength
      if (taken <= most) return controller.enqueue(value)
      exceeded.add(c)
      controller.error(tooLarge())
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
