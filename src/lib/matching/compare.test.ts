import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { isDataField, type MarcRecord } from '#lib/marc/record.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { aField, aRecord } from '#tests/support/marc-records.ts'
import { candidateKeys } from './candidate-keys.ts'
import { compare, isPlainlyApart } from './compare.ts'
import { text as en } from './text.en.ts'
import { workKey } from './work-key.ts'

const TITLES = [
  'تاریخ ایران',
  'کیمیای سعادت',
  'کتاب‌های درسی',
  'مسئله آینده',
  'دیوان',
  'Tārīkh Miṣr al-ḥadīth',
  'فیزیک ۲',
  '',
]
const NAMES = ['رضایی، علی', 'کیانی، یدالله', 'Ḥusayn, Ṭāhā', 'طه حسین', '']
const YEARS = ['1382', '۱۳۸۲', '2003', '1424 ق', '[138-?]', '']
const VOLUMES = ['', 'جلد ۱', 'ج. ۲', 'الجزء الثالث', 'v. 4']
const EXTENTS = ['۳۲۰ ص.', '320 p.', '۳ ج.', 'ج. ۲', 'v. 4', '']
const NUMBERS = ['978-964-312-345-1', '۹۷۸-۹۶۴-۳۱۲-۳۴۵-۱', '978-600-119-000-1', '978-964-312-345-1 (دوره)', '']

const parts = fc.record({
  title: fc.constantFrom(...TITLES),
  name: fc.constantFrom(...NAMES),
  year: fc.constantFrom(...YEARS),
  volume: fc.constantFrom(...VOLUMES),
  extent: fc.constantFrom(...EXTENTS),
  isbn: fc.constantFrom(...NUMBERS),
  edition: fc.constantFrom('', 'چاپ دوم', 'al-Ṭabʻah 3', 'ویراست ۲'),
  publisher: fc.constantFrom('', 'نشر نی', 'انتشارات نی', 'دار الفکر', '[s.n.]'),
})
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

function made(of: Parts): MarcRecord {
  const lines = [
    ['020 ## $a', of.isbn],
    ['100 1# $a', of.name],
    ['245 10 $a', of.volume === '' ? of.title : `${of.title}.$n${of.volume}`],
    ['250 ## $a', of.edition],
    ['260 ## $b', `${of.publisher}${of.year === '' ? '' : `$c${of.year}`}`],
    ['300 ## $a', of.extent],
  ] as const
  return aRecord(lines.filter(([, value]) => value !== '').map(([field, value]) => field + value))
}

const card = (record: MarcRecord) => readCard(record, 'marc21')

test('the verdict is the same whichever record comes first', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const [a, b] = [card(made(one)), card(made(other))]
      const [there, back] = [compare(a, b), compare(b, a)]
      assert.equal(back.outcome, there.outcome)
      assert.equal(back.score, there.score)
      assert.deepEqual(
        back.features.map(({ a, b, ...rest }) => ({ ...rest, a: b, b: a })),
        there.features,
      )
    }),
    { numRuns: 1000 },
  )
})

test('what is plainly apart is apart', () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const [a, b] = [card(made(one)), card(made(other))]
      if (isPlainlyApart(a, b)) assert.equal(compare(a, b).outcome, 'apart')
    }),
    { numRuns: 1000 },
  )
})

test('a record is one edition with itself wherever it says enough, and never apart by a veto', () => {
  fc.assert(
    fc.property(parts, (of) => {
      const one = card(made(of))
      const { outcome, features } = compare(one, one)
      assert.ok(!features.some(({ result }) => result === 'veto'))
      if (of.title !== '' && of.name !== '' && of.year !== '' && /\p{L}{3}/u.test(of.publisher) && of.extent !== '') {
        assert.equal(outcome, 'group')
      }
    }),
    { numRuns: 500 },
  )
})

test('two volumes are never one, whatever else is the same', () => {
  fc.assert(
    fc.property(parts, fc.nat(40), fc.nat(40), (of, i, j) => {
      fc.pre(i !== j && of.title !== '' && of.title !== 'فیزیک ۲')
      const [a, b] = [i, j].map((n) => card(made({ ...of, volume: `جلد ${n + 1}`, extent: '' })))
      assert.equal(compare(a!, b!).outcome, 'apart')
    }),
    { numRuns: 500 },
  )
})

test('keyboards, half spaces, digits and marks change no verdict and no key', () => {
  const perturb = (text: string) =>
    text
      .replaceAll('ی', 'ي')
      .replaceAll('ک', 'ك')
      .replaceAll('\u200c', '')
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
  const perturbed = (record: MarcRecord): MarcRecord => ({
    leader: record.leader,
    fields: record.fields.map((field) =>
      isDataField(field)
        ? { ...field, subfields: field.subfields.map(({ code, value }) => ({ code, value: perturb(value) })) }
        : field,
    ),
  })
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const [a, b] = [card(made(one)), card(made(other))]
      const [c, d] = [card(perturbed(made(one))), card(perturbed(made(other)))]
      assert.deepEqual(candidateKeys(c), candidateKeys(a))
      assert.equal(compare(c, b).outcome, compare(a, b).outcome)
      assert.equal(compare(c, d).score, compare(a, b).score)
    }),
    { numRuns: 1000 },
  )
})

test('what two records of one edition share is found by a key in either script', () => {
  const romanised = card(
    aRecord(['100 1# $aKāshif, Sayyidah', '245 10 $aMiṣr fī ʻaṣr al-Ikhshīdīyīn', '260 ## $c1950']),
  )
  const script = card(aRecord(['100 1# $aكاشف، سيدة', '245 10 $aمصر في عصر الإخشيديين', '260 ## $c1950']))
  const keys = new Set(candidateKeys(romanised))
  assert.ok(candidateKeys(script).some((key) => keys.has(key)))
  assert.equal(workKey(script), workKey(romanised))
  assert.equal(workKey(card(aRecord([]))), null)
})

test('every code that a feature gives has a sentence in both languages', () => {
  const folder = new URL('./features/', import.meta.url)
  const codes = new Set<string>()
  for (const file of readdirSync(folder)) {
    const source = readFileSync(new URL(file, folder), 'utf8')
    for (const [, feature, code] of source.matchAll(/verdict\(\s*'(\w+)',\s*'\w+',\s*'([\w-]+)'/g))
      codes.add(`${feature}.${code}`)
    for (const [, code] of source.matchAll(/said\('\w+', '([\w-]+)'/g)) codes.add(`title.${code}`)
    for (const [, code] of source.matchAll(/dated\('\w+', '([\w-]+)'/g)) codes.add(`year.${code}`)
  }
  assert.ok(codes.size > 40)
  for (const lang of ['fa', 'en'] as const) {
    for (const code of codes) assert.ok(en(lang).because[code], `${code} has no sentence (${lang})`)
  }
})

test('hostile records make cards and verdicts, never faults', () => {
  const field = fc
    .tuple(
      fc.constantFrom('008', '020', '100', '245', '250', '260', '300', '490', '700'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    .map(([tag, value]) => (tag === '008' ? { tag, value } : aField(`${tag} ## $a${value}$n${value}$c${value}`)))
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), fc.array(field, { maxLength: 8 }), (one, other) => {
      const cards = [one, other].map((fields) => card({ leader: '00000nam a2200000 a 4500', fields }))
      for (const each of cards) assert.doesNotThrow(() => candidateKeys(each))
      const { score } = compare(cards[0]!, cards[1]!)
      assert.ok(score >= 0 && score <= 1)
    }),
    { numRuns: 300 },
  )
})
