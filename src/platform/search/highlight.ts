import { searchTerms } from '#lib/persian/search-terms.ts'
import { articleTwin } from '#platform/search/engine/article.ts'
import { parseQuery } from './query.ts'

/** A stretch of a text, in UTF-16 units, end excluded. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

const WORD = /[\p{L}\p{N}\p{M}\u0640\u200c\u200d]+/gu

interface Wanted {
  readonly words: ReadonlySet<string>
  readonly terms: ReadonlySet<string>
  readonly joined: ReadonlySet<string>
}

/**
 * Where a text has the words of a query, in whatever spelling: folded and stemmed alike, joined or apart. Ranges are in
 * order and do not overlap; excluded words are not marked. `names` are the field names of `parseQuery`.
 */
export function matchedWords(query: string, text: string, names?: ReadonlyMap<string, string>): TextRange[] {
  const wanted = lastWanted(query, names)
  if (wanted.words.size === 0) return []
  const found = Array.from(text.matchAll(WORD), (match) => ({
    from: match.index,
    to: match.index + match[0].length,
    terms: termsOf(match[0]),
  }))
  const marked = found.map(({ terms }) =>
    terms.some(({ word, term }) => wanted.words.has(word) || wanted.terms.has(term) || wanted.joined.has(word)),
  )
  for (let i = 0; i + 1 < found.length; i++) {
    const apart = [...found[i]!.terms, ...found[i + 1]!.terms]
    if (apart.length !== 2) continue
    if (!marked[i] && !marked[i + 1] && !begins(wanted, apart[0]!.word)) continue
    const [only, ...others] = searchTerms(text.slice(found[i]!.from, found[i + 1]!.to))
    const together =
      others.length === 0 && only !== undefined ? only : { word: apart[0]!.word + apart[1]!.word, term: '' }
    if (wanted.words.has(together.word) || wanted.terms.has(together.term)) marked[i] = marked[i + 1] = true
  }
  return found.filter((_, i) => marked[i]).map(({ from, to }) => ({ from, to }))
}

// A page marks a hundred texts for one query, and their words are much the same: neither is analysed again each time.
let last: { query: string; names: ReadonlyMap<string, string> | undefined; wanted: Wanted } | null = null

function lastWanted(query: string, names: ReadonlyMap<string, string> | undefined): Wanted {
  if (last === null || last.query !== query || last.names !== names) {
    last = { query, names, wanted: wantedWords(query, names) }
  }
  return last.wanted
}

const known = new Map<string, ReturnType<typeof searchTerms>>()
const MOST_KNOWN = 20_000
const LONGEST_KNOWN = 40

function termsOf(word: string): ReturnType<typeof searchTerms> {
  const before = known.get(word)
  if (before !== undefined) return before
  const terms = searchTerms(word)
  if (known.size >= MOST_KNOWN) known.clear()
  if (word.length <= LONGEST_KNOWN) known.set(word, terms)
  return terms
}

const begins = ({ words }: Wanted, word: string): boolean => [...words].some((one) => one.startsWith(word))

function wantedWords(query: string, names: ReadonlyMap<string, string> | undefined): Wanted {
  const words = new Set<string>()
  const terms = new Set<string>()
  const joined = new Set<string>()
  for (const node of parseQuery(query, names)) {
    if (node.exclude) continue
    const analysed = searchTerms(node.text)
    analysed.forEach(({ word, term }, i) => {
      words.add(word)
      const twin = node.kind === 'phrase' ? null : articleTwin(word)
      if (twin !== null) words.add(twin)
      terms.add(term)
      const next = analysed[i + 1]
      if (next !== undefined) joined.add(word + next.word)
    })
  }
  return { words, terms, joined }
}
