import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composersOf, MOST_COMPOSING } from './composers.ts'

const members = (count: number, fullness: (n: number) => number | null = () => 3) =>
  Array.from({ length: count }, (_, n) => ({ n, libraryId: `l${n}`, isSuppressed: false, fullness: fullness(n) }))
const numbers = (found: readonly { n: number }[]) => found.map(({ n }) => n)

test('few records all compose their edition, in their order, hidden ones only where nothing else is left', () => {
  const few = members(5)
  assert.deepEqual(numbers(composersOf(few, new Map(), [])), [0, 1, 2, 3, 4])
  const hidden = few.map((one) => ({ ...one, isSuppressed: one.n !== 3 }))
  assert.deepEqual(numbers(composersOf(hidden, new Map(), [])), [3])
  const none = few.map((one) => ({ ...one, isSuppressed: true }))
  assert.deepEqual(numbers(composersOf(none, new Map(), [])), [0, 1, 2, 3, 4])
})

test('of very many the fullest do, the oldest between equals, and those nobody has counted yet', () => {
  const many = members(200, (n) => (n === 150 ? 9 : n === 160 ? null : 3))
  const found = numbers(composersOf(many, new Map(), []))
  assert.deepEqual(found, [...Array.from({ length: MOST_COMPOSING - 2 }, (_, n) => n), 150, 160])
})

test('a network with authority over a field is heard among any number of others', () => {
  const many = members(200)
  const networks = new Map([['l190', 'aqr']])
  assert.ok(numbers(composersOf(many, networks, ['aqr'])).includes(190))
})
