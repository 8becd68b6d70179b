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

function outcomeOf(points: number, features: readonly FeatureVerdict[]): Outcome {
  if (points < ASK_FROM) return 'apart'
  const doubtful = features.some(
    ({ feature, result }) =>
      (feature === 'title' && result === 'differs') || (feature === 'volume' && result === 'missing'),
  )
  return points >= GROUP_FROM && !doubtful ? 'group' : 'ask'
}
