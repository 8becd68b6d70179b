import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { yearSpans } from './year-spans.ts'

const single = (...years: number[]) => years.map((year) => ({ year, count: 1 }))

test('a few years have a bar each, empty ones too', () => {
  assert.deepEqual(yearSpans(single(2001, 2003, 2003)), [
    { from: 2001, to: 2001, count: 1 },
    { from: 2002, to: 2002, count: 0 },
    { from: 2003, to: 2003, count: 2 },
  ])
})

test('many years are cut at round ones of the calendar that is shown', () => {
  const jalali = yearSpans(single(1950, 1965, 2020), 621)
  assert.equal(jalali[0]?.from, 1325 + 621)
  assert.deepEqual([...new Set(jalali.map(({ from, to }) => to - from + 1))], [5])
  assert.equal(yearSpans(single(1950, 1965, 2020))[0]?.from, 1950)
})

test('a slip of the pen does not flatten the rest', () => {
  const years = [
    { year: 1399, count: 1 },
    { year: 2199, count: 1 },
    ...Array.from({ length: 30 }, (_, i) => ({ year: 1990 + i, count: 100 })),
  ]
  const spans = yearSpans(years)
  assert.deepEqual([spans[0]?.from, spans.at(-1)?.to], [1990, 2019])
})

test('no years, no bars; and never too many, nor a title in two', () => {
  assert.deepEqual(yearSpans([]), [])
  assert.deepEqual(yearSpans(single(12)), [])
  const counts = fc.array(fc.record({ year: fc.integer({ min: 0, max: 2200 }), count: fc.integer({ min: 0, max: 9 }) }))
  fc.assert(
    fc.property(counts, fc.constantFrom(0, 621), (years, offset) => {
      const spans = yearSpans(years, offset)
      assert.ok(spans.length <= 33)
      assert.ok(spans.reduce((sum, { count }) => sum + count, 0) <= years.reduce((sum, { count }) => sum + count, 0))
    }),
  )
})
