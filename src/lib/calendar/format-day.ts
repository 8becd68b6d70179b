import type { Lang } from '#lib/language.ts'
import { formatPlain } from './format-number.ts'
import { type DayParts, dayFromNumber, gregorianParts, type IsoDay, weekday } from './iso-day.ts'
import { toJalali } from './jalali.ts'
import { iranLunar, type LunarCalendar } from './lunar.ts'
import { GREGORIAN_MONTHS, JALALI_MONTHS, LUNAR_MONTHS, WEEKDAYS } from './names.ts'

/**
 * How a day is written. `full`: «یکشنبه ۲۴ آبان ۱۴۰۵»; `long`: «۲۴ آبان ۱۴۰۵»; `month`: «آبان ۱۴۰۵»;
 * `short`: ۱۴۰۵/۰۸/۲۴ (Gregorian days in short are 2026-11-15 in both languages' digits).
 */
export type DayStyle = 'full' | 'long' | 'month' | 'short'

/** A day in the calendar of the language: Jalali in Persian, Gregorian in English. */
export function formatDay(iso: IsoDay, lang: Lang, style: DayStyle = 'full'): string {
  return lang === 'fa' ? formatJalali(iso, lang, style) : formatGregorian(iso, lang, style)
}

/** A day in the Jalali calendar in either language: «۲۴ آبان ۱۴۰۵», "24 Aban 1405". */
export function formatJalali(iso: IsoDay, lang: Lang, style: DayStyle = 'long'): string {
  return write(iso, toJalali(iso), JALALI_MONTHS[lang], '/', lang, style)
}

/** A day in the Gregorian calendar in either language: «۱۵ نوامبر ۲۰۲۶», "15 November 2026". */
export function formatGregorian(iso: IsoDay, lang: Lang, style: DayStyle = 'long'): string {
  return write(iso, gregorianParts(iso), GREGORIAN_MONTHS[lang], '-', lang, style)
}

/** A day in Iran's lunar calendar, or null outside its published table. */
export function formatLunar(
  iso: IsoDay,
  lang: Lang,
  style: DayStyle = 'long',
  calendar: LunarCalendar = iranLunar,
): string | null {
  const lunar = calendar.toLunar(iso)
  return lunar && write(iso, lunar, LUNAR_MONTHS[lang], '/', lang, style)
}

function write(
  iso: IsoDay,
  { year, month, day }: DayParts,
  months: readonly string[],
  separator: string,
  lang: Lang,
  style: DayStyle,
): string {
  if (style === 'short') {
    return [formatPlain(year, lang, 4), formatPlain(month, lang, 2), formatPlain(day, lang, 2)].join(separator)
  }
  const monthAndYear = `${months[month - 1]} ${formatPlain(year, lang)}`
  if (style === 'month') return monthAndYear
  const long = `${formatPlain(day, lang)} ${monthAndYear}`
  return style === 'full' ? `${WEEKDAYS[lang][weekday(iso)]} ${long}` : long
}

const tehranClock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Tehran',
  calendar: 'gregory',
  numberingSystem: 'latn',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
})

// Since 1401 Iran keeps +03:30 all year; before that day the zone's history has summer time.
const FIXED_OFFSET_FROM = Date.UTC(2022, 8, 22)
const MINUTES_AHEAD = 210

interface TehranTime {
  readonly day: IsoDay
  readonly hour: number
  readonly minute: number
}

function tehranTime(instant: Date): TehranTime {
  if (instant.getTime() >= FIXED_OFFSET_FROM) {
    const minutes = Math.floor(instant.getTime() / 60000) + MINUTES_AHEAD
    const day = Math.floor(minutes / 1440)
    const minuteOfDay = minutes - day * 1440
    return { day: dayFromNumber(day), hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 }
  }
  const parts = Object.fromEntries(tehranClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return { day: dayFromNumber(Math.round(Date.UTC(year, month - 1, day) / 86400000)), hour, minute }
}

/** The day it is in Tehran at an instant. */
export function dayInTehran(instant: Date): IsoDay {
  return tehranTime(instant).day
}

/** How an instant is written: `full` «یکشنبه ۲۴ آبان ۱۴۰۵، ساعت ۱۴:۰۵»; `short` «۱۴۰۵/۰۸/۲۴، ۱۴:۰۵»; `time` «۱۴:۰۵». */
export type InstantStyle = 'full' | 'short' | 'time'

/** An instant on Tehran's clock, in the calendar of the language. */
export function formatInstant(instant: Date, lang: Lang, style: InstantStyle = 'full'): string {
  const { day, hour, minute } = tehranTime(instant)
  const time = `${formatPlain(hour, lang, 2)}:${formatPlain(minute, lang, 2)}`
  if (style === 'time') return time
  const comma = lang === 'fa' ? '، ' : ', '
  if (style === 'short') return `${formatDay(day, lang, 'short')}${comma}${time}`
  return `${formatDay(day, lang)}${comma}${lang === 'fa' ? `ساعت ${time}` : time}`
}
