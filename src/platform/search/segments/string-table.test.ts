import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  findPrefix,
  findString,
  mergeStringTables,
  StringTableCursor,
  type StringTableData,
  StringTableWriter,
  stringAt,
} from './string-table.ts'

const sorted = (texts: Iterable<string>): Buffer[] =>
  [...new Set(texts)].map((text) => Buffer.from(text)).sort(Buffer.compare)

function tableOf(texts: Iterable<string>): StringTableData {
  const writer = new StringTableWriter()
  for (const bytes of sorted(texts)) writer.add(bytes, 0, bytes.length)
  return writer.finish()
}

const letter = fc.constantFrom('ا', 'ب', 'پ', 'کتاب', 'a', '1', '😀')
const text = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(''))

test('every string is found at its place, and no other', () => {
  fc.assert(
    fc.property(fc.array(text), text, (texts, other) => {
      const table = tableOf(texts)
      sorted(texts).forEach((bytes, ordinal) => {
        assert.equal(findString(table, bytes), ordinal)
        assert.equal(stringAt(table, ordinal), bytes.toString())
      })
      if (!texts.includes(other)) assert.equal(findString(table, Buffer.from(other)), -1)
    }),
  )
})

test('a prefix gives exactly the strings that begin with it', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 80 }), text, (texts, prefix) => {
      const [from, to] = findPrefix(tableOf(texts), Buffer.from(prefix))
      const wanted = sorted(texts).flatMap((bytes, ordinal) => (bytes.toString().startsWith(prefix) ? [ordinal] : []))
      assert.deepEqual(
        Array.from({ length: to - from }, (_, i) => from + i),
        wanted,
      )
    }),
  )
})

test('a cursor jumps over what begins as the string it stands on', () => {
  const long = fc.tuple(text, fc.nat(99)).map(([begun, number]) => `${begun}${number}`)
  fc.assert(
    fc.property(
      fc.uniqueArray(long, { minLength: 1, maxLength: 300, size: 'max' }),
      fc.nat(),
      fc.nat(),
      (texts, at, length) => {
        const all = sorted(texts)
        const ordinal = at % all.length
        const cursor = StringTableCursor.at(tableOf(texts), ordinal)
        cursor.next()
        const prefix = all[ordinal]!.subarray(0, length % (all[ordinal]!.length + 1))
        const wanted = all.findIndex((bytes, o) => o > ordinal && !bytes.subarray(0, prefix.length).equals(prefix))
        assert.equal(cursor.nextBeyond(prefix.length), wanted >= 0)
        for (let o = wanted; o >= 0 && o < all.length; o++) {
          assert.deepEqual([cursor.ordinal, cursor.text()], [o, all[o]!.toString()])
          cursor.next()
        }
      },
    ),
  )
})

test('merged tables hold what was kept, renumbered', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text), { maxLength: 4 }), (parts) => {
      const merging = mergeStringTables(parts.map(tableOf), () => true)
      let step = merging.next()
      while (step.done !== true) step = merging.next()
      const all = sorted(parts.flat())
      assert.equal(step.value.table.count, all.length)
      parts.forEach((part, p) => {
        sorted(part).forEach((bytes, ordinal) => {
          assert.equal(stringAt(step.value.table, step.value.renumbered[p]![ordinal]!), bytes.toString())
        })
      })
    }),
  )
})
