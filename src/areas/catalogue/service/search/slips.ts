import { words } from '#lib/persian/fold.ts'
import { hasMarks, scriptSpellings } from '#lib/romanised/script-spellings.ts'
import type { IndexHandle } from '#platform/search/search.ts'
import { readInScript } from './romanised.ts'

type Lookup = Pick<IndexHandle, 'corrections' | 'frequencies'>

/** Fewer letters are near to too many words. */
const SHORTEST = 5
const LONGEST = 20
/** So many spellings of a word with one letter changed are looked up, and so many of the word as typed are corrected. */
const LOOKED_UP = 8
const CORRECTED = 3
/** What a letter that is wrong costs beside a spelling's own cost. */
const SLIP = 0.5
const MOST_WORDS = 8
/** Of so many words nowhere in the index, the text is hardly a romanised one: each costs a walk through all words. */
const MOST_SLIPS = 2

/**
 * A romanised text with the words that nothing stands for read past one slip of the finger, in Arabic script: `shahnmeh`,
 * `tarihk beyhaqi`. Null where there is no such word, or nothing near it.
 */
export async function readPastSlips(index: Lookup, text: string): Promise<string | null> {
  if (!/\p{Script=Latin}/u.test(text)) return null
  const chunks = text.split(/\s+/u).filter((chunk) => words(chunk).length > 0)
  if (chunks.length > MOST_WORDS) return null
  const marked = hasMarks(text)
  const read: string[] = []
  let slips = 0
  for (const chunk of chunks) {
    const own = /\p{Script=Latin}/u.test(chunk) ? await asRead(index, chunk, marked) : chunk
    if (own === null && ++slips > MOST_SLIPS) return null
    const meant = own ?? (await meantBy(index, chunk, marked))
    if (meant === null) return null
    read.push(meant)
  }
  return slips === 0 ? null : read.filter((word) => word !== '').join(' ')
}

/** A word that has a reading, or stands in records as it is, or that the script does not write; null for one that is nowhere. */
async function asRead(index: Lookup, chunk: string, marked: boolean): Promise<string | null> {
  if (scriptSpellings(chunk, marked).length === 0) return ''
  const reading = await readInScript(index, chunk)
  if (reading !== null && reading.unread.length === 0) return reading.script
  const [documents = 0] = await index.frequencies([words(chunk).join('')])
  return documents > 0 ? chunk : null
}

async function meantBy(index: Lookup, chunk: string, marked: boolean): Promise<string | null> {
  const typed = spellingsOf(chunk, marked)
  if (chunk.length < SHORTEST || chunk.length > LONGEST || typed.length === 0) return null
  const near = oneLetterFrom(chunk).flatMap((other) => spellingsOf(other, marked).slice(0, LOOKED_UP))
  const counts = await index.frequencies(near.map(({ text }) => text))
  const corrected = await Promise.all(
    typed
      .slice(0, CORRECTED)
      .map(async ({ text, cost }) =>
        (await index.corrections(text, 2))
          .filter(({ distance }) => distance <= 1)
          .map(({ word, documents, distance }) => ({ text: word, documents, cost: cost + distance * SLIP })),
      ),
  )
  const found = [
    ...near.map(({ text, cost }, i) => ({ text, documents: counts[i]!, cost: cost + SLIP })),
    ...corrected.flat(),
  ].filter(({ text, documents }) => documents > 0 && text.length > 2)
  const worth = ({ documents, cost }: { documents: number; cost: number }) => Math.log1p(documents) * 0.12 - cost
  return found.toSorted((a, b) => worth(b) - worth(a))[0]?.text ?? null
}

/** The spellings of a text that is one word of the script. */
function spellingsOf(chunk: string, marked: boolean) {
  const read = scriptSpellings(chunk, marked)
  return read.length === 1 ? read[0]! : []
}

/** The word with one letter put right, in every place but the first: one too many, two the wrong way round, a vowel or `h` left out, an `h` mistyped (kh, sh, gh are one letter of the script). */
function oneLetterFrom(word: string): string[] {
  const near = new Set<string>()
  for (let at = 1; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of 'aiuh') near.add(before + letter + after)
    if (after.length > 1) near.add(before + after[1] + after[0] + after.slice(2))
    if (after !== '') near.add(before + after.slice(1)).add(`${before}h${after.slice(1)}`)
  }
  near.delete(word)
  return [...near]
}
