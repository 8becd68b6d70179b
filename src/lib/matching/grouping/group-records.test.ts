import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCard } from '#lib/matching/card/read-card.ts'
import { compare } from '#lib/matching/compare.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { RecordGrouper } from './group-records.ts'
import { Pairs } from './pairs.ts'

interface Book {
  readonly title?: string
  readonly author?: string
  readonly volume?: string
  readonly publisher?: string
  readonly pages?: string
  readonly edition?: string
}

function aBook(of: Book = {}) {
  const { title = 'تاریخ اجتماعی ایران', author = 'راوندی، مرتضی', volume, publisher, pages, edition } = of
  return readCard(
    aRecord([
      '008=260101s1375    ir            000 0 per d',
      `100 1# $a${author}`,
      `245 10 $a${title}${volume ? `.$n${volume}` : ''}`,
      ...(edition ? [`250 ## $a${edition}`] : []),
      `260 ## $aتهران :${publisher ? `$b${publisher},` : ''}$c1375.`,
      ...(pages ? [`300 ## $a${pages}`] : []),
    ]),
    'marc21',
  )
}

function grouped(books: readonly Book[], keyCap?: number) {
  const grouper = new RecordGrouper(keyCap === undefined ? {} : { keyCap })
  for (const book of books) grouper.add(aBook(book))
  return grouper.finish()
}

test('the same and the alike meet; another volume stays apart', () => {
  const { group, outcome, score } = grouped([
    { publisher: 'نشر نی', pages: '۳۲۰ ص.' },
    { publisher: 'نشر ني', pages: '320 ص.' },
    { publisher: 'نشر نی', pages: '۳۲۰ ص.' },
    { volume: 'جلد ۲', publisher: 'نشر نی', pages: '۳۲۰ ص.' },
    { title: 'اصول فلسفه', author: 'طباطبایی، محمدحسین' },
  ])
  assert.deepEqual([...group], [0, 0, 0, 3, 4])
  assert.deepEqual(outcome, ['group', 'group', 'group', 'ask', 'apart'])
  assert.ok(score[0]! > 0.9 && score[4] === 0)
})

test('a record between two volumes joins neither silently, and brings them never together', () => {
  const { group, asks } = grouped([{ volume: 'جلد ۱' }, {}, { volume: 'جلد ۲' }])
  assert.deepEqual([...group], [0, 1, 2])
  assert.deepEqual(
    asks.map(({ a, b }) => [a, b]),
    [
      [0, 1],
      [1, 2],
    ],
  )
  assert.ok(asks[0]?.reasons.includes('volume.missing'))
})

test('records that say too little are not joined although they are the same', () => {
  const grouper = new RecordGrouper()
  for (let i = 0; i < 3; i++) grouper.add(readCard(aRecord(['245 10 $aدیوان']), 'marc21'))
  const { group, outcome } = grouper.finish()
  assert.deepEqual([...group], [0, 1, 2])
  assert.deepEqual(outcome, ['apart', 'apart', 'apart'])
})

test('a key of too many records is left out and told by name', () => {
  const books = Array.from({ length: 6 }, (_, i) => ({ pages: `${100 + i * 50} ص.`, publisher: `نشر ${'ابپتثج'[i]}` }))
  const { cappedKeys, comparedPairs } = grouped(books, 4)
  assert.equal(comparedPairs, 0)
  assert.ok(cappedKeys.some(({ key, records }) => key.startsWith('ta:') && records === 6))
})

test('no group ever holds two records whose comparison is a veto', () => {
  const book = fc.record(
    {
      volume: fc.constantFrom('جلد ۱', 'جلد ۲', 'ج. ۳'),
      publisher: fc.constantFrom('نشر نی', 'امیرکبیر'),
      pages: fc.constantFrom('۳۲۰ ص.', '۳۲۱ ص.', '۳ ج.'),
      edition: fc.constantFrom('چاپ اول', 'چاپ دوم'),
      title: fc.constantFrom('تاریخ ایران', 'تاريخ ايران', 'تاریخ‌ ایران زمین'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(book, { minLength: 2, maxLength: 12 }), (books) => {
      const cards = books.map(aBook)
      const { group } = grouped(books)
      for (let i = 0; i < cards.length; i++) {
        for (let j = i + 1; j < cards.length; j++) {
          if (group[i] !== group[j]) continue
          assert.ok(!compare(cards[i]!, cards[j]!).features.some(({ result }) => result === 'veto'))
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('pairs are kept once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff)), { maxLength: 60 }), (list) => {
      const pairs = new Pairs()
      for (const [high, low] of list) pairs.add(high, low)
      pairs.tidy()
      const got = Array.from({ length: pairs.length }, (_, at) => [pairs.high(at), pairs.low(at)] as const)
      const wanted = [...new Set(list.map(([high, low]) => `${high} ${low}`))]
        .map((pair) => pair.split(' ').map(Number) as [number, number])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1])
      assert.deepEqual(got, wanted)
    }),
  )
})
