import type { Card } from './card/card.ts'
import { compareCarriers, compareExtents, compareKinds, compareLanguages } from './features/form.ts'
import { compareIsbns, compareIssns, compareNumbers } from './features/identifiers.ts'
import { compareAuthors } from './features/people.ts'
import { ASK_FROM, GROUP_FROM, scoreOf } from './features/points.ts'
import { compareEditions, comparePublishers, compareYears } from './features/publication.ts'
import { compareParts, compareTitles } from './features/title.ts'
import { compareVolumes } from './features/volume.ts'
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
  return { outcome: outcomeOf(points, features), score: scoreOf(points), features }
}

/** Findings that a librarian should look at before the machine joins the two. */
const DOUBTS = new Set([
  'title.differs',
  'title.numbers',
  'title.word',
  'title.missing',
  'volume.missing',
  'volume.deeper',
  'isbn.differs',
  'edition.differs',
  'edition.revised',
  'extent.set',
])

/** Years or pages apart are a reprint or a slip; a number that both records bear outweighs them. */
const DOUBTS_WITHOUT_PROOF = new Set(['year.differs', 'year.reprint', 'extent.differs'])
const PROOFS = new Set(['isbn.shared', 'number.shared', 'issn.shared'])

function outcomeOf(points: number, features: readonly FeatureVerdict[]): Outcome {
  if (points < ASK_FROM) return 'apart'
  if (points < GROUP_FROM) return 'ask'
  const proven = features.some(({ because }) => PROOFS.has(because))
  const doubtful = features.some(({ because }) => DOUBTS.has(because) || (!proven && DOUBTS_WITHOUT_PROOF.has(because)))
  return doubtful || laterEdition(features) ? 'ask' : 'group'
}

/** A second edition beside a record of none, the years not the same: as likely the first edition as the second. */
function laterEdition(features: readonly FeatureVerdict[]): boolean {
  const has = (code: string): boolean => features.some(({ because }) => because === code)
  return has('edition.later') && !has('year.same')
}
