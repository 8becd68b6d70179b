import type { Card, Forms } from '#lib/matching/card/card.ts'
import { isPress, publisherCore } from '#lib/matching/publisher-core.ts'
import type { FeatureVerdict } from '#lib/matching/verdict.ts'
import { type Agreement, agreementOf, formsAgree } from './agreement.ts'
import { POINTS, verdict } from './points.ts'

/** Edition or printing. A number on one side only says little: many records leave «چاپ اول» out. */
export function compareEditions(a: Card, b: Card): FeatureVerdict | null {
  const [one, other] = [a.edition, b.edition]
  if (one === null && other === null) return null
  const [shownA, shownB] = [one?.shown ?? null, other?.shown ?? null]
  if (one === null || other === null) {
    const number = (one ?? other)?.number ?? 0
    if (number > 1) return verdict('edition', 'missing', 'later', POINTS.editionLater, shownA, shownB)
    return verdict('edition', 'missing', 'missing', number === 1 ? 0 : POINTS.editionOneSided, shownA, shownB)
  }
  if (one.number !== null && other.number !== null) {
    if (one.number !== other.number)
      return verdict('edition', 'differs', 'differs', POINTS.editionDiffers, shownA, shownB)
    return verdict('edition', 'same', 'same', POINTS.editionSame, shownA, shownB)
  }
  if (one.words === other.words) return verdict('edition', 'same', 'same', POINTS.editionSame, shownA, shownB)
  if (one.revised !== other.revised)
    return verdict('edition', 'differs', 'revised', POINTS.editionReprint, shownA, shownB)
  return verdict('edition', 'near', 'near', 0, shownA, shownB)
}

/** Publisher; where publishers differ, one country may have a press beside a publisher, two have two editions. */
export function comparePublishers(a: Card, b: Card): FeatureVerdict {
  const [shownA, shownB] = [a.publisherShown, b.publisherShown]
  const elsewhere = a.country !== null && b.country !== null && a.country !== b.country
  if (a.publisher === null || b.publisher === null) {
    if (elsewhere) return verdict('publisher', 'differs', 'elsewhere', POINTS.publisherDiffers, shownA, shownB)
    return verdict('publisher', 'missing', 'missing', 0, shownA, shownB)
  }
  const { both, equal } = formsAgree(a.publisher, b.publisher)
  const core = coreAgreement(a.publisher, b.publisher)
  if (equal || both >= 0.85 || core.equal)
    return verdict('publisher', 'same', 'same', POINTS.publisherSame, shownA, shownB)
  if (core.inner >= 0.8) return verdict('publisher', 'near', 'near', POINTS.publisherNear, shownA, shownB)
  if (elsewhere) return verdict('publisher', 'differs', 'elsewhere', POINTS.publisherElsewhere, shownA, shownB)
  // Across scripts a name is often only badly read: other things must speak for one edition, but no person need be asked.
  const isOneScript = (a.publisher.script === '') === (b.publisher.script === '')
  const roles = isOneScript && isPress(a.publisher.sound) === isPress(b.publisher.sound) ? 'other' : 'differs'
  return verdict('publisher', 'differs', roles, POINTS.publisherDiffers, shownA, shownB)
}

/** By the sounds of either script: a slip in the one need not be in the other. */
function coreAgreement(a: Forms, b: Forms): Agreement {
  const plain = agreementOf(publisherCore(a.sound), publisherCore(b.sound))
  if (plain.equal || (a.otherSound === '' && b.otherSound === '')) return plain
  const other = agreementOf(publisherCore(a.otherSound || a.sound), publisherCore(b.otherSound || b.sound))
  return other.inner > plain.inner ? other : plain
}

type Span = Card['years'][number]
type Spans = Card['years']

const WIDE = 3
const VAGUE = 20

const gap = ([from, to]: Span, [start, end]: Span): number => Math.max(0, from - end, start - to)
const isWide = ([from, to]: Span): boolean => to - from >= WIDE
/** A solar or lunar year meets two Gregorian ones. */
const isConverted = ([from, to]: Span): boolean => to - from === 1
const isSame = (a: Span, b: Span): boolean => a[0] === b[0] && a[1] === b[1]

function pairsOf(a: Spans, b: Spans): [Span, Span][] {
  return a.flatMap((one) => b.map((other): [Span, Span] => [one, other]))
}

const gapOf = (a: Spans, b: Spans): number =>
  pairsOf(a, b).reduce((least, [one, other]) => Math.min(least, gap(one, other)), Number.POSITIVE_INFINITY)

/** 1382 is [2003, 2004] and 1383 [2004, 2005]: they touch and are two years. */
const isNext = (a: Span, b: Span): boolean => isConverted(a) && isConverted(b) && gap(a, b) === 0 && !isSame(a, b)

/** True where a year meets a year, or both records give the same span; «[198-?]» meets ten years and proves little. */
const meetsNarrowly = ([a, b]: [Span, Span]): boolean =>
  isSame(a, b) || (gap(a, b) === 0 && !isWide(a) && !isWide(b) && !isNext(a, b))

/** Two sets that begin and end in other years: two printings, volume by volume. */
const areTwoRuns = (a: Span, b: Span): boolean => isWide(a) && isWide(b) && a[0] !== b[0] && a[1] !== b[1]

/** True where one record has a further year that is none of the other's: its title page and its code say two things. */
function hasYearOfItsOwn(a: Spans, b: Spans): boolean {
  const ofASpan = (one: Span): boolean =>
    a.some((other) => other[0] <= one[0] && other[1] >= one[1] && !isSame(one, other))
  return a.some((one) => !isWide(one) && !ofASpan(one) && b.every((other) => gap(one, other) > 0))
}

/** Years of any calendar as spans of Gregorian ones; one year apart is a cataloguer's table, or the next printing. */
export function compareYears(a: Card, b: Card): FeatureVerdict {
  const dated = (result: FeatureVerdict['result'], because: string, points: number): FeatureVerdict =>
    verdict('year', result, because, points, a.yearShown, b.yearShown)
  const pairs = pairsOf(a.years, b.years)
  if (pairs.length === 0) return dated('missing', 'missing', 0)
  if (isNext(a.years[0]!, b.years[0]!)) return dated('near', 'next', POINTS.yearNear)
  const least = gapOf(a.years, b.years)
  if (pairs.some(meetsNarrowly)) {
    const mixed =
      gap(a.years[0]!, b.years[0]!) > 0 || hasYearOfItsOwn(a.years, b.years) || hasYearOfItsOwn(b.years, a.years)
    return mixed ? dated('near', 'mixed', POINTS.yearMixed) : dated('same', 'same', POINTS.yearSame)
  }
  if (least === 0) {
    if (pairs.every(([one, other]) => areTwoRuns(one, other))) return dated('near', 'runs', POINTS.yearNear)
    const vague = [...a.years, ...b.years].some(([from, to]) => to - from >= VAGUE)
    return dated('near', 'span', vague ? POINTS.yearVague : POINTS.yearSpan)
  }
  if (least <= 1) {
    const converted = pairs.some(([one, other]) => gap(one, other) === 1 && isConverted(one) !== isConverted(other))
    return dated('near', converted ? 'near' : 'next', POINTS.yearNear)
  }
  if (gapOf(a.otherYears, b.years) === 0 || gapOf(a.years, b.otherYears) === 0) {
    return dated('differs', 'reprint', POINTS.yearReprint)
  }
  return dated('differs', 'differs', POINTS.yearDiffers)
}
