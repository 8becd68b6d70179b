import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { isRefusal } from '#lib/refusal.ts'
import { readXlsx, type XlsxRow } from './read-xlsx.ts'

/** An archive of these parts; `claims` is the unpacked size it tells of each instead of the true one. */
function aZip(parts: Readonly<Record<string, string | Buffer>>, claims?: number): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(raw), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claims ?? raw.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    locals.push(Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    entries.push(Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(parts).length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end])
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`

/** The parts of a workbook with one sheet of these rows. */
const aBook = (rows: string, more: Readonly<Record<string, string | Buffer>> = {}) => ({
  'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${relation('r1', 'worksheet', 'worksheets/sheet1.xml')}${relation('r2', 'sharedStrings', '/xl/texts.xml')}</Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  ...more,
})
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`

async function rowsOf(bytes: Uint8Array): Promise<XlsxRow[]> {
  const rows: XlsxRow[] = []
  for await (const some of readXlsx(bytes)) rows.push(...some)
  return rows
}

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await rowsOf(bytes)
    return 'read'
  } catch (error) {
    if (isRefusal(error)) return error.code
    throw error
  }
}

test('texts of every kind, numbers, truths and days are read; rows keep their numbers', async () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>' +
    `<row r="3">${cell('A3', ' کتاب &amp; قلم ')}<c r="B3"><v>9789640000014</v></c><c r="C3"><v>1390.0</v></c></row>` +
    '<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" s="1"><v>45292.5</v></c><c r="C4" t="e"><v>#N/A</v></c></row>' +
    '<row><c t="str"><f>A1</f><v>حاصل</v></c><c s="2"><v>45292</v></c><c s="0"><v>2</v></c></row>'
  const texts =
    '<sst><si><t>عنوان</t><rPh sb="0" eb="1"><t>no</t></rPh></si><si><r><t>نام </t></r><r><t>نویسنده</t></r></si></sst>'
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-429]yyyy/mm/dd;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
  assert.deepEqual(await rowsOf(aZip(aBook(rows, { 'xl/texts.xml': texts, 'xl/styles.xml': styles }))), [
    { row: 1, cells: ['عنوان', '', 'نام نویسنده'] },
    { row: 3, cells: ['کتاب & قلم', '9789640000014', '1390'] },
    { row: 4, cells: ['true', '2024-01-01'] },
    { row: 5, cells: ['حاصل', '2024-01-01', '2'] },
  ])
})

test('names with a prefix are the same names', async () => {
  const sheet = `<x:worksheet xmlns:x="a"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>عنوان</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`
  assert.deepEqual(await rowsOf(aZip(aBook('', { 'xl/worksheets/sheet1.xml': sheet }))), [{ row: 1, cells: ['عنوان'] }])
})

test('a cell in the farthest corner costs nothing', async () => {
  const rows = `<row r="1">${cell('A1', 'title')}${cell('XFD1', 'far')}</row><row r="1048576">${cell('A1048576', 'last')}<c r="XFD1048576" s="3"/></row>`
  assert.deepEqual(await rowsOf(aZip(aBook(rows))), [
    { row: 1, cells: ['title'] },
    { row: 1_048_576, cells: ['last'] },
  ])
})

test('what is no workbook, or lies about itself, is refused in a sentence', async () => {
  const good = aZip(aBook(`<row r="1">${cell('A1', 'a')}</row>`))
  const entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet/>'
  const cases: Readonly<Record<string, Uint8Array>> = {
    'another archive': aZip({ 'a.txt': 'hello' }),
    'half of it': good.subarray(0, good.length / 2),
    'its end alone': good.subarray(good.length - 22),
    'a row that goes back': aZip(aBook('<row r="2"/><row r="1"/>')),
    'a row behind the last': aZip(aBook('<row r="4000000000"/>')),
    'a cell nowhere': aZip(aBook(`<row r="1">${cell('ZZZZZZ1', 'a')}</row>`)),
    'an entity': aZip(aBook('', { 'xl/worksheets/sheet1.xml': entity })),
    'XML cut short': aZip(aBook('', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' })),
    'a text without an end': aZip(aBook(`<row r="1"><c><v>${'1'.repeat(9_000_000)}`)),
  }
  for (const [name, bytes] of Object.entries(cases)) assert.equal(await codeOf(bytes), 'sheets.not-a-table', name)
  assert.equal(await codeOf(aZip(aBook('<row r="1"/>'), 4_000_000_000)), 'read', 'what it claims is not believed')
})

test('a bomb is stopped by what it unpacks to, whatever it claims', async () => {
  const bomb = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(300_000_000, '<col></col>')])
  const bytes = aZip(aBook('', { 'xl/worksheets/sheet1.xml': bomb }), 100)
  assert.ok(bytes.length < 2_000_000)
  assert.equal(await codeOf(bytes), 'sheets.too-large')
})

test('no change of a byte is a fault of ours', async () => {
  const good = aZip(aBook(`<row r="1">${cell('A1', 'title')}</row><row r="2">${cell('A2', 'کتاب')}</row>`))
  const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255))
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = Buffer.from(good)
      for (const [at, byte] of changes) bytes[at] = byte
      assert.match(await codeOf(bytes), /^(read|sheets\.(not-a-table|too-large))$/)
    }),
    { numRuns: 500 },
  )
})
