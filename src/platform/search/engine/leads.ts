import type { Matches } from '#platform/search/matching/matches.ts'
import { eachPhrase, phraseFrequency } from '#platform/search/matching/phrase.ts'
import type { QueryNode } from '#platform/search/query.ts'
import { beginningMark, endMark } from '#platform/search/segments/analysis.ts'
import { firstFrom } from '#platform/search/segments/bytes.ts'
import { layoutOf, type Segment } from '#platform/search/segments/segment.ts'
import type { Analyse, IndexSchema } from '#platform/search/types.ts'
import { type PhraseWord, spellingsOf, type Vocabulary, wordsOf } from './plan.ts'
import { phraseMatchers } from './resolve.ts'

/** Beginnings of several words are looked for only when their rarest word is in fewer documents of a segment. */
const COMMON = 20_000
/** More than relevance and nearness together can make of one unit of idf. */
const ABOVE_RELEVANCE = 4
/** No document is held so often that its prior outweighs a lead: the logarithm of a million. */
const MOST_PRIOR = 14

/** The whole query as the beginning of a value, and as a value, in each of its spellings. */
export interface Leads {
  readonly fields: ReadonlySet<number>
  readonly beginnings: readonly (readonly PhraseWord[])[]
  readonly wholes: readonly (readonly PhraseWord[])[]
}

/** Null when the query has no words, or looks in no field that leads. */
export function leadsOf(
  nodes: readonly QueryNode[],
  schema: IndexSchema,
  searched: readonly string[],
  vocabulary: Vocabulary,
  analyse: Analyse,
): Leads | null {
  const typed = nodes.filter((node) => !node.exclude)
  const names = layoutOf(schema).fields
  const fields = new Set(
    [...names.keys()].filter((field) => {
      const name = names[field]!
      return (
        schema.fields[name]!.leads === true &&
        typed.every((node) => (node.field === null ? searched.includes(name) : node.field === name))
      )
    }),
  )
  const words = wordsOf(typed.map(({ text }) => text).join(' '), analyse)
  if (fields.size === 0 || words.length === 0) return null
  const spellings = spellingsOf(words, vocabulary)
  const beginnings = spellings.map(([first, ...rest]) => [
    { word: beginningMark(first!), offset: 0 },
    ...rest.map((word, i) => ({ word, offset: i + 1 })),
  ])
  const wholes = spellings.map((spelling, s) => [
    ...beginnings[s]!,
    { word: endMark(spelling.at(-1)!), offset: spelling.length - 1 },
  ])
  return { fields, beginnings, wholes }
}

/** Puts the matches with a value that is the query above all others, and below them those with one that begins with it. */
export function liftLeads(segment: Segment, leads: Leads, idf: number, prior: number, matches: Matches): void {
  const step = ABOVE_RELEVANCE * idf + MOST_PRIOR * prior
  const { docs, scores, count, byDocument: lifts } = matches
  const lifted: number[] = []
  const mark = (phrases: Leads['wholes'], lift: number, most: number): void => {
    for (const words of phrases) {
      for (const matcher of phraseMatchers(segment, words, 1, leads.fields)) {
        const rarest = Math.min(...matcher.lists.map((list) => list.count))
        if (words.length > 1 && rarest > most) continue
        const lead = (doc: number, at: number): void => {
          scores[at]! += lift - lifts[doc]!
          lifts[doc] = lift
          lifted.push(doc)
        }
        if (rarest <= count) {
          let at = 0
          eachPhrase(matcher, (doc) => {
            at = firstFrom(docs, doc, at, count)
            if (at < count && docs[at] === doc) lead(doc, at)
          })
        } else for (let i = 0; i < count; i++) if (phraseFrequency(matcher, docs[i]!) > 0) lead(docs[i]!, i)
      }
    }
  }
  mark(leads.beginnings, step, COMMON)
  mark(leads.wholes, step * 2, Infinity)
  for (const doc of lifted) lifts[doc] = 0
}

const LOGARITHMS = Float32Array.from({ length: 4096 }, (_, value) => Math.log1p(value))

/** Adds what the schema's prior gives each match. */
export function addPrior(segment: Segment, { prior }: IndexSchema, matches: Matches): void {
  if (prior === undefined) return
  const column = segment.numbers[prior.sort]!
  const { docs, scores, count } = matches
  for (let i = 0; i < count; i++) {
    const value = column[docs[i]!]!
    // False for a missing value too (NaN).
    if (value > 0) scores[i]! += prior.weight * (LOGARITHMS[value] ?? Math.log1p(value))
  }
}
