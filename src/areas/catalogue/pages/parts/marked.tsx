import type { ReactNode } from 'react'
import { SCHEMA } from '#areas/catalogue/service/source.ts'
import { matchedWords } from '#platform/search/highlight.ts'
import { fieldNames } from '#platform/search/query.ts'

const NAMES = fieldNames(SCHEMA)

/** A text of a record, kept to its own direction, with the words that were searched marked in it. */
export function Marked({ text, query }: { text: string; query: string }): ReactNode {
  const ranges = canHold(query, text) ? matchedWords(query, text, NAMES) : []
  if (ranges.length === 0) return <bdi>{text}</bdi>
  const pieces: ReactNode[] = []
  let at = 0
  for (const { from, to } of ranges) {
    if (from > at) pieces.push(text.slice(at, from))
    pieces.push(<mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  pieces.push(text.slice(at))
  return <bdi>{pieces}</bdi>
}

// Half of what a page shows is the romanised form: a query in Arabic script alone need not be looked for there.
const canHold = (query: string, text: string): boolean =>
  query !== '' && (/[a-z0-9]/i.test(query) || /\p{Script=Arabic}/u.test(text))
