import type { Card, CardTitle } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { formsAgree, joinForms } from './agreement.ts'
import { POINTS, verdict } from './points.ts'

const lettersOf = ({ whole }: CardTitle): number =>
  Math.max(whole.script.length, whole.latin.length, whole.sound.length)

/** A long title says more than «دیوان»: points grow with its letters. */
const worth = (a: CardTitle, b: CardTitle): number =>
  Math.min(POINTS.titleLargest, POINTS.titleBase + Math.min(lettersOf(a), lettersOf(b)) / 8)

/** Title proper and other title information together; one record often leaves the latter out. */
export function compareTitles(a: Card, b: Card): FeatureVerdict {
  const [shownA, shownB] = [a.titleShown, b.titleShown]
  if (a.title === null || b.title === null) return verdict('title', 'missing', 'missing', -4, shownA, shownB)
  if (a.title.numbers !== b.title.numbers && a.title.numbers !== '' && b.title.numbers !== '') {
    return verdict('title', 'differs', 'numbers', POINTS.titleDiffers, shownA, shownB)
  }
  const whole = formsAgree(a.title.whole, b.title.whole)
  const points = worth(a.title, b.title)
  if (whole.equal) return verdict('title', 'same', 'same', points, shownA, shownB)
  if (withStatement(a, b) || withStatement(b, a))
    return verdict('title', 'same', 'statement', points * 0.9, shownA, shownB)
  const main = formsAgree(a.title.main, b.title.main)
  if (whole.both >= 0.9) return verdict('title', 'near', 'near', points * 0.9, shownA, shownB)
  if (main.equal) return verdict('title', 'near', 'rest', points * POINTS.titleNear, shownA, shownB)
  if (whole.inner >= 0.95) return verdict('title', 'near', 'longer', points * POINTS.titleNear, shownA, shownB)
  if (whole.both >= 0.8) return verdict('title', 'near', 'near', points * 0.4, shownA, shownB)
  return verdict('title', 'differs', 'differs', POINTS.titleDiffers, shownA, shownB)
}

/** True where one title is the other with its statement of responsibility («…، تألیف فلان» in $a). */
function withStatement(long: Card, short: Card): boolean {
  if (long.title === null || short.title === null || short.responsibility === null) return false
  return formsAgree(long.title.whole, joinForms(short.title.whole, short.responsibility)).both >= 0.95
}

/** The name of a part ($p): «اخلاق ناصری. حکمت عملی» is not «اخلاق ناصری. سیاست مدن». */
export function compareParts(a: Card, b: Card): FeatureVerdict | null {
  if (a.part === null && b.part === null) return null
  const [shownA, shownB] = [shown(a), shown(b)]
  if (a.part === null || b.part === null) return verdict('part', 'missing', 'missing', -1, shownA, shownB)
  const agreement = formsAgree(a.part, b.part)
  if (agreement.equal || agreement.both >= 0.85) return verdict('part', 'same', 'same', 1, shownA, shownB)
  return verdict('part', 'veto', 'differs', 0, shownA, shownB)
}

const shown = ({ part }: Card): string | null => (part === null ? null : part.script || part.latin)
