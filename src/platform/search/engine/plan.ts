import type { QueryNode } from '#platform/search/query.ts'
import { codeOf } from '#platform/search/segments/analysis.ts'
import type { Analyse, IndexSchema } from '#platform/search/types.ts'
import { articleTwin } from './article.ts'

/** How much an occurrence counts, by how it was spelt. */
export const EXACT = 1
const JOINED = 0.9
const STEM = 0.6
const SPLIT = 0.5
const ARTICLE = 0.5
const PREFIX = 0.4

const MOST_WORDS = 24
/** A beginning stands for many words: a query may have two. */
const MOST_PREFIXES = 2
const MOST_SPELLINGS = 12
/** A split of a word that the index has is only tried when its rarer half is in fewer documents than this. */
const COMMON = 50_000

/** Something a document may contain to satisfy a clause. */
export type Source =
  | { readonly kind: 'word'; readonly word: string; readonly weight: number }
  /** Other words of the same stem. */
  | { readonly kind: 'stem'; readonly term: string; readonly except: string; readonly weight: number }
  | { readonly kind: 'prefix'; readonly prefix: string; readonly weight: number }
  | { readonly kind: 'phrase'; readonly words: readonly PhraseWord[]; readonly weight: number }

export interface PhraseWord {
  readonly word: string
  readonly offset: number
}

/** One thing that must be (or, excluded, must not be) in a document: any of its sources is enough. */
export interface Clause {
  /** As the reader typed it, for "not found". */
  readonly label: string
  /** The folded word, unless it is a phrase. */
  readonly word: string | null
  readonly field: string | null
  readonly exclude: boolean
  readonly sources: readonly Source[]
}

export interface Vocabulary {
  /** About how many documents have the folded word; 0 when none. */
  frequency(word: string): number
}

export interface PlannedWord {
  readonly word: string
  readonly term: string
  readonly label: string
  readonly sources: Source[]
}

/** Turns what was typed into clauses, with the joined and split spellings that the index has. */
export function planQuery(
  nodes: readonly QueryNode[],
  schema: IndexSchema,
  vocabulary: Vocabulary,
  analyse: Analyse,
  prefixLast: boolean,
): Clause[] {
  const clauses: Clause[] = []
  const hasCodes = Object.values(schema.fields).some((field) => field.kind === 'code')
  let prefixes = 0
  nodes.forEach((node, n) => {
    const { field, exclude, text } = node
    const typed = wordsOf(text, analyse)
    // What is excluded is one thing also when it falls into several words: -جمع‌آوری.
    if (node.kind === 'phrase' || (exclude && typed.length > 1 && vocabulary.frequency(codeOf(text)) === 0)) {
      const sources = phraseSources(typed, vocabulary)
      if (sources.length > 0) clauses.push({ label: text, word: null, field, exclude, sources })
      return
    }
    const unfinished = node.prefix || (prefixLast && n === nodes.length - 1 && !exclude)
    const prefix = unfinished && ++prefixes <= MOST_PREFIXES
    const words = plannedWords(text, vocabulary, analyse, prefix, hasCodes)
    for (const { label, word, sources } of words) clauses.push({ label, word, field, exclude, sources })
  })
  return distinct(clauses).slice(0, MOST_WORDS)
}

/** Leaves out what is asked twice: «و و و» costs and counts as one «و». */
function distinct(clauses: readonly Clause[]): Clause[] {
  const byMeaning = new Map<string, Clause>()
  for (const clause of clauses) {
    const sources = new Map(clause.sources.map((source) => [keyOf(source), source]))
    const meaning = `${clause.field} ${clause.exclude} ${[...sources.keys()].join('|')}`
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, { ...clause, sources: [...sources.values()] })
  }
  return [...byMeaning.values()]
}

/** Two sources with one key are the same. */
function keyOf(source: Source): string {
  switch (source.kind) {
    case 'word':
      return `w${source.weight} ${source.word}`
    case 'stem':
      return `s${source.weight} ${source.term} ${source.except}`
    case 'prefix':
      return `b${source.weight} ${source.prefix}`
    case 'phrase':
      return `p${source.weight} ${source.words.map(({ word, offset }) => `${word} ${offset}`).join(' ')}`
  }
}

interface Word {
  readonly word: string
  readonly term: string
}

/** The words of a text, one a position (of several readings the first). */
export function wordsOf(text: string, analyse: Analyse): Word[] {
  const words: Word[] = []
  let last = -1
  for (const { word, term, position } of analyse(text)) {
    if (position > last) words.push({ word, term })
    last = Math.max(last, position)
  }
  return words.slice(0, MOST_WORDS)
}

function plannedWords(
  text: string,
  vocabulary: Vocabulary,
  analyse: Analyse,
  prefix: boolean,
  hasCodes: boolean,
): PlannedWord[] {
  const planned: PlannedWord[] = []
  for (const piece of hasCodes ? withoutCodes(text, vocabulary, planned) : [text]) {
    for (const { word, term } of wordsOf(piece, analyse)) planned.push(plannedWord(word, term, vocabulary))
  }
  addJoined(planned, vocabulary, analyse)
  planned.forEach((entry, i) => {
    if (prefix && i === planned.length - 1) {
      entry.sources.push({ kind: 'prefix', prefix: entry.word, weight: PREFIX })
    }
    for (const words of splitsOf(entry.word, vocabulary)) entry.sources.push({ kind: 'phrase', words, weight: SPLIT })
  })
  return planned
}

/** Takes out the chunks that are codes the index knows (an ISBN with hyphens), and returns the text between them. */
export function withoutCodes(text: string, vocabulary: Vocabulary, planned: PlannedWord[]): string[] {
  const rest: string[] = []
  const pieces: string[] = []
  for (const chunk of text.split(/\s+/u)) {
    const code = /[\p{L}\p{N}][^\p{L}\p{N}\p{M}\u200c]+[\p{L}\p{N}]/u.test(chunk) ? codeOf(chunk) : ''
    if (code === '' || vocabulary.frequency(code) === 0) {
      rest.push(chunk)
      continue
    }
    planned.push({ word: code, term: code, label: chunk, sources: [{ kind: 'word', word: code, weight: EXACT }] })
    if (rest.length > 0) pieces.push(rest.splice(0).join(' '))
  }
  if (rest.length > 0) pieces.push(rest.join(' '))
  return pieces
}

function plannedWord(word: string, term: string, vocabulary: Vocabulary): PlannedWord {
  const sources: Source[] = [
    { kind: 'word', word, weight: EXACT },
    { kind: 'stem', term, except: word, weight: STEM },
  ]
  const twin = articleTwin(word)
  if (twin !== null && vocabulary.frequency(twin) > 0) sources.push({ kind: 'word', word: twin, weight: ARTICLE })
  return { word, term, label: word, sources }
}

/** For neighbours a b, the word ab satisfies both. */
function addJoined(planned: readonly PlannedWord[], vocabulary: Vocabulary, analyse: Analyse): void {
  for (let i = 0; i + 1 < planned.length; i++) {
    const joined = planned[i]!.word + planned[i + 1]!.word
    const [only, ...others] = wordsOf(joined, analyse)
    if (only === undefined || others.length > 0) continue
    const sources: Source[] = []
    if (vocabulary.frequency(joined) > 0) sources.push({ kind: 'word', word: joined, weight: JOINED })
    sources.push({ kind: 'stem', term: only.term, except: joined, weight: STEM })
    planned[i]!.sources.push(...sources)
    planned[i + 1]!.sources.push(...sources)
  }
}

const remembered = new WeakMap<Vocabulary, Map<string, readonly (readonly PhraseWord[])[]>>()
const MOST_REMEMBERED = 10_000

/** The ways to read a word as two that the index has. */
function splitsOf(word: string, vocabulary: Vocabulary): readonly (readonly PhraseWord[])[] {
  if (word.length < 4 || /^\p{N}+$/u.test(word)) return []
  let known = remembered.get(vocabulary)
  if (known === undefined || known.size > MOST_REMEMBERED) {
    known = new Map()
    remembered.set(vocabulary, known)
  }
  let splits = known.get(word)
  if (splits === undefined) {
    splits = foundSplits(word, vocabulary)
    known.set(word, splits)
  }
  return splits
}

function foundSplits(word: string, vocabulary: Vocabulary): PhraseWord[][] {
  const common = vocabulary.frequency(word) > 0
  const splits: PhraseWord[][] = []
  for (let at = 2; at <= word.length - 2; at++) {
    const left = word.slice(0, at)
    const right = word.slice(at)
    const leftCount = vocabulary.frequency(left)
    const rarer = leftCount === 0 ? 0 : Math.min(leftCount, vocabulary.frequency(right))
    if (rarer === 0 || (common && rarer > COMMON)) continue
    splits.push([
      { word: left, offset: 0 },
      { word: right, offset: 1 },
    ])
  }
  return splits
}

/** The spellings of a phrase: as typed, with two neighbours joined, with one word split. */
export function spellingsOf(words: readonly Word[], vocabulary: Vocabulary): string[][] {
  const typed = words.map(({ word }) => word)
  const spellings = [typed]
  for (let i = 0; i + 1 < typed.length; i++) {
    const joined = typed[i]! + typed[i + 1]!
    if (vocabulary.frequency(joined) > 0) spellings.push(typed.toSpliced(i, 2, joined))
  }
  typed.forEach((word, i) => {
    for (const split of splitsOf(word, vocabulary)) {
      spellings.push(typed.toSpliced(i, 1, ...split.map((part) => part.word)))
    }
  })
  return spellings.slice(0, MOST_SPELLINGS)
}

function phraseSources(words: readonly Word[], vocabulary: Vocabulary): Source[] {
  if (words.length === 0) return []
  return spellingsOf(words, vocabulary).map((spelling, i) => {
    const weight = i === 0 ? EXACT : JOINED
    if (spelling.length === 1) return { kind: 'word', word: spelling[0]!, weight }
    return { kind: 'phrase', words: spelling.map((word, offset) => ({ word, offset })), weight }
  })
}
