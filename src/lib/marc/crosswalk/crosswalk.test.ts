import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { describe } from '#lib/marc/description/describe.ts'
import { isDataField, type MarcFamily, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { aPersianRecord, aRecord } from '#tests/support/marc-records.ts'
import { convertFamily, toMarc21, toUnimarc } from './convert-family.ts'
import { fieldText } from './kept.ts'
import { RULES } from './rules.ts'
import { FIELD_LINES } from './tables.ts'

const texts = (record: MarcRecord) => record.fields.map(fieldText)
const meaning = (leader: string) => leader.slice(5, 12) + leader.slice(17)

test('every line of the table can be read, and names a rule that exists', () => {
  for (const lines of Object.values(FIELD_LINES)) {
    for (const line of [...lines.values()].flat()) {
      assert.match(line.tag, /^\d{3}$/)
      assert.match(line.toTag, /^\d{3}$/)
      assert.match(line.ind + line.toInd, /^[#.xy\d]{4}$/, `${line.tag} → ${line.toTag}`)
      assert.ok(line.rule === '' || RULES[line.rule], `${line.tag} names ${line.rule}`)
      assert.ok(line.codes.size > 0, `${line.tag} → ${line.toTag} has no subfields`)
      for (const [from, to] of line.codes) assert.match(from + to, /^[a-z0-9*]{2}$/, `${line.tag} ${from} ${to}`)
    }
  }
})

const TAGS = [
  ...FIELD_LINES.marc21.keys(),
  ...FIELD_LINES.unimarc.keys(),
  '100',
  '101',
  '801',
  '880',
  '886',
  '901',
  '902',
  '905',
  '999',
]
const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    'سعدی، مصلح',
    'aut',
    '070',
    '880-01',
    '245-01/(3/r',
    'a01',
    'ba',
    '2001 ',
    'marc21',
    'peyvand',
    'ir',
    '20200101d1399    m  y0pery50      fa',
  ),
)
const anyField: fc.Arbitrary<MarcField> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ tag: fc.constantFrom('001', '003', '005', '006', '007', '008'), value: anyText }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      tag: fc.constantFrom(...TAGS),
      ind1: fc.constantFrom(' ', '0', '1', '2', '3'),
      ind2: fc.constantFrom(' ', '0', '1', '4', '7'),
      subfields: fc.array(
        fc.record({ code: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), value: anyText }),
        {
          maxLength: 6,
        },
      ),
    }),
  },
)
const anyRecord: fc.Arbitrary<MarcRecord> = fc.record({
  leader: fc.constantFrom(
    '00000nam a2200000 i 4500',
    '00000cas  2200000   450 ',
    '00000nab0 2200000   450 ',
    '00000nz  a2200000n  4500',
  ),
  fields: fc.array(anyField, { maxLength: 12 }),
})

for (const [from, to] of [
  ['marc21', 'unimarc'],
  ['marc21', 'iranmarc'],
  ['unimarc', 'marc21'],
  ['iranmarc', 'marc21'],
] as [MarcFamily, MarcFamily][]) {
  test(`any record goes from ${from} to ${to} and comes back as it was`, () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const there = convertFamily(record, from, to)
        const back = convertFamily(there.record, to, from)
        assert.deepEqual(texts(back.record), texts(record))
        assert.equal(meaning(back.record.leader), meaning(record.leader))
        assert.equal(there.record.leader.length, 24)
      }),
      { numRuns: 400 },
    )
  })
}

test('a record somebody changed in the other format comes back with the change', () => {
  const record = aPersianRecord(3)
  const there = convertFamily(record, 'marc21', 'unimarc').record
  const fields = there.fields.map((field) =>
    field.tag === '200' && isDataField(field)
      ? {
          ...field,
          subfields: field.subfields.map((one) => (one.code === 'a' ? { code: 'a', value: 'نامی دیگر' } : one)),
        }
      : field,
  )
  const back = convertFamily({ ...there, fields }, 'unimarc', 'marc21')
  const title = back.record.fields.find(({ tag }) => tag === '245')
  assert.ok(title && isDataField(title))
  assert.match(title.subfields[0]?.value ?? '', /^نامی دیگر/)
  // What only the source had is still there, and was put in the place of nothing.
  assert.equal(back.record.fields.filter(({ tag }) => tag === '952').length, 1)
  assert.equal(back.record.fields.filter(({ tag }) => tag === '245').length, 1)
})

test('886 of other makers becomes the field again, and one of a third format stays', () => {
  const record = aRecord(
    ['001=1', '200 1# $aX', '886 2# $2usmarc$a520$b  $aFrom elsewhere', '886 2# $2rusmarc$a999$b  $aStays'],
    '00000nam  2200000   450 ',
  )
  const made = toMarc21(record, 'unimarc', { keep: false })
  assert.ok(made.fields.some((field) => fieldText(field) === '520\u001e  \u001faFrom elsewhere'))
  assert.equal(made.fields.filter(({ tag }) => tag === '886').length, 1)
})

test('a record in the format asked for comes back as it is', () => {
  const record = aPersianRecord(1)
  assert.equal(toMarc21(record, 'marc21'), record)
  const unimarc = toUnimarc(record, 'marc21')
  assert.equal(toUnimarc(unimarc, 'iranmarc'), unimarc)
})

test('every subfield of a source is carried or told, none falls silently', () => {
  const words = Array.from({ length: 30 }, (_, i) => `w${i}x`)
  const record = aRecord([
    '001=w0x',
    ...words
      .slice(1)
      .map(
        (word, i) =>
          `${['245', '500', '700', '650', '999', '534', '776', '830'][i % 8]} 10 $${'abtxyvqz9'[i % 9]}${word}`,
      ),
  ])
  const { record: made, losses } = convertFamily(record, 'marc21', 'unimarc', { keep: false })
  const carried = texts(made).join(' ')
  for (const word of words) {
    assert.ok(carried.includes(word) || losses.some(({ value }) => value.includes(word)), word)
  }
})

test('the copies of a record are the same copies in every format', () => {
  const record = aRecord(['001=1', '245 10 $aX', '852 ## $aIR-1$bمخزن$hPIR5203$p1001', '852 ## $aIR-1$hPIR5203$p1002'])
  const copies = (one: MarcRecord, family: MarcFamily) =>
    describe(one, family).items.map(({ libraryCode, callNumber, barcode, accession }) => [
      libraryCode,
      callNumber,
      barcode ?? accession,
    ])
  const own = copies(record, 'marc21')
  assert.equal(own.length, 2)
  for (const to of ['unimarc', 'iranmarc'] as const) {
    assert.deepEqual(copies(convertFamily(record, 'marc21', to, { keep: false }).record, to), own, to)
  }
})
