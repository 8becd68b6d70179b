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
  if (text === '' || asTyped) return asAsked(index, request)
  if (!isPlain(text)) {
    const direct = await asAsked(index, request)
    return direct.total === 0 ? await withoutQuotes(index, request, direct) : direct
  }
  // Fewer words would do in the end; but finding by any of them is slow where they are common, and most often not needed.
  const strict = await findAcross(index, request, await strictly(index, request))
  if (strict.total > 0 && strict.relaxed === 'none') {
    return strict.total > FEW ? strict : { ...strict, meant: await offered(index, request, strict.total) }
  }
  const unknown = new Set(strict.ignored.flatMap((label) => words(label)))
  const instead = await corrected(index, text, unknown)
  for (const candidate of instead) {
    const asked = { ...request, text: candidate }
    const other = await findAcross(index, asked, { ...(await strictly(index, asked)), instead: candidate })
    if (other.total > 0 && other.relaxed === 'none') return other
  }
  return (await pastSlips(index, request)) ?? (await loosely(index, request, instead[0] ?? null))
}

const AS_TYPED = { instead: null, meant: null, script: null } as const

const asAsked = async (index: Finder, request: SearchRequest): Promise<Found> => ({
  ...(await index.search(request)),
  ...AS_TYPED,
})

/** What has all the words. */
const strictly = (index: Finder, request: SearchRequest) => asAsked(index, { ...request, relax: false })

/** What has some of the words, or of those that were probably meant. */
async function loosely(index: Finder, request: SearchRequest, instead: string | null): Promise<Found> {
  const own = await findLoosely(index, request, await asAsked(index, request))
  if (instead === null) return { ...own, meant: await offered(index, request, 0) }
  if (own.relaxed === 'some') return own
  const asked = { ...request, text: instead }
  const other = await findLoosely(index, asked, { ...(await asAsked(index, asked)), instead })
  return other.total > 0 ? other : own
}

/** What a romanised query with a slip finds in Arabic script, when all its words are found. */
async function pastSlips(index: Finder, request: SearchRequest): Promise<Found | null> {
  const text = await readPastSlips(index, request.text ?? '')
  if (text === null) return null
  const found = await strictly(index, { ...request, text })
  return found.total > 0 ? { ...found, instead: text } : null
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

/** The search itself and, where it finds more, a romanised query in Arabic script: all its words that are anywhere. */
async function findAcross(index: Finder, request: SearchRequest, direct: Found): Promise<Found> {
  const reading = await readInScript(index, request.text ?? '')
  const isStrict = direct.relaxed === 'none' && direct.total > 0
  // As long as all words are found somewhere, nothing less will do.
  if (reading === null || (isStrict && reading.unread.length > 0)) return direct
  const { of, unread, script } = reading
  const found = await searchReading(index, request, { kind: 'and', of }, script)
  if (found.total <= (isStrict ? direct.total : 0)) return direct
  return { ...direct, ...found, relaxed: unread.length > 0 ? 'some' : 'none', ignored: unread, script }
}

/** The same, where any of the words will do. */
async function findLoosely(index: Finder, request: SearchRequest, direct: Found): Promise<Found> {
  const strict = await findAcross(index, request, direct)
  if (strict !== direct || (direct.relaxed === 'none' && direct.total > 0)) return strict
  const reading = await readInScript(index, request.text ?? '')
  if (reading === null) return direct
  const { of, unread, script } = reading
  const loose = await searchReading(index, request, { kind: 'or', of }, script)
  return loose.total > direct.total ? { ...direct, ...loose, relaxed: 'any', ignored: unread, script } : direct
}

function searchReading(index: Finder, request: SearchRequest, tree: QueryTree, script: string) {
  const { text = '', ...rest } = request
  const any: QueryTree = { kind: 'or', of: [tree, ...wordingTrees(text), ...wordingTrees(script)] }
  return index.search({ ...rest, where: request.where === undefined ? any : { kind: 'and', of: [request.where, any] } })
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
      const found = await strictly(index, { ...request, text, limit: 0, offset: 0, facets: {} })
      const enough = found.total >= Math.max(1, (total + 1) * (total === 0 ? 1 : MORE))
      if (enough && found.total > (best?.total ?? 0)) best = { text, total: found.total }
    }
  }
  return best?.text ?? null
}
