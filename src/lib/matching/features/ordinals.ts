import { fold } from '#lib/persian/fold.ts'
import { arabicOrdinals, ordinals, tens, units } from '#lib/persian/lists/numbers.ts'
import { latinNumbers } from '#lib/persian/lists/volumes.ts'
import { soundKey } from '#lib/romanised/sound-key.ts'

const rows = (text: string): [string, number][] =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([word = '', value]) => [word, Number(value)])

const numbered = (words: string, from: number, step: number): [string, number][] =>
  words.split(' ').map((word, at) => [word, from + at * step])

const ALL: readonly [string, number][] = [
  ...rows(arabicOrdinals),
  ...rows(ordinals),
  ...rows(latinNumbers),
  ...numbered(units, 0, 1).flatMap(([word, value]): [string, number][] => [
    [word, value],
    [`${word}م`, value],
  ]),
  ...numbered(tens, 20, 10).flatMap(([word, value]): [string, number][] => [
    [word, value],
    [`${word}م`, value],
  ]),
]

const WORDS = new Set(ALL.map(([word]) => fold(word)))

/** Ordinals by sound, so that «الثانية» and al-thāniyah are read alike; the first spelling of a sound wins. */
const BY_SOUND = new Map<string, number>()
for (const [word, value] of [...rows(arabicOrdinals), ...rows(ordinals), ...rows(latinNumbers)]) {
  const sound = soundKey(word)
  if (word.length > 2 && !BY_SOUND.has(sound)) BY_SOUND.set(sound, value)
}

/** True for a folded number word of any of the scripts, with or without its article or «ین» («دومین»). */
export function isOrdinal(word: string): boolean {
  if (/^\d+$/.test(word) || WORDS.has(word)) return true
  if (/^[a-z]+$/.test(word))
    return WORDS.has(word.replace(/^(?:wa)?l?(?=[a-z]{4})/, '')) || WORDS.has(word.replace(/(?:y?ah|at)$/, ''))
  return WORDS.has(word.replace(/^و?ال/, '')) || (word.endsWith('ین') && WORDS.has(word.slice(0, -2)))
}

/** The value of an ordinal by its sound, in a place where ordinals are expected; null for another word. */
export function ordinalBySound(word: string): number | null {
  return BY_SOUND.get(soundKey(word)) ?? null
}

/** True for the sound of an ordinal, but for the first: its `al` is that of many words. */
export function isOrdinalSound(sound: string): boolean {
  return /^\d+$/.test(sound) || (sound !== 'al' && BY_SOUND.has(sound))
}
