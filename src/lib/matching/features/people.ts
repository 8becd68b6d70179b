import type { Card, Forms } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { formsAgree } from './agreement.ts'
import { POINTS, verdict } from './points.ts'

const NAME_AGREES = 0.8

/** The best agreement of any name of one record with any of the other. */
function bestName(a: readonly Forms[], b: readonly Forms[]): number {
  let best = 0
  for (const one of a) for (const other of b) best = Math.max(best, formsAgree(one, other).inner)
  return best
}

/** Names of persons and bodies; where a record has no entry for them, its statement of responsibility is asked. */
export function compareAuthors(a: Card, b: Card): FeatureVerdict {
  const [shownA, shownB] = [a.authorShown, b.authorShown]
  if (a.authors.length > 0 && b.authors.length > 0) {
    const [mainA, mainB] = [a.authors[0]!, b.authors[0]!]
    if (numbersOf(mainA) !== '' && numbersOf(mainB) !== '' && numbersOf(mainA) !== numbersOf(mainB)) {
      return verdict('authors', 'differs', 'differs', POINTS.authorsDiffer, shownA, shownB)
    }
    if (formsAgree(mainA, mainB).inner >= NAME_AGREES) {
      return verdict('authors', 'same', 'same', POINTS.authorsSame, shownA, shownB)
    }
    if (bestName(a.authors, b.authors) >= NAME_AGREES || inStatement(a, b)) {
      return verdict('authors', 'near', 'other-entry', POINTS.authorsNear, shownA, shownB)
    }
    if (sameSurname(mainA, mainB)) return verdict('authors', 'near', 'surname', POINTS.authorsSurname, shownA, shownB)
    return verdict('authors', 'differs', 'differs', POINTS.authorsDiffer, shownA, shownB)
  }
  if (inStatement(a, b)) return verdict('authors', 'near', 'statement', POINTS.authorsNear, shownA, shownB)
  return verdict('authors', 'missing', 'missing', POINTS.authorsMissing, shownA, shownB)
}

/** The numbers of a meeting or session, years left out: the first congress is not the second. */
const numbersOf = ({ sound }: Forms): string =>
  sound
    .split(' ')
    .filter((word) => /^\d{1,3}$/.test(word))
    .join(' ')

/** The words a heading begins with: of one surname, «رضایی، علی» and «رضایی، محمد» may still be two people. */
function sameSurname(a: Forms, b: Forms): boolean {
  const begins = (text: string): string => {
    const [first = '', second = ''] = text.split(' ')
    return /^(?:ابن|ابو|ابی|بن|ibn|abu|abi|bn|ab)$/.test(first) ? `${first} ${second}` : first
  }
  return begins(a.sound) !== '' && begins(a.sound) === begins(b.sound)
}

function inStatement(a: Card, b: Card): boolean {
  if (
    a.responsibility !== null &&
    b.responsibility !== null &&
    formsAgree(a.responsibility, b.responsibility).inner >= 0.9
  )
    return true
  return named(a.authors, b.responsibility) || named(b.authors, a.responsibility)
}

const named = (authors: readonly Forms[], statement: Forms | null): boolean =>
  statement !== null && authors.some((author) => formsAgree(author, statement).inner >= 0.9)
