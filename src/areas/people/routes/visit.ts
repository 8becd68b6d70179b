import type { Cookies, Visit } from '#areas/people/auth.ts'
import { text } from '#areas/people/text.en.ts'
import { type Attempt, attempt } from '#platform/http/attempt.ts'
import { remoteAddress } from '#platform/http/operations.ts'
import type { RequestContext } from '#platform/http.ts'

/** What this request tells of the browser. */
export function visitOf(c: RequestContext): Visit {
  return {
    cookie: c.req.header('cookie') ?? '',
    userAgent: (c.req.header('user-agent') ?? '').slice(0, 400),
    address: remoteAddress(c) ?? '',
  }
}

/** Passes better-auth's cookies on to the browser. */
export function passOn(c: RequestContext, cookies: Cookies): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

// What keeps somebody from the page itself is answered by a page of its own.
const WHOLE_PAGE = [
  'people.sign-in-required',
  'people.second-factor-required',
  'people.person-required',
  'people.letter-unknown',
]

/** Does what a form asked for; a refusal becomes the form's own error, also one of a right: forms here are about rights. */
export function tried<T>(c: RequestContext, work: () => Promise<T>): Promise<Attempt<T>> {
  return attempt(text(c.get('lang')).refusals, work, { shows: ({ code }) => !WHOLE_PAGE.includes(code) })
}
