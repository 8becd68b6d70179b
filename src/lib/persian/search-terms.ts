import { words } from './fold.ts'
import { stemFolded } from './stem.ts'

/** One word of a text as the index holds it: `term` is the stem, `word` the folded surface, `position` counts from 0. */
export interface SearchTerm {
  readonly term: string
  readonly word: string
  readonly position: number
}

/** The terms of a field or a query, in order; function words included, since phrases need their positions. */
export function searchTerms(text: string): SearchTerm[] {
  return words(text).map((word, position) => ({ term: stemFolded(word), word, position }))
}
