import { type DayParts, dayFromNumber, dayNumber, type IsoDay } from './iso-day.ts'
import { LUNAR_YEARS } from './lunar-months.ts'

/** A day of Iran's lunar (Hijri qamari) calendar: month 1 is Muharram. */
export type LunarDay = DayParts

/** A month that began on another day than the calendar printed: the moon was, or was not, seen. */
export interface LunarCorrection {
  readonly year: number
  readonly month: number
  readonly beginsOn: IsoDay
}

/** Iran's lunar calendar over the span of a published table; outside it every answer is null, never a guess. */
export interface LunarCalendar {
  /** The first day the table knows. */
  readonly from: IsoDay
  /** The last day the table knows. */
  readonly until: IsoDay
  toLunar(iso: IsoDay): LunarDay | null
  fromLunar(day: LunarDay): IsoDay | null
  monthLength(year: number, month: number): number | null
}

/**
 * The lunar calendar with the beginnings of some months corrected. A corrected beginning shortens or lengthens the
 * month before it. Throws a RangeError for a month outside the table or one that would not leave 29 or 30 days.
 */
export function lunarCalendar(corrections: readonly LunarCorrection[] = []): LunarCalendar {
  const { firstYear, beginnings } = corrected(corrections)
  const last = beginnings.length - 1

  const indexOf = (year: number, month: number): number | null => {
    if (!Number.isInteger(year) || !Number.isInteger(month) || month < 1 || month > 12) return null
    const index = (year - firstYear) * 12 + month - 1
    return index >= 0 && index < last ? index : null
  }
  const monthLength = (year: number, month: number): number | null => {
    const index = indexOf(year, month)
    return index === null ? null : beginnings[index + 1]! - beginnings[index]!
  }
  return {
    from: dayFromNumber(beginnings[0]!),
    until: dayFromNumber(beginnings[last]! - 1),
    monthLength,
    toLunar(iso) {
      const number = dayNumber(iso)
      if (number < beginnings[0]! || number >= beginnings[last]!) return null
      // No month is longer than 30 days, so this starts at or before the right month and steps few times.
      let index = Math.floor((number - beginnings[0]!) / 29.54)
      while (beginnings[index]! > number) index--
      while (beginnings[index + 1]! <= number) index++
      return {
        year: firstYear + Math.floor(index / 12),
        month: (index % 12) + 1,
        day: number - beginnings[index]! + 1,
      }
    },
    fromLunar({ year, month, day }) {
      const length = monthLength(year, month)
      if (length === null || !Number.isInteger(day) || day < 1 || day > length) return null
      return dayFromNumber(beginnings[indexOf(year, month)!]! + day - 1)
    },
  }
}

function published(): { firstYear: number; beginnings: number[] } {
  const firstYear = LUNAR_YEARS[0]![0]
  const beginnings: number[] = []
  let end = 0
  for (const [, firstDay, lengths] of LUNAR_YEARS) {
    end = dayNumber(firstDay)
    for (const length of lengths.split(' ')) {
      beginnings.push(end)
      end += Number(length)
    }
  }
  beginnings.push(end)
  return { firstYear, beginnings }
}

function corrected(corrections: readonly LunarCorrection[]): { firstYear: number; beginnings: number[] } {
  const { firstYear, beginnings } = published()
  const touched: number[] = []
  for (const { year, month, beginsOn } of corrections) {
    const index = (year - firstYear) * 12 + month - 1
    // Index last is the day after the table: correcting it settles the length of the last month.
    if (month < 1 || month > 12 || !(index >= 0 && index < beginnings.length)) {
      throw new RangeError(`lunar month ${year}/${month} is outside the table`)
    }
    beginnings[index] = dayNumber(beginsOn)
    touched.push(index - 1, index)
  }
  for (const index of touched) {
    const begins = beginnings[index]
    const ends = beginnings[index + 1]
    if (begins === undefined || ends === undefined) continue
    if (ends - begins !== 29 && ends - begins !== 30) {
      const year = firstYear + Math.floor(index / 12)
      throw new RangeError(`lunar month ${year}/${(index % 12) + 1} would have ${ends - begins} days`)
    }
  }
  return { firstYear, beginnings }
}

/** Iran's lunar calendar as published, without corrections. */
export const iranLunar: LunarCalendar = lunarCalendar()

/** The lunar day of an `IsoDay` by the published table, or null outside it. */
export function toLunar(iso: IsoDay): LunarDay | null {
  return iranLunar.toLunar(iso)
}

/** The `IsoDay` of a lunar day by the published table, or null where there is none or the table ends. */
export function fromLunar(day: LunarDay): IsoDay | null {
  return iranLunar.fromLunar(day)
}
