import { isRefusal, type Refusal, type Sentences, sentenceIn } from '#lib/refusal.ts'
import type { FormErrors } from '#platform/http.ts'

/** What came of an attempt: a value, or the sentence a form shows beside the field at fault. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; errors: FormErrors }

/** Where an area's forms differ from the rule. */
export interface AttemptWishes {
  /** Form fields that go by another name than the field a refusal names. */
  fields?: Readonly<Record<string, string>>
  /** Which of the area's own refusals the form shows; every kind but `forbidden` unless told. */
  shows?: (refusal: Refusal) => boolean
}

/**
 * Does what a form asked for. A refusal that can be mended in the form becomes its error, beside the field the refusal
 * names (`facts.field`) or above the form; whatever keeps somebody from the page itself, and whatever `sentences`
 * (`text(lang).refusals`) has no words for, passes on to the page of its own.
 */
export async function attempt<T>(
  sentences: Sentences,
  work: () => Promise<T>,
  { fields = {}, shows = ({ kind }) => kind !== 'forbidden' }: AttemptWishes = {},
): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!isRefusal(error) || !shows(error) || !Object.hasOwn(sentences, error.code)) throw error
    const { field } = error.facts
    const name = typeof field === 'string' ? (fields[field] ?? field) : ''
    return { ok: false, errors: { [name]: sentenceIn(sentences, error) } }
  }
}
