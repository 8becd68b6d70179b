import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { COMPOSED, composeBy, type FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { aBook } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { type UnionEdition, unionRecord } from './union-record.ts'

const edition = (more: Partial<UnionEdition>): UnionEdition => ({
  id: '0199aaaa-0000-7000-8000-000000000001',
  url: 'https://peyvand.test/editions/0199aaaa-0000-7000-8000-000000000001',
  updatedAt: new Date('2026-11-22T08:00:09Z'),
  sources: [],
  others: [],
  composition: null,
  copies: [],
  ...more,
})

type Given = readonly [record: MarcRecord, controlNumber: string, library: string]

/** Several records as a union composes them; a library's network is its code before the colon. */
function of(given: readonly Given[], rules: FieldRules = new Map()) {
  const sources = given.map(([record, controlNumber, library]) => ({ record, controlNumber, library }))
  const composed = composeBy(
    sources.map(({ record, library }) => ({
      reading: readRecord(record, 'marc21'),
      network: library.split(':')[0] ?? null,
    })),
    rules,
  )
  return { sources, composition: composed, brief: composed.brief }
}

const lines = (fields: readonly MarcField[]) =>
  fields.map((field) =>
    isDataField(field)
      ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map((sub) => `$${sub.code}${sub.value}`).join('')}`
      : `${field.tag} ${field.value}`,
  )

test('records of an edition become one, and every source and copy is named', () => {
  const poor = aBook('7', 'بوستان', '520 ## $aده باب در اخلاق')
  const full = aBook('b12', 'بوستان /$cسعدی', '100 1# $aسعدی', '300 ## $a624 ص.', '650 #4 $aشعر فارسی', '952 ## $p99')
  const { fields } = unionRecord(
    edition({
      ...of([
        [poor, '7', 'NLA:11'],
        [full, 'b12', 'AQR:31'],
      ]),
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
      '520    $81\\p$aده باب در اخلاق',
      '650  4 $aشعر فارسی',
      '883    $qAQR:31$w(AQR:31)b12',
      '883    $81\\p$qNLA:11$w(NLA:11)7',
      '852    $aAQR:31$bمخزن$hPIR5203$p99',
      '856 42 $uhttps://peyvand.test/editions/0199aaaa-0000-7000-8000-000000000001',
    ],
  )
})

test('each part of a title and of a publication comes from the record whose network has authority over it', () => {
  const poor = aBook('7', 'بوستان سعدی :$bسعدی‌نامه', '260 ## $aمشهد :$bآستان،$c1390')
  const full = aBook('b12', 'بوستان /$cسعدی', '100 1# $aسعدی', '260 ## $aتهران :$bخوارزمی،$c1383', '650 #4 $aشعر فارسی')
  const given = [
    [full, 'b12', 'AQR:31'],
    [poor, '7', 'NLA:11'],
  ] as const
  const owner = { rule: 'owner', networks: ['NLA'] } as const
  const named = of(
    given,
    new Map([
      ['title', owner],
      ['publisher', owner],
    ]),
  )
  const told = lines(unionRecord(edition(named)).fields)
  assert.ok(told.includes('245 10 $81\\p$aبوستان سعدی :$bسعدی‌نامه /$cسعدی'), told.join('\n'))
  assert.ok(told.includes('260    $81\\p$aتهران :$bآستان،$c1383'))
  assert.ok(told.includes('100 1  $81\\p$aسعدی'))
  assert.ok(told.includes('883    $81\\p$qAQR:31$w(AQR:31)b12'))
})

test('the dates and the language of 008 come from the record that tells them, its links are numbered anew', () => {
  const dateless = aRecord([
    '001=1',
    '008=250903n        ir a          000 0 per d',
    '245 10 $aبوستان',
    '100 1# $aسعدی',
    '650 #4 $aاخلاق',
    '500 ## $81.1\\u$aنمایه',
  ])
  const dated = aRecord([
    '001=2',
    '008=250903s2004    ir            000 0 ara d',
    '245 10 $6880-03$aBūstān',
    '260 ## $6880-01$aTihrān$c1383',
    '880 10 $6245-03/r$aبوستان',
    '880 ## $6260-01/r$aتهران$c۱۳۸۳',
  ])
  const made = unionRecord(
    edition(
      of([
        [dateless, '1', 'NLA:11'],
        [dated, '2', 'AQR:31'],
      ]),
    ),
  )
  const told = lines(made.fields)
  assert.ok(told.includes('008 250903s2004    ir a          000 0 per d'), told.join('\n'))
  assert.ok(told.includes('260    $6880-02$82\\p$aTihrān$c1383'), told.join('\n'))
  assert.ok(told.includes('880    $6260-02/r$82\\p$aتهران$c۱۳۸۳'))
  assert.ok(told.includes('500    $81.1\\u$aنمایه'))
})

test('whatever records and rules: machines read what the pages show, and nothing that no record says', () => {
  const line = fc.constantFrom(
    '100 1# $aسعدی',
    '700 1# $aفروغی، محمدعلی$eمصحح',
    '700 1# $aنظامی$tلیلی و مجنون',
    '110 2# $aبنیاد',
    '250 ## $aچاپ دوم',
    '260 ## $aتهران :$bخوارزمی،$c1383',
    '264 #1 $aمشهد :$bآستان',
    '264 #4 $c1380',
    '300 ## $a624 ص.',
    '490 0# $aگنجینه',
    '650 #4 $aشعر فارسی',
    '650 #4 $aاخلاق$xتاریخ',
    '020 ## $a9789640000014',
    '020 ## $a9789643510015',
    '022 ## $a0378-5955',
    '041 0# $aara$aper',
    '520 ## $aده باب',
    '500 ## $aنمایه',
    '856 40 $uhttps://example.org/1',
  )
  const title = fc.constantFrom('بوستان', 'بوستان :$bشعر', 'بوستان /$cسعدی', 'Būstān /$cSaʻdī', 'بوستان.$nج. 2')
  const record = fc
    .tuple(title, fc.uniqueArray(line))
    .map(([name, more]) => aRecord(['008=250903s2004    ir a          000 0 per d', `245 10 $a${name}`, ...more]))
  const rule = fc.oneof(
    fc.record({ rule: fc.constantFrom('fullest', 'owner'), networks: fc.shuffledSubarray(['A', 'B', 'C']) }),
  )
  const united = fc
    .constantFrom('authors', 'subjects', 'isbns')
    .map((field) => ({ [field]: { rule: 'union', networks: [] } }))
  const rules = fc
    .tuple(fc.dictionary(fc.constantFrom(...COMPOSED), rule), united)
    .map(([set, more]) => ({ ...set, ...more }))
  fc.assert(
    fc.property(fc.array(record, { minLength: 2, maxLength: 4 }), rules, (records, set) => {
      const made = of(
        records.map((one, at) => [one, String(at), `${'ABC'[at % 3]}:${at}`] as const),
        new Map(Object.entries(set)) as FieldRules,
      )
      const union = unionRecord(edition(made))
      const { brief } = readRecord(union, 'marc21')
      for (const field of COMPOSED) {
        const key = (one: unknown) => (typeof one === 'string' ? one : (one as { key: string }).key)
        const told = (value: unknown) => (Array.isArray(value) ? value.map(key).sort() : value)
        assert.deepEqual(told(brief[field]), told(made.brief[field]), field)
      }
      const bare = (value: string) => value.replace(/[\s/:;=,،]+$/u, '')
      const said = new Set(records.flatMap((one) => one.fields.flatMap(wordsOf)).map(bare))
      const own = union.fields.filter(({ tag }) => !/^(035|041|852|856|883)$/.test(tag))
      for (const word of own.flatMap(wordsOf)) assert.ok(said.has(bare(word)), word)
    }),
    { numRuns: 300 },
  )
})

const wordsOf = (field: MarcField) =>
  isDataField(field) ? field.subfields.filter(({ code }) => code !== '8').map(({ value }) => value) : []

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
      const source = { record: { leader, fields }, controlNumber: '1', library: 'N:1' }
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
