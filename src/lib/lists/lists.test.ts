import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { describe } from '#lib/marc/description/describe.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { ListColumns, ListField } from './fields.ts'
import { guessColumns } from './guess-columns.ts'
import { scannedLine } from './isbn-list.ts'
import { recordOfRow } from './row-record.ts'

const rows = (...cells: string[][]) => cells.map((one, i) => ({ row: i + 1, cells: one }))

test('columns are told by their headings, in any spelling and either language', () => {
  const guessed = guessColumns(
    rows(
      ['رديف', 'عنوان كتاب', 'پدیدآورنده(گان)', 'ناشر', 'سال‌نشر', 'شابك', 'Call No'],
      ['1', 'بوستان', 'سعدی', '', '', '', ''],
    ),
  )
  assert.equal(guessed.heading, 1)
  assert.deepEqual(guessed.fields, [null, 'title', 'author', 'publisher', 'year', 'isbn', 'callNumber'])
})

test('a title above the headings, merged over the table, is passed over', () => {
  const guessed = guessColumns([
    { row: 1, cells: ['فهرست کتاب‌های کتابخانهٔ روستای نور', '', ''] },
    { row: 3, cells: ['عنوان', 'نویسنده', 'تعداد'] },
    { row: 4, cells: ['گلستان', 'سعدی', '2'] },
  ])
  assert.equal(guessed.heading, 3)
  assert.deepEqual(guessed.fields, ['title', 'author', 'copies'])
})

test('without headings the values tell', () => {
  const guessed = guessColumns(
    rows(
      ['1', 'شازده کوچولو', '9789640000014', '1382'],
      ['2', 'کیمیاگر و داستان‌های دیگر', '978-964-00-0002-1', '۱۳۷۹'],
    ),
  )
  assert.equal(guessed.heading, 0)
  assert.deepEqual(guessed.fields, [null, 'title', 'isbn', 'year'])
})

test('what a library said before wins over what a heading seems to say', () => {
  const said = new Map<string, ListField | null>([
    ['کد', 'barcode'],
    ['عنوان', 'series'],
    ['نام', 'title'],
  ])
  const guessed = guessColumns(rows(['کد', 'عنوان', 'نام'], ['1', 'الف', 'ب']), said)
  assert.deepEqual(guessed.fields, ['barcode', 'series', 'title'])
})

const COLUMNS: ListColumns = {
  heading: 1,
  names: [],
  fields: ['title', 'author', 'translator', 'publisher', 'year', 'isbn', 'volume', 'copies', 'barcode', 'language'],
}
const CELLS = [
  'شازده کوچولو',
  'سنت‌اگزوپری، آنتوان',
  'محمد قاضی',
  'امیرکبیر',
  '۱۳۸۲',
  '978-964-00-0001-4',
  '۲',
  '3',
  '1001',
  'فارسی',
]

function madeOf(cells: readonly string[], columns = COLUMNS) {
  const made = recordOfRow(cells, columns)
  assert.ok(made.ok)
  return { ...made, described: describe(made.record, 'marc21') }
}

test('a row becomes a record that the catalogue reads as the list means it', () => {
  const { described, repairs } = madeOf(CELLS)
  assert.equal(described.title?.main, 'شازده کوچولو')
  assert.deepEqual(described.title?.parts, [{ number: 'ج. ۲', name: null }])
  assert.deepEqual(
    described.authors.map(({ text, role, main }) => [text, role, main]),
    [
      ['سنت‌اگزوپری، آنتوان', 'aut', true],
      ['محمد قاضی', 'trl', false],
    ],
  )
  assert.deepEqual(described.years, [1382])
  assert.deepEqual(described.languages, ['per'])
  assert.deepEqual(
    described.isbns.map(({ text, cancelled }) => [text, cancelled]),
    [['978-964-00-0001-4', false]],
  )
  assert.deepEqual(
    described.items.map(({ barcode, copy }) => [barcode, copy]),
    [
      ['1001', '1'],
      [null, '2'],
      [null, '3'],
    ],
  )
  assert.deepEqual(repairs, [])
})

test('the same row is the same record, in other letters and digits too; another copy is another', () => {
  const number = (cells: readonly string[]) => madeOf(cells).described.controlNumber
  assert.equal(number(CELLS), number(CELLS.map((cell) => cell.replaceAll('ک', 'ك').replaceAll('۱۳۸۲', '1382'))))
  assert.notEqual(number(CELLS), number(CELLS.with(8, '1002')))
  const own: ListColumns = { ...COLUMNS, fields: ['title', 'number', 'barcode'] }
  assert.equal(madeOf(['الف', '۷', ''], own).described.controlNumber, 'list-7')
  assert.equal(madeOf(['ب', '7', '55'], own).described.controlNumber, 'list-7-55')
})

test('a wrong ISBN and a wrong count are kept and told; a row without a title is none', () => {
  const { described, repairs } = madeOf(CELLS.with(5, '978-964-00-0001-9').with(7, 'چند تا'))
  assert.deepEqual(
    described.isbns.map(({ cancelled }) => cancelled),
    [true],
  )
  assert.deepEqual(
    repairs.map(({ code }) => code),
    ['marc.list-isbn-wrong', 'marc.list-copies-wrong'],
  )
  assert.equal(described.items.length, 1)
  assert.deepEqual(recordOfRow(CELLS.with(0, ' – '), COLUMNS), { ok: false, code: 'catalogue.list-row-untitled' })
})

test('whatever stands in the cells, a row is a record that can be written or it is refused', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('9789640000014', "'=1+1", '۲')), {
        maxLength: 10,
      }),
      (cells) => {
        const made = recordOfRow(cells, COLUMNS)
        if (made.ok) assert.ok(writeIso2709(made.record).length > 24)
      },
    ),
  )
})

for (const [line, isbn, copies] of [
  ['9789640000014', '9789640000014', 1],
  ['۹۷۸-۹۶۴-۰۰-۰۰۰۱-۴', '9789640000014', 1],
  ['964-00-0001-9', '9789640000014', 1],
  ['9789640000014,3', '9789640000014', 3],
  ['9789640000014\t۱۲', '9789640000014', 12],
  ['9789640000014 x2', '9789640000014', 2],
  ['\ufeff"9789640000014";', '9789640000014', 1],
] as const) {
  test(`a scanner’s line ${JSON.stringify(line)}`, () => {
    assert.deepEqual(scannedLine(line, 1), { ok: true, line: 1, isbn, copies })
  })
}

test('a line that is no ISBN is told as such, an empty one is nothing', () => {
  assert.deepEqual(scannedLine('9789640000019', 4), { ok: false, line: 4, text: '9789640000019' })
  assert.deepEqual(scannedLine('9789640000014,0', 4)?.ok, false)
  assert.equal(scannedLine('  \u200f', 4), null)
})
