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

function isPersianWord(word: string): boolean {
  const first = word.charCodeAt(0)
  return first >= 0x600 && first < 0x700
}

/**
 * Neighbours written as one, each at the position of its first part («کتاب خانه» → کتابخانه): a query looks them up in the
 * term dictionary beside the words as typed, since no rule knows which two words make a compound.
 */
export function joinedNeighbours(terms: readonly SearchTerm[]): SearchTerm[] {
  const joined: SearchTerm[] = []
  for (const [at, first] of terms.entries()) {
    const second = terms[at + 1]
    if (second === undefined || !isPersianWord(first.word) || !isPersianWord(second.word)) continue
    const word = first.word + second.word
    joined.push({ term: stemFolded(word), word, position: first.position })
  }
  return joined
}

/** Every cut of a Persian word into two of two letters or more (کتابخانه → کتاب + خانه among them), for the dictionary to judge. */
export function twoWordSplits(word: string): [SearchTerm, SearchTerm][] {
  const splits: [SearchTerm, SearchTerm][] = []
  if (!isPersianWord(word)) return splits
  for (let at = 2; at <= word.length - 2; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)]
    splits.push([
      { term: stemFolded(first), word: first, position: 0 },
      { term: stemFolded(second), word: second, position: 1 },
    ])
  }
  return splits
}
