import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import type { SearchRequest, SearchResult } from '#platform/search/types.ts'
import { aWrittenDocument, WRITTEN } from '#tests/support/search-writer.ts'
import { SearchThreads } from './pool.ts'
import { Thread } from './thread.ts'

const requests: SearchRequest[] = [
  {},
  { text: 'تاریخ', facets: { library: 5 }, limit: 30 },
  { text: 'کتاب 117', sort: { by: 'number', direction: 'descending' } },
  { text: '"از هنر"', filters: { library: ['کتابخانه 3'] }, facets: { library: 40 } },
  {
    where: { kind: 'words', text: 'شع*', fields: ['title'], match: 'all', pattern: true },
    ranges: { number: { to: 90 } },
  },
  { text: 'شعر', near: { facet: 'library', distances: new Map([['کتابخانه 7', 12]]) }, sort: { by: 'near' } },
]

/** Without scores: the dead, who count for how rare a word is, leave with the next merge. */
const found = ({ total, facets, hits }: SearchResult) => ({ total, facets, ids: hits.map(({ id }) => id) })

test('threads answer as the index itself, while it changes and merges', async (t) => {
  const threads = new SearchThreads(2)
  t.after(() => threads.close())
  const index = new SearchIndex(WRITTEN, searchTerms, null, threads)
  for (let from = 0; from < 4_000; from += 500) {
    index.put(Array.from({ length: 500 }, (_, i) => aWrittenDocument(from + i)))
    index.remove([aWrittenDocument(from + 3).id, aWrittenDocument(from >> 1).id])
    index.put([aWrittenDocument(from + 17), aWrittenDocument(from >> 2)])
    const answers = await Promise.all(requests.map((request) => threads.ask(index, { kind: 'search', request })))
    for (const [i, request] of requests.entries()) {
      assert.deepEqual(found(answers[i]!), found(index.search(request)))
    }
  }
  await index.settle()
  for (const request of requests) {
    const answer = await threads.ask(index, { kind: 'search', request })
    assert.deepEqual({ ...answer, tookMs: 0 }, { ...index.search(request), tookMs: 0 })
  }
  assert.ok(index.segments().length < 16)
  assert.deepEqual(
    await threads.ask(index, { kind: 'corrections', word: 'تاریح', limit: 3 }),
    index.reader().corrections('تاریح', 3),
  )
  assert.deepEqual((await threads.ask(index, { kind: 'suggest', text: 'کتاب شماره 39', limit: 3 })).ids.length, 3)
  assert.deepEqual(await threads.ask(index, { kind: 'frequencies', words: ['هیچ'] }), [0])
})

test('whatever dies at whatever moment of a merge by a thread, all that is kept of a document stays together', async (t) => {
  const threads = new SearchThreads(1)
  t.after(() => threads.close())
  for (let round = 0; round < 6; round++) {
    const index = new SearchIndex(WRITTEN, searchTerms, null, threads)
    index.put(Array.from({ length: 6_000 }, (_, i) => aWrittenDocument(i)))
    let merging = true
    const compacting = index.compact().finally(() => {
      merging = false
    })
    const gone = new Set<number>()
    for (let number = round; merging && number < 6_000; number += 13) {
      index.remove([aWrittenDocument(number).id])
      gone.add(number)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await compacting
    const { total, facets } = index.search({ facets: { library: 40 } })
    assert.equal(total, 6_000 - gone.size)
    for (const { value, count } of facets.library!) {
      const library = Number(value.split(' ')[1])
      assert.equal(count, 150 - [...gone].filter((number) => number % 40 === library).length, value)
    }
    for (let number = 0; number < 6_000; number += 371) {
      const { hits } = index.search({ text: `"شماره ${number}"`, filters: { library: [`کتابخانه ${number % 40}`] } })
      assert.equal(hits[0]?.id, gone.has(number) ? undefined : aWrittenDocument(number).id)
    }
  }
})

test('documents that change while their segment is merged are right afterwards', async (t) => {
  const threads = new SearchThreads(1)
  t.after(() => threads.close())
  const index = new SearchIndex(WRITTEN, searchTerms, null, threads)
  index.put(Array.from({ length: 3_000 }, (_, i) => aWrittenDocument(i)))
  const compacting = index.compact()
  index.remove([aWrittenDocument(5).id, aWrittenDocument(2_999).id])
  index.put([{ ...aWrittenDocument(8), fields: { title: ['دیوان'] } }])
  await compacting
  await index.compact()
  assert.equal(index.segments().length, 1)
  assert.equal(index.count, 2_998)
  const { hits } = await threads.ask(index, { kind: 'search', request: { text: 'دیوان' } })
  assert.deepEqual(
    hits.map(({ id }) => id),
    [aWrittenDocument(8).id],
  )
})

test("a caller's mistake comes back as one, and the thread goes on", async (t) => {
  const threads = new SearchThreads(1)
  t.after(() => threads.close())
  const index = new SearchIndex(WRITTEN, searchTerms, null, threads)
  index.put([aWrittenDocument(1)])
  const wrong = threads.ask(index, { kind: 'search', request: { sort: { by: 'nothing' } } })
  await assert.rejects(wrong, TypeError)
  assert.equal((await threads.ask(index, { kind: 'search', request: {} })).total, 1)
  threads.forget(index)
  assert.equal((await threads.ask(index, { kind: 'search', request: {} })).total, 1)
})

test('a thread that dies says so to whoever waits, and to whoever comes later', async () => {
  const heard: Error[] = []
  const entry = new URL('data:text/javascript,process.exit(3)')
  const dying = new Thread<{ id: number }, { id: number }>(entry, (error) => heard.push(error))
  await assert.rejects(
    dying.ask((id) => ({ id })),
    /ended with 3/,
  )
  await assert.rejects(
    dying.ask((id) => ({ id })),
    /ended with 3/,
  )
  assert.equal(heard.length, 1)
})

test('segments that cannot be merged stay, and are searched as before', async () => {
  let tried = 0
  const index = new SearchIndex(WRITTEN, searchTerms, null, {
    async merge() {
      tried++
      throw new RangeError('no memory')
    },
  })
  for (let from = 0; from < 2_400; from += 300) {
    index.put(Array.from({ length: 300 }, (_, i) => aWrittenDocument(from + i)))
    index.segments()
  }
  await assert.rejects(index.settle(), /no memory/)
  assert.equal(tried, 1)
  assert.equal(index.search({ text: 'کتاب' }).total, 2_400)
  await assert.rejects(index.compact(), /no memory/)
})
