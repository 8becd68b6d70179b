import type { ReactNode } from 'react'
import type { TextRange } from '#platform/search/highlight.ts'

/** Where a text has the words that were searched, in order. */
export type Mark = (text: string) => readonly TextRange[]

/** A text of a record, kept to its own direction, with the words that were searched marked in it. */
export function Marked({ text, mark }: { text: string; mark: Mark | undefined }): ReactNode {
  const ranges = mark?.(text) ?? []
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
