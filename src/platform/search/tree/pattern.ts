import { fold } from '#lib/persian/fold.ts'
import { encode, type Segment } from '#platform/search/segments/segment.ts'
import { findPrefix, StringTableCursor } from '#platform/search/segments/string-table.ts'

const STAR = -1
const ONE = -2
const WILD = /[*?]/

/** A word with `*` (any letters, none too) and `?` (one letter), folded but for those. */
export type Pattern = readonly number[]

/**
 * The patterns of a text, one a word. Stretches without a sign are folded as a text is, so that affixes written apart are
 * joined. A sign after a backslash is no sign: no word has it.
 */
export function patternsOf(text: string): string[] {
  const patterns: string[] = []
  let plain: string[] = []
  const flush = (): void => {
    patterns.push(...fold(plain.join(' ')).split(' '))
    plain = []
  }
  for (const chunk of text.replaceAll(/\\./gu, ' ').split(/\s+/u)) {
    if (!WILD.test(chunk)) {
      plain.push(chunk)
      continue
    }
    flush()
    const folded = chunk.split(/([*?])/).map((part) => (WILD.test(part) ? part : fold(part)))
    patterns.push(...folded.join('').split(' '))
  }
  flush()
  return patterns.filter((pattern) => pattern !== '')
}

export const isWild = (pattern: string): boolean => WILD.test(pattern)

export const isAnything = (pattern: string): boolean => /^\*+$/.test(pattern)

const compiled = (pattern: string): Pattern =>
  pattern.split(/([*?])/).flatMap((part) => (part === '*' ? [STAR] : part === '?' ? [ONE] : [...encode(part)]))

/** The ordinals of a segment's words that a pattern fits, in order. */
export function wordsLike(segment: Segment, pattern: string): number[] {
  const beginning = /^[^*?]*/.exec(pattern)![0]
  const [from, to] = beginning === '' ? [0, segment.words.count] : findPrefix(segment.words, encode(beginning))
  const parts = compiled(pattern)
  const cursor = StringTableCursor.at(segment.words, from)
  const found: number[] = []
  for (let word = from; word < to && cursor.next(); word++) {
    // The marks of beginnings and ends are no words.
    if (cursor.key[0] === 0x5e || cursor.key[0] === 0x24) continue
    if (fits(parts, cursor.key, cursor.length)) found.push(word)
  }
  return found
}

const isContinued = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80

/** Goes back to the last star only: the time is the product of the lengths at worst. */
function fits(pattern: Pattern, bytes: Uint8Array, length: number): boolean {
  let at = 0
  let p = 0
  let star = -1
  let retry = 0
  while (at < length) {
    const part = pattern[p]
    if (part === STAR) {
      star = p++
      retry = at
    } else if (part === ONE) {
      at++
      while (at < length && isContinued(bytes[at])) at++
      p++
    } else if (part !== undefined && part === bytes[at]) {
      at++
      p++
    } else if (star >= 0) {
      p = star + 1
      do retry++
      while (retry < length && isContinued(bytes[retry]))
      at = retry
    } else return false
  }
  while (pattern[p] === STAR) p++
  return p === pattern.length
}
