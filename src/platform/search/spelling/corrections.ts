import { fold } from '#lib/persian/fold.ts'
import { wordFrequency } from '#platform/search/segments/postings.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import { seekString } from '#platform/search/segments/string-table.ts'
import type { Correction } from '#platform/search/types.ts'
import { TypoRows } from './distance.ts'

/** A distance of one costs as much as being in so many times fewer documents. */
const FEWER = 200
const LONGEST = 40
/** Before it are $, the digits and ^, which begin no word that can be mistyped. */
const LEAST = Uint8Array.of(0x61)

/** How far a word may be from what was typed: short words are near to too many others. */
const mostFor = (length: number): number => (length <= 3 ? 0.75 : length <= 5 ? 1.25 : length <= 7 ? 1.65 : 2.05)

/**
 * Words of the index that may have been meant, the likeliest first: near to the word typed, and in many documents. The word
 * itself is not among them; numbers and words with digits have none.
 */
export function correctionsOf(segments: readonly Segment[], typed: string, limit: number): Correction[] {
  const word = fold(typed).toLowerCase()
  if (word.length < 2 || word.length > LONGEST || /[\s\p{N}]/u.test(word)) return []
  const found = new Map<string, { documents: number; distance: number }>()
  for (const segment of segments) {
    eachNear(segment, word, mostFor(word.length), (near, documents, distance) => {
      const before = found.get(near)
      found.set(near, { documents: (before?.documents ?? 0) + documents, distance })
    })
  }
  const worth = ({ documents, distance }: Correction): number => Math.log(documents) - distance * Math.log(FEWER)
  return [...found]
    .map(([near, { documents, distance }]) => ({ word: near, documents, distance: Math.round(distance * 100) / 100 }))
    .sort((a, b) => worth(b) - worth(a) || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
}

/** Walks the sorted words once; what shares a beginning that is already too far is jumped over. */
function eachNear(
  { words, wordAt, postings }: Segment,
  word: string,
  most: number,
  found: (near: string, documents: number, distance: number) => void,
): void {
  const rows = new TypoRows(word)
  const cursor = seekString(words, LEAST)
  if (cursor === null) return
  const letters = new Uint16Array(LONGEST)
  const taken = new Uint16Array(LONGEST)
  let depth = 0
  for (let more = true; more; ) {
    const length = lettersOf(cursor.key, cursor.length, letters)
    let same = 0
    while (same < depth && same < length && taken[same] === letters[same]) same++
    let tooFar = false
    for (depth = same; depth < length && !tooFar; depth++) {
      taken[depth] = letters[depth]!
      tooFar = rows.take(depth, letters[depth]!) > most
    }
    if (tooFar) {
      more = cursor.nextBeyond(bytesOf(letters, depth))
      continue
    }
    const distance = length === 0 ? 0 : rows.distance(length)
    if (distance > 0 && distance <= most) {
      found(cursor.text(), wordFrequency(postings, wordAt[cursor.ordinal]!), distance)
    }
    more = cursor.next()
  }
}

/** How many bytes of UTF-8 the first `count` letters take. */
function bytesOf(letters: Uint16Array, count: number): number {
  let bytes = 0
  for (let i = 0; i < count; i++) bytes += letters[i]! < 0x80 ? 1 : letters[i]! < 0x800 ? 2 : 3
  return bytes
}

/** Reads the UTF-16 units of a word; 0 for what is too long or beyond the basic plane. */
function lettersOf(bytes: Uint8Array, length: number, into: Uint16Array): number {
  if (length > into.length * 2) return 0
  let count = 0
  for (let at = 0; at < length; ) {
    const byte = bytes[at++]!
    if (byte >= 0xf0 || count === into.length) return 0
    if (byte < 0x80) into[count++] = byte
    else if (byte < 0xe0) into[count++] = ((byte & 31) << 6) | (bytes[at++]! & 63)
    else into[count++] = ((byte & 15) << 12) | ((bytes[at++]! & 63) << 6) | (bytes[at++]! & 63)
  }
  return count
}
