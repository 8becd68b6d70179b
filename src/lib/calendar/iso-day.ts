/** A day as 'YYYY-MM-DD' in the Gregorian calendar, years 0001–9999: how every day is stored, compared and sent. */
export type IsoDay = string

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Year, month (1–12) and day of the month in some calendar. */
export interface DayParts {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** True for a real day written 'YYYY-MM-DD' ('2026-02-30' is none). */
export function isIsoDay(text: string): boolean {
  const match = ISO_DAY.exec(text)
  if (!match) return false
  return isGregorianDay({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
}

/** True when the parts name a real Gregorian day of the years 1–9999. */
export function isGregorianDay({ year, month, day }: DayParts): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false
  return day <= gregorianMonthLength(year, month)
}

function gregorianMonthLength(year: number, month: number): number {
  if (month === 2) return isGregorianLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isGregorianLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The Gregorian parts of an `IsoDay`. A text that is none is the caller's mistake and throws a RangeError. */
export function gregorianParts(iso: IsoDay): DayParts {
  const match = ISO_DAY.exec(iso)
  if (!match) throw new RangeError(`not an ISO day: ${iso}`)
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** Gregorian parts written as an `IsoDay`. */
export function isoDay({ year, month, day }: DayParts): IsoDay {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Days since 1970-01-01 (negative before it). */
export function dayNumber(iso: IsoDay): number {
  const { year, month, day } = gregorianParts(iso)
  // Years counted from March put the leap day last, so a month's offset is one straight-line formula.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The day that is `number` days after 1970-01-01. */
export function dayFromNumber(number: number): IsoDay {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return isoDay({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day })
}

/** The day `days` later (earlier when negative). */
export function addDays(iso: IsoDay, days: number): IsoDay {
  return dayFromNumber(dayNumber(iso) + days)
}

/** Days from `from` to `to` (negative when `to` is earlier). */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return dayNumber(to) - dayNumber(from)
}

/** Day of Iran's week: 0 is شنبه (Saturday), 6 is جمعه (Friday). */
export function weekday(iso: IsoDay): number {
  // 1970-01-01 was a Thursday, the sixth day of Iran's week.
  return (((dayNumber(iso) + 5) % 7) + 7) % 7
}
