import { text } from '#areas/libraries/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { isRefusal, type Refusal } from '#lib/refusal.ts'
import type { FormErrors, RequestContext } from '#platform/http.ts'

/** What came of trying: a value, or the sentence a form shows beside the field at fault. */
export type Tried<T> = { ok: true; value: T } | { ok: false; errors: FormErrors }

/** Form fields whose names differ from the draft's: a name with «code» in it is taken for a secret and not kept. */
const FIELD: Readonly<Record<string, string>> = { code: 'number', postalCode: 'postal', hours: 'hours-sat' }

/** Runs what a form asked for; what a person can mend in the form becomes its error, anything else passes. */
export async function tried<T>(c: RequestContext, work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!isRefusal(error) || error.kind === 'forbidden') throw error
    const { field } = error.facts
    const name = typeof field === 'string' ? (FIELD[field] ?? field) : ''
    return { ok: false, errors: { [name]: sentenceOf(c.get('lang'), error) } }
  }
}

/** The sentence of a refusal of this area. */
export function sentenceOf(lang: Lang, { code, facts }: Pick<Refusal, 'code' | 'facts'>): string {
  const sentences: Readonly<Record<string, ((facts: never) => string) | undefined>> = text(lang).refusals
  return sentences[code]?.(facts as never) ?? code
}
