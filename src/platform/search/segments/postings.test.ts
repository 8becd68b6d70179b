import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type PostingList, readLists, wordFrequency } from './postings.ts'
import { PostingsWriter } from './postings-write.ts'

type Posting = { doc: number; places: number[] }

const places = fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 5 }).map((all) => all.sort((a, b) => a - b))
const postings = fc
  .uniqueArray(fc.nat(2_000_000), { minLength: 1, maxLength: 600, size: 'max' })
  .chain((docs) => fc.array(places, { minLength: docs.length, maxLength: docs.length }).map((all) => ({ docs, all })))
  .map(({ docs, all }) => docs.sort((a, b) => a - b).map((doc, i): Posting => ({ doc, places: all[i]! })))

function written(lists: readonly Posting[][]): PostingList[] {
  const writer = new PostingsWriter()
  lists.forEach((list, field) => {
    writer.beginList(field)
    for (const { doc, places } of list) {
      writer.posting(doc, places.length)
      for (const place of places) writer.place(place)
    }
    writer.endList()
  })
  const at = writer.endWord()
  assert.equal(wordFrequency(writer.out.bytes, at), Math.max(...lists.map((list) => list.length)))
  return readLists(writer.out.bytes, at)
}

test('lists are read as they were written, from beginning to end and by jumps', () => {
  fc.assert(
    fc.property(fc.array(postings, { minLength: 1, maxLength: 3 }), (lists) => {
      written(lists).forEach((list, l) => {
        const docs: number[] = []
        for (let block = 0; block < list.blocks; block++) {
          list.load(block)
          docs.push(...list.docs.subarray(0, list.size))
        }
        assert.deepEqual(
          docs,
          lists[l]!.map(({ doc }) => doc),
        )
        for (const { doc, places } of lists[l]!.toReversed()) {
          const read = new Uint32Array(8)
          const count = list.readPlaces(list.find(doc), read)
          assert.deepEqual([...read.subarray(0, count)], places)
        }
        const listed = new Set(docs)
        for (const doc of [0, 1, 999_999, 2_000_000, docs[0]! + 1]) {
          if (!listed.has(doc)) assert.equal(list.find(doc), -1)
        }
      })
    }),
    { numRuns: 40 },
  )
})
