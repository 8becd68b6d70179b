import { Readable } from 'node:stream'
import { z } from 'zod'
import { EXPORT_FAMILIES, EXPORT_FORMATS } from '#areas/catalogue/contract/following.ts'
import { exportRecords } from '#areas/catalogue/service/following/export.ts'
import { Refusal } from '#lib/refusal.ts'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext, Router } from '#platform/http.ts'

const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().max(100).optional())

const Query = z.object({
  format: z.enum(EXPORT_FORMATS).default('marcxml'),
  as: z.enum(EXPORT_FAMILIES).optional(),
  network: text,
  library: text,
  after: text,
})

/** The whole catalogue as one stream; its description stands with the change feed's in the contract. */
export function followingRoutes(app: Router): void {
  app.get('/api/catalogue/export', async (c) => {
    const read = Query.safeParse(c.req.query())
    if (!read.success) {
      const field = String(read.error.issues[0]?.path[0] ?? '')
      throw new Refusal('invalid', 'catalogue.export-parameter', { field, formats: EXPORT_FORMATS.join(', ') })
    }
    const made = await exportRecords(c.get('platform'), c.get('actor'), read.data)
    return streamed(c, made.bytes, {
      'content-type': made.mediaType,
      'content-disposition': contentDisposition(`catalogue.${made.extension}`),
      'peyvand-changes-after': made.changesAfter,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Peyvand-Changes-After',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  })
}

function streamed(c: RequestContext, bytes: AsyncIterable<Uint8Array>, headers: Record<string, string>): Response {
  const plain = Readable.toWeb(Readable.from(bytes, { highWaterMark: 1 })) as ReadableStream<Uint8Array<ArrayBuffer>>
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(plain, 200, headers)
  const squeezed = plain.pipeThrough(new CompressionStream('gzip'))
  return c.body(squeezed, 200, { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
}
