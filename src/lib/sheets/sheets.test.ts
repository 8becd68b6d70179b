import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { readSheet } from './read-sheet.ts'
import { writeCsv, writeXlsxSheet } from './write-sheet.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusedAs = (code: string) => (error: unknown) => isRefusal(error) && error.code === code

test('CSV is read with commas, semicolons and tabs, and rows keep their numbers', async () => {
  for (const mark of [',', ';', '\t']) {
    const sheet = await readSheet(bytes(`\ufeffکد${mark}نام\r\n12${mark}"کتابخانهٔ ${mark} مرکزی"\r\n\r\n14${mark}نور`))
    assert.deepEqual(sheet.header, ['کد', 'نام'])
    assert.deepEqual(
      sheet.rows.map((row) => row.cells),
      [
        ['12', `کتابخانهٔ ${mark} مرکزی`],
        ['14', 'نور'],
      ],
    )
  }
})

test('Windows-1256, as Excel saves Persian, is recognised', async () => {
  // «کد,نام» and «۱,نور» with the code page's own bytes: kaf 0x98, dal 0xCF, nun 0xE4, alef 0xC7, mim 0xE3, waw 0xE6, re 0xD1
  const sheet = await readSheet(
    Uint8Array.from([0x98, 0xcf, 0x2c, 0xe4, 0xc7, 0xe3, 0x0a, 0x31, 0x2c, 0xe4, 0xe6, 0xd1]),
  )
  assert.deepEqual(sheet.header, ['کد', 'نام'])
  assert.deepEqual(sheet.rows[0]?.cells, ['1', 'نور'])
})

test('what is written is read back, as CSV and as XLSX', async () => {
  const rows = [
    ['7', 'کتابخانهٔ «نور»', '36.3'],
    ['8', 'a,b;c', ''],
  ]
  const header = ['code', 'name', 'lat']
  for (const file of [bytes(writeCsv(header, rows)), await writeXlsxSheet(header, rows, true)]) {
    const sheet = await readSheet(file)
    assert.deepEqual(sheet.header, header)
    assert.deepEqual(
      sheet.rows.map((row) => row.cells.slice(0, 2)),
      [
        ['7', 'کتابخانهٔ «نور»'],
        ['8', 'a,b;c'],
      ],
    )
  }
})

test('a text that looks like a formula leaves the house as text', () => {
  assert.match(writeCsv(['name'], [['=HYPERLINK("x")']]), /'=HYPERLINK/)
})

test('what is no table is refused in a sentence', async () => {
  await assert.rejects(readSheet(bytes('')), refusedAs('sheets.empty'))
  await assert.rejects(readSheet(bytes('\n\n,,\n')), refusedAs('sheets.empty'))
  await assert.rejects(
    readSheet(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])),
    refusedAs('sheets.not-a-table'),
  )
  await assert.rejects(readSheet(Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3])), refusedAs('sheets.not-a-table'))
  await assert.rejects(readSheet(bytes('a,b\n"open')), refusedAs('sheets.damaged'))
})
