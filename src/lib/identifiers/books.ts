import { toAsciiDigits } from '#lib/persian/digits.ts'
import { type Outcome, read, refuse } from './outcome.ts'

export type IsbnReason = 'empty' | 'no-isbn' | 'wrong-length' | 'checksum'

export interface Isbn {
  /** Thirteen digits without hyphens: the form to compare and to store. */
  readonly isbn13: string
  /** Ten characters (the last may be X), or null for a 979 number, which has none. */
  readonly isbn10: string | null
  /** What stands beside the number, trimmed of brackets: «ج. ۱», «دوره», "pbk."; '' when nothing does. */
  readonly qualifier: string
  /** True when the number is that of a whole set («شابک دوره», «(دوره)», "(set)"), so no identity of one volume. */
  readonly isSet: boolean
  /** The volume the qualifier names, when it names one: «ج. ۱» is 1. */
  readonly volume: number | null
}

// One number: digits with hyphens or spaces between. ISBN-13 first, so that its tail is not taken for an ISBN-10.
const NUMBERS = /(?<![\dx])(?:97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dx])(?![\dx])/gi
const DIGITS = /\d(?:[ -]?[\dx])*/gi

/**
 * Reads an ISBN as a record or a title page writes it, from digits of any script: «۹۷۸-۹۶۴-۰۰-۱۱۱۱-۱ (ج. ۱)»,
 * «شابک دوره: …», "0-306-40615-2 (set)". Both forms come back; a bad check digit is refused, never mended.
 */
export function isbn(text: string): Outcome<Isbn, IsbnReason> {
  const clean = tidy(text)
  if (clean === '') return refuse('empty')
  const candidates = [...clean.matchAll(NUMBERS)]
  // A price beside the number may be as long as one: what checks is the ISBN.
  const found = candidates.find(([text]) => isbn13From(text) !== null) ?? candidates[0] ?? longest(clean)
  if (!found) return refuse('no-isbn')
  const isbn13 = isbn13From(found[0])
  if (isbn13 === null) return refuse(candidates.length > 0 ? 'checksum' : 'wrong-length')
  const beside = `${clean.slice(0, found.index)} ${clean.slice((found.index ?? 0) + found[0].length)}`
  return read({ isbn13, isbn10: isbn10Of(isbn13), ...qualified(beside) })
}

/** The ISBN-10 of an ISBN-13 that has one (978…), else null. */
function isbn10Of(isbn13: string): string | null {
  if (!isbn13.startsWith('978')) return null
  const body = isbn13.slice(3, 12)
  return body + checkCharacter10(body)
}

function isbn13From(text: string): string | null {
  const compact = text.replace(/[ -]/g, '').toUpperCase()
  if (compact.length === 10) return isbn13Of(compact)
  return /^97[89]\d{10}$/.test(compact) && checkDigit13(compact) === compact[12] ? compact : null
}

function isbn13Of(isbn10: string): string | null {
  const body = isbn10.slice(0, 9)
  if (!/^\d{9}$/.test(body) || checkCharacter10(body) !== isbn10[9]) return null
  return `978${body}${checkDigit13(`978${body}`)}`
}

function checkCharacter10(body: string): string {
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(body[i]) * (10 - i)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

function checkDigit13(digits: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

function tidy(text: string): string {
  return toAsciiDigits(text.normalize('NFKC'))
    .replace(/[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The longest run of digits, to say of a number that it is too short or too long rather than that there is none. */
function longest(clean: string): RegExpMatchArray | null {
  let best: RegExpMatchArray | null = null
  for (const match of clean.matchAll(DIGITS)) {
    if (match[0].length >= 7 && match[0].length > (best?.[0].length ?? 0)) best = match
  }
  return best
}

const SET = /(?:^|[^\p{L}])(?:دوره(?:\u200c?ای)?|دورة|مجموعه|set|complete|vols?\.? set)(?![\p{L}])/iu
// The number's own label and the price that Iranian records put beside it.
const LABEL = /شابک|ردمک|\bisbn\b(?:[- ]?1[03])?|(?:\d[\d٬,.]* ?)?(?:ریال|\brls?\b\.?)/giu
const VOLUME = /(?:^|[^\p{L}])(?:جلد|ج|مجلد|دفتر|کتاب|v|vol|volume|bd|t)\s*[.:]?\s*(\d{1,3})(?!\d)/iu

function qualified(beside: string): Pick<Isbn, 'qualifier' | 'isSet' | 'volume'> {
  const qualifier = beside
    .replace(LABEL, ' ')
    .replace(/[()[\]{}:;،؛]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.,=-]+|[\s,=-]+$/g, '')
  const volume = VOLUME.exec(qualifier)
  const isSet = SET.test(qualifier) && !volume
  return { qualifier, isSet, volume: volume ? Number(volume[1]) : null }
}

export type IssnReason = 'empty' | 'no-issn' | 'wrong-length' | 'checksum'

/** Reads an ISSN from any digits, with or without its hyphen or label, as NNNN-NNNC. */
export function issn(text: string): Outcome<string, IssnReason> {
  const clean = tidy(text).toUpperCase()
  if (clean === '') return refuse('empty')
  const found = /(?<![\dX])(\d{4})[ -]?(\d{3}[\dX])(?![\dX-])/.exec(clean)
  if (!found) return refuse(/\d/.test(clean) ? 'wrong-length' : 'no-issn')
  const digits = `${found[1]}${found[2]}`
  let sum = 0
  for (let i = 0; i < 7; i++) sum += Number(digits[i]) * (8 - i)
  const check = (11 - (sum % 11)) % 11
  if ((check === 10 ? 'X' : String(check)) !== digits[7]) return refuse('checksum')
  return read(`${found[1]}-${found[2]}`)
}
