import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from '#lib/marc/description/describe.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { writeBibtex } from './bibtex.ts'
import { type Citable, citableOf } from './citable.ts'
import { writeDublinCore } from './dublin-core.ts'
import { writeMods } from './mods.ts'
import { writeRis } from './ris.ts'

const RECORD = aRecord([
  '001=IR-42',
  '003=IR-TeNLI',
  '008=250903s1382    ir a          001 0 per d',
  '020 ## $a978-964-00-1234-5',
  '100 1# $aسنت‌اگزوپری، آنتوان دو،$d1900-1944،$eنویسنده.',
  '245 10 $aشازده کوچولو :$bبرای بزرگ‌ترها & کودکان /$cآنتوان دو سنت‌اگزوپری ؛ ترجمهٔ محمد قاضی.',
  '250 ## $aویراست ۲.',
  '264 #1 $aتهران :$bامیرکبیر،$c۱۳۸۲.',
  '300 ## $a۱۱۲ ص.',
  '490 1# $aشاهکارها ؛$v۱۴',
  '650 #4 $aداستان‌های فرانسه',
  '700 1# $aقاضی، محمد،$d1292-1376،$eمترجم.',
  '710 2# $aکانون پرورش فکری.',
])
const described = describe(RECORD, 'marc21')
const cited = citableOf(described, 'IR-42', 'https://example.ir/editions/1')

test('BibTeX keeps Persian, names by family, the year as the book has it', () => {
  assert.equal(
    writeBibtex(cited),
    `@book{IR-42,
  author = {سنت‌اگزوپری, آنتوان دو},
  translator = {قاضی, محمد},
  title = {شازده کوچولو: برای بزرگ‌ترها \\& کودکان},
  edition = {ویراست ۲},
  series = {شاهکارها ؛ ۱۴},
  address = {تهران},
  publisher = {امیرکبیر},
  year = {1382},
  isbn = {978-964-00-1234-5},
  language = {per},
  pagetotal = {۱۱۲ ص.},
  keywords = {داستان‌های فرانسه},
  url = {https://example.ir/editions/1},
}
`,
  )
})

test('a Persian book is cited in Persian letters, an Arabic one in its own', () => {
  const book = (code: string) =>
    aRecord(['001=1', `008=250903s1382    ir a          000 0 ${code} d`, '245 10 $aكليات سعدي', '100 1# $aسعدي، مصلح'])
  const [persian, arabic] = ['per', 'ara'].map((code) => citableOf(describe(book(code), 'marc21'), '1'))
  assert.deepEqual([persian?.title, persian?.names[0]?.family], ['کلیات سعدی', 'سعدی'])
  assert.equal(arabic?.title, 'كليات سعدي')
})

test('RIS has a tag for every name, and ends with ER', () => {
  const lines = writeRis(cited).split('\r\n')
  assert.equal(lines[0], 'TY  - BOOK')
  assert.ok(lines.includes('AU  - سنت‌اگزوپری, آنتوان دو'))
  assert.ok(lines.includes('A4  - قاضی, محمد'))
  assert.ok(lines.includes('A2  - کانون پرورش فکری'))
  assert.ok(lines.includes('PY  - 1382'))
  assert.deepEqual(lines.slice(-2), ['ER  - ', ''])
})

test('nothing that comes from a record can close a BibTeX field or begin an RIS line', () => {
  const evil: Citable = {
    ...cited,
    id: 'a{b},\n',
    title: 'x}}\n@book{y, title={',
    summary: 'one\r\nER  - \r\nTY  - BOOK',
    url: 'http://x/}{%',
  }
  const bibtex = writeBibtex(evil)
  assert.match(bibtex, /^@book\{ab,\n/)
  assert.equal(bibtex.split('{').length, bibtex.split('}').length)
  assert.equal(writeRis(evil).match(/^ER {2}- /gm)?.length, 1)
})

test('a name without a role is an author only while nobody else is called one', () => {
  const record = aRecord(['001=1', '245 10 $aX', '700 1# $aA, B', '700 1# $aC, D,$eauthor', '700 1# $aE, F,$eeditor'])
  const names = citableOf(describe(record, 'marc21'), '1').names
  assert.deepEqual(
    names.map(({ family, part }) => [family, part]),
    [
      ['A', 'author'],
      ['C', 'author'],
      ['E', 'editor'],
    ],
  )
})

test('Dublin Core escapes and keeps both scripts', () => {
  const xml = writeDublinCore(
    describe(aRecord(['001=1', '245 10 $6880-01$aFī <manzil>', '880 10 $6245-01/(3/r$aفي منزل']), 'marc21'),
    { url: 'https://example.ir/?a=1&b=2' },
  )
  assert.match(xml, /<dc:title>Fī &lt;manzil&gt;<\/dc:title><dc:title>في منزل<\/dc:title>/)
  assert.match(xml, /<dc:identifier>https:\/\/example\.ir\/\?a=1&amp;b=2<\/dc:identifier>/)
})

test('MODS ties the two scripts of a title, and tells roles as they are written', () => {
  const xml = writeMods(described)
  assert.match(xml, /<title>شازده کوچولو<\/title><subTitle>برای بزرگ‌ترها &amp; کودکان<\/subTitle>/)
  assert.match(xml, /<roleTerm type="text">مترجم<\/roleTerm>/)
  const two = describe(aRecord(['001=1', '245 10 $6880-01$aAl-Kitāb', '880 10 $6245-01/(3/r$aالكتاب']), 'marc21')
  assert.match(writeMods(two), /<titleInfo altRepGroup="01" script="Latn">.*<titleInfo altRepGroup="01" script="Arab">/)
})
