import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from '#lib/persian/fold.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import type { IndexSchema } from '#platform/search/types.ts'
import { correctionsOf } from './corrections.ts'
import { insertion, substitution, typoDistance } from './distance.ts'

const schema: IndexSchema = {
  name: 'books',
  version: 1,
  fields: { title: { weight: 4, leads: true } },
  facets: {},
  sorts: {},
}

function anIndex(titles: readonly string[]): SearchIndex {
  const index = new SearchIndex(schema, searchTerms)
  titles.forEach((title, i) => {
    const id = `0192b4a0-0000-7000-8000-${i.toString().padStart(12, '0')}`
    index.put([{ id, fields: { title: [title] }, facets: {}, sorts: {} }])
    if (i % 3 === 0) index.segments()
  })
  return index
}

const library = anIndex([
  'گلستان سعدی',
  'بوستان سعدی',
  'دیوان حافظ',
  'حافظ نامه',
  'تذکره الاولیا',
  'ظهور و سقوط سلطنت پهلوی',
  'فرهنگ فارسی',
  'فرهنگ معین',
  'ذهن و زبان حافظ',
  'چاپ 1382 تهران',
  'The history of Iran',
])
const meant = (typed: string): string | undefined => correctionsOf(library.segments(), typed, 5)[0]?.word

test('letters that sound alike, neighbours on the keyboard, letters lost, doubled and swapped', () => {
  for (const [typed, wanted] of [
    ['گلصتان', 'گلستان'],
    ['گلستن', 'گلستان'],
    ['گلستتان', 'گلستان'],
    ['گلستنا', 'گلستان'],
    ['کلستان', 'گلستان'],
    ['هافظ', 'حافظ'],
    ['حافز', 'حافظ'],
    ['تزکره', 'تذکره'],
    ['فرهنک', 'فرهنگ'],
    ['زهور', 'ظهور'],
    ['histroy', 'history'],
    ['HISTORI', 'history'],
  ]) {
    assert.equal(meant(typed!), wanted, typed)
  }
})

test('of two words as near the one in more documents comes first, and the word itself never', () => {
  assert.deepEqual(correctionsOf(library.segments(), 'حافظ', 5), [])
  assert.deepEqual(
    correctionsOf(library.segments(), 'سعدا', 5).map(({ word, documents }) => [word, documents]),
    [['سعدی', 2]],
  )
})

test('two slips in six letters are another word', () => {
  assert.deepEqual(correctionsOf(anIndex(['تاریخ مه‌ولات']).segments(), 'مولانا', 5), [])
})

test('numbers, single letters and long strings have no corrections', () => {
  for (const typed of ['1383', 'ب', '', 'چاپ1382', 'ا'.repeat(500), 'دو واژه', '^سعدی']) {
    assert.deepEqual(correctionsOf(library.segments(), typed, 5), [], typed)
  }
})

const word = fc.stringMatching(/^[سصثکگابتط]{2,7}$/)

/** The same distance by its definition, over the whole table. */
function slowDistance(a: string, b: string): number {
  const far = Array.from({ length: b.length + 1 }, () => new Array<number>(a.length + 1).fill(Infinity))
  for (let j = 0; j <= b.length; j++) {
    for (let i = 0; i <= a.length; i++) {
      const [x, y] = [a.charCodeAt(i - 1), b.charCodeAt(j - 1)]
      if (i === 0 && j === 0) far[0]![0] = 0
      const ways = [far[j]![i]!]
      if (i > 0) ways.push(far[j]![i - 1]! + insertion(x, i > 1 ? a.charCodeAt(i - 2) : 0))
      if (j > 0) ways.push(far[j - 1]![i]! + insertion(y, j > 1 ? b.charCodeAt(j - 2) : 0))
      if (i > 0 && j > 0) ways.push(far[j - 1]![i - 1]! + substitution(x, y))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(far[j - 2]![i - 2]! + 0.7)
      far[j]![i] = Math.min(...ways)
    }
  }
  return far[b.length]![a.length]!
}

test('the walk finds every word that is near enough, at its distance', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), word, (words, unfolded) => {
      const typed = fold(unfolded)
      const most = typed.length <= 3 ? 0.75 : typed.length <= 5 ? 1.25 : typed.length <= 7 ? 1.65 : 2.05
      const known = new Set(words.flatMap((one) => searchTerms(one).map(({ word }) => word)))
      const wanted = [...known].filter((one) => one !== typed && slowDistance(typed, one) <= most + 1e-6)
      const got = correctionsOf(anIndex(words).segments(), unfolded, 100)
      assert.deepEqual(got.map((one) => one.word).sort(), wanted.sort())
      for (const one of got) assert.ok(Math.abs(one.distance - typoDistance(typed, one.word)) < 0.006)
    }),
    { numRuns: 400 },
  )
})
