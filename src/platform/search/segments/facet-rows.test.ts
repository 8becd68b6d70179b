import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FacetCounter } from './facet-counter.ts'
import { FacetDictionary } from './facet-dictionary.ts'
import { countRows, FacetRowsWriter, valuesOf, wideOf } from './facet-rows.ts'

const many = [false, true, true]
const ordinal = fc.oneof(fc.nat(20), fc.constantFrom(65_533, 65_534, 65_535, 65_536, 3_000_000))
const rows = fc.array(
  fc.tuple(
    fc.array(ordinal, { maxLength: 1 }),
    fc.array(ordinal, { maxLength: 4 }),
    fc.array(fc.nat(9), { maxLength: 2 }),
  ),
  { maxLength: 30 },
)

test('rows are read as they were written, narrow and wide', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const writer = new FacetRowsWriter(many, wideOf(all), all.length, 1)
      for (const row of all) writer.add(row)
      const written = writer.share()
      const copier = new FacetRowsWriter(many, written.wide, all.length)
      copier.copy(written, 0, all.length >> 1)
      copier.copy(written, all.length >> 1, all.length)
      for (const one of [written, copier.share()]) {
        all.forEach((row, doc) => {
          row.forEach((values, facet) => {
            assert.deepEqual([...valuesOf(one, many, facet, doc)], values)
          })
        })
      }
    }),
  )
})

test('the commonest values are counted over the documents asked for, equals by their text', () => {
  const words = fc.constantFrom('ایران', 'تاریخ', 'شعر', 'فلسفه', 'iran', 'هنر', 'دین')
  const values = fc.array(fc.uniqueArray(words, { maxLength: 4 }), { maxLength: 40 })
  fc.assert(
    fc.property(values, fc.nat(8), fc.nat(3), (all, limit, every) => {
      const dictionary = new FacetDictionary()
      const rows = all.map((texts) => [[], texts.map((text) => dictionary.ordinal(text)), []])
      const writer = new FacetRowsWriter(many, 0, all.length)
      for (const row of rows) writer.add(row)
      const docs = Uint32Array.from([...all.keys()].filter((doc) => doc % (every + 1) === 0))
      const other = new FacetDictionary(dictionary.shared)
      const counter = new FacetCounter(other).begin()
      if (every === 1) counter.expect(docs.length)
      countRows(writer.share(), many, [null, counter, null], docs, docs.length)
      const counts = new Map<string, number>()
      for (const doc of docs) for (const text of all[doc]!) counts.set(text, (counts.get(text) ?? 0) + 1)
      const wanted = [...counts].map(([value, count]) => ({ value, count }))
      wanted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      assert.deepEqual(counter.commonest(limit), wanted.slice(0, limit))
      for (const text of counts.keys()) assert.equal(other.find(text), dictionary.find(text))
    }),
  )
})
