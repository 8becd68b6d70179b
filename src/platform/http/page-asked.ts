import { toAsciiDigits } from '#lib/persian/digits.ts'
import type { RequestContext } from '#platform/http.ts'

const LAST_PAGE = 10_000

/** The page of a list that the address asks for (`?page=۲`, any digits), from 1; the first for whatever is none. */
export function pageAsked(c: RequestContext): number {
  const page = Math.trunc(Number(toAsciiDigits(c.req.query('page') ?? '1')))
  return page >= 1 ? Math.min(page, LAST_PAGE) : 1
}

/** The largest number a column of whole numbers holds. */
const LARGEST = 2 ** 31 - 1

/** A place in a list that the address asks to go on behind (`?after=120`, any digits), from 0; 0 for whatever is none. */
export function placeAsked(c: RequestContext, name: string): number {
  const place = Math.trunc(Number(toAsciiDigits(c.req.query(name) ?? '0')))
  return place >= 0 ? Math.min(place, LARGEST) : 0
}
