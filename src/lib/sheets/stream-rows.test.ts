import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { inPieces } from '#tests/support/marc-records.ts'
import { type StreamedRow, streamRows } from './stream-rows.ts'
import { writeXlsxSheet } from './write-sheet.ts'

async function rowsOf(bytes: Uint8Array, size = 7): Promise<StreamedRow[]> {
  const rows: StreamedRow[] = []
  for await (const some of streamRows(inPieces(bytes, size))) rows.push(...some)
  return rows
}

const CELLS = [
  ['عنوان', 'ناشر'],
  ['بوستان', 'خوارزمی'],
]

test('UTF-8, UTF-16 and Windows-1256 give the same cells, however the bytes are cut', async () => {
  const text = CELLS.map((cells) => cells.join(',')).join('\r\n')
  const arabic = {
    ع: 0xda,
    ن: 0xe4,
    و: 0xe6,
    ا: 0xc7,
    ش: 0xd4,
    ر: 0xd1,
    ب: 0xc8,
    س: 0xd3,
    ت: 0xca,
    خ: 0xce,
    ز: 0xd2,
    م: 0xe3,
    ی: 0xed,
  } as Record<string, number>
  const windows = Uint8Array.from([...text].map((letter) => arabic[letter] ?? letter.charCodeAt(0)))
  const forms = [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le'), windows]
  for (const bytes of forms) {
    const found = (await rowsOf(bytes)).map(({ cells }) => cells.map((cell) => cell.replaceAll('ي', 'ی')))
    assert.deepEqual(found, CELLS)
  }
})

test('rows are counted as a spreadsheet counts them, empty ones too', async () => {
  const found = await rowsOf(Buffer.from('فهرست کتاب‌ها;;\n;;\nعنوان;سال;\n"گل;ستان";1380;\n'))
  assert.deepEqual(found, [
    { row: 1, cells: ['فهرست کتاب‌ها', '', ''] },
    { row: 3, cells: ['عنوان', 'سال', ''] },
    { row: 4, cells: ['گل;ستان', '1380', ''] },
  ])
})

test('XLSX is read as CSV is', async () => {
  const bytes = await writeXlsxSheet(['عنوان', 'ناشر'], [['بوستان', 'خوارزمی']], true)
  assert.deepEqual(
    (await rowsOf(bytes, 1000)).map(({ cells }) => cells),
    CELLS,
  )
})

test('a table of many rows is never held whole', async () => {
  const line = Buffer.from('بوستان,سعدی,1380\n'.repeat(1000))
  let given = 0
  async function* source() {
    for (let i = 0; i < 300; i++) {
      given += 1000
      yield line
    }
  }
  let rows = 0
  for await (const some of streamRows(source())) {
    rows += some.length
    // What is read ahead are the buffers of the streams between, not the table.
    assert.ok(given - rows < 60_000, `${given} given, ${rows} read`)
  }
  assert.equal(rows, 300_000)
})

for (const [name, text, code] of [
  ['nothing', '', 'sheets.empty'],
  ['blanks', '\n\n ,,\n', 'sheets.empty'],
  ['an old .xls', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1\u0000\u0000', 'sheets.not-a-table'],
  ['a ZIP that is no XLSX', 'PK\u0003\u0004aaaa', 'sheets.not-a-table'],
] as const) {
  test(`${name} is refused`, async () => {
    await assert.rejects(rowsOf(Buffer.from(text, 'latin1')), (error) => isRefusal(error) && error.code === code)
  })
}

test('a quotation mark that is never closed ends the reading with its line, after the rows before it', async () => {
  const seen: StreamedRow[] = []
  const bytes = Buffer.from(`a,b\n1,2\n3,"${'x\n'.repeat(600_000)}`)
  await assert.rejects(
    async () => {
      for await (const some of streamRows(inPieces(bytes, 65_536))) seen.push(...some)
    },
    (error) => isRefusal(error) && error.code === 'sheets.damaged' && Number(error.facts.line) >= 3,
  )
  assert.deepEqual(
    seen.map(({ row }) => row),
    [1, 2],
  )
})
