import type { Card } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { POINTS, verdict } from './points.ts'

/** Pages and volumes. A page or two more is counting; a set beside a volume is the volume feature's matter. */
export function compareExtents(a: Card, b: Card): FeatureVerdict {
  const [one, other] = [a.extent, b.extent]
  const [shownA, shownB] = [one?.shown ?? null, other?.shown ?? null]
  if (one === null || other === null) return verdict('extent', 'missing', 'missing', 0, shownA, shownB)
  if (one.pages !== null && other.pages !== null) {
    const apart = Math.abs(one.pages - other.pages)
    const larger = Math.max(one.pages, other.pages)
    if (apart === 0) return verdict('extent', 'same', 'same', POINTS.extentSame, shownA, shownB)
    if (apart <= 3 || apart / larger <= 0.03)
      return verdict('extent', 'near', 'near', POINTS.extentNear, shownA, shownB)
    return verdict('extent', 'differs', 'differs', POINTS.extentDiffers, shownA, shownB)
  }
  const [mostA, mostB] = [Math.max(0, ...one.volumes), Math.max(0, ...other.volumes)]
  // «۱ ج.» without pages says nothing; "2 v. in 1" may be another's «۱ ج. (۵۱۰ ص.)».
  const silent = mostA === 0 || mostB === 0 || (mostA === 1 && mostB === 1)
  const bound = mostA !== mostB && one.volumes.some((count) => other.volumes.includes(count))
  // Beside a book of pages, "2 v. in 1" and an open «ج.» may be the set that this book is a part of.
  const open = one.volumes.length === 0 || other.volumes.length === 0
  const onePart = (bound || open) && (one.pages === null) !== (other.pages === null)
  if (onePart) return verdict('extent', 'differs', 'bound', 0, shownA, shownB)
  if (silent || bound) return verdict('extent', 'missing', 'missing', 0, shownA, shownB)
  if (mostA === mostB) return verdict('extent', 'same', 'same', POINTS.volumesSame, shownA, shownB)
  const set = one.volumes.includes(1) !== other.volumes.includes(1)
  return verdict('extent', 'differs', set ? 'set' : 'volumes', POINTS.extentDiffers, shownA, shownB)
}

/** A translation is another edition than its original; codes that say nothing are left out of the cards. */
export function compareLanguages(a: Card, b: Card): FeatureVerdict | null {
  if (a.languages.length === 0 || b.languages.length === 0) return null
  const [shownA, shownB] = [a.languages.join(' '), b.languages.join(' ')]
  if (a.languages.some((one) => b.languages.includes(one))) {
    return verdict('language', 'same', 'same', POINTS.languageSame, shownA, shownB)
  }
  return verdict('language', 'differs', 'differs', POINTS.languageDiffers, shownA, shownB)
}

/** A book is no serial and no recording. */
export function compareKinds(a: Card, b: Card): FeatureVerdict {
  if (a.kind === b.kind) return verdict('kind', 'same', 'same', 0, a.kind, b.kind)
  // A thesis and the book that came of it; many records do not say that they are a thesis.
  if (isThesisOf(a, b) || isThesisOf(b, a))
    return verdict('kind', 'differs', 'thesis', POINTS.kindThesis, a.kind, b.kind)
  return verdict('kind', 'veto', 'differs', 0, a.kind, b.kind)
}

const isThesisOf = (a: Card, b: Card): boolean => a.kind === 'thesis' && b.kind === 'book'

/** Print and online are different editions of one work. */
export function compareCarriers(a: Card, b: Card): FeatureVerdict | null {
  if (a.carrier === b.carrier) return null
  return verdict('carrier', 'veto', 'differs', 0, a.carrier, b.carrier)
}
