import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { MarcFamily } from '#lib/marc/record.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { readRecord } from './read-record.ts'

// A case is a folder: `record.txt` (its first line names the family, then a field a line) and `expected.json`. To add one,
// write the record and run this test: it fails and prints what to put into expected.json, if it is what you meant.
const CASES = fileURLToPath(new URL('./cases', import.meta.url))

function readCase(folder: string) {
  const [family = '', ...lines] = readFileSync(join(folder, 'record.txt'), 'utf8').trim().split('\n')
  const leader = lines[0]?.startsWith('LDR=') ? lines.shift()?.slice(4) : undefined
  return readRecord(aRecord(lines, leader), family.trim() as MarcFamily)
}

for (const name of readdirSync(CASES).sort()) {
  test(`reads ${name.replaceAll('-', ' ')}`, () => {
    const folder = join(CASES, name)
    const read = JSON.parse(JSON.stringify(readCase(folder))) as unknown
    const expected = join(folder, 'expected.json')
    if (!existsSync(expected)) {
      assert.fail(`${expected} is missing. If this is right, keep it:\n${JSON.stringify(read, null, 2)}`)
    }
    assert.deepEqual(read, JSON.parse(readFileSync(expected, 'utf8')))
  })
}

test('whatever a record says, it is read, and its keys are short enough to be kept', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const subfields = fc.array(
    fc.record({ code: fc.constantFrom('a', 'b', 'c', 'n', 'p', '6', '9', '2'), value: text }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  const tag = fc.constantFrom(
    '010',
    '020',
    '022',
    '035',
    '100',
    '200',
    '210',
    '245',
    '264',
    '490',
    '600',
    '650',
    '700',
    '852',
    '880',
    '901',
    '952',
  )
  const field = fc.record({ tag, ind1: fc.constantFrom(' ', '1'), ind2: fc.constantFrom(' ', '0'), subfields })
  const families = fc.constantFrom('marc21', 'unimarc', 'iranmarc')
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), families, text, (fields, family, number) => {
      const record = { leader: '00000nam a2200000 i 4500', fields: [{ tag: '001', value: number }, ...fields] }
      const reading = readRecord(record, family as MarcFamily)
      assert.ok(reading.brief.title !== '')
      for (const key of [...reading.keys, ...reading.titleKeys]) assert.ok(Buffer.byteLength(key) < 2_600, key)
      for (const { key } of [...reading.brief.authors, ...reading.brief.subjects])
        assert.ok(Buffer.byteLength(key) < 900)
    }),
    { numRuns: 1_000 },
  )
})
