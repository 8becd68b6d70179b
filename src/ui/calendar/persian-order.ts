import { DateFormatter } from '@internationalized/date'

const ORDER = ['weekday', 'day', 'month', 'year'] as const
const asBefore = DateFormatter.prototype.format

/**
 * Makes React Aria's calendar say «یکشنبه ۱ آذر ۱۴۰۵». The Unicode data it formats with puts a Persian year first
 * («۱۴۰۵ آذر ۱, یکشنبه»), which nobody says, and leaves no other place to mend it for readers of the screen.
 */
export function sayPersianDaysInOrder(): void {
  DateFormatter.prototype.format = function format(this: DateFormatter, date: Date): string {
    const parts = new Map(this.formatToParts(date).map(({ type, value }) => [type, value]))
    const month = parts.get('month')
    if (this.resolvedOptions().calendar !== 'persian' || !month || !/\p{L}/u.test(month))
      return asBefore.call(this, date)
    return ORDER.flatMap((type) => parts.get(type) ?? []).join(' ')
  }
}
