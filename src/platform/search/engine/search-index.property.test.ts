import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { searchTerms } from '#lib/persian/search-terms.ts'
import type { FacetCount, IndexSchema, SearchDocument, SearchRequest } from '#platform/search/types.ts'
import { hasPhrase, hasWord, valuesOf } from '#tests/support/naive-search.ts'
import { SearchIndex } from './search-index.ts'

const schema: IndexSchema = {
  name: 'random',
  version: 1,
  fields: { title: { weight: 4, leads: true }, author: { weight: 2 } },
  facets: { library: 'many', language: 'one' },
  sorts: { year: 'number', title: 'string' },
  prior: { sort: 'year', weight: 0.1 },
}

const vocabulary = [
  'کتاب',
  'خانه',
  'کتابخانه',
  'کتاب‌ها',
  'کتابهای',
  'تاریخ',
  'ایران',
  'ایرانی',
  'دانش',
  'نامه',
  'دانش‌نامه',
  'دانشنامه',
  'شعر',
  '۱۳۸۰',
  'iran',
]
const word = fc.constantFrom(...vocabulary)
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const library = fc.constantFrom('الف', 'ب', 'ج', 'د')
const language = fc.constantFrom('fas', 'ara', 'eng')

const idOf = (number: number): string => `0192b4a0-0000-7000-8000-${number.toString().padStart(12, '0')}`

const aDocument = fc
  .record({
    number: fc.nat(30),
    title: fc.array(text, { maxLength: 2 }),
    author: fc.array(text, { maxLength: 2 }),
    libraries: fc.uniqueArray(library),
    language: fc.option(language),
    year: fc.option(fc.integer({ min: 1380, max: 1385 })),
  })
  .map(
    ({ number, title, author, libraries, language, year }): SearchDocument => ({
      id: idOf(number),
      fields: { title, author },
      facets: { library: libraries, language: language === null ? [] : [language] },
      sorts: { year, title: title[0] ?? null },
    }),
  )

type Step = { put: SearchDocument[] } | { remove: number[] } | { seal: true }
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ put: fc.array(aDocument, { maxLength: 12 }) }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.array(fc.nat(30), { maxLength: 5 }) }) },
    { weight: 3, arbitrary: fc.constant({ seal: true as const }) },
  ),
  { maxLength: 25 },
)

const aRequest = fc.record({
  words: fc.oneof(
    fc.array(word, { maxLength: 3 }),
    fc.constantFrom(['کتاب', 'خانه'], ['دانش', 'نامه', 'ایران'], ['کتابخانه'], ['دانشنامه'], ['کتاب خانه']),
  ),
  phrase: fc.option(fc.array(word, { minLength: 2, maxLength: 2 }), { freq: 2 }),
  excluded: fc.option(word, { freq: 2 }),
  libraries: fc.uniqueArray(library, { maxLength: 2 }),
  languages: fc.uniqueArray(language, { maxLength: 2 }),
  from: fc.option(fc.integer({ min: 1380, max: 1385 })),
})
type Asked = typeof aRequest extends fc.Arbitrary<infer T> ? T : never

function requestOf({ words, phrase, excluded, libraries, languages, from }: Asked): SearchRequest {
  const typed = [
    ...words,
    ...(phrase === null ? [] : [`«${phrase.join(' ')}»`]),
    ...(excluded === null ? [] : [`-${excluded}`]),
  ]
  return {
    text: typed.join(' '),
    filters: { library: libraries, language: languages },
    ranges: from === null ? {} : { year: { from } },
    facets: { library: 10, language: 10 },
    limit: 100,
  }
}

function play(history: readonly Step[]): { index: SearchIndex; documents: Map<string, SearchDocument> } {
  const index = new SearchIndex(schema, searchTerms)
  const documents = new Map<string, SearchDocument>()
  for (const step of history) {
    if ('put' in step) {
      index.put(step.put)
      for (const document of step.put) documents.set(document.id, document)
    } else if ('remove' in step) {
      index.remove(step.remove.map(idOf))
      for (const number of step.remove) documents.delete(idOf(number))
    } else index.segments()
  }
  return { index, documents }
}

function matches(document: SearchDocument, { words, phrase, excluded }: Asked): boolean {
  const values = valuesOf(document)
  const typed = searchTerms(words.join(' '))
  if (!typed.every((_, i) => hasWord(values, typed, i))) return false
  if (
    phrase !== null &&
    !hasPhrase(
      values,
      searchTerms(phrase.join(' ')).map(({ word }) => word),
    )
  )
    return false
  return excluded === null || !hasWord(values, searchTerms(excluded), 0)
}

const passes = (values: readonly string[], chosen: readonly string[]): boolean =>
  chosen.length === 0 || chosen.some((value) => values.includes(value))

function countsOf(documents: SearchDocument[], facet: string): FacetCount[] {
  const counts = new Map<string, number>()
  for (const document of documents)
    for (const value of document.facets[facet]!) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

test('a search finds exactly what reading every document finds, and counts the same facets', () => {
  fc.assert(
    fc.property(steps, fc.array(aRequest, { minLength: 1, maxLength: 6 }), (history, requests) => {
      const { index, documents } = play(history)
      for (const asked of requests) {
        const result = index.search(requestOf(asked))
        const texted = [...documents.values()].filter((document) => matches(document, asked))
        if (texted.length === 0 && result.relaxed !== 'none') continue
        const dated = texted.filter(
          (document) => asked.from === null || Number(document.sorts.year ?? Number.NaN) >= asked.from,
        )
        const inLibrary = dated.filter((document) => passes(document.facets.library!, asked.libraries))
        const inLanguage = dated.filter((document) => passes(document.facets.language!, asked.languages))
        const wanted = inLibrary.filter((document) => inLanguage.includes(document))
        assert.equal(result.relaxed, 'none')
        assert.deepEqual(result.hits.map(({ id }) => id).sort(), wanted.map(({ id }) => id).sort())
        assert.equal(result.total, wanted.length)
        assert.deepEqual(result.facets.library, countsOf(inLanguage, 'library'))
        assert.deepEqual(result.facets.language, countsOf(inLibrary, 'language'))
      }
    }),
    { numRuns: 150 },
  )
})

test('an index with a long history, merged, answers as one made afresh', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.array(aRequest, { minLength: 1, maxLength: 4 }), async (history, requests) => {
      const { index, documents } = play(history)
      const fresh = new SearchIndex(schema, searchTerms)
      fresh.put(documents.values())
      await index.compact()
      await fresh.compact()
      assert.equal(index.count, documents.size)
      for (const asked of requests) {
        for (const by of ['relevance', 'year', 'title']) {
          const request = { ...requestOf(asked), sort: { by } }
          assert.deepEqual({ ...index.search(request), tookMs: 0 }, { ...fresh.search(request), tookMs: 0 })
        }
      }
    }),
    { numRuns: 100 },
  )
})

test('pages taken one after another are the whole list', () => {
  fc.assert(
    fc.property(steps, aRequest, fc.integer({ min: 1, max: 9 }), (history, asked, limit) => {
      const { index } = play(history)
      const request = requestOf(asked)
      const whole = index.search(request).hits
      const pages = Array.from(
        { length: Math.ceil(whole.length / limit) },
        (_, page) => index.search({ ...request, offset: page * limit, limit }).hits,
      )
      assert.deepEqual(pages.flat(), whole)
    }),
    { numRuns: 50 },
  )
})
