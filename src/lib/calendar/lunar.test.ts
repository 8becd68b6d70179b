import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sharedPlace } from '#tests/support/shared-data.ts'
import { addDays, dayNumber } from './iso-day.ts'
import { fromJalali, type JalaliDay } from './jalali.ts'
import { fromLunar, iranLunar, type LunarDay, lunarCalendar, toLunar } from './lunar.ts'
import { LUNAR_YEARS } from './lunar-months.ts'

test('the table adds up: every year begins where the one before it ends', () => {
  LUNAR_YEARS.forEach(([year, firstDay, lengths], i) => {
    const days: readonly number[] = lengths.split(' ').map(Number)
    assert.ok(
      days.every((d) => [29, 30].includes(d)),
      `${year}`,
    )
    const next = LUNAR_YEARS[i + 1]
    if (!next) return
    assert.equal(next[0], year + 1)
    assert.equal(days.length, 12, `${year}`)
    assert.equal(
      dayNumber(next[1]) - dayNumber(firstDay),
      days.reduce((a, b) => a + b),
      `${year}`,
    )
  })
})

test('days known from announcements and printed calendars', () => {
  const known: [string, number, number, number][] = [
    ['2023-07-19', 1445, 1, 1],
    ['2025-01-02', 1446, 7, 1],
    ['2026-03-20', 1447, 9, 30],
    ['2026-05-27', 1447, 12, 10],
    ['2026-06-25', 1448, 1, 10],
    ['1979-01-14', 1399, 2, 15],
  ]
  for (const [iso, year, month, day] of known) {
    assert.deepEqual(toLunar(iso), { year, month, day }, iso)
    assert.equal(fromLunar({ year, month, day }), iso)
  }
})

test('the official holidays of 1405, as the country’s calendar announced them', () => {
  const announced: [jalali: JalaliDay, month: number, day: number][] = [
    [{ year: 1405, month: 3, day: 6 }, 12, 10],
    [{ year: 1405, month: 3, day: 14 }, 12, 18],
    [{ year: 1405, month: 4, day: 4 }, 1, 10],
    [{ year: 1405, month: 5, day: 13 }, 2, 20],
    [{ year: 1405, month: 5, day: 21 }, 2, 28],
    [{ year: 1405, month: 5, day: 22 }, 2, 29],
    [{ year: 1405, month: 8, day: 22 }, 6, 3],
    [{ year: 1405, month: 10, day: 2 }, 7, 13],
    [{ year: 1405, month: 10, day: 16 }, 7, 27],
    [{ year: 1405, month: 11, day: 4 }, 8, 15],
    [{ year: 1405, month: 12, day: 9 }, 9, 21],
    [{ year: 1405, month: 12, day: 19 }, 10, 1],
  ]
  for (const [jalali, month, day] of announced) {
    const lunar = toLunar(fromJalali(jalali)!)
    assert.deepEqual([lunar?.month, lunar?.day], [month, day], `${jalali.month}/${jalali.day}`)
  }
})

test('outside the table: null, never a guess', () => {
  assert.equal(iranLunar.from, '1927-07-01')
  assert.equal(toLunar(addDays(iranLunar.from, -1)), null)
  assert.equal(toLunar(addDays(iranLunar.until, 1)), null)
  assert.notEqual(toLunar(iranLunar.until), null)
  for (const day of [
    { year: 1345, month: 12, day: 1 },
    { year: 1448, month: 11, day: 1 },
    { year: 1447, month: 1, day: 30 },
    { year: 1447, month: 13, day: 1 },
    { year: 1447, month: 0, day: 1 },
    { year: 1447, month: 1, day: 0 },
    { year: 1447.5, month: 1, day: 1 },
  ]) {
    assert.equal(fromLunar(day), null, JSON.stringify(day))
  }
})

test('every day of the table, there and back', () => {
  for (let iso = iranLunar.from; iso <= iranLunar.until; iso = addDays(iso, 1)) {
    const lunar = toLunar(iso)
    assert.ok(lunar, iso)
    assert.equal(fromLunar(lunar), iso)
  }
})

test('a sighting moves the month and shortens the one before it', () => {
  const sighted = lunarCalendar([{ year: 1448, month: 9, beginsOn: '2027-02-09' }])
  assert.deepEqual(sighted.toLunar('2027-02-08'), { year: 1448, month: 8, day: 30 })
  assert.deepEqual(sighted.toLunar('2027-02-09'), { year: 1448, month: 9, day: 1 })
  assert.equal(sighted.monthLength(1448, 8), 30)
  assert.equal(sighted.monthLength(1448, 9), 29)
  assert.deepEqual(toLunar('2027-02-08'), { year: 1448, month: 9, day: 1 }, 'the published table stays as it is')
})

test('the end of the last month can be settled too', () => {
  const length = iranLunar.monthLength(1448, 10)!
  const settled = lunarCalendar([{ year: 1448, month: 11, beginsOn: addDays(iranLunar.until, length === 29 ? 2 : 0) }])
  assert.equal(settled.monthLength(1448, 10), 59 - length)
})

test('a correction that no moon allows is refused', () => {
  assert.throws(() => lunarCalendar([{ year: 1448, month: 9, beginsOn: '2027-02-12' }]), /would have 33 days/)
  assert.throws(() => lunarCalendar([{ year: 1500, month: 9, beginsOn: '2027-02-12' }]), /outside the table/)
  assert.throws(() => lunarCalendar([{ year: 1448, month: 13, beginsOn: '2027-02-12' }]), /outside the table/)
})

// The lunar day of each official holiday (the table of holidays in Iran's labour calendar).
const OCCASIONS: Readonly<Record<string, (day: LunarDay, length: number) => boolean>> = {
  Tasua: on(1, 9),
  Ashura: on(1, 10),
  Arbaeen: on(2, 20),
  'Death of Prophet Muhammad and Martyrdom of Hasan ibn Ali': on(2, 28),
  // The last day of Safar: the 30th, or the 29th of a short month.
  'Martyrdom of Ali al-Rida': ({ month, day }, length) => month === 2 && day === length,
  'Martyrdom of Hasan al-Askari': on(3, 8),
  "Birthday of Muhammad and Imam Ja'far al-Sadiq": on(3, 17),
  'Martyrdom of Fatima': on(6, 3),
  'Birthday of Imam Ali': on(7, 13),
  "Isra' and Mi'raj": on(7, 27),
  'Birthday of Mahdi': on(8, 15),
  'Martyrdom of Imam Ali': on(9, 21),
  'Eid al-Fitr': on(10, 1),
  'Eid al-Fitr Holiday': on(10, 2),
  "Martyrdom of Imam Ja'far al-Sadiq": on(10, 25),
  'Eid al-Adha': on(12, 10),
  'Eid al-Ghadeer': on(12, 18),
}

// The printed calendar of 1390 put 21 Ramadan here; the month was then seen, and kept, a day later (2 August 2011).
const HOLIDAY_AS_PRINTED = '2011-08-21 Martyrdom of Imam Ali: {"year":1432,"month":9,"day":20}'

function on(month: number, day: number): (lunar: LunarDay) => boolean {
  return (lunar) => lunar.month === month && lunar.day === day
}

const { path: HOLIDAYS, skip } = sharedPlace('iran/calendar/vacanza-holidays/snapshots/countries/IR_COMMON.json')

test('all dated holidays of the country agree', { skip }, (t) => {
  const holidays: Record<string, string> = JSON.parse(readFileSync(HOLIDAYS, 'utf8'))
  let checked = 0
  const wrong: string[] = []
  for (const [iso, names] of Object.entries(holidays)) {
    for (const name of names.split('; ')) {
      const falls = OCCASIONS[name]
      if (!falls) continue
      checked++
      const lunar = toLunar(iso)
      const length = lunar && iranLunar.monthLength(lunar.year, lunar.month)
      if (!lunar || !length || !falls(lunar, length)) wrong.push(`${iso} ${name}: ${JSON.stringify(lunar)}`)
    }
  }
  t.diagnostic(`${checked} dated lunar holidays, ${wrong.length} differ`)
  assert.deepEqual(wrong, [HOLIDAY_AS_PRINTED])
  assert.ok(checked > 400, `${checked}`)
})
