import {
  type Clause,
  EXACT,
  type PhraseWord,
  planQuery,
  type Source,
  spellingsOf,
  type Vocabulary,
  withoutCodes,
  wordsOf,
} from '#platform/search/engine/plan.ts'
import type { Searched } from '#platform/search/engine/run-query.ts'
import { codeOf } from '#platform/search/segments/analysis.ts'
import { findWord, layoutOf, listsOf, type Segment, wordsOfStem } from '#platform/search/segments/segment.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { clausesLeaf, type FieldRun, type Leaf, presenceLeaf, resolvedLeaf, runsLeaf } from './leaf.ts'
import { isAnything, isWild, patternsOf, wordsLike } from './pattern.ts'
import type { Step } from './runs.ts'

type Words = Extract<QueryTree, { kind: 'words' }>
type Near = Extract<QueryTree, { kind: 'near' }>

/** Leaves of which all or any must hold. */
export interface Leaves {
  readonly match: 'all' | 'any'
  readonly leaves: readonly Leaf[]
}

/** What a leaf is asked of: an index as it stands, and the fields to look in. */
export interface Asked {
  readonly searched: Searched
  readonly vocabulary: Vocabulary
  readonly allowed: ReadonlySet<number>
}

const NOWHERE: Leaves = { match: 'any', leaves: [] }

export function wordsLeaves(asked: Asked, node: Words): Leaves {
  const main = node.pattern === true ? patternLeaves(asked, node) : plainLeaves(asked, node)
  const code = codeLeaf(asked, node)
  if (code === null) return main
  if (main.match === 'any' || main.leaves.length === 1) return { match: 'any', leaves: [...main.leaves, code] }
  return main
}

function plainLeaves(asked: Asked, { text, match, exact = false }: Words): Leaves {
  const { searched, vocabulary, allowed } = asked
  const { analyse, schema } = searched
  const words = wordsOf(text, analyse)
  if (words.length === 0) return NOWHERE
  if (match === 'whole' || match === 'begins') {
    const spellings = exact ? [words.map(({ word }) => word)] : spellingsOf(words, vocabulary)
    const steps = spellings.map((spelling) =>
      spelling.map(
        (word): Finder =>
          (segment) => [findWord(segment, word)],
      ),
    )
    return { match: 'any', leaves: [anchored(asked, steps, match)] }
  }
  if (match === 'phrase') {
    const clauses = exact
      ? [clauseOf(text, [phraseOf(words.map(({ word }) => word))])]
      : planQuery([readersNode('phrase', text)], schema, vocabulary, analyse, false)
    return { match: 'any', leaves: [clausesLeaf(searched, clauses, allowed, 'all')] }
  }
  const clauses = exact
    ? exactClauses(asked, text)
    : planQuery([readersNode('words', text)], schema, vocabulary, analyse, false)
  return { match: 'any', leaves: [clausesLeaf(searched, clauses, allowed, match)] }
}

const readersNode = (kind: 'words' | 'phrase', text: string) => ({
  kind,
  text,
  field: null,
  exclude: false,
  prefix: false,
})

const clauseOf = (label: string, sources: readonly Source[]): Clause => ({
  label,
  word: null,
  field: null,
  exclude: false,
  sources,
})

function phraseOf(words: readonly string[]): Source {
  const [only, ...others] = words
  if (only !== undefined && others.length === 0) return { kind: 'word', word: only, weight: EXACT }
  const placed: PhraseWord[] = words.map((word, offset) => ({ word, offset }))
  return { kind: 'phrase', words: placed, weight: EXACT }
}

function exactClauses({ searched, vocabulary }: Asked, text: string): Clause[] {
  const planned: Parameters<typeof withoutCodes>[2] = []
  const pieces = withoutCodes(text, vocabulary, planned)
  const typed = pieces.flatMap((piece) => wordsOf(piece, searched.analyse).map(({ word }) => word))
  const words = new Set([...planned.map(({ word }) => word), ...typed])
  return [...words].map((word) => clauseOf(word, [phraseOf([word])]))
}

/** The whole text as one code, where that is not what its words say already: `978-964-…`, `978-964*`. */
function codeLeaf(asked: Asked, { text, match, pattern = false }: Words): Leaf | null {
  const { searched, allowed } = asked
  const { schema, segments } = searched
  const names = layoutOf(schema).fields
  const codes = new Set([...allowed].filter((field) => schema.fields[names[field]!]!.kind === 'code'))
  if (codes.size === 0) return null
  const code = pattern ? patternsOf(text).join('') : codeOf(text)
  if (code === '' || isAnything(code)) return null
  const like = match === 'begins' && !code.endsWith('*') ? `${code}*` : code
  const find: Finder = isWild(like) ? (segment) => wordsLike(segment, like) : (segment) => [findWord(segment, like)]
  return resolvedLeaf(searched, [segments.map((segment) => resolvedOf(segment, find(segment), codes))], 'all')
}

/** The ordinals of some words in a segment; -1 for one it does not have. */
type Finder = (segment: Segment) => readonly number[]

function patternLeaves(asked: Asked, { text, match }: Words): Leaves {
  const { searched, allowed } = asked
  const patterns = patternsOf(text)
  if (patterns.length === 0) return NOWHERE
  if (match === 'all' || match === 'any') {
    const leaves = patterns.map((pattern) =>
      isAnything(pattern)
        ? presenceLeaf(searched, allowed)
        : resolvedLeaf(
            searched,
            [searched.segments.map((segment) => resolvedOf(segment, likeOf(pattern)(segment), allowed))],
            'all',
          ),
    )
    return { match, leaves }
  }
  const finders = patterns.map((pattern) => (isAnything(pattern) ? null : likeOf(pattern)))
  return { match: 'any', leaves: [anchored(asked, [finders], match)] }
}

const likeOf = (pattern: string): Finder =>
  isWild(pattern) ? (segment) => wordsLike(segment, pattern) : (segment) => [findWord(segment, pattern)]

function resolvedOf(segment: Segment, words: readonly number[], allowed: ReadonlySet<number>) {
  const lists = words.flatMap((word) =>
    word < 0
      ? []
      : listsOf(segment, word).flatMap((list) => (allowed.has(list.field) ? [{ list, weight: EXACT }] : [])),
  )
  return { lists, phrases: [], documents: lists.reduce((sum, { list }) => sum + list.count, 0) }
}

/** Words side by side; null stands for any word between two, and at an end for any number of them. */
function anchored(
  { searched, allowed }: Asked,
  spellings: readonly (readonly (Finder | null)[])[],
  match: 'phrase' | 'whole' | 'begins',
): Leaf {
  const runs = searched.segments.map((segment) =>
    spellings.flatMap((spelling) => {
      const from = spelling.findIndex((finder) => finder !== null)
      const to = spelling.findLastIndex((finder) => finder !== null) + 1
      if (from < 0) return []
      const steps: { finder: Finder; distance: number }[] = []
      let distance = 1
      for (const finder of spelling.slice(from, to)) {
        if (finder === null) distance++
        else {
          steps.push({ finder, distance })
          distance = 1
        }
      }
      return fieldRuns(
        segment,
        allowed,
        steps.map(({ finder, distance }) => ({ words: finder(segment), distance, exactly: true, eitherSide: false })),
        { first: match !== 'phrase' && from === 0, last: match === 'whole' && to === spelling.length },
      )
    }),
  )
  return runsLeaf(searched, runs)
}

interface WordStep extends Omit<Step, 'lists'> {
  readonly words: readonly number[]
}

/** The steps in each field that has a word of all of them. */
function fieldRuns(
  segment: Segment,
  allowed: ReadonlySet<number>,
  steps: readonly WordStep[],
  ends: { first: boolean; last: boolean },
): FieldRun[] {
  const lists = steps.map(({ words }) => words.flatMap((word) => (word < 0 ? [] : listsOf(segment, word))))
  return [...allowed].flatMap((field) => {
    const ofField = steps.map(({ words: _, ...step }, i) => ({
      ...step,
      lists: lists[i]!.filter((list) => list.field === field),
    }))
    return ofField.some((step) => step.lists.length === 0) ? [] : [{ field, steps: ofField, ...ends }]
  })
}

export function nearLeaves({ searched, allowed }: Asked, { words, distance, ordered }: Near): Leaves {
  // Words that one is read as stand side by side.
  const typed = words.flatMap((text) =>
    wordsOf(text, searched.analyse).map((word, i) => ({ ...word, together: i > 0 })),
  )
  if (typed.length === 0) return NOWHERE
  const runs = searched.segments.map((segment) =>
    fieldRuns(
      segment,
      allowed,
      typed.map(({ word, term, together }) => ({
        words: [...new Set([findWord(segment, word), ...wordsOfStem(segment, term)])],
        distance: together ? 1 : distance,
        exactly: together,
        eitherSide: !ordered && !together,
      })),
      { first: false, last: false },
    ),
  )
  return { match: 'any', leaves: [runsLeaf(searched, runs)] }
}
