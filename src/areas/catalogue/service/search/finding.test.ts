import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { vocabularyOf } from '#platform/search/engine/resolve.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { correctionsOf } from '#platform/search/spelling/corrections.ts'
import type { SearchDocument } from '#platform/search/types.ts'
import { SCHEMA } from './document.ts'
import { type Finder, find } from './finding.ts'

const idOf = (number: number) => `0192b4a0-0000-7000-8000-${String(number).padStart(12, '0')}`

function aFinder(books: readonly (readonly [title: string, author?: string, romanised?: string])[]): Finder {
  const index = new SearchIndex(SCHEMA, searchTerms)
  index.put(
    books.map(([title, author = '', romanised = ''], i): SearchDocument => {
      const none = { network: [], province: [], library: [], kind: [], language: [], subject: [], author: [], year: [] }
      return {
        id: idOf(i),
        fields: { title: [title], author: [author], romanised: romanised === '' ? [] : [romanised] },
        facets: { ...none, availability: [] },
        sorts: { title: null, year: null, newest: null, libraries: 1 },
      }
    }),
  )
  return {
    search: async (request) => index.search(request),
    corrections: async (word, limit) => correctionsOf(index.segments(), word, limit),
    frequencies: async (words) => words.map((word) => vocabularyOf(index.segments()).frequency(word)),
  }
}

const BOOKS = [
  ['شاهنامه', 'فردوسی، ابوالقاسم'],
  ['تاریخ بیهقی', 'بیهقی، ابوالفضل'],
  ['دیوان حافظ', 'حافظ، شمس‌الدین'],
  ['The Shahnameh of Ferdowsi', 'Davis, Dick'],
  ['باغ بی‌برگی', 'اخوان ثالث، مهدی'],
  ['فلسفه تاریخ', 'هگل'],
  ['فلسفه دین', 'هیک، جان'],
] as const

const numbersOf = (found: { hits: readonly { id: string }[] }) => found.hits.map(({ id }) => Number(id.slice(-4)))

test('a romanised query finds the script; the book that is just that comes before one that names it', async () => {
  const finder = aFinder(BOOKS)
  for (const [text, wanted] of [
    ['tarikh-e beyhaqi', [1]],
    ['Tārīkh-i Bayhaqī', [1]],
    ['divan hafez', [2]],
    ['shahnameh', [0, 3]],
  ] as const) {
    const found = await find(finder, { text })
    assert.deepEqual(numbersOf(found), wanted, text)
    assert.deepEqual([found.relaxed, found.instead], ['none', null], text)
    assert.notEqual(found.script, null, text)
  }
  const asTyped = await find(finder, { text: 'shahnameh' }, true)
  assert.deepEqual([numbersOf(asTyped), asTyped.script], [[3], null])
})

test('a romanised plural finds what its script form finds, also where records have the singular alone', async () => {
  const books = [...BOOKS, ['کتاب داستان', 'گردآورنده'], ['خانه ادریسی‌ها', 'علیزاده']] as const
  const finder = aFinder(books)
  for (const [text, title] of [
    ['ketabhaye dastan', 'کتاب داستان'],
    ['ketab-haye dastan', 'کتاب داستان'],
    ['ketabha', 'کتاب داستان'],
    ['dastanhay ketab', 'کتاب داستان'],
    ['khaneye edrisiha', 'خانه ادریسی‌ها'],
  ] as const) {
    const found = await find(finder, { text })
    assert.deepEqual([numbersOf(found).map((at) => books[at]?.[0]), found.relaxed], [[title], 'none'], text)
  }
})

test('a title catalogued in Latin letters is found by its script', async () => {
  const finder = aFinder([...BOOKS, ['Būstān', 'Saʻdī', 'بوستان'], ['Gulistān', 'Saʻdī', 'گلستان']])
  assert.deepEqual(numbersOf(await find(finder, { text: 'بوستان' })), [7])
  assert.deepEqual(numbersOf(await find(finder, { text: 'bustan' })), [7])
})

test('a word that is nowhere is replaced, with the way back; one that exists never', async () => {
  const finder = aFinder(BOOKS)
  const slipped = await find(finder, { text: 'شاهنامخ' })
  assert.deepEqual([numbersOf(slipped), slipped.instead], [[0], 'شاهنامه'])
  const asTyped = await find(finder, { text: 'شاهنامخ' }, true)
  assert.deepEqual([numbersOf(asTyped), asTyped.instead], [[], null])
  const two = await find(finder, { text: 'تاریح بیهقی' })
  assert.deepEqual([numbersOf(two), two.instead], [[1], 'تاریخ بیهقی'])
  const exists = await find(finder, { text: 'دین' })
  assert.deepEqual([numbersOf(exists), exists.instead], [[6], null])
})

test('a slip inside a romanised word still finds the title in Arabic script', async () => {
  // Nothing in Latin letters is there to be corrected to.
  const books = BOOKS.filter(([title]) => !/[a-z]/i.test(title))
  const finder = aFinder([...books, ['گلستان', 'سعدی']])
  const titles = [...books.map(([title]) => title), 'گلستان']
  for (const [text, title] of [
    ['shahnmeh', 'شاهنامه'],
    ['shahnmaeh', 'شاهنامه'],
    ['tarikh beyhaghi', 'تاریخ بیهقی'],
    ['tarihk beyhaqi', 'تاریخ بیهقی'],
    ['trikh-e beyhaqi', 'تاریخ بیهقی'],
    ['tarikh beyhqhi', 'تاریخ بیهقی'],
    ['golestna', 'گلستان'],
    ['falsfeh tarikj', 'فلسفه تاریخ'],
  ] as const) {
    const found = await find(finder, { text })
    assert.deepEqual([titles[numbersOf(found)[0] ?? -1], found.relaxed], [title, 'none'], text)
    assert.equal(found.instead ?? found.script, title, text)
    assert.equal((await find(finder, { text }, true)).total, 0, text)
  }
  for (const text of ['blockchain', 'ethics of care', 'zzzzzz']) {
    assert.equal((await find(finder, { text })).instead, null, text)
  }
})

test('words that exist but not together are searched as they are; another wording is only offered', async () => {
  const finder = aFinder([...BOOKS, ['حافظه', 'روان‌شناسی']])
  const found = await find(finder, { text: 'دیوان حافظه' })
  assert.deepEqual([found.instead, found.meant, found.relaxed], [null, 'دیوان حافظ', 'any'])
})

test('phrases, fields and exclusions are meant as they stand; a phrase that is nowhere is looked for as words', async () => {
  const finder = aFinder(BOOKS)
  for (const text of ['عنوان:شاهنامخ', 'شاهنامخ -دیوان', 'author:shahnameh']) {
    const found = await find(finder, { text })
    assert.deepEqual([found.instead, found.script], [null, null], text)
  }
  const words = await find(finder, { text: '«بیهقی تاریخ»' })
  assert.deepEqual([numbersOf(words), words.instead], [[1], 'بیهقی تاریخ'])
  const phrase = await find(finder, { text: '«تاریخ بیهقی»' })
  assert.deepEqual([numbersOf(phrase), phrase.instead], [[1], null])
})

test('any text is searched without fault', async () => {
  const finder = aFinder(BOOKS)
  for (const text of [
    '',
    ' ',
    '***',
    '-',
    '«',
    '"',
    'ʻ',
    'a'.repeat(900),
    'x '.repeat(300),
    '1382',
    'e i o u',
    '\ud800',
  ]) {
    assert.ok((await find(finder, { text })).total >= 0, JSON.stringify(text))
  }
})
