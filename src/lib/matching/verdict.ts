/** What a pair of records may be: one edition, a question for a librarian, or two editions. */
export type Outcome = 'group' | 'ask' | 'apart'

export type Feature =
  | 'volume'
  | 'kind'
  | 'carrier'
  | 'isbn'
  | 'issn'
  | 'number'
  | 'title'
  | 'part'
  | 'authors'
  | 'edition'
  | 'publisher'
  | 'year'
  | 'extent'
  | 'language'

/** `veto`: whatever else agrees, the two are not one edition. */
export type FeatureResult = 'same' | 'near' | 'missing' | 'differs' | 'veto'

/** What one feature says of a pair; `a` and `b` as the records have it, `score` in points (bits of evidence), `because` a code of `text.*.ts`. */
export interface FeatureVerdict {
  readonly feature: Feature
  readonly result: FeatureResult
  readonly a: string | null
  readonly b: string | null
  readonly score: number
  readonly because: string
}

/** The verdict on a pair: the same whichever record comes first, but for `a` and `b` of its features. */
export interface Verdict {
  readonly outcome: Outcome
  /** 0 to 1; a veto makes it 0. */
  readonly score: number
  readonly features: readonly FeatureVerdict[]
}
