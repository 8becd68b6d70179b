import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { Refusal } from '#lib/refusal.ts'
import { type Hours, WEEKDAYS, type Weekday } from './contract.ts'

/** A stretch of a day: from and to as `HH:MM`, `24:00` being its end. */
export type Stretch = [from: string, to: string]

const TIME = String.raw`(\d{1,2})(?:\s*[:.٫]\s*(\d{2}))?`
const STRETCH = new RegExp(String.raw`^${TIME}\s*(?:-|–|—|تا|الی|to)\s*${TIME}$`)
const CLOSED = new Set(['', 'تعطیل', 'بسته', 'closed', 'off'])

/**
 * The stretches of one day as people type them: «۸:۰۰-۱۴:۰۰، ۱۶:۰۰-۲۰:۰۰», `8-14`, «۸ تا ۱۴». Nothing, «تعطیل» and
 * `closed` are a closed day. Null when the text is no hours; whether they follow one another is `checkHours`'s question.
 */
export function parseDayHours(text: string): Stretch[] | null {
  const clean = toAsciiDigits(text.normalize('NFKC')).replace(/ي/g, 'ی').trim().toLowerCase()
  if (CLOSED.has(clean)) return []
  const stretches: Stretch[] = []
  for (const part of clean.split(/\s*(?:[,،;؛]|\sو\s)\s*/).filter((one) => one !== '')) {
    const found = STRETCH.exec(part)
    const from = found && clockTime(found[1], found[2])
    const to = found && clockTime(found[3], found[4])
    if (!from || !to) return null
    stretches.push([from, to])
  }
  return stretches.length > 0 && stretches.length <= 4 ? stretches : null
}

function clockTime(hour: string | undefined, minute = '00'): string | null {
  const [h, m] = [Number(hour), Number(minute)]
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null
  return `${String(h).padStart(2, '0')}:${minute}`
}

const DAY_NAMES: readonly (readonly [Weekday, readonly string[]])[] = [
  ['sat', ['شنبه', 'saturday']],
  ['sun', ['یکشنبه', 'یک شنبه', 'sunday']],
  ['mon', ['دوشنبه', 'دو شنبه', 'monday']],
  ['tue', ['سه‌شنبه', 'سه شنبه', 'سهشنبه', 'tuesday']],
  ['wed', ['چهارشنبه', 'چهار شنبه', 'wednesday']],
  ['thu', ['پنجشنبه', 'پنج‌شنبه', 'پنج شنبه', 'thursday']],
  ['fri', ['جمعه', 'friday']],
]
const squeezed = (text: string) => fold(text).replaceAll(' ', '')
const WEEKDAY_WORDS = new Map(
  DAY_NAMES.flatMap(([day, names]) => [day, ...names].map((name) => [squeezed(name), day] as const)),
)
const EVERY_DAY = new Set(['daily', 'هر روز', 'همه روزه', 'روزانه'].map(squeezed))

/**
 * The hours of a week as a file writes them: `sat-wed 08:00-14:00, 16:00-20:00; thu 08:00-12:00`,
 * «شنبه تا چهارشنبه ۸-۱۴؛ پنجشنبه ۸-۱۲». A day that is not named is closed. Null when a part cannot be read.
 */
export function parseWeek(text: string): Hours | null {
  const hours: Hours = {}
  for (const part of text.split(/[;؛\n]/).filter((one) => one.trim() !== '')) {
    const begins = toAsciiDigits(part).search(/\d/)
    const days = begins < 0 ? null : daysOf(part.slice(0, begins))
    const stretches = begins < 0 ? null : parseDayHours(part.slice(begins))
    if (days === null || stretches === null) return null
    for (const day of days) hours[day] = stretches
  }
  return Object.keys(hours).length > 0 ? inOrder(hours) : null
}

function daysOf(text: string): Weekday[] | null {
  const clean = text.replace(/[:\s]+$/, '').trim()
  if (EVERY_DAY.has(squeezed(clean))) return [...WEEKDAYS]
  const days: Weekday[] = []
  for (const part of clean.split(/[,،]|\sو\s|\sand\s/)) {
    const [from, to, more] = part.split(/-|–|\sتا\s|\sto\s/).map((name) => WEEKDAY_WORDS.get(squeezed(name)))
    if (from === undefined || more !== undefined) return null
    const last = part.split(/-|–|\sتا\s|\sto\s/).length > 1 ? to : from
    if (last === undefined) return null
    const [first, end] = [WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(last)]
    if (end < first) return null
    days.push(...WEEKDAYS.slice(first, end + 1))
  }
  return days
}

function inOrder(hours: Hours): Hours {
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) => {
      const stretches = hours[day]
      return stretches && stretches.length > 0 ? [[day, stretches]] : []
    }),
  )
}

/** Days in a row with the same hours, as a person would tell them; closed days are left out. */
export function groupDays(hours: Hours): { from: Weekday; to: Weekday; stretches: readonly Stretch[] }[] {
  const groups: { from: Weekday; to: Weekday; stretches: readonly Stretch[] }[] = []
  let before = -2
  WEEKDAYS.forEach((day, i) => {
    const stretches = hours[day] ?? []
    if (stretches.length === 0) return
    const last = groups.at(-1)
    if (last && before === i - 1 && JSON.stringify(last.stretches) === JSON.stringify(stretches)) last.to = day
    else groups.push({ from: day, to: day, stretches })
    before = i
  })
  return groups
}

/** A week as `parseWeek` reads it back. */
export function writeWeek(hours: Hours): string {
  return groupDays(hours)
    .map(({ from, to, stretches }) => `${from === to ? from : `${from}-${to}`} ${writeDay(stretches)}`)
    .join('; ')
}

/** A day as `parseDayHours` reads it back. */
export function writeDay(stretches: readonly Stretch[]): string {
  return stretches.map(([from, to]) => `${from}-${to}`).join(', ')
}

/** Whether a library is open: `until` the end of this stretch, or `next` when it opens again within a week. */
export type OpenState = { open: true; until: string } | { open: false; next: { day: Weekday; from: string } | null }

/** The state at a time of Iran's week: `weekday` 0 is شنبه, `time` as `HH:MM`, both on Tehran's clock. */
export function openState(hours: Hours, weekday: number, time: string): OpenState {
  const today = hours[WEEKDAYS[weekday]!] ?? []
  const now = today.find(([from, to]) => from <= time && time < to)
  if (now) return { open: true, until: now[1] }
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = WEEKDAYS[(weekday + ahead) % 7]!
    const next = (hours[day] ?? []).find(([from]) => ahead > 0 || from > time)
    if (next) return { open: false, next: { day, from: next[0] } }
  }
  return { open: false, next: null }
}

/** Refuses hours that end before they begin or overlap; the facts name the day. */
export function checkHours(hours: Hours): void {
  for (const day of WEEKDAYS) {
    let last = ''
    for (const [from, to] of hours[day] ?? []) {
      if (from >= to || from < last)
        throw new Refusal('invalid', 'libraries.hours-in-disorder', { field: `hours-${day}`, day })
      last = to
    }
  }
}
