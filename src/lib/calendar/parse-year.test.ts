import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { LUNAR_YEARS } from './lunar-months.ts'
import { gregorianYears, type ParsedYear, parseYear } from './parse-year.ts'

function told(parsed: ParsedYear): string {
  if (!parsed.ok) return parsed.reason
  const { era, year, gregorianYears, certain } = parsed.value
  return `${era} ${year} ${gregorianYears.join('–')}${certain ? '' : ' ?'}`
}

test('the years of the case file', () => {
  const lines = readFileSync(join(import.meta.dirname, 'cases/years.tsv'), 'utf8').split('\n')
  const wrong: string[] = []
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue
    const [text = '', expected] = line.split('\t')
    const got = told(parseYear(text))
    // A line without its expectation fails and prints what to commit.
    if (got !== expected) wrong.push(`${text}\t${got}${expected ? `   (the file says: ${expected})` : ''}`)
  }
  assert.deepEqual(wrong, [], wrong.join('\n'))
})

test('the language of the record settles an unmarked year', () => {
  assert.equal(told(parseYear('1382')), 'jalali 1382 2003–2004 ?')
  assert.equal(told(parseYear('1382', { language: 'ara' })), 'lunar 1382 1962–1963 ?')
  assert.equal(told(parseYear('1412')), 'lunar 1412 1991–1992 ?')
  assert.equal(told(parseYear('1412', { latestJalali: 1415 })), 'jalali 1412 2033–2034 ?')
  assert.equal(told(parseYear('1382', { language: 'lat' })), 'gregorian 1382 1382–1382 ?')
})

test('years of one reckoning in another', () => {
  assert.deepEqual(gregorianYears(1405, 'jalali'), [2026, 2027])
  assert.deepEqual(gregorianYears(1447, 'lunar'), [2025, 2026])
  assert.deepEqual(gregorianYears(1, 'lunar'), [622, 623])
  assert.deepEqual(gregorianYears(1268, 'lunar'), [1851, 1852])
  for (const [year, firstDay] of LUNAR_YEARS)
    assert.equal(gregorianYears(year, 'lunar')[0], Number(firstDay.slice(0, 4)))
  // 1 Muharram 1429 was 10 January 2008, and the year ended with December: one Gregorian year holds it.
  assert.deepEqual(gregorianYears(1429, 'lunar'), [2008, 2008])
})

test('any text gives a year in order or a reason', () => {
  const piece = fc.oneof(
    fc.constantFrom('1382', '۱۴۲۴', 'ق', 'ش', '-', '[', ']', '?', ' ', 'c', 'or', '19--', '='),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (text) => {
        const parsed = parseYear(text)
        if (parsed.ok) assert.ok(parsed.value.gregorianYears[0] <= parsed.value.gregorianYears[1], text)
        else assert.ok(parsed.reason)
      },
    ),
    { numRuns: 2000 },
  )
})

test('long and hostile text is read in one pass, not for ever', () => {
  for (const piece of ['1', '1382-', '? ', '[', '19--', 'ق ', '1382 ', 'ه ', '۱۳']) {
    const parsed = parseYear(piece.repeat(20000))
    assert.ok(parsed.ok || parsed.reason)
  }
})
