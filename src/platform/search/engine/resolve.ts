import { type PostingList, wordFrequency } from '#platform/search/segments/postings.ts'
import { findWord, listsOf, type Segment, wordsOfStem, wordsWithPrefix } from '#platform/search/segments/segment.ts'
import type { Clause, PhraseWord, Source, Vocabulary } from './plan.ts'

/** A prefix stands for at most so many words of a segment, in alphabet order. */
const MOST_PREFIXED = 2_000

export interface WeightedList {
  readonly list: PostingList
  readonly weight: number
}

/** A phrase within one field: list i must have a position `offsets[i]` after the phrase's beginning. */
export interface PhraseMatcher {
  readonly field: number
  readonly lists: readonly PostingList[]
  readonly offsets: readonly number[]
  readonly weight: number
}

/** What a clause comes to in one segment. */
export interface ResolvedClause {
  readonly lists: readonly WeightedList[]
  readonly phrases: readonly PhraseMatcher[]
  /** At most so many documents have it (in this segment). */
  readonly documents: number
}

/** Finds the posting lists of a clause in the allowed fields. */
export function resolveClause(segment: Segment, clause: Clause, allowed: ReadonlySet<number>): ResolvedClause {
  const lists: WeightedList[] = []
  const phrases: PhraseMatcher[] = []
  const seen = new Set<number>()
  for (const source of clause.sources) {
    if (source.kind === 'phrase') {
      phrases.push(...phraseMatchers(segment, source.words, source.weight, allowed))
      continue
    }
    for (const word of wordsOf(segment, source)) {
      if (word < 0 || seen.has(word)) continue
      seen.add(word)
      for (const list of listsOf(segment, word)) {
        if (allowed.has(list.field)) lists.push({ list, weight: source.weight })
      }
    }
  }
  const documents =
    lists.reduce((sum, { list }) => sum + list.count, 0) +
    phrases.reduce((sum, phrase) => sum + Math.min(...phrase.lists.map((list) => list.count)), 0)
  return { lists, phrases, documents }
}

function wordsOf(segment: Segment, source: Exclude<Source, { kind: 'phrase' }>): readonly number[] {
  if (source.kind === 'word') return [findWord(segment, source.word)]
  if (source.kind === 'stem') {
    const exact = findWord(segment, source.except)
    return wordsOfStem(segment, source.term).filter((word) => word !== exact)
  }
  const [from, to] = wordsWithPrefix(segment, source.prefix)
  return Array.from({ length: Math.min(to - from, MOST_PREFIXED) }, (_, i) => from + i)
}

/** A matcher for each allowed field of the segment in which all the words occur. */
export function phraseMatchers(
  segment: Segment,
  words: readonly PhraseWord[],
  weight: number,
  allowed: ReadonlySet<number>,
): PhraseMatcher[] {
  const ordinals = words.map(({ word }) => findWord(segment, word))
  if (ordinals.includes(-1)) return []
  const byWord = ordinals.map((ordinal) => listsOf(segment, ordinal))
  const offsets = words.map(({ offset }) => offset)
  const matchers: PhraseMatcher[] = []
  for (const { field } of byWord[0]!) {
    if (!allowed.has(field)) continue
    const lists = byWord.map((ofWord) => ofWord.find((list) => list.field === field))
    if (lists.every((list) => list !== undefined)) matchers.push({ field, lists, offsets, weight })
  }
  return matchers
}

const MOST_REMEMBERED = 20_000

/** Document frequencies of words over all segments, remembered as long as those are the index. */
export function vocabularyOf(segments: readonly Segment[]): Vocabulary {
  const known = new Map<string, number>()
  return {
    frequency(word) {
      let frequency = known.get(word)
      if (frequency === undefined) {
        frequency = 0
        for (const segment of segments) {
          const ordinal = findWord(segment, word)
          if (ordinal >= 0) frequency += wordFrequency(segment.postings, segment.wordAt[ordinal]!)
        }
        if (known.size >= MOST_REMEMBERED) known.clear()
        known.set(word, frequency)
      }
      return frequency
    },
  }
}
