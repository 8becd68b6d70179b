import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CalendarDate, PersianCalendar, toCalendar } from '@internationalized/date'
import fc from 'fast-check'
import { addDays, dayFromNumber, dayNumber, daysBetween, isIsoDay, weekday } from './iso-day.ts'
import { fromJalali, isJalaliLeap, jalaliMonthLength, toJalali } from './jalali.ts'

test('days known from the newspapers', () => {
  const known: [string, number, number, number][] = [
    ['2026-11-15', 1405, 8, 24],
    ['1979-02-11', 1357, 11, 22],
    ['2025-03-20', 1403, 12, 30],
    ['2025-03-21', 1404, 1, 1],
    ['1925-03-31', 1304, 1, 11],
  ]
  for (const [iso, year, month, day] of known) {
    assert.deepEqual(toJalali(iso), { year, month, day })
    assert.equal(fromJalali({ year, month, day }), iso)
  }
})

test('every day of 1200–1500 agrees with @internationalized/date', () => {
  const calendar = new PersianCalendar()
  let iso = fromJalali({ year: 1200, month: 1, day: 1 })!
  for (; iso < '2122-03-21'; iso = addDays(iso, 1)) {
    const [y, m, d] = iso.split('-').map(Number)
    const peer = toCalendar(new CalendarDate(y!, m!, d!), calendar)
    const ours = toJalali(iso)
    if (ours.year !== peer.year || ours.month !== peer.month || ours.day !== peer.day) {
      assert.fail(`${iso}: ${JSON.stringify(ours)} against ${peer.year}/${peer.month}/${peer.day}`)
    }
  }
})

test('leap years ahead', () => {
  const leap = []
  for (let year = 1403; year <= 1425; year++) if (isJalaliLeap(year)) leap.push(year)
  assert.deepEqual(leap, [1403, 1408, 1412, 1416, 1420, 1424])
  assert.equal(jalaliMonthLength(1404, 12), 29)
})

test('a day that is none is null', () => {
  assert.equal(fromJalali({ year: 1404, month: 12, day: 30 }), null)
  assert.equal(fromJalali({ year: 1404, month: 13, day: 1 }), null)
  assert.equal(fromJalali({ year: 1404, month: 7, day: 31 }), null)
  assert.equal(fromJalali({ year: 1404.5, month: 7, day: 1 }), null)
  assert.equal(fromJalali({ year: Number.NaN, month: 7, day: 1 }), null)
})

test('ISO days: real ones only, and arithmetic', () => {
  assert.ok(isIsoDay('2024-02-29'))
  for (const no of ['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-11-15T00:00', '۲۰۲۶-۱۱-۱۵', '0000-01-01']) {
    assert.equal(isIsoDay(no), false, no)
  }
  assert.equal(dayNumber('1970-01-01'), 0)
  assert.equal(addDays('2024-02-28', 2), '2024-03-01')
  assert.equal(daysBetween('2026-11-15', '2026-11-22'), 7)
  assert.equal(weekday('2026-11-21'), 0)
  assert.equal(weekday('1969-12-26'), 6)
})

test('there and back: any day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -490000, max: 2900000 }), (number) => {
      const iso = dayFromNumber(number)
      assert.ok(isIsoDay(iso), iso)
      assert.equal(dayNumber(iso), number)
      assert.equal(fromJalali(toJalali(iso)), iso)
    }),
  )
})
