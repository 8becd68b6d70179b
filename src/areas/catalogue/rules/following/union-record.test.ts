import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isDataField, type MarcField } from '#lib/marc/record.ts'
import { aBook } from '#tests/support/catalogue.ts'
import { type UnionEdition, unionRecord } from './union-record.ts'

const edition = (more: Partial<UnionEdition>): UnionEdition => ({
  id: '0199aaaa-0000-7000-8000-000000000001',
  url: 'https://peyvand.test/editions/0199aaaa-0000-7000-8000-000000000001',
  updatedAt: new Date('2026-11-22T08:00:09Z'),
  sources: [],
  copies: [],
  ...more,
})

const lines = (fields: readonly MarcField[]) =>
  fields.map((field) =>
    isDataField(field)
      ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map((sub) => `$${sub.code}${sub.value}`).join('')}`
      : `${field.tag} ${field.value}`,
  )

test('the fullest source describes the edition, and every source and copy is named', () => {
  const poor = aBook('7', 'بوستان', '520 ## $aده باب در اخلاق')
  const full = aBook('b12', 'بوستان /$cسعدی', '100 1# $aسعدی', '300 ## $a624 ص.', '650 #4 $aشعر فارسی', '952 ## $p99')
  const { fields } = unionRecord(
    edition({
      sources: [
        { record: poor, controlNumber: '7', library: 'NLA:11', isShown: true },
        { record: full, controlNumber: 'b12', library: 'AQR:31', isShown: true },
      ],
      copies: [{ library: 'AQR:31', shelf: 'مخزن', callNumber: 'PIR5203', barcode: '99', volume: null }],
    }),
  )
  assert.deepEqual(
    lines(fields).filter((line) => !line.startsWith('008')),
    [
      '001 0199aaaa-0000-7000-8000-000000000001',
      '003 Peyvand',
      '005 20261122080009.0',
      '035    $a(NLA:11)7',
      '035    $a(AQR:31)b12',
      '100 1  $aسعدی',
      '245 10 $aبوستان /$cسعدی',
      '300    $a624 ص.',
      '520    $aده باب در اخلاق',
      '650  4 $aشعر فارسی',
      '852    $aAQR:31$bمخزن$hPIR5203$p99',
      '856 42 $uhttps://peyvand.test/editions/0199aaaa-0000-7000-8000-000000000001',
    ],
  )
})

test('the record whose title the pages show describes the edition, be it the poorer one', () => {
  const poor = aBook('7', 'بوستان سعدی')
  const full = aBook('b12', 'Būstān', '100 1# $aSaʻdī', '650 #4 $aشعر فارسی')
  const { fields } = unionRecord(
    edition({
      sources: [
        { record: full, controlNumber: 'b12', library: 'AQR:31', isShown: false },
        { record: poor, controlNumber: '7', library: 'NLA:11', isShown: true },
      ],
    }),
  )
  const told = lines(fields)
  assert.ok(told.includes('245 10 $aبوستان سعدی'))
  assert.ok(told.includes('650  4 $aشعر فارسی'), 'what it lacks comes from the other')
  assert.ok(!told.some((line) => line.startsWith('100')))
})

test('what the schema of MARCXML refuses never leaves', () => {
  const field = fc.oneof(
    fc.record({ tag: fc.string({ maxLength: 4 }), value: fc.string() }),
    fc.record({
      tag: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('245', '100', '8a0')),
      ind1: fc.string({ maxLength: 2 }),
      ind2: fc.string({ maxLength: 2 }),
      subfields: fc.array(fc.record({ code: fc.string({ maxLength: 2 }), value: fc.string() })),
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(field), (leader, fields) => {
      const source = { record: { leader, fields }, controlNumber: '1', library: 'N:1', isShown: true }
      const made = unionRecord(edition({ sources: [source] }))
      assert.match(
        made.leader,
        /^[\d ]{5}[\dA-Za-z ][\dA-Za-z][\dA-Za-z ]{3}(2| )(2| )[\d ]{5}[\dA-Za-z ]{3}(4500| {4})$/,
      )
      for (const one of made.fields) {
        if (!isDataField(one)) assert.match(one.tag, /^00[1-9]$/)
        else {
          assert.match(one.tag, /^(0[1-9]|[1-9]\d)\d$/)
          assert.match(one.ind1 + one.ind2, /^[\da-z ]{2}$/)
          assert.ok(one.subfields.length > 0 && one.subfields.every((sub) => /^[\da-zA-Z]$/.test(sub.code)))
        }
      }
      assert.equal(made.fields.filter((one) => one.tag === '001').length, 1)
    }),
  )
})
