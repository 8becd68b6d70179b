import { type DayParts, dayFromNumber, dayNumber, type IsoDay } from './iso-day.ts'

// The 33-year rule: it agrees with the equinox, and so with Iran's law of 1304, for the years 1178–1633.
const EPOCH = -492268

/** A day of the Jalali (solar Hijri) calendar: month 1 is Farvardin. */
export type JalaliDay = DayParts

/** The Jalali day of an `IsoDay`. */
export function toJalali(iso: IsoDay): JalaliDay {
  const days = dayNumber(iso) - EPOCH
  const year = 1 + Math.floor((33 * days + 3) / 12053)
  const dayOfYear = days - daysBeforeYear(year)
  const month = dayOfYear < 216 ? Math.floor(dayOfYear / 31) + 1 : Math.floor((dayOfYear - 6) / 30) + 1
  return { year, month, day: dayOfYear - daysBeforeMonth(month) + 1 }
}

/** The `IsoDay` of a Jalali day, or null when there is no such day (30 Esfand of a common year, month 13). */
export function fromJalali({ year, month, day }: JalaliDay): IsoDay | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null
  if (year < 1 || year > 9377 || month < 1 || month > 12 || day < 1 || day > jalaliMonthLength(year, month)) return null
  return dayFromNumber(EPOCH + daysBeforeYear(year) + daysBeforeMonth(month) + day - 1)
}

/** True for a Jalali year of 366 days (1403, 1408, 1412 …). */
export function isJalaliLeap(year: number): boolean {
  return (25 * year + 11) % 33 < 8
}

/** Days in a Jalali month (29, 30 or 31). */
export function jalaliMonthLength(year: number, month: number): number {
  if (month <= 6) return 31
  return month < 12 || isJalaliLeap(year) ? 30 : 29
}

function daysBeforeYear(year: number): number {
  return 365 * (year - 1) + Math.floor((8 * year + 21) / 33)
}

function daysBeforeMonth(month: number): number {
  return month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6
}
