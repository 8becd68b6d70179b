import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FacetCounter } from './facet-counter.ts'
import { FacetDictionary } from './facet-dictionary.ts'
import { countRows, type FacetRows, FacetRowsWriter, ShapeFinder, valuesOf } from './facet-rows.ts'

const ordinal = fc.oneof(fc.nat(20), fc.constantFrom(65_533, 65_534, 65_535, 65_536, 3_000_000))
const rows = fc.array(
  fc.tuple(
    fc.array(ordinal, { maxLength: 1 }),
    fc.array(ordinal, { maxLength: 25 }),
    fc.array(fc.nat(9), { maxLength: 2 }),
  ),
  { maxLength: 40 },
)

type Ordinals = readonly (readonly number[])[]

function written(all: readonly Ordinals[], facets: number): FacetRows {
  const finder = new ShapeFinder(facets, all.length)
  for (const row of all) for (const [facet, ordinals] of row.entries()) finder.see(facet, ordinals)
  const writer = new FacetRowsWriter(finder.shape(), all.length)
  for (const row of all) {
    writer.begin()
    for (const [facet, ordinals] of row.entries()) writer.take(facet, ordinals)
  }
  return writer.finish()
}

test('rows are read as they were written, narrow and wide, in their slots and spilled', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const read = written(all, 3)
      all.forEach((row, doc) => {
        row.forEach((values, facet) => {
          assert.deepEqual([...valuesOf(read, facet, doc)], values)
        })
      })
    }),
  )
})

test('what a sixteenth of the documents or fewer have more of is spilled, and no facet has more than sixteen slots', () => {
  const rowOf = (count: number): Ordinals => [Array.from({ length: count }, (_, i) => i)]
  const shape = written([...Array.from({ length: 15 }, () => rowOf(3)), rowOf(9)], 1)
  assert.deepEqual([shape.shape.slots, shape.spill.docs.length, shape.spill.values.length], [[3], 1, 6])
  assert.deepEqual(written([rowOf(3), rowOf(3), rowOf(9)], 1).shape.slots, [9])
  assert.deepEqual(written([rowOf(40), rowOf(40)], 1).shape.slots, [16])
  assert.deepEqual(written([rowOf(0)], 1).shape.slots, [1])
})

test('the commonest values are counted over the documents asked for, equals by their text', () => {
  const words = fc.constantFrom('ایران', 'تاریخ', 'شعر', 'فلسفه', 'iran', 'هنر', 'دین')
  const values = fc.array(fc.uniqueArray(words, { maxLength: 7 }), { maxLength: 40 })
  fc.assert(
    fc.property(values, fc.nat(8), fc.nat(3), (all, limit, every) => {
      const dictionary = new FacetDictionary()
      const rows = all.map((texts) => [[], texts.map((text) => dictionary.ordinal(text)), []])
      const docs = Uint32Array.from([...all.keys()].filter((doc) => doc % (every + 1) === 0))
      const other = new FacetDictionary(dictionary.shared)
      const counter = new FacetCounter(other).begin()
      if (every === 1) counter.expect(docs.length)
      countRows(written(rows, 3), [null, counter, null], docs, docs.length)
      const counts = new Map<string, number>()
      for (const doc of docs) for (const text of all[doc]!) counts.set(text, (counts.get(text) ?? 0) + 1)
      const wanted = [...counts].map(([value, count]) => ({ value, count }))
      wanted.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      assert.deepEqual(counter.commonest(limit), wanted.slice(0, limit))
      for (const text of counts.keys()) assert.equal(other.find(text), dictionary.find(text))
    }),
  )
})
