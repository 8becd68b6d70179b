import type { Card } from '#lib/matching/card/card.ts'
import { publisherCore } from '#lib/matching/publisher-core.ts'
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
  const core = coreAgreement(a.publisher.sound, b.publisher.sound)
  if (equal || both >= 0.85 || core.equal)
    return verdict('publisher', 'same', 'same', POINTS.publisherSame, shownA, shownB)
  if (core.inner >= 0.8) return verdict('publisher', 'near', 'near', POINTS.publisherNear, shownA, shownB)
  if (elsewhere) return verdict('publisher', 'differs', 'elsewhere', POINTS.publisherElsewhere, shownA, shownB)
  return verdict('publisher', 'differs', 'differs', POINTS.publisherDiffers, shownA, shownB)
}

function coreAgreement(a: string, b: string): Agreement {
  return agreementOf(publisherCore(a), publisherCore(b))
}

type Spans = Card['years']

const WIDE = 3
const VAGUE = 20

function gapOf(a: Spans, b: Spans): number {
  let gap = Number.POSITIVE_INFINITY
  for (const [from, to] of a) for (const [start, end] of b) gap = Math.min(gap, Math.max(0, from - end, start - to))
  return gap
}

/** True where a year meets a year, or both records give the same span; «[198-?]» meets ten years and proves little. */
function meetNarrowly(a: Spans, b: Spans): boolean {
  return a.some(([from, to]) =>
    b.some(([start, end]) => {
      const meet = Math.max(from, start) <= Math.min(to, end)
      return meet && ((to - from < WIDE && end - start < WIDE) || (from === start && to === end))
    }),
  )
}

/** Years of any calendar as spans of Gregorian ones; one year apart is a cataloguer's table or a title page. */
export function compareYears(a: Card, b: Card): FeatureVerdict {
  const [shownA, shownB] = [a.yearShown, b.yearShown]
  const gap = gapOf(a.years, b.years)
  if (gap === Number.POSITIVE_INFINITY) return verdict('year', 'missing', 'missing', 0, shownA, shownB)
  if (gap === 0 && meetNarrowly(a.years, b.years))
    return verdict('year', 'same', 'same', POINTS.yearSame, shownA, shownB)
  if (gap === 0) {
    const vague = [...a.years, ...b.years].some(([from, to]) => to - from >= VAGUE)
    return verdict('year', 'near', 'span', vague ? POINTS.yearVague : POINTS.yearSpan, shownA, shownB)
  }
  if (gap === 1) return verdict('year', 'near', 'near', POINTS.yearNear, shownA, shownB)
  if (gapOf(a.otherYears, b.years) === 0 || gapOf(a.years, b.otherYears) === 0) {
    return verdict('year', 'differs', 'reprint', POINTS.yearReprint, shownA, shownB)
  }
  return verdict('year', 'differs', 'differs', POINTS.yearDiffers, shownA, shownB)
}
