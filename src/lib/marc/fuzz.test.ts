import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe } from '#lib/marc/description/describe.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { writeJson } from '#lib/marc/json/write.ts'
import { writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { aPersianRecord, aRecord, inPieces, isoBytes, whole } from '#tests/support/marc-records.ts'
import { convertMarc } from './convert.ts'
import { readMarc } from './read.ts'
import type { MarcItem } from './record.ts'
import { fa as words } from './text.fa.ts'

// `npm test` mutates 20,000 records; PEYVAND_FUZZ=100000 is the full run.
const WANTED = Number(process.env.PEYVAND_FUZZ ?? 20_000)
const PER_RUN = 4
const RUNS = Math.ceil(WANTED / PER_RUN / 3)

const iso = Buffer.concat(Array.from({ length: PER_RUN }, (_, i) => isoBytes(aPersianRecord(i))))
const xml = Buffer.from(
  `${XML_HEAD}${Array.from({ length: PER_RUN }, (_, i) => writeMarcXml(aPersianRecord(i))).join('')}${XML_TAIL}`,
)
const json = Buffer.from(Array.from({ length: PER_RUN }, (_, i) => writeJson(aPersianRecord(i))).join(''))

async function read(source: AsyncIterable<Uint8Array>): Promise<MarcItem[]> {
  const items: MarcItem[] = []
  for await (const batch of readMarc(source)) items.push(...batch)
  return items
}

/** A change to a file: bytes overwritten, put in, taken out or doubled. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 0.999999, noNaN: true }),
  length: fc.integer({ min: 0, max: 40 }),
  kind: fc.constantFrom('write', 'insert', 'delete', 'double', 'cut'),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc
      .constantFrom(
        '\x1d',
        '\x1e',
        '\x1f',
        '\x1b(3',
        '\x1b$1',
        '00000',
        '<',
        '>',
        '</record>',
        '<record>',
        '&',
        '"',
        '{',
        '}',
        '\u0000',
      )
      .map((s) => Buffer.from(s)),
  ),
})

function mutated(
  bytes: Buffer,
  changes: readonly { at: number; length: number; kind: string; bytes: Uint8Array }[],
): Buffer {
  let out = Buffer.from(bytes)
  for (const { at, length, kind, bytes: put } of changes) {
    const from = Math.floor(at * out.length)
    const [head, tail] = [out.subarray(0, from), out.subarray(from)]
    if (kind === 'write') out = Buffer.concat([head, put, tail.subarray(put.length)])
    else if (kind === 'insert') out = Buffer.concat([head, put, tail])
    else if (kind === 'delete') out = Buffer.concat([head, tail.subarray(length)])
    else if (kind === 'double') out = Buffer.concat([head, tail.subarray(0, length), tail])
    else out = Buffer.from(head)
  }
  return out
}

for (const [name, bytes] of [
  ['ISO 2709', iso],
  ['MARCXML', xml],
  ['JSON', json],
] as const) {
  test(`mutated ${name} is read or refused, never a fault, in any chunks alike`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 4000 }),
        async (changes, size) => {
          const input = mutated(bytes, changes)
          const items = await read(whole(input))
          assert.ok(items.length > 0)
          for (const item of items) {
            for (const { code } of item.kind === 'refused' ? [item.fault] : item.repairs) assert.ok(fa(code), code)
            if (item.kind === 'record') {
              describe(item.record, item.family)
              assert.ok(isStorable(JSON.stringify(item.record)), 'a database would not take it')
            }
            assert.ok(isStorable(JSON.stringify(item.kind === 'refused' ? item.fault : item.repairs)))
          }
          assert.deepEqual(await read(inPieces(input, size)), items)
        },
      ),
      { numRuns: RUNS },
    )
  })
}

// JSON writes a half character as \udXXX and NUL as \u0000; PostgreSQL takes neither.
const isStorable = (json: string) => !/\\u(0000|d[89a-f])/i.test(json)

const fa = (code: string) => words.faults[code]

test('every cut of a file keeps the records before the cut', async () => {
  const ends = [0]
  for (let at = iso.indexOf(0x1d); at >= 0; at = iso.indexOf(0x1d, at + 1)) ends.push(at + 1)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: iso.length }), async (end) => {
      const records = (await read(whole(iso.subarray(0, end)))).filter(({ kind }) => kind === 'record')
      const wholeOnes = ends.filter((e) => e > 0 && e <= end).length
      // The last one may lack nothing but its terminator.
      assert.ok(records.length === wholeOnes || (records.length === wholeOnes + 1 && ends.includes(end + 1)))
    }),
    { numRuns: 300 },
  )
})

test('a damaged record never costs its neighbours', async () => {
  const first = isoBytes(aPersianRecord(1))
  const last = isoBytes(aPersianRecord(2))
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (changes) => {
      const middle = mutated(isoBytes(aRecord(['001=5', '245 10 $aمیان$cنویسنده', '260 ## $aتهران'])), changes)
      const items = await read(whole(Buffer.concat([first, middle, last])))
      const numbers = items.flatMap((item) => (item.kind === 'record' ? [item.record.fields[0]] : []))
      const has = (i: number) =>
        numbers.some((field) => field && 'value' in field && field.value === String(i).padStart(9, '0'))
      assert.ok(has(1), 'the record before')
      assert.ok(has(2), 'the record behind')
    }),
    { numRuns: 2000 },
  )
})

const chars = fc
  .string({ unit: 'grapheme', minLength: 0, maxLength: 30 })
  .map((s) => s.replace(/[\x00-\x1f\ufffe\uffff]/g, '').toWellFormed())
const plainly = { noNullPrototype: true }
const subfield = fc.record({ code: fc.constantFrom('a', 'b', '9'), value: chars }, plainly)
const field = fc.record(
  {
    tag: fc.integer({ min: 10, max: 999 }).map((n) => String(n).padStart(3, '0')),
    ind1: fc.constantFrom(' ', '0', '1', 'a'),
    ind2: fc.constantFrom(' ', '0', '4'),
    subfields: fc.array(subfield, { minLength: 1, maxLength: 5 }),
  },
  plainly,
)
const record = fc.array(field, { minLength: 1, maxLength: 12 }).map((fields) => ({
  leader: '00000nam a2200000 i 4500',
  fields: [{ tag: '001', value: '1' }, ...fields],
}))

test('what is written in any form reads back as the same record', async () => {
  await fc.assert(
    fc.asyncProperty(record, async (made) => {
      const marc = Buffer.from(writeIso2709(made))
      for (const form of [
        marc,
        Buffer.from(XML_HEAD + writeMarcXml(made) + XML_TAIL),
        Buffer.from(writeJson(made)),
        gzipSync(marc),
      ]) {
        const [item, more] = await read(whole(form))
        assert.ok(item?.kind === 'record' && more === undefined)
        assert.deepEqual(item.repairs, [])
        assert.deepEqual(item.record.fields, made.fields)
        assert.deepEqual(Buffer.from(writeIso2709(item.record)), marc)
      }
    }),
    { numRuns: 500 },
  )
})

test('JSON straight from bytes is the JSON of the record', async () => {
  await fc.assert(
    fc.asyncProperty(record, async (made) => {
      const pieces: Uint8Array[] = []
      const counts = { read: 0, written: 0, mended: 0, refused: 0 }
      for await (const piece of convertMarc(whole(writeIso2709(made)), 'json', counts, () => assert.fail()))
        pieces.push(piece)
      const [item] = await read(whole(writeIso2709(made)))
      assert.ok(item?.kind === 'record')
      assert.equal(Buffer.concat(pieces).toString(), writeJson(item.record))
    }),
    { numRuns: 500 },
  )
})
