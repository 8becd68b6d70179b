import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { HTTPException } from 'hono/http-exception'
import { wholeBody } from '#platform/http/body-limits.ts'
import { isFormToken } from '#platform/http/csrf.ts'
import type { RequestContext } from '#platform/http.ts'

/** The file of an upload form, still on its way. */
export interface IncomingFile {
  name: string
  mediaType: string
  bytes: AsyncIterable<Uint8Array>
}

const MOST_FIELDS = 50
const LARGEST_FIELD = 100_000

/**
 * Reads a posted form with one file without ever holding the file: once the fields before it have come and the form's
 * token (`csrf`, its first field) was proved, `take` is given them and the file as a stream, which it may
 * leave unread. `file` is null when none was chosen. Fields behind the file are not read.
 *
 * Answers 403 for a form without its token and 400 for a body that is no such form or breaks off.
 */
export async function readUpload<T>(
  c: RequestContext,
  take: (fields: Readonly<Record<string, string>>, file: IncomingFile | null) => Promise<T>,
): Promise<T> {
  const fields: Record<string, string> = {}
  const parser = openParser(c)
  let taking: Promise<T> | undefined
  const begin = (file: IncomingFile | null) => {
    if (!isFormToken(c, fields.csrf)) {
      throw new HTTPException(403, { message: 'The form carries no token of this session.' })
    }
    return take(fields, file)
  }
  parser.on('field', (name, value) => {
    fields[name] = value
  })
  parser.on('file', (_name, bytes, info) => {
    // What ends the file early is told by `take`; without a listener it would end the process.
    bytes.on('error', () => {})
    const { filename: name, mimeType: mediaType } = info
    if (taking !== undefined || !name) {
      bytes.resume()
      return
    }
    taking = settled(() => begin({ name, mediaType, bytes: leavable(bytes) }))
    const forget = () => void bytes.resume()
    taking.then(forget, forget)
  })
  const body = wholeBody(c)
  if (body === null) throw unreadable()
  try {
    await pipeline(Readable.fromWeb(body as never), parser)
  } catch {
    await taking?.catch(() => {})
    throw unreadable()
  }
  return await (taking ?? begin(null))
}

// Left early, the rest is read and forgotten: a destroyed part would hold the whole form up, and the browser would
// never come to hear the answer.
async function* leavable(bytes: Readable): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes.iterator({ destroyOnReturn: false })
  } finally {
    bytes.resume()
  }
}

// A throw becomes a rejection, also before the first await.
async function settled<T>(work: () => Promise<T>): Promise<T> {
  return await work()
}

function openParser(c: RequestContext): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': c.req.header('content-type') ?? '' },
      defParamCharset: 'utf8',
      limits: { fields: MOST_FIELDS, fieldSize: LARGEST_FIELD, files: 1, fieldNameSize: 100 },
    })
  } catch {
    throw unreadable()
  }
}

const unreadable = () => new HTTPException(400, { message: 'The form could not be read.' })
