import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDay, formatGregorian, formatJalali } from './format-day.ts'
import { dayFromNumber, isIsoDay } from './iso-day.ts'
import { parseDay } from './parse-day.ts'

test('the ways people write 24 Aban 1405', () => {
  for (const text of [
    '۱۴۰۵/۸/۲۴',
    '۱۴۰۵/۰۸/۲۴',
    '١٤٠٥/٠٨/٢٤',
    '1405-08-24',
    '1405/8/24',
    '1405.8.24',
    ' ۱۴۰۵ / ۰۸ / ۲۴ ',
    '۲۴/۸/۱۴۰۵',
    '\u200f۱۴۰۵/۰۸/۲۴\u200e',
    '1405–08–24',
    '۲۴ آبان ۱۴۰۵',
    '۲۴ ابان ۱۴۰۵',
    '۲۴ آبان‌ماه ۱۴۰۵',
    '۲۴ آبان ماه سال ۱۴۰۵',
    '۲۴ام آبان ۱۴۰۵',
    'یکشنبه ۲۴ آبان ۱۴۰۵',
    'یک‌شنبه، ۲۴ آبان ۱۴۰۵',
    'يكشنبه ۲۴ آبان ۱۴۰۵',
    'یک شنبه ۲۴ آبان ۱۴۰۵',
    '24 Aban 1405',
    '2026-11-15',
    '2026/11/15',
    '15/11/2026',
    '15 November 2026',
    'November 15, 2026',
    'Sunday 15 Nov 2026',
    '15th of November 2026',
    '۱۵ نوامبر ۲۰۲۶',
  ]) {
    const parsed = parseDay(text)
    assert.equal(parsed.ok && parsed.value, '2026-11-15', text)
  }
})

test('the calendar that was meant is told', () => {
  const calendar = (text: string): string | false => {
    const parsed = parseDay(text)
    return parsed.ok && parsed.calendar
  }
  assert.equal(calendar('۱۴۰۵/۸/۲۴'), 'jalali')
  assert.equal(calendar('2026-11-15'), 'gregorian')
})

test('what is no day says why', () => {
  const reasons: [string, string][] = [
    ['', 'empty'],
    ['  \u200f ', 'empty'],
    ['فردا', 'not-a-day'],
    ['۱۴۰۵', 'not-a-day'],
    ['۱۴۰۵/۸', 'not-a-day'],
    ['۱۴۰۵/۸/۲۴/۱', 'not-a-day'],
    ['1405/08-24', 'not-a-day'],
    ['14050824', 'not-a-day'],
    ['۱۴۰۵/۸/۲۴۵', 'not-a-day'],
    ['۲۴ برج ۱۴۰۵', 'not-a-day'],
    ['۱۴۰۵/۱۳/۱', 'no-such-day'],
    ['۱۴۰۴/۱۲/۳۰', 'no-such-day'],
    ['۱۴۰۵/۷/۳۱', 'no-such-day'],
    ['۱۴۰۵/۰/۱', 'no-such-day'],
    ['2026-02-29', 'no-such-day'],
    ['۲۴ آبان ۲۰۲۶', 'no-such-day'],
    ['۰۵/۸/۲۴', 'short-year'],
    ['۲۴ آبان ۰۵', 'short-year'],
  ]
  for (const [text, reason] of reasons) assert.deepEqual(parseDay(text), { ok: false, reason }, text)
})

test('what we write, we read', () => {
  const day = fc.integer({ min: -100000, max: 91000 }).map(dayFromNumber)
  fc.assert(
    fc.property(day, (iso) => {
      for (const text of [
        formatDay(iso, 'fa'),
        formatDay(iso, 'fa', 'short'),
        formatDay(iso, 'en'),
        formatDay(iso, 'en', 'short'),
        formatJalali(iso, 'en', 'full'),
        formatGregorian(iso, 'fa', 'full'),
        formatGregorian(iso, 'fa', 'short'),
      ]) {
        const parsed = parseDay(text)
        assert.equal(parsed.ok && parsed.value, iso, text)
      }
    }),
  )
})

test('any text gives a real day or a reason', () => {
  const piece = fc.oneof(
    fc.constantFrom('/', '-', ' ', 'آبان', '۱۴', '05', 'nov', '،'),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (text) => {
        const parsed = parseDay(text)
        assert.ok(parsed.ok ? isIsoDay(parsed.value) : parsed.reason)
      },
    ),
  )
})
