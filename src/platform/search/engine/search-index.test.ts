import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import type { IndexSchema, SearchDocument, SearchRequest } from '#platform/search/types.ts'
import { SearchIndex } from './search-index.ts'
import { suggest } from './suggest.ts'

const schema: IndexSchema = {
  name: 'books',
  version: 1,
  fields: {
    title: { weight: 4, names: ['عنوان'] },
    author: { weight: 2, names: ['پدیدآور'] },
    note: { weight: 1 },
    isbn: { weight: 4, kind: 'code', names: ['شابک'] },
  },
  facets: { library: 'many', language: 'one' },
  sorts: { title: 'string', year: 'number' },
  suggest: ['title'],
}

interface Book {
  title?: string
  authors?: string[]
  notes?: string[]
  isbn?: string
  libraries?: string[]
  language?: string
  year?: number
}

const idOf = (number: number): string => `0192b4a0-0000-7000-8000-${number.toString().padStart(12, '0')}`
const numberOf = (id: string): number => Number(id.slice(-12))

function book(
  number: number,
  { title, authors = [], notes = [], isbn, libraries = [], language, year }: Book,
): SearchDocument {
  return {
    id: idOf(number),
    fields: {
      title: title === undefined ? [] : [title],
      author: authors,
      note: notes,
      isbn: isbn === undefined ? [] : [isbn],
    },
    facets: { library: libraries, language: language === undefined ? [] : [language] },
    sorts: { title: title ?? null, year: year ?? null },
  }
}

function shelfOf(...books: Book[]): SearchIndex {
  const index = new SearchIndex(schema, searchTerms)
  index.put(books.map((each, i) => book(i + 1, each)))
  return index
}

const found = (index: SearchIndex, text: string, rest: SearchRequest = {}): number[] =>
  index.search({ text, ...rest }).hits.map(({ id }) => numberOf(id))

const spellings: readonly (readonly [string, string])[] = [
  ['تاریخ ایران', 'تاريخ ايران'],
  ['یک کتاب', 'يك كتاب'],
  ['کتاب‌ها', 'کتابها'],
  ['کتاب‌ها', 'کتاب ها'],
  ['کتاب‌های تاریخی', 'کتابهای تاریخی'],
  ['شاهنامهٔ فردوسی', 'شاهنامه فردوسی'],
  ['شاهنامۀ فردوسی', 'شاهنامه فردوسی'],
  ['قُرآنِ کریم', 'قرآن کریم'],
  ['کتـــاب', 'کتاب'],
  ['جلد ۲', 'جلد 2'],
  ['جلد ٢', 'جلد 2'],
  ['آینده', 'اینده'],
  ['مسئله', 'مساله'],
  ['مسأله', 'مسئله'],
  ['مؤسسه', 'موسسه'],
  ['رضایی', 'رضائی'],
  ['کتابخانه', 'کتاب خانه'],
  ['کتاب‌خانه', 'کتاب خانه'],
  ['دانش‌نامه', 'دانشنامه'],
  ['دانش نامه', 'دانشنامه'],
  ['جمع‌آوری', 'جمع آوری'],
  ['می‌خواهم', 'میخواهم'],
]

for (const [one, other] of spellings) {
  test(`«${one}» and «${other}» find each other`, () => {
    for (const [typed, written] of [
      [one, other],
      [other, one],
    ] as const) {
      const index = shelfOf({ title: written }, { title: 'چیز دیگر' })
      assert.equal(index.search({ text: typed }).relaxed, 'none', `${typed} → ${written}`)
      assert.deepEqual(found(index, typed), [1], `${typed} → ${written}`)
      assert.deepEqual(found(index, `«${typed}»`), [1], `«${typed}» → ${written}`)
    }
  })
}

test('a word in the title counts for more than in a note', () => {
  assert.deepEqual(
    found(shelfOf({ title: 'گلستان', notes: ['شرح باغ'] }, { title: 'باغ', notes: ['شرح گلستان'] }), 'گلستان'),
    [1, 2],
  )
})

test('the word as typed comes before other forms of it', () => {
  const index = shelfOf({ title: 'کتاب‌های خطی' }, { title: 'کتاب خطی' })
  assert.deepEqual(found(index, 'کتاب'), [2, 1])
  assert.deepEqual(found(index, 'کتاب‌های'), [1, 2])
})

test('a rare word counts for more than a common one, a short title for more than a long', () => {
  const index = shelfOf(
    { title: 'تاریخ بیهقی' },
    { title: 'تاریخ' },
    { title: 'تاریخ مفصل و مصور همه شهرهای کهن' },
    { title: 'تاریخ هنر' },
  )
  assert.equal(found(index, 'تاریخ')[0], 2)
  assert.equal(found(index, 'تاریخ').at(-1), 3)
})

test('words that stand together come before the same words apart', () => {
  const index = shelfOf({ title: 'ایران در آینه تاریخ' }, { title: 'تاریخ ایران در آینه' })
  assert.deepEqual(found(index, 'تاریخ ایران'), [2, 1])
})

test('a phrase needs its words in order, within one value', () => {
  const index = shelfOf(
    { title: 'تاریخ ایران باستان' },
    { title: 'ایران و تاریخ' },
    { authors: ['محمد تاریخ', 'ایران درودی'] },
    { title: 'تاریخ', notes: ['ایران'] },
  )
  assert.deepEqual(found(index, '"تاریخ ایران"'), [1])
  assert.deepEqual(found(index, '«ایران باستان»'), [1])
})

test('a phrase is never loosened into its words', () => {
  const index = shelfOf({ title: 'تاریخ ایران باستان' }, { title: 'ایران و تاریخ' })
  for (const text of ['"باستان ایران"', '"تاریخ ایران" -باستان', '"تاریخ قزلباشان"', '"تاریخ قزلباشان" ایران']) {
    const { total, relaxed } = index.search({ text })
    assert.deepEqual([total, relaxed], [0, 'none'], text)
  }
  const some = index.search({ text: '"تاریخ ایران" قزلباشان' })
  assert.deepEqual([some.total, some.relaxed, some.ignored], [1, 'some', ['قزلباشان']])
})

test('a query without a word finds everything, as an empty one', () => {
  const index = shelfOf({ title: 'یک' }, { title: 'دو' })
  for (const text of ['', '-', '"', '""', '***', '!!!', '- "…" -!', '«»']) {
    const { total, relaxed } = index.search({ text })
    assert.deepEqual([total, relaxed], [2, 'none'], text)
  }
})

test('a word is found with and without the Arabic article, first as typed', () => {
  const index = shelfOf({ title: 'تفسیر القرآن' }, { title: 'تفسیر قرآن' }, { title: 'مان' }, { title: 'آلمان' })
  assert.deepEqual(found(index, 'قرآن'), [2, 1])
  assert.deepEqual(found(index, 'القرآن'), [1, 2])
  assert.deepEqual([found(index, 'مان'), found(index, 'آلمان')], [[3], [4]])
})

test('excluded words and phrases are left out, alone too', () => {
  const index = shelfOf({ title: 'شاهنامه' }, { title: 'شاهنامه برای کودکان' }, { title: 'بوستان' })
  assert.deepEqual(found(index, 'شاهنامه -کودکان'), [1])
  assert.deepEqual(found(index, 'شاهنامه -"برای کودکان"'), [1])
  assert.deepEqual(found(index, '-شاهنامه'), [3])
})

test('a field can be named, in Persian too', () => {
  const index = shelfOf({ title: 'حافظ' }, { title: 'دیوان', authors: ['حافظ'] })
  assert.deepEqual(found(index, 'عنوان:حافظ'), [1])
  assert.deepEqual(found(index, 'author:حافظ'), [2])
  assert.deepEqual(found(index, 'دیوان -author:حافظ'), [])
  assert.deepEqual(found(index, 'حافظ', { fields: ['author'] }), [2])
})

test('a code is found with any hyphens and digits', () => {
  const index = shelfOf({ title: 'یک', isbn: '9789640123456' }, { title: 'دو', isbn: '9789640123463' })
  for (const typed of [
    '9789640123456',
    '978-964-01-2345-6',
    '۹۷۸-۹۶۴-۰۱-۲۳۴۵-۶',
    'شابک:978-964-01-2345-6',
    'یک 978-964-0123456',
  ]) {
    assert.deepEqual(found(index, typed), [1], typed)
  }
})

test('a beginning finds words only when asked', () => {
  const index = shelfOf({ title: 'کتابداری' }, { title: 'تاریخ کتابت' }, { title: 'تاریخ' })
  assert.deepEqual(found(index, 'کتابد'), [])
  assert.deepEqual(found(index, 'کتابد*'), [1])
  assert.deepEqual(found(index, 'کتاب', { prefixLast: true }).toSorted(), [1, 2])
  assert.deepEqual(found(index, 'تاریخ کتا', { prefixLast: true }), [2])
})

test('words that are nowhere are left out and said; else any word will do', () => {
  const index = shelfOf({ title: 'تاریخ ایران' }, { title: 'هنر چین' })
  const some = index.search({ text: 'تاریخ قزلباشان ایران' })
  assert.deepEqual([some.relaxed, some.ignored, some.total], ['some', ['قزلباشان'], 1])
  const any = index.search({ text: 'تاریخ چین' })
  assert.deepEqual([any.relaxed, any.ignored, any.total], ['any', [], 2])
  const none = index.search({ text: 'قزلباشان' })
  assert.deepEqual([none.relaxed, none.ignored, none.total], ['none', ['قزلباشان'], 0])
  assert.equal(index.search({ text: 'تاریخ چین', filters: { language: ['fas'] } }).total, 0)
})

test('facets are counted without their own choice; values within a facet are alternatives', () => {
  const index = shelfOf(
    { title: 'یک', libraries: ['الف', 'ب'], language: 'fas' },
    { title: 'دو', libraries: ['ب'], language: 'ara' },
    { title: 'سه', libraries: ['ج'], language: 'fas' },
    { title: 'چهار' },
  )
  const facets = { library: 2, language: 5 }
  const all = index.search({ facets })
  assert.deepEqual(all.facets.library, [
    { value: 'ب', count: 2 },
    { value: 'الف', count: 1 },
  ])
  const chosen = index.search({
    facets: { library: 5, language: 5 },
    filters: { library: ['الف', 'ج'], language: ['fas'] },
  })
  assert.equal(chosen.total, 2)
  assert.deepEqual(chosen.facets.library, [
    { value: 'الف', count: 1 },
    { value: 'ب', count: 1 },
    { value: 'ج', count: 1 },
  ])
  assert.deepEqual(chosen.facets.language, [{ value: 'fas', count: 2 }])
  assert.equal(index.search({ filters: { library: ['ناشناس'] } }).total, 0)
})

test('years are limited and sorted; books without a year come last both ways', () => {
  const index = shelfOf({ year: 1390 }, {}, { year: 1350 }, { year: 1402 })
  assert.deepEqual(found(index, '', { sort: { by: 'year' } }), [3, 1, 4, 2])
  assert.deepEqual(found(index, '', { sort: { by: 'year', direction: 'descending' } }), [4, 1, 3, 2])
  assert.deepEqual(found(index, '', { ranges: { year: { from: 1351, to: 1402 } }, sort: { by: 'year' } }), [1, 4])
})

test('titles are sorted across segments, and pages follow each other', () => {
  const index = new SearchIndex(schema, searchTerms)
  const titles = Array.from({ length: 60 }, (_, i) => `کتاب ${String((i * 37) % 60).padStart(3, '0')}`)
  titles.forEach((title, i) => {
    index.put([book(i + 1, { title })])
    index.segments()
  })
  const sorted = titles.map((title, i) => ({ title, number: i + 1 })).sort((a, b) => (a.title < b.title ? -1 : 1))
  const sort = { by: 'title' } as const
  assert.deepEqual(
    found(index, 'کتاب', { sort, limit: 60 }),
    sorted.map(({ number }) => number),
  )
  const pages = [0, 7, 14, 21, 28, 35, 42, 49, 56].flatMap((offset) => found(index, '', { sort, offset, limit: 7 }))
  assert.deepEqual(
    pages,
    sorted.map(({ number }) => number),
  )
})

test('the nearest library comes first, and its distance is told', () => {
  const index = shelfOf(
    { title: 'بوستان', libraries: ['تهران', 'مشهد'] },
    { title: 'بوستان', libraries: ['قم'] },
    { title: 'بوستان', libraries: ['ناکجا'] },
  )
  const near = {
    facet: 'library',
    distances: new Map([
      ['تهران', 900],
      ['مشهد', 2],
      ['قم', 800],
    ]),
  }
  const { hits } = index.search({ text: 'بوستان', near, sort: { by: 'near' } })
  assert.deepEqual(
    hits.map(({ id, distance }) => [numberOf(id), distance]),
    [
      [1, 2],
      [2, 800],
      [3, undefined],
    ],
  )
})

test('what is put again is replaced, what is removed is gone, at once', () => {
  const index = shelfOf({ title: 'بوستان' }, { title: 'گلستان' })
  assert.deepEqual(found(index, 'بوستان'), [1])
  index.put([book(1, { title: 'دیوان' })])
  assert.deepEqual([found(index, 'بوستان'), found(index, 'دیوان')], [[], [1]])
  index.remove([idOf(1), idOf(99)])
  assert.deepEqual(found(index, ''), [2])
  index.put([book(3, { title: 'الف' }), book(3, { title: 'ب' })])
  index.remove([idOf(2)])
  assert.deepEqual([found(index, ''), index.count], [[3], 1])
})

test('an unfinished text suggests books by title, and no folded words', () => {
  const index = shelfOf(
    { title: 'تاریخ کتابداری' },
    { title: 'تاریخ کتابت' },
    { title: 'کتابداری نوین' },
    { authors: ['کتابدار'] },
    { title: 'قرآن' },
  )
  const { ids, words } = suggest(index.reader(), 'تاریخ کتابد', 5)
  assert.deepEqual(ids.map(numberOf), [1])
  assert.deepEqual([words, suggest(index.reader(), 'قرا', 5).words, suggest(index.reader(), '', 5).words], [[], [], []])
  assert.deepEqual(suggest(index.reader(), 'تاریخ ', 5).ids.map(numberOf).toSorted(), [1, 2])
})

test('a query of any length and sort is answered', () => {
  const index = shelfOf({ title: 'کتاب' })
  for (const text of [
    'ک* '.repeat(500),
    'کتاب '.repeat(500),
    '«کتاب '.repeat(200),
    `«${'کتاب '.repeat(190)}»`,
    '-'.repeat(999),
    '\u{d800}',
  ]) {
    assert.ok(index.search({ text }).total <= 1)
  }
})

test('an id that is no UUID is a mistake of the caller', () => {
  assert.throws(() => shelfOf().put([{ ...book(1, {}), id: '1' }]), TypeError)
})
