/** The four kinds of expected failure. Each door (pages, API, CLI) maps them to its own statuses in one place. */
export type RefusalKind = 'invalid' | 'forbidden' | 'missing' | 'conflict'

/** Facts a sentence may name: `text.*.ts` of the area fills them in. Never a secret, never a national id. */
export type RefusalFacts = Readonly<Record<string, string | number | boolean | readonly string[] | null>>

/**
 * An expected failure: a rule said no, and a person can be told why in one sentence.
 *
 * `code` belongs to the area that refuses, written `area.kebab-case` (`libraries.code-taken`); the area's `text.*.ts`
 * has a sentence for each code. `facts.field` names the form field at fault, when there is one.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly facts: RefusalFacts

  constructor(kind: RefusalKind, code: string, facts: RefusalFacts = {}) {
    super(`${kind}: ${code}`)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.facts = facts
  }
}

/** True for a `Refusal`, also one that crossed a worker or a module copy. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'kind' in error && 'code' in error
}

/** The words of an area for its refusals, by code: `text(lang).refusals`. */
export type Sentences = Readonly<Record<string, ((facts: never) => string) | undefined>>

/** The sentence for a refusal, its facts told; the bare code where nobody wrote one. */
export function sentenceIn(sentences: Sentences, { code, facts }: Pick<Refusal, 'code' | 'facts'>): string {
  return sentences[code]?.(facts as never) ?? code
}
