import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#lib/refusal.ts'
import { type Hours, WEEKDAYS } from './contract.ts'
import { checkHours, groupDays, openState, parseDayHours, parseWeek, writeDay, writeWeek } from './hours.ts'

test('a day is read as people type it, in digits of any script', () => {
  const cases: [string, unknown][] = [
    [
      '۸:۰۰-۱۴:۰۰، ۱۶:۰۰-۲۰:۰۰',
      [
        ['08:00', '14:00'],
        ['16:00', '20:00'],
      ],
    ],
    ['٨-١٤', [['08:00', '14:00']]],
    ['8:30 – 13', [['08:30', '13:00']]],
    [
      '۸ تا ۱۴ و ۱۶ تا ۲۰',
      [
        ['08:00', '14:00'],
        ['16:00', '20:00'],
      ],
    ],
    ['8 to 14', [['08:00', '14:00']]],
    ['0-24', [['00:00', '24:00']]],
    ['', []],
    ['تعطیل', []],
    ['closed', []],
    ['۸', null],
    ['25-26', null],
    ['8:61-9', null],
    ['24:30-24:40', null],
    ['صبح‌ها', null],
    ['1-2,3-4,5-6,7-8,9-10', null],
  ]
  for (const [typed, read] of cases) assert.deepEqual(parseDayHours(typed), read, typed)
})

test('a week is read in both languages, and days that are not named are closed', () => {
  const cases: [string, string | null][] = [
    ['sat-wed 08:00-14:00, 16:00-20:00; thu 08:00-12:00', 'sat-wed 08:00-14:00, 16:00-20:00; thu 08:00-12:00'],
    ['شنبه تا چهارشنبه ۸-۱۴؛ پنجشنبه ۸-۱۲', 'sat-wed 08:00-14:00; thu 08:00-12:00'],
    ['شنبه و دوشنبه ۹ تا ۱۱', 'sat 09:00-11:00; mon 09:00-11:00'],
    ['سه‌شنبه ۱۰-۱۲', 'tue 10:00-12:00'],
    ['سه شنبه: 10-12', 'tue 10:00-12:00'],
    ['هر روز ۸-۲۰', 'sat-fri 08:00-20:00'],
    ['wed-sat 8-14', null],
    ['شنبه', null],
    ['8-14', null],
    ['someday 8-14', null],
    ['', null],
  ]
  for (const [typed, written] of cases) {
    const hours = parseWeek(typed)
    assert.equal(hours === null ? null : writeWeek(hours), written, typed)
  }
})

const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
const time = clock.map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
const day = fc.uniqueArray(time, { minLength: 2, maxLength: 4 }).map((times): [string, string][] => {
  const inOrder = times.sort()
  return inOrder.length < 4
    ? [[inOrder[0]!, inOrder[1]!]]
    : [
        [inOrder[0]!, inOrder[1]!],
        [inOrder[2]!, inOrder[3]!],
      ]
})
const week = fc.dictionary(fc.constantFrom(...WEEKDAYS), day, { minKeys: 1 }) as fc.Arbitrary<Hours>

test('whatever week is written is read back', () => {
  fc.assert(fc.property(week, (hours) => assert.equal(writeWeek(parseWeek(writeWeek(hours))!), writeWeek(hours))))
  fc.assert(fc.property(day, (stretches) => assert.deepEqual(parseDayHours(writeDay(stretches)), stretches)))
})

test('no text upsets the readers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      parseDayHours(text)
      parseWeek(text)
    }),
  )
})

test('the state of a moment: open until, closed between, next week', () => {
  const hours: Hours = {
    sat: [
      ['08:00', '14:00'],
      ['16:00', '20:00'],
    ],
    thu: [['08:00', '12:00']],
  }
  assert.deepEqual(openState(hours, 0, '08:00'), { open: true, until: '14:00' })
  assert.deepEqual(openState(hours, 0, '14:00'), { open: false, next: { day: 'sat', from: '16:00' } })
  assert.deepEqual(openState(hours, 0, '21:00'), { open: false, next: { day: 'thu', from: '08:00' } })
  assert.deepEqual(openState(hours, 6, '09:00'), { open: false, next: { day: 'sat', from: '08:00' } })
  assert.deepEqual(openState({ sat: [['08:00', '09:00']] }, 0, '10:00'), {
    open: false,
    next: { day: 'sat', from: '08:00' },
  })
  assert.deepEqual(openState({}, 0, '10:00'), { open: false, next: null })
})

test('days in a row with the same hours stand together, and a gap parts them', () => {
  const same: [string, string][] = [['08:00', '12:00']]
  assert.deepEqual(
    groupDays({ sat: same, sun: same, tue: same }).map(({ from, to }) => [from, to]),
    [
      ['sat', 'sun'],
      ['tue', 'tue'],
    ],
  )
})

test('stretches that overlap or end before they begin are refused with their day', () => {
  for (const sat of [
    [['14:00', '08:00']],
    [
      ['08:00', '12:00'],
      ['11:00', '13:00'],
    ],
    [['08:00', '08:00']],
  ])
    assert.throws(
      () => checkHours({ sat } as Hours),
      (error) => isRefusal(error) && error.code === 'libraries.hours-in-disorder' && error.facts.field === 'hours-sat',
    )
})
