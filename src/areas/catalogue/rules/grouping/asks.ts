/** What a library, or an officer, says about a doubtful pair. */
export const ANSWERS = ['same', 'different', 'unsure'] as const
export type Answer = (typeof ANSWERS)[number]

/** One library's answer. */
export interface LibraryAnswer {
  readonly library: string
  readonly answer: Answer
}

/** Why a question goes to a network officer: answers differ, one library alone holds the books, nobody was sure. */
export type OfficerBecause = 'differ' | 'alone' | 'unsure'

/** Where a question stands: put to libraries, put to an officer, or answered. */
export type AskStanding =
  | { readonly state: 'open' }
  | { readonly state: 'officer'; readonly because: OfficerBecause }
  | { readonly state: 'agreed'; readonly outcome: 'same' | 'different' }

/** So many libraries of one mind close a question. */
const AGREEMENT = 2

/**
 * Judges the answers of the libraries that were asked: one waits for a second, two alike close the question, two that
 * differ go to an officer; so does the answer of a library that stands alone, and a question nobody was sure about.
 */
export function judgeAnswers(answers: readonly LibraryAnswer[], asked: number): AskStanding {
  const same = answers.filter((one) => one.answer === 'same').length
  const different = answers.filter((one) => one.answer === 'different').length
  if (same > 0 && different > 0) return { state: 'officer', because: 'differ' }
  if (same >= AGREEMENT) return { state: 'agreed', outcome: 'same' }
  if (different >= AGREEMENT) return { state: 'agreed', outcome: 'different' }
  if (asked < AGREEMENT && same + different > 0) return { state: 'officer', because: 'alone' }
  // Nobody is left who could answer otherwise.
  if (answers.length >= asked) return { state: 'officer', because: 'unsure' }
  return { state: 'open' }
}
