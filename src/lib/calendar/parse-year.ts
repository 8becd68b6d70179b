import { toAsciiDigits } from '#lib/persian/digits.ts'

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

/** A year, or years joined by a dash or an "or", as found in the text; `end` is where the next may begin. */
interface Span {
  readonly first: number
  readonly last: number
  readonly mark: Era | null
  readonly doubtful: boolean
  readonly start: number
  readonly end: number
}

/**
 * Reads the year of a catalogue record: ۱۳۸۲, [1382?], 1382 [2003], c2003, ق 1424, ۱۴۲۴ ه‍.ق., 1962 or 1963, [138-],
 * 2536 شاهنشاهی, 1381 [i.e. 1382]. An unmarked year is solar from 1304 (when Iran took it up) to `latestJalali`, unless
 * a second year beside it or the record's language says otherwise.
 */
export function parseYear(text: string, options: YearOptions = {}): ParsedYear {
  const clean = tidy(text)
  if (clean === '') return { ok: false, reason: 'empty' }
  const [first, second] = joinSpans(findYears(clean), clean)
  if (!first) return { ok: false, reason: 'no-year' }
  const corrected = /\bi\.? ?e\b|یعنی|صحیح/.test(clean)
  const value = second ? together(first, second, corrected, options) : settled(first, likelyEra(first, options))
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

const LUNAR = 'ه ?\\.? ?ق|هجری قمری|قمری|ق|a\\.? ?h|hijri|h|ه|هجری|q'
const SOLAR = 'ه ?\\.? ?ش|هجری شمسی|هجری خورشیدی|شمسی|خورشیدی|ش|s\\.? ?h'
const COPYRIGHT = 'copyright|cop|c|p|©|℗'
const WESTERN = `میلادی|م|a\\.? ?d|c\\.? ?e|m|${COPYRIGHT}`
const IMPERIAL = 'شاهنشاهی'
const MARK = `(?<![\\p{L}])(?:${SOLAR}|${LUNAR}|${WESTERN}|${IMPERIAL})(?![\\p{L}])`

// A mark before or after the digits; digits that dashes, question marks or blanks complete («138-», «19??», «[196 ]»).
const YEAR = new RegExp(
  `(?:(${MARK})[. ]*\\[?|([cp©℗]))?(?<!\\d)(\\d{4}|\\d{2,3}(?=([-?_* ]{1,4})(?:[\\]).,]|$))|\\d{3})(?!\\d)(\\??)[\\])]* ?(?:\\[?(${MARK})(?!\\.? ?\\d))?`,
  'gu',
)

function findYears(clean: string): Span[] {
  const found: Span[] = []
  for (const match of clean.matchAll(YEAR)) {
    const [whole, before, sign, digits = '', filler, doubt, after] = match
    const open = filler === undefined ? 0 : 4 - digits.length
    if (open === 2 && !/^(?:1[2-9]|20)$/.test(digits)) continue
    const first = Number(digits) * 10 ** open
    const named = after ?? before ?? sign
    // Years of the Coptic martyrs («1640 Q.», «1639 Sh.») look like no Hijri year and are left to the year beside them.
    if (first > 1500 && /^(?:q|s\.? ?h)$/.test(named ?? '')) continue
    const mark = eraOf(named, first)
    if (first < 1 || (digits.length < 4 && open === 0 && !mark)) continue
    const [start, end] = [match.index, match.index + whole.length]
    found.push({ first, last: first + 10 ** open - 1, mark, doubtful: doubt === '?' || open > 0, start, end })
  }
  return found
}

/** The era a mark names, or null when no year of that era is so high (a slip of the pen). */
function eraOf(mark: string | undefined, year: number): Era | null {
  if (!mark) return null
  const is = (pattern: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(mark)
  // The sign of copyright is set before a solar year as well.
  if (year < 1500 && is(COPYRIGHT)) return null
  if (is(WESTERN)) return year <= 2200 ? 'gregorian' : null
  if (is(IMPERIAL)) return 'imperial'
  if (year > 1500) return null
  if (is(SOLAR)) return 'jalali'
  return is(LUNAR) ? 'lunar' : null
}

/** Joins «1380-1385», «1962 or 1963» and chains of them; what an equals sign or a bracket parts stays apart. */
function joinSpans(years: readonly Span[], clean: string): Span[] {
  const joined: Span[] = []
  for (const year of years) {
    const before = joined.at(-1)
    const between = before && clean.slice(before.end, year.start).replace(/[[\]()]/g, '')
    const joins = between !== undefined && /^ ?(?:-|\/|or|and|to|یا|تا|و) ?$/.test(between)
    if (!before || !joins || !sameReckoning(before, year)) joined.push(year)
    else {
      const doubtful = before.doubtful || year.doubtful
      joined[joined.length - 1] = {
        ...before,
        last: year.last,
        end: year.end,
        mark: before.mark ?? year.mark,
        doubtful,
      }
    }
  }
  return joined
}

// A span is of one reckoning and of one life: «1382- [1962]» is no span of 580 years.
function sameReckoning(a: Span, b: Span): boolean {
  if (a.mark && b.mark && a.mark !== b.mark) return false
  return b.last >= a.first && b.last - a.first <= 150
}

const SOLAR_BEGAN = 1304
const FIRST_WESTERN = 1450

/** The eras an unmarked year may be of, the likeliest first. */
function guesses({ first: year, mark }: Span, options: YearOptions): Era[] {
  if (mark) return [mark]
  const { language = 'per', latestJalali = 1410 } = options
  if (year >= 2500 && year <= 2540) return ['imperial']
  if (year > FIRST_WESTERN) return year <= 2200 ? ['gregorian'] : []
  const solarFirst = language === 'per' && year >= SOLAR_BEGAN && year <= latestJalali
  const hijri: Era[] = solarFirst ? ['jalali', 'lunar'] : ['lunar', 'jalali']
  const oriental = /^(per|ara|ota|urd|kur|aze|pus|tgk|tuk|pan|snd|\|\|\||und|mul)?$/.test(language)
  return oriental ? [...hijri, 'gregorian'] : ['gregorian', ...hijri]
}

function likelyEra(span: Span, options: YearOptions): Era | undefined {
  return guesses(span, options)[0]
}

function settled(span: Span, era: Era | undefined): CatalogueYear | null {
  if (!era) return null
  const [from] = gregorianYears(span.first, era)
  const [, to] = gregorianYears(span.last, era)
  const plain = era === 'imperial' || (era === 'gregorian' && span.first > FIRST_WESTERN)
  return { year: span.first, era, gregorianYears: [from, to], certain: !span.doubtful && (span.mark !== null || plain) }
}

/** Two years beside each other: a correction («1381 [i.e. 1382]»), or one year in two reckonings («1382 [2003]»). */
function together(first: Span, second: Span, corrected: boolean, options: YearOptions): CatalogueYear | null {
  const [eras, others] = [guesses(first, options), guesses(second, options)]
  if (corrected && eras[0] !== undefined && eras[0] === others[0]) return settled(second, eras[0])
  let nearest: { gap: number; value: CatalogueYear } | null = null
  for (const era of eras) {
    for (const other of others) {
      const [a, b] = era === other ? [null, null] : [settled(first, era), settled(second, other)]
      if (!a || !b) continue
      const gap = apart(a, b)
      if (!nearest || gap < nearest.gap) nearest = { gap, value: agreed(a, b) }
    }
  }
  // Cataloguers' tables are a year or two off; further apart, the second year is of something else.
  return nearest && nearest.gap <= 2 ? nearest.value : settled(first, eras[0])
}

function apart(a: CatalogueYear, b: CatalogueYear): number {
  return Math.max(0, a.gregorianYears[0] - b.gregorianYears[1], b.gregorianYears[0] - a.gregorianYears[1])
}

/** What two reckonings of one year say together: the years both allow, else the Gregorian ones as the record has them. */
function agreed(a: CatalogueYear, b: CatalogueYear): CatalogueYear {
  const from = Math.max(a.gregorianYears[0], b.gregorianYears[0])
  const to = Math.min(a.gregorianYears[1], b.gregorianYears[1])
  if (from <= to) return { ...a, gregorianYears: [from, to], certain: a.certain || b.certain }
  return { ...a, gregorianYears: b.era === 'gregorian' ? b.gregorianYears : a.gregorianYears, certain: false }
}

/** The Gregorian years that a year of an era touches, both included. */
export function gregorianYears(year: number, era: Era): readonly [from: number, to: number] {
  if (era === 'gregorian') return [year, year]
  if (era === 'jalali') return [year + 621, year + 622]
  if (era === 'imperial') return [year - 559, year - 558]
  // The mean lunar year is enough here: it gives the year of every 1 Muharram of the published table (tested).
  const turn = (lunarYear: number): number => Math.floor(622.5413 + (lunarYear - 1) * 0.970224)
  return [turn(year), turn(year + 1)]
}
