import { toAsciiDigits } from '#lib/persian/digits.ts'
import { type DayParts, type IsoDay, isGregorianDay, isoDay } from './iso-day.ts'
import { fromJalali } from './jalali.ts'
import { GREGORIAN_MONTHS, JALALI_MONTHS, WEEKDAYS } from './names.ts'

/** Why a text is no day: nothing typed, not written as a day, a day that no calendar has, or a two-digit year. */
export type DayReason = 'empty' | 'not-a-day' | 'no-such-day' | 'short-year'

export type ParsedDay =
  | { readonly ok: true; readonly value: IsoDay; readonly calendar: 'jalali' | 'gregorian' }
  | { readonly ok: false; readonly reason: DayReason }

// Jalali years people type end long before Gregorian ones begin, so the number itself tells the calendar.
const FIRST_JALALI = 1000
const FIRST_GREGORIAN = 1600

/**
 * Reads a day as people type it: ۱۴۰۵/۸/۲۴, 1405-08-24, 24/8/1405, «یکشنبه ۲۴ آبان ۱۴۰۵», 2026-11-15, "15 November 2026",
 * with digits of any script. Years 1000–1599 are Jalali, 1600–9999 Gregorian; lunar days are not read.
 */
export function parseDay(text: string): ParsedDay {
  const clean = tidy(text)
  if (clean === '') return { ok: false, reason: 'empty' }
  const parts = numericParts(clean) ?? namedParts(clean)
  if (!parts) return { ok: false, reason: 'not-a-day' }
  if (parts.year < 100) return { ok: false, reason: 'short-year' }
  const { calendar } = parts
  if (calendar === 'jalali') {
    const value = parts.year < FIRST_GREGORIAN ? fromJalali(parts) : null
    return value ? { ok: true, value, calendar } : { ok: false, reason: 'no-such-day' }
  }
  return isGregorianDay(parts) ? { ok: true, value: isoDay(parts), calendar } : { ok: false, reason: 'no-such-day' }
}

interface CalendarParts extends DayParts {
  readonly calendar: 'jalali' | 'gregorian'
}

function tidy(text: string): string {
  return monthKey(text)
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u066b\u2044\u2215]/g, '/')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters as month names are compared: one kind of ye, kaf and alef, no joiners, lower case, ASCII digits. */
function monthKey(text: string): string {
  return toAsciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[آأإ]/g, 'ا')
    .replace(/\u200c/g, '')
}

function numericParts(text: string): CalendarParts | null {
  const match = /^(\d+) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d+)$/.exec(text)
  if (!match) return null
  const [first, month, last] = [match[1]!, Number(match[3]), match[4]!]
  if (first.length > 2 && first.length !== 4) return null
  // A Persian line of digits may be typed day first; only a four-digit year can stand at the end.
  if (last.length === 4 && first.length <= 2) return dated(Number(last), month, Number(first))
  if (last.length > 2) return null
  return dated(Number(first), month, Number(last))
}

function dated(year: number, month: number, day: number): CalendarParts {
  const calendar = year >= FIRST_JALALI && year < FIRST_GREGORIAN ? 'jalali' : 'gregorian'
  return { year, month, day, calendar }
}

const WEEKDAY_NAMES = new Set([...WEEKDAYS.fa, ...WEEKDAYS.en].map((name) => monthKey(name).replace(/ /g, '')))

const MONTH_NAMES = new Map<string, { month: number; calendar: 'jalali' | 'gregorian' }>(
  [
    ...monthEntries([...JALALI_MONTHS.fa, ...JALALI_MONTHS.en], 'jalali'),
    ...monthEntries([...GREGORIAN_MONTHS.fa, ...GREGORIAN_MONTHS.en], 'gregorian'),
    ...monthEntries(
      GREGORIAN_MONTHS.en.map((name) => name.slice(0, 3)),
      'gregorian',
    ),
    // Spellings that are as common as those we write ourselves.
    ['امرداد', { month: 5, calendar: 'jalali' as const }],
    ['ژانویۀ', { month: 1, calendar: 'gregorian' as const }],
    ['می', { month: 5, calendar: 'gregorian' as const }],
    ['جون', { month: 6, calendar: 'gregorian' as const }],
    ['جولای', { month: 7, calendar: 'gregorian' as const }],
    ['ژوییه', { month: 7, calendar: 'gregorian' as const }],
    ['اگوست', { month: 8, calendar: 'gregorian' as const }],
  ].map(([name, month]) => [monthKey(name as string), month as { month: number; calendar: 'jalali' | 'gregorian' }]),
)

function monthEntries(
  names: readonly string[],
  calendar: 'jalali' | 'gregorian',
): [string, { month: number; calendar: 'jalali' | 'gregorian' }][] {
  return names.map((name, i) => [name, { month: (i % 12) + 1, calendar }])
}

function namedParts(text: string): CalendarParts | null {
  let tokens = text.replace(/[،,]/g, ' ').split(' ').filter(Boolean)
  const [first = '', second = ''] = tokens
  // «سه شنبه» and «پنج شنبه» may be typed as two words.
  if (WEEKDAY_NAMES.has(first + second)) tokens = tokens.slice(2)
  else if (WEEKDAY_NAMES.has(first)) tokens = tokens.slice(1)
  tokens = tokens.filter((token) => !['ماه', 'سال', 'of'].includes(token))
  if (tokens.length !== 3) return null
  const [a, b, c] = tokens.map((token) => token.replace(/(?<=\d)(?:st|nd|rd|th|ام|م)$/, ''))
  const [dayText, monthText] = MONTH_NAMES.has(a!) ? [b!, a!] : [a!, b!]
  const month = MONTH_NAMES.get(monthText.replace(/ماه$/, ''))
  if (!month || !/^\d{1,2}$/.test(dayText) || !/^\d{2,4}$/.test(c!)) return null
  return { year: Number(c), month: month.month, day: Number(dayText), calendar: month.calendar }
}
