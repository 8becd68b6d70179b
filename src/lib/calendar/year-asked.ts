import { toAsciiDigits } from '#lib/persian/digits.ts'

// A year before this is a solar Hijri one: no printed book of ours is older than printing.
const FIRST_GREGORIAN = 1500
const LAST_GREGORIAN = 2200
const JALALI_TO_GREGORIAN = 621

/**
 * The Gregorian year a reader means by a year of three or four digits, Persian or Latin: ۱۳۹۰ is 2011 (in which it
 * begins, as the index counts), 2011 is itself. `undefined` for what is no year.
 */
export function gregorianYear(typed: string): number | undefined {
  const digits = toAsciiDigits(typed).trim()
  if (!/^\d{3,4}$/.test(digits)) return undefined
  const year = Number(digits)
  if (year >= FIRST_GREGORIAN) return year > LAST_GREGORIAN ? undefined : year
  return year + JALALI_TO_GREGORIAN
}
