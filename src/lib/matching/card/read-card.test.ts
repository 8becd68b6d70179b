import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRecord } from '#tests/support/marc-records.ts'
import { readCard } from './read-card.ts'
import { editionOf } from './read-edition.ts'
import { extentOf } from './read-extent.ts'

const EXTENTS: readonly [string, number | null, number[]][] = [
  ['۳۲۰ ص.', 320, [1]],
  ['376 p.', 376, [1]],
  ['4, 418 pages, [16] leaves of plates', 418, [1]],
  ['7, 186, 43, XV p.', 186, [1]],
  ['xxii, 18 p.', 22, [1]],
  ['d-r, 126 pages', 126, [1]],
  ['280، ج-ط، 9 صفحات', 280, [1]],
  ['ca. 150 p.', 150, [1]],
  ['3 v.', null, [3]],
  ['۳ ج.', null, [3]],
  ['2ج', null, [2]],
  ['2 كتاب', null, [2]],
  ['4 أجزاء', null, [4]],
  ['4 v. in 1', null, [4, 1]],
  ['2 v. (716 p.)', 716, [2]],
  ['v.', null, []],
  ['1 volume (305, 344 pages)', 344, [1]],
]

for (const [text, pages, volumes] of EXTENTS) {
  test(`the extent «${text}» has ${pages ?? 'no'} pages and ${volumes.join(', ') || 'an unknown number of'} volumes`, () => {
    const { shown, ...rest } = extentOf(text) ?? { shown: '' }
    assert.deepEqual(rest, { pages, volumes })
    assert.equal(shown, text)
  })
}

const EDITIONS: readonly [string, number | null, boolean][] = [
  ['چاپ دوم', 2, false],
  ['چاپ ۱۲.', 12, false],
  ['ویراست ۲', 2, true],
  ['الطبعة الثالثة', 3, false],
  ['[al-Ṭabʻah 2]', 2, false],
  ['al-Ṭabʻah al-ūlá.', 1, false],
  ['al-Ṭabʻah al-rābiʻah ʻasharah, mazīdah', 14, true],
  ['2nd ed., rev.', 2, true],
  ['Chāp-i 3.', 3, false],
  ['ویراست جدید', null, true],
]

for (const [text, number, revised] of EDITIONS) {
  test(`the edition «${text}» is ${number ?? 'without a number'}${revised ? ', revised' : ''}`, () => {
    const edition = editionOf([text])
    assert.equal(edition?.number, number)
    assert.equal(edition?.revised, revised)
  })
}

const VOLUMES: readonly [string, string[], number[][] | null][] = [
  ['$n', ['245 10 $aتاریخ ایران.$nجلد دوم'], [[2]]],
  ['$n with a bare number', ['245 10 $aتاریخ ایران.$n۲'], [[2]]],
  ['$a', ['245 10 $aتاریخ ایران، ج. ۲'], [[2]]],
  ['$b', ['245 10 $aتاریخ ایران :$bجلد دوم'], [[2]]],
  ['the slash', ['245 10 $aتاریخ ایران /$cج. ۲'], [[2]]],
  ['300 $a', ['245 10 $aتاریخ ایران', '300 ## $aج. ۲ (۳۲۰ ص.)'], [[2]]],
  ['300 $a in English', ['245 10 $aTarikh', '300 ## $av. 2 ;$c24 cm'], [[2]]],
  ['an ISBN', ['020 ## $a978-964-312-345-1 (ج. ۲)', '245 10 $aتاریخ ایران'], [[2]]],
  ['two levels', ['245 10 $aمثنوی، دفتر اول، بخش ۲'], [[1], [2]]],
  ['a romanised title', ['245 10 $aTārīkh. al-Juzʾ al-thānī'], [[2]]],
  ['a count of volumes', ['245 10 $aتاریخ ایران', '300 ## $a2 v. (716 p.)'], null],
  ['an open set', ['245 10 $aTarikh', '300 ## $av. <1-2> ;$c24 cm'], null],
  ['a series', ['245 10 $aتاریخ ایران', '490 1# $aتاریخ ؛$vج. ۲'], null],
  ['a book of forty traditions', ['245 10 $aکتاب الاربعین'], null],
  ['a year in $n', ['245 10 $aسالنامه.$n1385'], null],
  ['a translator’s words', ['245 10 $aتاریخ /$cترجمه جلد دوم از علی رضایی'], null],
]

for (const [where, lines, levels] of VOLUMES) {
  test(`the volume is ${levels === null ? 'none' : JSON.stringify(levels)} with ${where}`, () => {
    assert.deepEqual(readCard(aRecord(lines), 'marc21').volume?.levels ?? null, levels)
  })
}

test('numbers go to the list they belong in, and a library number loses what is not of it', () => {
  const card = readCard(
    aRecord([
      '010 ## $a   60034368 /NE//R73',
      '020 ## $a9643123456',
      '020 ## $a978-600-119-000-1 (دوره)',
      '020 ## $z978-964-312-345-1',
      '022 ## $a1735-188X',
      '245 10 $aتاریخ',
    ]),
    'marc21',
  )
  assert.deepEqual(card.isbns, ['9789643123451'])
  assert.deepEqual(card.setIsbns, ['9786001190001'])
  assert.deepEqual(card.cancelledIsbns, ['9789643123451'])
  assert.deepEqual(card.ids, ['lccn:60034368'])
  assert.equal(readCard(aRecord(['010 ## $ane 60034368', '245 10 $aتاریخ']), 'marc21').ids[0], 'lccn:60034368')
})

test('a reprint’s year and the year of what it reprints are told apart', () => {
  const reprint = readCard(
    aRecord(['008=260101r19681907iq            000 0 ara d', '245 10 $aTarikh', '260 ## $c[1968?]']),
    'marc21',
  )
  assert.deepEqual(reprint.years, [[1968, 1968]])
  assert.deepEqual(reprint.otherYears, [[1907, 1907]])
  const set = readCard(
    aRecord(['008=260101m19471953ua            000 0 ara d', '245 10 $aTarikh', '260 ## $c1947-1953']),
    'marc21',
  )
  assert.deepEqual(set.years, [[1947, 1953]])
})

test('a UNIMARC record makes the same card as its twin in MARC 21', () => {
  const unimarc = readCard(
    aRecord([
      '100 ## $a20260101d1382    |||y0pery50      ba',
      '101 0# $aper',
      '200 1# $aتاریخ ایران$fعلی رضایی',
      '210 ## $aتهران$cنشر نی$d1382',
      '215 ## $a۳۲۰ ص.',
      '700 #1 $aرضایی$bعلی',
    ]),
    'iranmarc',
  )
  const marc21 = readCard(
    aRecord([
      '008=260101s1382    ir            000 0 per d',
      '100 1# $aرضایی، علی',
      '245 10 $aتاریخ ایران /$cعلی رضایی.',
      '260 ## $aتهران :$bنشر نی،$c1382.',
      '300 ## $a۳۲۰ ص.',
    ]),
    'marc21',
  )
  for (const key of ['title', 'publisher', 'years', 'extent', 'languages', 'kind', 'carrier'] as const) {
    assert.deepEqual(unimarc[key], marc21[key], key)
  }
  assert.equal(unimarc.authors[0]?.sound, marc21.authors[0]?.sound)
})
