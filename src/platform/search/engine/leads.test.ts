import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import type { IndexSchema, SearchRequest } from '#platform/search/types.ts'
import { SearchIndex } from './search-index.ts'

const schema: IndexSchema = {
  name: 'led',
  version: 1,
  fields: { title: { weight: 4, leads: true, names: ['عنوان'] }, note: { weight: 1 } },
  facets: {},
  sorts: { libraries: 'number' },
  prior: { sort: 'libraries', weight: 0.6 },
}

interface Book {
  titles: string[]
  notes?: string[]
  /** How many of the titles lead. */
  leads?: number
  libraries?: number
}

function shelfOf(...books: Book[]): SearchIndex {
  const index = new SearchIndex(schema, searchTerms)
  books.forEach(({ titles, notes = [], leads, libraries }, i) => {
    const id = `0192b4a0-0000-7000-8000-${String(i + 1).padStart(12, '0')}`
    const fields = { title: titles, note: notes }
    const sorts = { libraries: libraries ?? null }
    index.put([{ id, fields, facets: {}, sorts, ...(leads === undefined ? {} : { leads: { title: leads } }) }])
  })
  return index
}

const found = (index: SearchIndex, text: string, rest: SearchRequest = {}): number[] =>
  index.search({ text, ...rest }).hits.map(({ id }) => Number(id.slice(-12)))

const MANY = ['شاهنامه فردوسی به نثر', 'شاهنامه حکیم ابوالقاسم', 'کتاب مستطاب شاهنامه با تصویرهای بسیار']

test('a title that is the query comes first, one that begins with it next, however many titles it has', async () => {
  const index = shelfOf(
    { titles: ['دراسات في الشاهنامه'], notes: ['شاهنامه شاهنامه شاهنامه'] },
    { titles: ['در شاهنامه شاهنامه'], libraries: 900 },
    { titles: ['شاهنامه پژوهی و شرح دشواری‌های بسیار آن'], libraries: 3 },
    { titles: ['شاهنامه', ...MANY] },
  )
  assert.deepEqual(found(index, 'شاهنامه'), [4, 3, 2, 1])
  assert.deepEqual(found(index, 'شاهنامهٔ'), [4, 3, 2, 1])
  assert.deepEqual(found(index, 'شاه نامه').slice(0, 2), [4, 3])
  assert.deepEqual(found(index, 'عنوان:شاهنامه'), [4, 3, 2, 1])
  assert.deepEqual(found(index, 'شاهنامه -پژوهی'), [4, 2, 1])
  await index.compact()
  assert.deepEqual(found(index, 'شاهنامه'), [4, 3, 2, 1])
  assert.deepEqual(found(index, 'شاهنامه', { fields: ['note'] }), [1])
})

test('several words lead too, within one value and in their order', () => {
  const index = shelfOf(
    { titles: ['ایران', 'تاریخ'], libraries: 50 },
    { titles: ['ایران تاریخ'], libraries: 50 },
    { titles: ['تاریخ ایران باستان'] },
    { titles: ['تاریخ ایران', ...MANY] },
  )
  assert.deepEqual(found(index, 'تاریخ ایران').slice(0, 2), [4, 3])
  assert.deepEqual(found(index, '«تاریخ ایران»'), [4, 3])
})

test('a value beyond the leading ones does not lead', () => {
  const index = shelfOf({ titles: ['جستارها', 'شاهنامه'], leads: 1 }, { titles: ['شاهنامه', 'متن کامل'], leads: 1 })
  assert.deepEqual(found(index, 'شاهنامه'), [2, 1])
})

test('among equals the widely held comes first, but not before what fits the words better', () => {
  const index = shelfOf(
    { titles: ['دیوان حافظ'], libraries: 2 },
    { titles: ['دیوان حافظ'], libraries: 169 },
    { titles: ['دیوان حافظ'] },
    { titles: ['گزیده'], notes: ['دیوان', 'حافظ'], libraries: 5_000 },
  )
  assert.deepEqual(found(index, 'دیوان حافظ'), [2, 1, 3, 4])
  assert.deepEqual(found(index, ''), [4, 2, 1, 3])
})

test('the marks of beginnings are no words', () => {
  const index = shelfOf({ titles: ['شاهنامه'] }, { titles: ['بوستان'] })
  assert.deepEqual(found(index, '^شاهنامه'), [1])
  assert.deepEqual(found(index, 'گلستان$'), [])
  assert.equal(index.search({ text: 'شاه', prefixLast: true }).total, 1)
})
