import type { ReactNode } from 'react'
import { contentDisposition } from '#platform/files/disposition.ts'
import type { RequestContext } from '#platform/http.ts'

/** A page of the staff: in their layout, hidden from search engines, answered 400 when its form was refused. */
export async function showStaffPage(
  c: RequestContext,
  page: ReactNode,
  title: string,
  form: { errors?: object } = {},
): Promise<Response> {
  return await c.render(page, { title, layout: 'staff', status: form.errors ? 400 : 200, unlisted: true })
}

/** Offers bytes or text as a file under its own name, in any script; nobody on the way keeps what staff download. */
export function downloadForStaff(
  c: RequestContext,
  file: { name: string; mediaType: string; body: Uint8Array<ArrayBuffer> | ReadableStream | string },
): Response {
  return c.body(file.body, 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': contentDisposition(file.name),
    'Cache-Control': 'private, no-store',
  })
}
