import { randomOf } from '#bench/search/persian-records.ts'

/** A way a reader may write what a record has otherwise; null when it changes nothing in this text. */
export type Perturb = (text: string, seed: number) => string | null

const changed = (text: string, other: string): string | null => (other === text ? null : other)

/** The half space lost: the parts of a word written apart, as most keyboards make them. */
export const zwnjToSpace: Perturb = (text) => changed(text, text.replaceAll('\u200c', ' '))

/** The half space lost: the parts of a word run together. */
export const zwnjDropped: Perturb = (text) => changed(text, text.replaceAll('\u200c', ''))

/** One space lost, so that two words run together. */
export const spaceLost: Perturb = (text, seed) => {
  const spaces = [...text.matchAll(/(?<=[\p{L}\p{M}]{2}) (?=[\p{L}\p{M}]{2})/gu)]
  const space = spaces[Math.floor(randomOf(seed)() * spaces.length)]
  return space === undefined ? null : text.slice(0, space.index) + text.slice(space.index + 1)
}

/** ی and ک as Arabic keyboards write them, or the other way round. */
export const otherYehAndKaf: Perturb = (text) =>
  changed(text, /[يك]/.test(text) ? text.replaceAll('ي', 'ی').replaceAll('ك', 'ک') : toArabic(text))
const toArabic = (text: string) => text.replaceAll('ی', 'ي').replaceAll('ک', 'ك')

const ROWS = ['ضصثقفغعهخحجچ', 'شسیبلاتنمکگ', 'ظطزرذدپوئ', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** The letters beside one on the keyboard. */
function neighbours(letter: string): string[] {
  const row = ROWS.find((one) => one.includes(letter))
  if (row === undefined) return []
  const at = row.indexOf(letter)
  return [row[at - 1], row[at + 1]].filter((one) => one !== undefined)
}

/** One slip of the finger in one word of four letters or more: a letter too few, too many, another, or two exchanged. */
export const oneTypo: Perturb = (text, seed) => {
  const random = randomOf(seed)
  const long = [...text.matchAll(/[\p{L}]{4,}/gu)]
  const found = long[Math.floor(random() * long.length)]
  if (found === undefined) return null
  const [word] = found
  const at = Math.floor(random() * word.length)
  const beside = neighbours(word[at]!)
  const near = beside[Math.floor(random() * beside.length)] ?? 'ا'
  const slips = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + near + word.slice(at),
    word.slice(0, at) + near + word.slice(at + 1),
    at + 1 < word.length && word[at] !== word[at + 1]
      ? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
      : word.slice(0, -1),
  ]
  const slip = slips[Math.floor(random() * slips.length)]!
  return changed(text, text.slice(0, found.index) + slip + text.slice(found.index + word.length))
}

/** Romanised as people type it: no diacritics, no ʻayn and hamza, no hyphens. */
export const plainLatin: Perturb = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\ufe20-\ufe2fʻʼʹ'‘’`]/gu, '')
    .replace(/[-–]/gu, ' ')
    .toLowerCase()
