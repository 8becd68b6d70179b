import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import type { IndexSchema, SearchDocument, SearchRequest } from '#platform/search/types.ts'
import { SearchIndex } from './search-index.ts'

const schema: IndexSchema = {
  name: 'dense',
  version: 1,
  fields: { title: { weight: 4, leads: true }, subject: { weight: 2 } },
  facets: { language: 'one', library: 'many', author: 'many' },
  sorts: { year: 'number' },
}
const WORDS = ['تاریخ', 'ایران', 'شعر', 'کتاب', 'خانه', 'کتابخانه', 'هنر', 'باغ', 'کتاب‌ها', 'دانش']
const DOCUMENTS = 6_000

/** Numbers that look like chance and are always the same. */
const drawn = (number: number, draw: number, of: number): number =>
  (Math.imul(number * 31 + draw, 2_654_435_761) >>> 8) % of

const idOf = (number: number): string => `0192b4a0-0000-7000-8000-${String(number).padStart(12, '0')}`

const ownWord = (number: number): string => `یگانه${'ابپتثجچحخد'[Math.floor(number / 600)]}`

function aDocument(number: number): SearchDocument {
  const word = (draw: number): string => WORDS[Math.min(drawn(number, draw, 10), drawn(number, draw + 50, 10))]!
  const title = Array.from({ length: 1 + drawn(number, 9, 4) }, (_, i) => word(i)).join(' ')
  return {
    id: idOf(number),
    // A few have a common word twice, and one that is theirs alone.
    fields: { title: [number % 600 === 7 ? `تاریخ و تاریخ ${ownWord(number)}` : title], subject: [word(20), word(21)] },
    facets: {
      language: drawn(number, 30, 7) === 0 ? [] : [['fas', 'ara', 'eng'][drawn(number, 31, 3)]!],
      library: Array.from({ length: drawn(number, 32, 25) }, (_, i) => `کتابخانه ${drawn(number, 40 + i, 30)}`),
      author: [`پدیدآور ${drawn(number, 33, 100_000) + 9_000 * (number % 9)}`],
    },
    sorts: { year: 1380 + drawn(number, 34, 20) },
  }
}

const REQUESTS: readonly SearchRequest[] = [
  ...[
    '',
    ...WORDS,
    'تاریخ ایران',
    'شعر هنر باغ',
    'کتاب خانه',
    '«تاریخ ایران»',
    '"شعر شعر"',
    'تاریخ -شعر',
    '-تاریخ',
    ...[7, 1_207, 5_407].map((number) => `تاریخ ${ownWord(number)}`),
  ].map((text): SearchRequest => ({ text })),
  { text: 'تاریخ', filters: { language: ['fas'] } },
  { text: 'ایران', ranges: { year: { from: 1390 } } },
  { text: 'ایران', where: { kind: 'facet', facet: 'library', value: 'کتابخانه 3' } },
  { where: { kind: 'words', text: 'تاریخ', fields: ['title'], match: 'all' } },
  { filters: { library: ['کتابخانه 3', 'کتابخانه 4'] } },
]

function anIndex(removed: (number: number) => boolean): SearchIndex {
  const index = new SearchIndex(schema, searchTerms)
  index.put(Array.from({ length: DOCUMENTS }, (_, number) => aDocument(number)))
  index.segments()
  for (let number = 0; number < DOCUMENTS; number++) if (removed(number)) index.remove([idOf(number)])
  return index
}

function answersOf(index: SearchIndex): unknown[] {
  return REQUESTS.map((request) => {
    const result = index.search({ ...request, facets: { language: 9, library: 40, author: 20 }, limit: 50 })
    const { total, facets, relaxed, hits } = result
    // Of many that are worth the same, others may come first; and how rare a word is that may be written as two is
    // reckoned segment by segment.
    const best = /کتابخانه/u.test(request.text ?? '') ? [] : hits.slice(0, 10).map(({ score }) => score.toFixed(2))
    assert.ok(hits.length === Math.min(total, 50) && hits.every(({ score }) => Number.isFinite(score)), request.text)
    return { request, total, facets, relaxed, best }
  })
}

/** Of so few documents a segment that no list of it is dense. */
const SMALL = 500

/** Answers from small segments, before they are merged in the background. */
function answersOfSmall(removed: (number: number) => boolean): unknown[] {
  const index = new SearchIndex(schema, searchTerms)
  for (let from = 0; from < DOCUMENTS; from += SMALL) {
    index.put(Array.from({ length: SMALL }, (_, i) => aDocument(from + i)))
    index.segments()
  }
  index.remove(
    Array.from({ length: DOCUMENTS }, (_, number) => number)
      .filter(removed)
      .map(idOf),
  )
  const answers = answersOf(index)
  assert.ok(index.segments().every(({ dense }) => dense.at.length === 0 && dense.counts.length === 0))
  index.close()
  return answers
}

test('long lists answer as short ones do, each search with all its facets', async () => {
  const whole = anIndex(() => false)
  await whole.compact()
  const [segment, ...others] = whole.segments()
  assert.deepEqual([segment!.count, others.length], [DOCUMENTS, 0])
  assert.ok(segment!.dense.at.length > 5 && segment!.dense.counts.length > 0)
  const answers = answersOf(whole)
  for (const [i, wanted] of answersOfSmall(() => false).entries()) assert.deepEqual(answers[i], wanted)
})

test('what was removed is counted no more, before it is merged away and after', async () => {
  const isRemoved = (number: number): boolean => drawn(number, 77, 4) === 0
  const [fresh, merged] = [anIndex(() => false), anIndex(isRemoved)]
  await fresh.compact()
  for (let number = 0; number < DOCUMENTS; number++) if (isRemoved(number)) fresh.remove([idOf(number)])
  await merged.compact()
  // Scores are not compared: the removed still count for how rare a word is, until they are merged away.
  const counted = (answers: readonly unknown[]) =>
    answers.map((answer) => {
      const { request, total, facets } = answer as { request: SearchRequest; total: number; facets: unknown }
      return { request, total, facets }
    })
  const wanted = counted(answersOfSmall(isRemoved))
  for (const index of [fresh, merged]) {
    for (const [i, answer] of counted(answersOf(index)).entries()) assert.deepEqual(answer, wanted[i])
  }
})
