import { entryOf } from '#lib/entry-of.ts'
import type { Kind } from '#lib/marc/description/description.ts'

// ISO 639-1 and the other ISO 639-2 code of the languages our catalogues have, to the code MARC uses.
const LANGUAGES: Readonly<Record<string, string>> = {
  fa: 'per',
  fas: 'per',
  ar: 'ara',
  en: 'eng',
  fr: 'fre',
  fra: 'fre',
  de: 'ger',
  deu: 'ger',
  tr: 'tur',
  ur: 'urd',
  ku: 'kur',
  az: 'aze',
  hy: 'arm',
  hye: 'arm',
  ru: 'rus',
  es: 'spa',
  it: 'ita',
  he: 'heb',
  el: 'gre',
  la: 'lat',
}

/** The MARC code of a language asked for by any of its codes; null for what is no code. */
export function languageAsked(text: string): string | null {
  const code = text.toLowerCase()
  return entryOf(LANGUAGES, code) ?? (/^[a-z]{3}$/.test(code) ? code : null)
}

// The types of the DCMI vocabulary.
const KINDS: Readonly<Record<string, Kind>> = {
  sound: 'audio',
  movingimage: 'video',
  stillimage: 'picture',
  image: 'picture',
  physicalobject: 'object',
  software: 'electronic',
}

/** A kind of material by our word or DCMI's. */
export const kindAsked = (text: string): string => entryOf(KINDS, text.toLowerCase()) ?? text.toLowerCase()
