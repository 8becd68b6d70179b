import { toAsciiDigits } from '#lib/persian/digits.ts'
import type { RequestContext } from '#platform/http.ts'

const LAST_PAGE = 10_000

/** The page of a list that the address asks for (`?page=۲`, any digits), from 1; the first for whatever is none. */
export function pageAsked(c: RequestContext): number {
  const page = Math.trunc(Number(toAsciiDigits(c.req.query('page') ?? '1')))
  return page >= 1 ? Math.min(page, LAST_PAGE) : 1
}
