import type { Card, Forms } from '#lib/matching/card/card.ts'
import { publisherCore } from './publisher-core.ts'

/** How many of a title's words a key holds. */
const TITLE_WORDS = 3

/**
 * What records that may be one edition are found by: identifiers; title with author; title alone where it is long;
 * author, year and pages; publisher, year and pages; title with year. Each key is `kind:value`, in sounds, so that both scripts meet.
 */
export function candidateKeys(card: Card): string[] {
  const keys = new Set<string>()
  for (const isbn of [...card.isbns, ...card.setIsbns, ...card.cancelledIsbns]) keys.add(`isbn:${isbn}`)
  for (const issn of card.issns) keys.add(`issn:${issn}`)
  for (const id of card.ids) keys.add(id)
  const authors = card.authors.slice(0, 2).map((author) => surname(author))
  const years = yearsOf(card)
  if (card.title !== null) {
    const { sound, otherSound } = card.title.whole
    for (const title of [sound, otherSound]) if (title !== '') addTitleKeys(keys, title.split(' '), authors, years)
  }
  const pages = card.extent?.pages ?? null
  if (pages !== null && pages > 20) {
    const publisher = card.publisher === null ? '' : longestWord(publisherCore(card.publisher.sound))
    const names = card.authors.slice(0, 2).map((author) => wordsOf(author).slice(0, 2).sort().join('-'))
    for (const year of years) {
      if (publisher !== '') keys.add(`pyp:${publisher}/${year}/${pages}`)
      for (const author of names) keys.add(`ayp:${author}/${year}/${pages}`)
    }
  }
  return [...keys]
}

function addTitleKeys(
  keys: Set<string>,
  all: readonly string[],
  authors: readonly string[],
  years: readonly number[],
): void {
  // «کتاب» before a title is put in or left out at will, and «من كتاب» stands behind the volume.
  const before = all[0] === 'mn' && all[1] === 'ktb' ? 2 : all[0] === 'ktb' ? 1 : 0
  const title = all.length > before + 1 ? all.slice(before) : all
  const start = title.slice(0, TITLE_WORDS).join('-')
  for (const author of authors) keys.add(`ta:${start}/${author}`)
  for (const year of years) keys.add(`ty:${start}/${year}`)
  if (title.length >= TITLE_WORDS) {
    const longest = [...title].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, TITLE_WORDS)
    keys.add(`tl:${longest.sort().join('-')}`)
  } else if (authors.length === 0) keys.add(`t:${start}`)
}

/** The sounds of a text, word by word. */
export const wordsOf = ({ sound }: Forms): string[] => (sound === '' ? [] : sound.split(' '))

const surname = (author: Forms): string => wordsOf(author)[0] ?? ''

const longestWord = (sounds: string): string =>
  sounds.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '')

function yearsOf(card: Card): number[] {
  const years = new Set<number>()
  for (const [from, to] of card.years.slice(0, 3))
    for (let year = from; year <= Math.min(to, from + 2); year++) years.add(year)
  return [...years]
}
