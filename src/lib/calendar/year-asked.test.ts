import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gregorianYear } from './year-asked.ts'

const YEARS: readonly (readonly [string, number | undefined])[] = [
  ['1390', 2011],
  ['۱۳۹۰', 2011],
  [' ١٣٩٥ ', 2016],
  ['2011', 2011],
  ['۲۰۱۱', 2011],
  ['1499', 2120],
  ['1500', 1500],
  ['2200', 2200],
  ['2201', undefined],
  ['980', 1601],
  ['12', undefined],
  ['', undefined],
  ['-1390', undefined],
  ['هزار', undefined],
]

for (const [typed, year] of YEARS) {
  test(`the year asked for as «${typed}» is ${year ?? 'none'}`, () => assert.equal(gregorianYear(typed), year))
}
