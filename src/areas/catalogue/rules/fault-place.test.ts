import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMarc } from '#lib/marc/read.ts'
import { aRecord, isoBytes, whole } from '#tests/support/marc-records.ts'
import { dumpAround, textAround } from './byte-dump.ts'
import { faultPlace } from './fault-place.ts'

const record = isoBytes(aRecord(['001=1', '245 10 $aبوستان /$cسعدی', '300 ## $a12 ص']))
const xml = (inside: string) =>
  `<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">1</controlfield>${inside}</record>`

async function refusalOf(bytes: Buffer) {
  for await (const items of readMarc(whole(bytes))) for (const item of items) if (item.kind === 'refused') return item
  throw new Error('nothing was refused')
}

const shown: readonly (readonly [name: string, bytes: Buffer, marked: string | RegExp])[] = [
  ['a record cut short, at its last byte', record.subarray(0, record.length - 20), /^.$/s],
  [
    'a tag that is missing',
    Buffer.from(xml('<datafield ind1="1" ind2="0"><subfield code="a">الف</subfield></datafield>')),
    '<datafield ind1="1" ind2="0">',
  ],
  [
    'a code that is missing, behind Persian text',
    Buffer.from(
      xml(
        '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">بوستان</subfield><subfield>سعدی</subfield></datafield>',
      ),
    ),
    '<subfield>',
  ],
  ['a tag of four letters', Buffer.from(xml('<controlfield tag="0085">x</controlfield>')), '"0085"'],
  ['a reference nobody defined', Buffer.from(xml('<controlfield tag="008">a&nbsp;b</controlfield>')), '&nbsp;'],
  ['an end tag that closes nothing', Buffer.from(xml('<controlfield tag="008">x</datafield>')), '</datafield>'],
]

for (const [name, bytes, marked] of shown) {
  test(`marks ${name}`, async () => {
    const { fault, bytes: kept } = await refusalOf(bytes)
    const { fault: text } = textAround(kept, faultPlace(fault.code, fault.facts, kept))
    if (typeof marked === 'string') assert.equal(text, marked)
    else assert.match(text, marked)
  })
}

test('marks the entry of a directory that leads nowhere', () => {
  const damaged = Buffer.from(record)
  damaged.write('2*5', 24 + 12)
  assert.deepEqual(faultPlace('marc.directory-damaged', {}, damaged), { start: 36, end: 48 })
  const disagreeing = Buffer.from(record)
  disagreeing.write('9999', 24 + 12 + 3)
  assert.deepEqual(faultPlace('marc.directory-disagrees', {}, disagreeing), { start: 36, end: 48 })
})

test('a dump has sixteen bytes a line, shows separators as signs and marks the fault', () => {
  const lines = dumpAround(record, { start: 24, end: 27 })
  assert.deepEqual(lines.map((line) => line.at).slice(0, 3), [0, 16, 32])
  assert.equal(lines[0]?.cells.length, 16)
  const marked = lines.flatMap((line) => line.cells.filter((cell) => cell.isFault))
  assert.deepEqual(
    marked,
    [...'001'].map((sign) => ({ hex: `3${sign}`, sign, isFault: true })),
  )
  assert.ok(lines.some((line) => line.cells.some((cell) => cell.sign === '¶')))
})

test('no control character is left for a typeface to draw', () => {
  const odd = Buffer.from(['\u001dبوستان', '\u001faسعدی\u001e', '\u0001\u0007\u000b\u007f\u0085', 'ب\tپ\n'].join(''))
  const { after } = textAround(odd, null)
  assert.equal(after, '§بوستان‡aسعدی¶·····ب\tپ\n')
  const signs = dumpAround(odd, null).flatMap((line) => line.cells.map((cell) => cell.sign))
  assert.deepEqual(
    signs.filter((sign) => !/^[\x20-\x7e·§‡¶]$/.test(sign)),
    [],
  )
})

test('whatever the bytes and the fault, a place lies inside and the dump stays small', () => {
  const codes = ['marc.cut-short', 'marc.directory-damaged', 'marc.xml-malformed', 'marc.json-malformed', 'marc.else']
  const heads = fc.constantFrom('', '<', '{', '[', '00100nam a2200049')
  fc.assert(
    fc.property(heads, fc.uint8Array({ maxLength: 3000 }), fc.constantFrom(...codes), (head, rest, code) => {
      const bytes = Buffer.concat([Buffer.from(head), rest])
      const place = faultPlace(code, {}, bytes)
      if (place !== null) assert.ok(place.start >= 0 && place.start < place.end && place.end <= bytes.length)
      assert.ok(dumpAround(bytes, place).length <= 64)
      textAround(bytes, place)
    }),
    { numRuns: 500 },
  )
})
