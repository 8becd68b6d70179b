import type { Cookies, Visit } from '#areas/people/auth.ts'
import { text } from '#areas/people/text.en.ts'
import { isRefusal, type Refusal } from '#lib/refusal.ts'
import { remoteAddress } from '#platform/http/operations.ts'
import type { FormErrors, RequestContext } from '#platform/http.ts'

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

/** What came of trying: a value, or the sentence a form shows beside the field at fault. */
export type Tried<T> = { ok: true; value: T } | { ok: false; errors: FormErrors }

/** Runs what a form asked for; a refusal becomes the form's own error, anything else passes. */
export async function tried<T>(c: RequestContext, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!isRefusal(error) || !shownInForm(error)) throw error
    const { field } = error.facts
    return { ok: false, errors: { [typeof field === 'string' ? field : '']: sentenceOf(c, error) } }
  }
}

// What keeps somebody from the page itself is answered by a page of its own.
const WHOLE_PAGE = [
  'people.sign-in-required',
  'people.second-factor-required',
  'people.person-required',
  'people.letter-unknown',
]

function shownInForm(refusal: Refusal): boolean {
  return refusal.code.startsWith('people.') && !WHOLE_PAGE.includes(refusal.code)
}

function sentenceOf(c: RequestContext, refusal: Refusal): string {
  const sentences: Readonly<Record<string, (facts: Refusal['facts']) => string>> = text(c.get('lang')).refusals
  return sentences[refusal.code]?.(refusal.facts) ?? refusal.code
}
