import type { Card, Forms } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { soundKey } from '#lib/romanised/sound-key.ts'
import { formsAgree } from './agreement.ts'
import { isOrdinal } from './ordinals.ts'
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
    if (numbersDiffer(mainA, mainB)) {
      return verdict('authors', 'differs', 'differs', POINTS.authorsDiffer, shownA, shownB)
    }
    if (formsAgree(mainA, mainB).inner >= NAME_AGREES) {
      if (helpersDiffer(a, b)) return verdict('authors', 'near', 'helper', POINTS.authorsNear, shownA, shownB)
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
function numbersOf(name: string, written: RegExp): string {
  return name
    .split(' ')
    .filter((word) => written.test(word) && isOrdinal(word))
    .join(' ')
}

/** True where both names have numbers of one way of writing, and not the same. */
function numbersDiffer(a: Forms, b: Forms): boolean {
  const ways = [
    [a.sound, b.sound, /^\d{1,3}$/],
    [a.script, b.script, /^\D+$/],
    [a.latin, b.latin, /^\D+$/],
  ] as const
  return ways.some(([one, other, written]) => {
    const [left, right] = [numbersOf(one, written), numbersOf(other, written)]
    return left !== '' && right !== '' && left !== right
  })
}

/** What a translator's or an editor's name follows, by sound. */
const HELPING: readonly ReadonlySet<string>[] = ['ترجمه مترجم تعریب', 'تصحیح تحقیق مصحح محقق'].map(
  (words) => new Set(words.split(' ').map((word) => soundKey(word))),
)

/** True where both statements name a translator, or an editor, and no word of the two names is the same. */
function helpersDiffer(a: Card, b: Card): boolean {
  return HELPING.some((words) => {
    const [one, other] = [helperIn(a, words), helperIn(b, words)]
    return one !== null && other !== null && formsAgree(one, other).inner < 0.3
  })
}

/** The words behind the first of these in the statement of responsibility, in sounds. */
function helperIn({ responsibility }: Card, words: ReadonlySet<string>): Forms | null {
  const sounds = responsibility?.sound.split(' ') ?? []
  const at = sounds.findIndex((sound) => words.has(sound))
  const name = at < 0 ? '' : sounds.slice(at + 1, at + 6).join(' ')
  return name.length < 5 ? null : { script: '', latin: '', sound: name, otherSound: '' }
}

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
