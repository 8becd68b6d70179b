import type { Card } from '#lib/matching/card/card.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { POINTS, verdict } from './points.ts'

const shared = (a: readonly string[], b: readonly string[]): string | undefined => a.find((one) => b.includes(one))
const first = (list: readonly string[]): string | null => list[0] ?? null

/** ISBN: a set's number is no identity of a volume; a cancelled one was of some edition, maybe of this one. */
export function compareIsbns(a: Card, b: Card): FeatureVerdict {
  const own = shared(a.isbns, b.isbns)
  if (own !== undefined) return verdict('isbn', 'same', 'shared', POINTS.isbnShared, own, own)
  const [shownA, shownB] = [first(a.isbns) ?? first(a.setIsbns), first(b.isbns) ?? first(b.setIsbns)]
  const cancelled =
    shared(a.isbns, b.cancelledIsbns) ?? shared(a.cancelledIsbns, b.isbns) ?? shared(a.cancelledIsbns, b.cancelledIsbns)
  if (cancelled !== undefined) {
    return verdict('isbn', 'near', 'cancelled', POINTS.isbnCancelled, shownA ?? cancelled, shownB ?? cancelled)
  }
  const set = shared(a.setIsbns, b.setIsbns) ?? shared(a.setIsbns, b.isbns) ?? shared(a.isbns, b.setIsbns)
  if (a.isbns.length > 0 && b.isbns.length > 0) {
    return verdict('isbn', 'differs', 'differs', POINTS.isbnDiffers, shownA, shownB)
  }
  if (set !== undefined) return verdict('isbn', 'near', 'set', POINTS.isbnSet, set, set)
  return verdict('isbn', 'missing', 'missing', 0, shownA, shownB)
}

/** ISSN, for serials. */
export function compareIssns(a: Card, b: Card): FeatureVerdict | null {
  if (a.issns.length === 0 && b.issns.length === 0) return null
  const found = shared(a.issns, b.issns)
  if (found !== undefined) return verdict('issn', 'same', 'shared', POINTS.issnShared, found, found)
  if (a.issns.length > 0 && b.issns.length > 0) {
    return verdict('issn', 'differs', 'differs', POINTS.issnDiffers, first(a.issns), first(b.issns))
  }
  return verdict('issn', 'missing', 'missing', 0, first(a.issns), first(b.issns))
}

/** National bibliography, LCCN and OCLC numbers: numbers of one scheme agree or differ, those of two say nothing. */
export function compareNumbers(a: Card, b: Card): FeatureVerdict | null {
  const found = shared(a.ids, b.ids)
  if (found !== undefined) return verdict('number', 'same', 'shared', POINTS.numberShared, found, found)
  for (const id of a.ids) {
    const scheme = id.slice(0, id.indexOf(':') + 1)
    const other = b.ids.find((one) => one.startsWith(scheme))
    if (other !== undefined) return verdict('number', 'differs', 'differs', POINTS.numberDiffers, id, other)
  }
  return null
}
