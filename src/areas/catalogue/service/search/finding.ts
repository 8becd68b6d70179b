import { words } from '#lib/persian/fold.ts'
import { parseQuery } from '#platform/search/query.ts'
import type { IndexHandle } from '#platform/search/search.ts'
import type { QueryTree, SearchRequest, SearchResult } from '#platform/search/types.ts'
import { readInScript } from './romanised.ts'
import { readPastSlips } from './slips.ts'

/** What of an index finding needs. */
export type Finder = Pick<IndexHandle, 'search' | 'corrections' | 'frequencies'>

/** What was found, and what was done to find it. Words are folded here: see `surfacesOf` for how to show them. */
export interface Found extends SearchResult {
  /** What was searched instead of words that are nowhere; null when the search is as typed. */
  readonly instead: string | null
  /** What may have been meant, where the words exist but find nothing together, or hardly anything. */
  readonly meant: string | null
  /** The Arabic-script reading of a query in Latin letters, when it found something. */
  readonly script: string | null
}

const FEW = 2
const MORE = 10
const TRIED = 3
const MOST_CORRECTED = 8

/**
 * Searches as a reader expects: by any spelling, across scripts, and past a slip of the finger. A word that exists is never
 * replaced, only another offered. `asTyped` searches nothing but the words typed.
 */
export async function find(index: Finder, request: SearchRequest, asTyped = false): Promise<Found> {
  const text = request.text?.trim() ?? ''
  const direct = { ...(await index.search(request)), instead: null, meant: null, script: null }
  if (text === '' || asTyped) return direct
  if (!isPlain(text)) return direct.total === 0 ? await withoutQuotes(index, request, direct) : direct
  const strict = await findAcross(index, request, direct)
  if (strict.total > 0 && strict.relaxed === 'none') {
    return strict.total > FEW ? strict : { ...strict, meant: await offered(index, request, strict.total) }
  }
  const unknown = new Set(strict.ignored.flatMap((label) => words(label)))
  const instead = await corrected(index, text, unknown)
  if (instead.length === 0) {
    return (await pastSlips(index, request)) ?? { ...strict, meant: await offered(index, request, 0) }
  }
  let loose: Found | null = null
  for (const candidate of instead) {
    const asked = { ...request, text: candidate }
    const other = await findAcross(index, asked, {
      ...(await index.search(asked)),
      instead: candidate,
      meant: null,
      script: null,
    })
    if (other.total > 0 && other.relaxed === 'none') return other
    loose ??= other
  }
  const past = await pastSlips(index, request)
  if (past !== null) return past
  return strict.relaxed !== 'some' && loose !== null && loose.total > 0 ? loose : strict
}

/** What a romanised query with a slip finds in Arabic script, when all its words are found. */
async function pastSlips(index: Finder, request: SearchRequest): Promise<Found | null> {
  const text = await readPastSlips(index, request.text ?? '')
  if (text === null) return null
  const found = await index.search({ ...request, text })
  return found.total > 0 && found.relaxed === 'none' ? { ...found, instead: text, meant: null, script: null } : null
}

/** A phrase that is nowhere is looked for as words. */
async function withoutQuotes(index: Finder, request: SearchRequest, direct: Found): Promise<Found> {
  const text = (request.text ?? '').replace(/["“”„«»‹›]/gu, ' ').trim()
  if (text === (request.text ?? '').trim() || !isPlain(text)) return direct
  const found = await find(index, { ...request, text })
  return found.total > 0 ? { ...found, instead: found.instead ?? text } : direct
}

// Phrases, fields, exclusions and beginnings are meant as they stand.
const isPlain = (text: string): boolean => {
  const nodes = parseQuery(text)
  return nodes.length === 1 && nodes[0]!.kind === 'words' && !nodes[0]!.exclude && !nodes[0]!.prefix
}

/** The search itself and, where it finds more, a romanised query in Arabic script. */
async function findAcross(index: Finder, request: SearchRequest, direct: Found): Promise<Found> {
  const text = request.text ?? ''
  const reading = await readInScript(index, text)
  if (reading === null) return direct
  const { of, unread, script } = reading
  const isStrict = direct.relaxed === 'none' && direct.total > 0
  // As long as all words are found somewhere, nothing less will do.
  if (isStrict && unread.length > 0) return direct
  const { text: _, ...rest } = request
  const ask = (tree: QueryTree) => {
    const any: QueryTree = { kind: 'or', of: [tree, ...wordingTrees(text), ...wordingTrees(script)] }
    return index.search({
      ...rest,
      where: request.where === undefined ? any : { kind: 'and', of: [request.where, any] },
    })
  }
  const found = await ask({ kind: 'and', of })
  if (found.total > (isStrict ? direct.total : 0)) {
    return { ...direct, ...found, relaxed: unread.length > 0 ? 'some' : 'none', ignored: unread, script }
  }
  if (isStrict) return direct
  const loose = await ask({ kind: 'or', of })
  return loose.total > direct.total ? { ...direct, ...loose, relaxed: 'any', ignored: unread, script } : direct
}

/** What the engine does for a text by itself: all its words, side by side, a title that is just that. */
const wordingTrees = (text: string): QueryTree[] => [
  { kind: 'words', text, fields: null, match: 'all' },
  ...(words(text).length > 1 ? [{ kind: 'words', text, fields: null, match: 'phrase' } as const] : []),
  { kind: 'words', text, fields: ['title'], match: 'begins' },
  { kind: 'words', text, fields: ['title'], match: 'whole' },
]

/** The text with its unknown words replaced by likely ones, the likeliest first; none when not all can be. */
async function corrected(index: Finder, text: string, unknown: ReadonlySet<string>): Promise<string[]> {
  if (unknown.size === 0 || unknown.size > MOST_CORRECTED) return []
  let texts: string[] = ['']
  for (const chunk of text.split(/\s+/u)) {
    const folded = words(chunk)
    const isUnknown = folded.some((word) => unknown.has(word))
    const options = isUnknown ? await likely(index, folded.join('')) : [chunk]
    if (options.length === 0) return []
    texts = options.flatMap((option) => texts.map((begun) => `${begun} ${option}`.trim())).slice(0, TRIED * 2)
  }
  return texts
}

async function likely(index: Finder, word: string): Promise<string[]> {
  return (await index.corrections(word, TRIED)).map((one) => one.word)
}

/** The same text with one word changed that finds much more; null when there is none. */
async function offered(index: Finder, request: SearchRequest, total: number): Promise<string | null> {
  const chunks = (request.text ?? '').trim().split(/\s+/u)
  if (chunks.length > MOST_CORRECTED) return null
  const folded = chunks.map((chunk) => words(chunk).join(''))
  const counts = await index.frequencies(folded)
  let best: { text: string; total: number } | null = null
  for (const [i, word] of folded.entries()) {
    // A word of many records is no slip where the words do find something.
    if (word.length < 4 || (total > 0 && counts[i]! > FEW)) continue
    for (const other of (await likely(index, word)).slice(0, 2)) {
      const text = chunks.with(i, other).join(' ')
      const found = await index.search({ ...request, text, limit: 0, offset: 0, facets: {} })
      const enough = found.relaxed === 'none' && found.total >= Math.max(1, (total + 1) * (total === 0 ? 1 : MORE))
      if (enough && found.total > (best?.total ?? 0)) best = { text, total: found.total }
    }
  }
  return best?.text ?? null
}
