import { toAsciiDigits } from '#lib/persian/digits.ts'
import { gregorianParts } from './iso-day.ts'
import { fromLunar, iranLunar } from './lunar.ts'

/** The reckoning of a year: solar Hijri, lunar Hijri, Gregorian, or the imperial one of 1355–1357 (2535–2537). */
export type Era = 'jalali' | 'lunar' | 'gregorian' | 'imperial'

export interface CatalogueYear {
  /** The year as it stands in the record, in its own era. */
  readonly year: number
  readonly era: Era
  /** The Gregorian years it can mean, both included: what facets and sorting use. */
  readonly gregorianYears: readonly [from: number, to: number]
  /** False where the era was guessed, or the record itself doubts (a question mark, a missing digit). */
  readonly certain: boolean
}

export type YearReason = 'empty' | 'no-year'

export type ParsedYear =
  | { readonly ok: true; readonly value: CatalogueYear }
  | { readonly ok: false; readonly reason: YearReason }

export interface YearOptions {
  /** MARC code of the record's language: an unmarked 13xx of a Persian book is solar, of an Arabic one lunar. */
  readonly language?: string
  /** The last solar year an unmarked date can be; later ones up to 1599 are lunar. */
  readonly latestJalali?: number
}

interface Found {
  readonly first: number
  readonly last: number
  readonly era: Era | null
  readonly doubtful: boolean
  readonly start: number
  readonly end: number
}

/**
 * Reads the year of a catalogue record: ۱۳۸۲, [1382?], 1382 [2003], c2003, ق 1424, ۱۴۲۴ ه‍.ق., 1962 or 1963, [138-],
 * 2536 شاهنشاهی, 1381 [i.e. 1382]. An unmarked year is solar from 1304 (when Iran took it up) to `latestJalali`.
 */
export function parseYear(text: string, options: YearOptions = {}): ParsedYear {
  const clean = tidy(text)
  if (clean === '') return { ok: false, reason: 'empty' }
  const found = findYears(clean)
  const chosen = /\bi\.? ?e\b|یعنی|صحیح/.test(clean) ? found.slice(-1) : found
  const [first, second] = chosen
  if (!first) return { ok: false, reason: 'no-year' }
  const between = second ? clean.slice(first.end, second.start) : ''
  const value = second ? together(first, second, between, options) : settled(first, options)
  return value ? { ok: true, value } : { ok: false, reason: 'no-year' }
}

function tidy(text: string): string {
  return toAsciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/ي/g, 'ی')
    .replace(/؟/g, '?')
    .replace(/\s+/g, ' ')
    .trim()
}

const LUNAR = 'ه ?\\.? ?ق|هجری قمری|قمری|ق|a\\.? ?h|hijri|h|ه|هجری'
const SOLAR = 'ه ?\\.? ?ش|هجری شمسی|هجری خورشیدی|شمسی|خورشیدی|ش|s\\.? ?h'
const WESTERN = 'میلادی|م|a\\.? ?d|c\\.? ?e|copyright|cop|c|p|©|℗'
const IMPERIAL = 'شاهنشاهی'
const MARK = `(?<![\\p{L}])(?:${SOLAR}|${LUNAR}|${WESTERN}|${IMPERIAL})(?![\\p{L}])`

const YEAR = new RegExp(
  `(?:(${MARK})[. ]*\\[?|([cp©℗]))?(?<!\\d)(\\d{2,4})(?!\\d)(-{0,2})(\\??)[\\])]?[ ]*(${MARK})?`,
  'gu',
)

function findYears(clean: string): Found[] {
  const found: Found[] = []
  for (const match of clean.matchAll(YEAR)) {
    const [whole, before, sign, digits = '', dashes = '', doubt, after] = match
    const open = missingDigits(digits, dashes, clean.slice(match.index + whole.length))
    const era = eraOf(after ?? before ?? sign)
    if (open === 0 && (digits.length < 3 || (digits.length === 3 && !era))) continue
    const first = Number(digits) * 10 ** open
    const last = first + 10 ** open - 1
    if (last < 1 || digits.length + open > 4) continue
    // The dash of a range belongs to what follows, not to this year.
    const end = match.index + whole.length - (open === 0 && !doubt && !after ? dashes.length : 0)
    found.push({ first, last, era, doubtful: doubt === '?' || open > 0, start: match.index, end })
  }
  return found
}

/** «138-» is a decade, «19--» a century: how many digits the dashes stand for. */
function missingDigits(digits: string, dashes: string, rest: string): number {
  if (dashes === '' || /^ ?\d/.test(rest)) return 0
  if (digits.length === 3 && dashes.length === 1) return 1
  return digits.length === 2 && dashes.length === 2 ? 2 : 0
}

function eraOf(mark: string | undefined): Era | null {
  if (!mark) return null
  const is = (pattern: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(mark)
  if (is(SOLAR)) return 'jalali'
  if (is(WESTERN)) return 'gregorian'
  if (is(IMPERIAL)) return 'imperial'
  return is(LUNAR) ? 'lunar' : null
}

const SOLAR_BEGAN = 1304
const FIRST_WESTERN = 1450

/** The eras an unmarked year may be of, the likeliest first. */
function guesses(year: number, options: YearOptions): Era[] {
  const { language = 'per', latestJalali = 1410 } = options
  if (year >= 2500 && year <= 2540) return ['imperial']
  if (year > 2200) return []
  const hijri: Era[] =
    language === 'per' && year >= SOLAR_BEGAN && year <= latestJalali ? ['jalali', 'lunar'] : ['lunar', 'jalali']
  if (/^(per|ara|ota|urd|kur|aze|pus|tgk|tuk)$/.test(language)) {
    return year > FIRST_WESTERN ? ['gregorian'] : [...hijri, 'gregorian']
  }
  return year > FIRST_WESTERN ? ['gregorian'] : ['gregorian', ...hijri]
}

function settled(found: Found, options: YearOptions, era?: Era): CatalogueYear | null {
  const likely = guesses(found.first, options)
  const settledEra = era ?? found.era ?? likely[0]
  if (!settledEra) return null
  const [from] = gregorianYears(found.first, settledEra)
  const [, to] = gregorianYears(found.last, settledEra)
  const certain = !found.doubtful && (found.era !== null || era !== undefined || likely.length === 1)
  return { year: found.first, era: settledEra, gregorianYears: [from, to], certain }
}

/** Two years: a span («1380-1385», «1962 or 1963»), or one year told in two eras («1382 [2003]»). */
function together(first: Found, second: Found, between: string, options: YearOptions): CatalogueYear | null {
  const spans = /^ ?(?:-|\/|or|یا|تا|و) ?$/.test(between.replace(/[[\]()]/g, ''))
  const sameEra = spans && (first.era === null || second.era === null)
  const eraOfSpan = sameEra ? (first.era ?? second.era ?? undefined) : undefined
  if (spans && second.last >= first.first) {
    const a = settled(first, options, eraOfSpan)
    const b = settled(second, options, eraOfSpan ?? a?.era)
    if (a && b) return { ...a, gregorianYears: [a.gregorianYears[0], b.gregorianYears[1]] }
  }
  // One year in two reckonings: the pair that agrees settles both eras and narrows the Gregorian year.
  for (const a of first.era ? [first.era] : guesses(first.first, options)) {
    for (const b of second.era ? [second.era] : guesses(second.first, options)) {
      const both = a === b ? null : overlap(settled(first, options, a), settled(second, options, b))
      if (both) return both
    }
  }
  return settled(first, options)
}

function overlap(a: CatalogueYear | null, b: CatalogueYear | null): CatalogueYear | null {
  if (!a || !b) return null
  const from = Math.max(a.gregorianYears[0], b.gregorianYears[0])
  const to = Math.min(a.gregorianYears[1], b.gregorianYears[1])
  return from <= to ? { ...a, gregorianYears: [from, to], certain: a.certain || b.certain } : null
}

/** The Gregorian years that a year of an era touches, both included. */
export function gregorianYears(year: number, era: Era): readonly [from: number, to: number] {
  if (era === 'gregorian') return [year, year]
  if (era === 'jalali') return [year + 621, year + 622]
  if (era === 'imperial') return [year - 559, year - 558]
  const begins = fromLunar({ year, month: 1, day: 1 })
  const ends = iranLunar.monthLength(year, 12) && fromLunar({ year: year + 1, month: 1, day: 1 })
  if (begins && ends) return [gregorianParts(begins).year, gregorianParts(ends).year]
  // Outside the table a year is enough: the mean lunar year, right but for those that turn within a few days of January.
  const turn = (lunarYear: number): number => Math.floor(622.5413 + (lunarYear - 1) * 0.970224)
  return [turn(year), turn(year + 1)]
}
