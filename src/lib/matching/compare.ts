import type { Card } from '#lib/matching/card/card.ts'
import { compareCarriers, compareExtents, compareKinds, compareLanguages } from '#lib/matching/features/form.ts'
import { compareIsbns, compareIssns, compareNumbers } from '#lib/matching/features/identifiers.ts'
import { compareAuthors } from '#lib/matching/features/people.ts'
import { ASK_FROM, GROUP_FROM, POINTS, scoreOf } from '#lib/matching/features/points.ts'
import { compareEditions, comparePublishers, compareYears } from '#lib/matching/features/publication.ts'
import { compareParts, compareTitles } from '#lib/matching/features/title.ts'
import { compareVolumes } from '#lib/matching/features/volume.ts'
import type { FeatureVerdict, Outcome, Verdict } from './verdict.ts'

const FEATURES: readonly ((a: Card, b: Card) => FeatureVerdict | null)[] = [
  compareVolumes,
  compareKinds,
  compareCarriers,
  compareIsbns,
  compareIssns,
  compareNumbers,
  compareTitles,
  compareParts,
  compareAuthors,
  compareEditions,
  comparePublishers,
  compareYears,
  compareExtents,
  compareLanguages,
]

const PROOFS = ['isbn.shared', 'number.shared', 'issn.shared']

/** Features that look at numbers and codes only. */
const PLAIN: readonly ((a: Card, b: Card) => FeatureVerdict | null)[] = [
  compareVolumes,
  compareKinds,
  compareCarriers,
  compareIsbns,
  compareIssns,
  compareNumbers,
  compareEditions,
  compareYears,
  compareExtents,
  compareLanguages,
]

/** The most points that title, part, authors, publisher and volume can bring. */
const MOST_OF_WORDS = POINTS.titleLargest + 1 + POINTS.authorsSame + POINTS.publisherSame + POINTS.volumeSame
const MOST_OF_NAMES = 1 + POINTS.authorsSame + POINTS.publisherSame + POINTS.volumeSame

/**
 * True where `compare` cannot but say `apart`, found without comparing words where that is enough: candidates are many,
 * and most of them share no more than a year and a count of pages.
 */
export function isPlainlyApart(a: Card, b: Card): boolean {
  let points = 0
  for (const compareFeature of PLAIN) {
    const found = compareFeature(a, b)
    if (found === null) continue
    if (found.result === 'veto') return true
    if (PROOFS.includes(found.because)) return false
    points += found.score
  }
  if (points + MOST_OF_WORDS < ASK_FROM) return true
  return points + compareTitles(a, b).score + MOST_OF_NAMES < ASK_FROM
}

/** Says whether two records describe one edition, feature by feature. Symmetric; pure. */
export function compare(a: Card, b: Card): Verdict {
  const features: FeatureVerdict[] = []
  let points = 0
  let vetoed = false
  for (const compareFeature of FEATURES) {
    const found = compareFeature(a, b)
    if (found === null) continue
    features.push(found)
    points += found.score
    if (found.result === 'veto') vetoed = true
  }
  if (vetoed) return { outcome: 'apart', score: 0, features }
  return { outcome: outcomeOf(a, b, points, features), score: scoreOf(points), features }
}

/** Findings that a librarian should look at before the machine joins the two. */
const DOUBTS = new Set([
  'title.differs',
  'title.numbers',
  'title.word',
  'title.derived',
  'kind.thesis',
  'title.missing',
  'volume.missing',
  'volume.deeper',
  'isbn.differs',
  'edition.differs',
  'edition.revised',
  'extent.set',
])

/** Doubts that a number which both records bear outweighs. */
const DOUBTS_WITHOUT_PROOF = new Set([
  'year.differs',
  'year.reprint',
  'year.next',
  'year.runs',
  'authors.helper',
  'extent.differs',
  'extent.volumes',
  'extent.bound',
  'publisher.elsewhere',
  'publisher.other',
])

function outcomeOf(a: Card, b: Card, points: number, features: readonly FeatureVerdict[]): Outcome {
  const codes = new Set(features.map(({ because }) => because))
  const proven = PROOFS.some((code) => codes.has(code))
  const titleMeets = features.some(
    ({ feature, result }) => feature === 'title' && (result === 'same' || result === 'near'),
  )
  if (points < ASK_FROM) return proven && titleMeets ? 'ask' : 'apart'
  if (points < GROUP_FROM) return 'ask'
  for (const code of codes) if (DOUBTS.has(code) || (!proven && DOUBTS_WITHOUT_PROOF.has(code))) return 'ask'
  if (codes.has('number.differs') && codes.has('edition.later')) return 'ask'
  return !proven && (mayBeReprint(codes) || otherAuthor(codes) || isThin(a, b, features)) ? 'ask' : 'group'
}

/**
 * A later edition beside a record that names none, or a year that is not simply the same: publisher and pages must be the
 * same, else the one is as likely a reprint of the other. Another publisher's name may be the printer's where the pages are the same.
 */
function mayBeReprint(codes: ReadonlySet<string>): boolean {
  const [sameYear, samePages] = [codes.has('year.same'), codes.has('extent.same')]
  const samePublisher = codes.has('publisher.same')
  if (codes.has('edition.later')) {
    if (samePublisher) return !sameYear || !(samePages || codes.has('extent.near'))
    return !sameYear || !samePages || codes.has('publisher.differs') || !codes.has('authors.same')
  }
  if (codes.has('publisher.differs')) return !samePages || !sameYear
  return !sameYear && !(samePages && samePublisher)
}

/** Another author's name stands for the same one, spelt otherwise, only where everything else is the same. */
function otherAuthor(codes: ReadonlySet<string>): boolean {
  const alike = ['title.same', 'publisher.same', 'year.same', 'extent.same'].every((code) => codes.has(code))
  return codes.has('authors.differs') && !alike
}

/**
 * Title and year are shared by many books («دیوان حافظ» of one year): two of author, publisher and extent must speak for
 * one edition, or one and a title too long to be a classic's, before the machine joins records that share no number. An author
 * is enough where neither record knows a publisher or an extent: as they say all they have to say alike, they are twins.
 */
function isThin(a: Card, b: Card, features: readonly FeatureVerdict[]): boolean {
  const speaking = features.filter(
    ({ feature, result, score }) =>
      ((feature === 'authors' || feature === 'publisher' || feature === 'extent') &&
        (result === 'same' || result === 'near')) ||
      (feature === 'title' && score >= POINTS.titleLong),
  )
  const bothSilent = [a, b].every(({ publisher, extent }) => publisher === null && !saysExtent(extent))
  return speaking.length < (bothSilent ? 1 : 2)
}

/** «ج. :» or «v. ;» counts nothing. */
const saysExtent = (extent: Card['extent']): boolean =>
  extent !== null && (extent.pages !== null || extent.volumes.some((count) => count > 1))
