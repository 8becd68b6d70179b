import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInTehran, formatDay, formatGregorian, formatInstant, formatJalali, formatLunar } from './format-day.ts'
import { formatDistance, formatNumber, formatPercent, formatRials } from './format-number.ts'

const day = '2026-11-15'

test('a day in Persian', () => {
  assert.equal(formatDay(day, 'fa'), 'یکشنبه ۲۴ آبان ۱۴۰۵')
  assert.equal(formatDay(day, 'fa', 'long'), '۲۴ آبان ۱۴۰۵')
  assert.equal(formatDay(day, 'fa', 'month'), 'آبان ۱۴۰۵')
  assert.equal(formatDay(day, 'fa', 'short'), '۱۴۰۵/۰۸/۲۴')
  assert.equal(formatGregorian(day, 'fa'), '۱۵ نوامبر ۲۰۲۶')
  assert.equal(formatLunar(day, 'fa'), '۵ جمادی‌الثانیه ۱۴۴۸')
})

test('a day in English, with the Jalali day at hand', () => {
  assert.equal(formatDay(day, 'en'), 'Sunday 15 November 2026')
  assert.equal(formatDay(day, 'en', 'short'), '2026-11-15')
  assert.equal(formatJalali(day, 'en'), '24 Aban 1405')
  assert.equal(formatLunar(day, 'en', 'full'), 'Sunday 5 Jumada II 1448')
  assert.equal(formatLunar('1850-01-01', 'en'), null)
})

test('an instant is told by Tehran’s clock, summer time of its year included', () => {
  assert.equal(formatInstant(new Date('2026-11-15T10:35:00Z'), 'fa'), 'یکشنبه ۲۴ آبان ۱۴۰۵، ساعت ۱۴:۰۵')
  assert.equal(formatInstant(new Date('2026-11-15T10:35:00Z'), 'en'), 'Sunday 15 November 2026, 14:05')
  assert.equal(formatInstant(new Date('2026-11-15T20:29:59Z'), 'fa', 'short'), '۱۴۰۵/۰۸/۲۴، ۲۳:۵۹')
  assert.equal(formatInstant(new Date('2026-11-15T20:30:00Z'), 'fa', 'short'), '۱۴۰۵/۰۸/۲۵، ۰۰:۰۰')
  assert.equal(formatInstant(new Date('2020-07-01T10:00:00Z'), 'en', 'time'), '14:30')
  assert.equal(formatInstant(new Date('2023-07-01T10:00:00Z'), 'en', 'time'), '13:30')
  assert.equal(dayInTehran(new Date('2026-03-20T20:29:00Z')), '2026-03-20')
  assert.equal(dayInTehran(new Date('2026-03-20T20:30:00Z')), '2026-03-21')
  assert.equal(dayInTehran(new Date('1979-02-11T23:00:00Z')), '1979-02-12')
})

test('numbers', () => {
  assert.equal(formatNumber(50000, 'fa'), '۵۰٬۰۰۰')
  assert.equal(formatNumber(50000, 'en'), '50,000')
  assert.equal(formatNumber(3.756, 'fa', 2), '۳٫۷۶')
  assert.equal(formatNumber(12345678901234567890n, 'en'), '12,345,678,901,234,567,890')
  assert.equal(formatRials(50000n, 'fa'), '۵۰٬۰۰۰ ریال')
  assert.equal(formatRials(1n, 'en'), '1 rial')
  assert.equal(formatRials(2500000n, 'en'), '2,500,000 rials')
  assert.equal(formatPercent(0.42, 'fa'), '۴۲٪')
  assert.equal(formatPercent(0.4256, 'en', 1), '42.6%')
})

test('distances', () => {
  const told: [number, string, string][] = [
    [0, '۰ متر', '0 m'],
    [0.4234, '۴۲۰ متر', '420 m'],
    [0.994, '۹۹۰ متر', '990 m'],
    [0.999, '۱ کیلومتر', '1 km'],
    [3.46, '۳٫۵ کیلومتر', '3.5 km'],
    [9.97, '۱۰ کیلومتر', '10 km'],
    [1234.5, '۱٬۲۳۵ کیلومتر', '1,235 km'],
  ]
  for (const [km, fa, en] of told) {
    assert.equal(formatDistance(km, 'fa'), fa)
    assert.equal(formatDistance(km, 'en'), en)
  }
})
