import { text } from '#areas/libraries/text.en.ts'
import { type Attempt, attempt } from '#platform/http/attempt.ts'
import type { RequestContext } from '#platform/http.ts'

/** Form fields whose names differ from the draft's: a name with «code» in it is taken for a secret and not kept. */
const fields = { code: 'number', postalCode: 'postal', hours: 'hours-sat' }

/** Does what a form asked for; what can be mended in the form becomes its error. */
export function tried<T>(c: RequestContext, work: () => Promise<T>): Promise<Attempt<T>> {
  return attempt(text(c.get('lang')).refusals, work, { fields })
}
