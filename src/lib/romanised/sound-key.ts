import { fold } from '#lib/persian/fold.ts'
import { latinSound } from './latin-sound.ts'
import { latinWords } from './latin-words.ts'
import { scriptSound, withoutArticle } from './script-sound.ts'

const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/

/** The «و» that Persian sets apart; romanised `va` and `wa` are left out the same way. */
const LOOSE = new Set(['و', 'ال'])

// An article's alef has neither madda nor hamza: آلوسی and ألحان begin with no ال; folding would hide that.
const NO_ARTICLE = /[آأإ]|ا[\u0653-\u0655]/g

/** A word's sounds: the likely one first, then the one with what looked like an article kept («الهام», Elham). */
function soundsOfScript(text: string): string[][] {
  const found: string[][] = []
  for (const word of fold(text.replace(NO_ARTICLE, 'اا')).split(' ')) {
    if (word === '' || LOOSE.has(word)) continue
    const bare = withoutArticle(word)
    const whole = scriptSound(word)
    const sounds = bare === null ? [whole] : [scriptSound(bare), whole]
    if (sounds[0] !== '') found.push(sounds)
  }
  return found
}

const MOST_REMEMBERED = 20_000
const sounds = new Map<string, string>()

/** Catalogues repeat their words: a word's sound is worked out once. */
function remembered(word: string): string {
  const known = sounds.get(word)
  if (known !== undefined) return known
  if (sounds.size >= MOST_REMEMBERED) sounds.clear()
  const sound = latinSound(word)
  const told = sound === 'abn' ? 'bn' : sound
  sounds.set(word, told)
  return told
}

function soundsOfLatin(text: string): string[][] {
  const found: string[][] = []
  for (const word of latinWords(text)) {
    const sound = remembered(word)
    if (sound !== '') found.push([sound])
  }
  return found
}

const RUN = new RegExp(
  `${ARABIC.source}[\\p{M}\\p{Cf}${ARABIC.source.slice(1, -1)}\\s\\p{Nd}]*|(?:(?!${ARABIC.source})[^])+`,
  'gu',
)

/** For every word of a text its sounds, the likeliest first: what an index of both scripts holds for the word. */
export function wordSounds(text: string): string[][] {
  const found: string[][] = []
  for (const [run] of text.matchAll(RUN)) found.push(...(ARABIC.test(run) ? soundsOfScript(run) : soundsOfLatin(run)))
  return found
}

/** The likeliest sound of every word, in order. */
export function soundWords(text: string): string[] {
  return wordSounds(text).map(([sound = '']) => sound)
}

/**
 * One key for a word in Arabic script or romanised (ALA-LC Arabic, Persian, Ottoman and plain spellings): its consonants
 * in small letters (`x` خ, `š` ش, `q` غ ق, `c` چ; `a`, `w`, `y` only at the start), so تاريخ, Tārīkh, tarikh and tareekh are
 * all `trx`. Different words may share a key: it finds candidates, it does not decide. Empty for no letters.
 */
export function soundKey(word: string): string {
  return soundWords(word).join('')
}

/** Every key a text's words may be looked up by, without doubles: a word with a possible article has two. */
export function soundKeys(text: string): string[] {
  return [...new Set(wordSounds(text).flat())]
}
