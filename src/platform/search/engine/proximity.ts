import { phraseFrequency } from '#platform/search/matching/phrase.ts'
import { layoutOf, type Segment } from '#platform/search/segments/segment.ts'
import type { IndexSchema } from '#platform/search/types.ts'
import { type PhraseMatcher, phraseMatchers } from './resolve.ts'
import { compareRanked, type Ranked } from './top.ts'

/** So many of the best are looked at: beyond them nearness changes nothing. */
export const LOOKED_AT = 60
const PAIR = 0.5
const WHOLE = 0.5

/** A word of the query in its order, with its weight. */
export interface QueryWord {
  readonly word: string
  readonly idf: number
}

interface Pair {
  readonly matchers: readonly PhraseMatcher[]
  readonly idf: number
}

/**
 * Lifts, among the best documents, those that have neighbouring words of the query side by side, and more those with a
 * field that is just the query. The field's weight counts, as in the score.
 */
export function rewardNearness(schema: IndexSchema, ranked: Ranked[], words: readonly QueryWord[]): Ranked[] {
  if (words.length < 2 || ranked.length < 2) return ranked
  const fields = layoutOf(schema).fields.map((name) => schema.fields[name]!.weight)
  const heaviest = Math.max(...fields)
  const shares = fields.map((weight) => weight / heaviest)
  const all = new Set(fields.keys())
  const pairs = new Map<Segment, Pair[]>()
  const best = ranked.slice(0, LOOKED_AT).map((hit) => {
    let ofSegment = pairs.get(hit.segment)
    if (ofSegment === undefined) {
      ofSegment = pairsOf(hit.segment, words, all)
      pairs.set(hit.segment, ofSegment)
    }
    const score = hit.score + nearness(hit, ofSegment, shares)
    return { ...hit, key: score, score }
  })
  return [...best.sort(compareRanked), ...ranked.slice(LOOKED_AT)]
}

function pairsOf(segment: Segment, words: readonly QueryWord[], fields: ReadonlySet<number>): Pair[] {
  return words.slice(1).map((second, i) => {
    const first = words[i]!
    const pair = [
      { word: first.word, offset: 0 },
      { word: second.word, offset: 1 },
    ]
    return { matchers: phraseMatchers(segment, pair, 1, fields), idf: (first.idf + second.idf) / 2 }
  })
}

function nearness({ segment, doc }: Ranked, pairs: readonly Pair[], shares: readonly number[]): number {
  let reward = 0
  const together = new Map<number, number>()
  for (const { matchers, idf } of pairs) {
    let best = 0
    for (const matcher of matchers) {
      if (phraseFrequency(matcher, doc) === 0) continue
      const { field } = matcher
      together.set(field, (together.get(field) ?? 0) + 1)
      best = Math.max(best, shares[field]!)
    }
    reward += PAIR * best * idf
  }
  for (const [field, count] of together) {
    if (count !== pairs.length || segment.lengths[field]![doc] !== pairs.length + 1) continue
    return reward + WHOLE * shares[field]! * pairs.reduce((sum, { idf }) => sum + idf, 0)
  }
  return reward
}
