import type { Card } from '#lib/matching/card/card.ts'
import { wordsOf } from './candidate-keys.ts'

/** One key for editions of one work: author and uniform title, else author and title proper; null when a record has no title. */
export function workKey(card: Card): string | null {
  const title = card.uniform ?? card.title?.main ?? null
  if (title === null || title.sound === '') return null
  const [author] = card.authors
  return `${author === undefined ? '' : [...wordsOf(author)].sort().slice(0, 3).join('-')}/${wordsOf(title).join('-')}`
}
