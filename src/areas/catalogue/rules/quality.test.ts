import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBook } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { fieldOf } from './knowledge.ts'
import { faultsOf, scoreOf } from './quality.ts'
import { readRecord } from './read-record.ts'

const WHOLE = [
  '020 ## $a9789640000014',
  '100 1# $aسعدی، مصلح‌الدین',
  '260 ## $aتهران :$bخوارزمی،$c1383',
  '650 #4 $aشعر',
  '082 04 $a8فا1',
]
const without = (tag: string) => WHOLE.filter((line) => !line.startsWith(tag))

/** A title and its lines, and the faults a cataloguer would see in them. */
const CASES: readonly (readonly [title: string, lines: readonly string[], faults: string])[] = [
  ['بوستان', WHOLE, ''],
  ['بوستان', without('100'), 'missing-author'],
  ['بوستان /$cسعدی', without('100'), ''],
  ['بوستان', without('650'), 'missing-subject'],
  ['بوستان', without('260'), 'missing-publisher'],
  ['بوستان', without('082'), 'missing-class'],
  ['بوستان', without('020'), 'missing-isbn'],
  ['بوستان', [...without('020'), '020 ## $a9789640000015'], 'isbn-wrong'],
  ['بوستان', [...without('020'), '020 ## $a964-00-0001-X'], 'isbn-wrong'],
  ['بوستان', [...without('020'), '020 ## $z9789640000015'], 'missing-isbn'],
  ['بوستان', [...without('020'), '020 ## $a۹۷۸۹۶۴۰۰۰۰۰۱۴ (جلد سخت) : ۲۰۰۰۰ ریال'], ''],
  ['12345', WHOLE, 'title-digits'],
  ['۱۹۸۴', WHOLE, 'title-digits'],
  ['۱۹۸۴: رمان', WHOLE, ''],
  ['THE COLLECTED WORKS OF SAADI', WHOLE, 'title-capitals'],
  ['UNESCO', WHOLE, ''],
  ['The Collected Works', WHOLE, ''],
  ['مصلح‌الدین سعدی', WHOLE, 'author-is-title'],
  ['كتاب فارسی', WHOLE, 'mixed-letters'],
  [
    'علي',
    [
      '100 1# $aاحمدي',
      '260 ## $bصدا،$c1383',
      '650 #4 $aشعر',
      ...WHOLE.filter((line) => /^0/.test(line) && !line.includes('8فا')),
    ],
    'missing-class',
  ],
]

for (const [title, lines, faults] of CASES) {
  test(`«${title}» ${lines.length < 5 ? `with ${lines.length} fields ` : ''}has ${faults || 'no faults'}`, () => {
    const record = aBook('1', title, ...lines)
    const { brief, classification } = readRecord(record, 'marc21')
    assert.equal(faultsOf({ record, family: 'marc21', brief, classification }, 2026).join(' '), faults)
  })
}

test('a record that says nothing has every fault of missing, and its score does not fall below nothing', () => {
  const record = aRecord(['001=1', '245 10 $c-'])
  const { brief, classification } = readRecord(record, 'marc21')
  const faults = faultsOf({ record, family: 'marc21', brief, classification }, 2026)
  assert.deepEqual(faults.slice(0, 1), ['missing-title'])
  assert.ok(faults.includes('missing-year') && faults.includes('missing-language'))
  assert.ok(scoreOf([...faults, 'title-digits', 'year-ahead', 'isbn-wrong']) === 0)
})

test('a year to come is a slip; next year’s is a publisher’s habit; before printing there was no printed book', () => {
  const record = aBook('1', 'بوستان', ...WHOLE)
  const { brief, classification } = readRecord(record, 'marc21')
  for (const [year, kind, expected] of [
    [2032, 'book', 'year-ahead'],
    [2027, 'book', ''],
    [1206, 'book', 'year-improbable'],
    [1206, 'manuscript', ''],
  ] as const) {
    const checked = { record, family: 'marc21' as const, brief: { ...brief, year, kind }, classification }
    assert.equal(faultsOf(checked, 2026).join(' '), expected, String(year))
  }
})

test('the field of knowledge is read from Dewey in either digits and from the Library of Congress', () => {
  for (const [number, field] of [
    ['297.9', 2],
    ['۸فا۱/۳۱', 8],
    ['PIR5203 .B8', 8],
    ['BP193', 2],
    ['BF637', 1],
    ['DSR1475', 9],
    ['QA76', 5],
    ['TR650', 7],
    ['ف', null],
    ['', null],
  ] as const) {
    assert.equal(fieldOf([number]), field, number)
  }
  assert.equal(fieldOf(['؟', 'H61']), 3)
})
