import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type EditionGroup, type Groupable, mayBeOneEdition, placeRecord, widened } from './grouping.ts'

const record = (keys: string, title: string, volumeKey = ''): Groupable => ({
  keys: keys.split(' ').filter(Boolean),
  titleKeys: title.split('|'),
  volumeKey,
})

let made = 0
const edition = (of: Groupable, more: Partial<EditionGroup> = {}): EditionGroup => {
  made += 1
  const id = `e${String(made).padStart(6, '0')}`
  return { ...of, id, createdAt: new Date(made), isPinned: false, recordCount: 1, ...more }
}

const pairs: readonly (readonly [why: string, a: Groupable, b: Groupable, one: boolean])[] = [
  ['the same title', record('', 'بوستان'), record('', 'بوستان'), true],
  ['a title with its subtitle in it', record('', 'بوستان'), record('', 'بوستان سعدی'), true],
  ['most words of the shorter title', record('', 'تاریخ ادبیات ایران'), record('', 'تاریخ ادبیات در ایران'), true],
  ['one shared word of three', record('', 'تاریخ ادبیات ایران'), record('', 'تاریخ جهان باستان'), false],
  ['another title', record('', 'بوستان'), record('', 'گلستان'), false],
  ['a twin in the other script', record('', 'bustan|بوستان'), record('', 'بوستان'), true],
  ['another volume', record('', 'بوستان', '1'), record('', 'بوستان', '2'), false],
  ['a volume and the whole', record('', 'بوستان', '1'), record('', 'بوستان'), false],
  ['print and online', record('', 'بوستان'), record('', 'بوستان', 'online'), false],
  ['no title at all', record('', ''), record('', ''), false],
]

for (const [why, a, b, one] of pairs) {
  test(`${one ? 'may be' : 'never'} one edition: ${why}`, () => {
    assert.equal(mayBeOneEdition(a, b), one)
    assert.equal(mayBeOneEdition(b, a), one)
  })
}

test('a record goes to the oldest edition that shares an identifier and agrees; the others are joined into it', () => {
  const [older, newer] = [edition(record('isbn:1', 'بوستان')), edition(record('isbn:2', 'بوستان'))]
  const { into, absorbed, keys } = placeRecord(record('isbn:1 isbn:2 isbn:3', 'بوستان'), [newer, older])
  assert.equal(into?.id, older.id)
  assert.deepEqual(
    absorbed.map((one) => one.id),
    [newer.id],
  )
  assert.deepEqual(keys, ['isbn:1', 'isbn:2'])
})

test('a title alone joins nothing, nor does an identifier that another work reuses', () => {
  assert.equal(placeRecord(record('isbn:1', 'بوستان'), [edition(record('isbn:9', 'بوستان'))]).into, null)
  assert.equal(placeRecord(record('isbn:1', 'بوستان'), [edition(record('isbn:1', 'شیمی آلی'))]).into, null)
})

test('what a person placed is added to, never joined with another', () => {
  const pinned = edition(record('isbn:1', 'بوستان'), { isPinned: true })
  const free = edition(record('isbn:2', 'بوستان'))
  const both = record('isbn:1 isbn:2', 'بوستان')
  assert.deepEqual(placeRecord(both, [pinned, free]).absorbed, [])
  assert.deepEqual(placeRecord(both, [{ ...free, createdAt: new Date(0) }, pinned]).absorbed, [])
})

const groupable = fc.record({
  keys: fc.uniqueArray(fc.constantFrom('isbn:1', 'isbn:2', 'isbn:3', 'oclc:4', 'nbn:5'), { maxLength: 3 }),
  titleKeys: fc.uniqueArray(fc.constantFrom('بوستان', 'بوستان سعدی', 'گلستان', 'تاریخ ایران', 'تاریخ ایران باستان'), {
    minLength: 1,
    maxLength: 2,
  }),
  volumeKey: fc.constantFrom('', '1', '2', 'online'),
})
const group = fc.record({ of: groupable, at: fc.nat(1000), isPinned: fc.boolean() })

test('the order of candidates never decides, a volume never meets another, and the pinned stay apart', () => {
  const given = fc.tuple(groupable, fc.array(group, { maxLength: 8 }), fc.infiniteStream(fc.nat()))
  fc.assert(
    fc.property(given, ([incoming, groups, stream]) => {
      const editions = groups.map(({ of, at, isPinned }) => edition(of, { createdAt: new Date(at), isPinned }))
      const dice = new Map(editions.map((one) => [one.id, stream.next().value]))
      const shuffled = [...editions].sort((a, b) => dice.get(a.id) - dice.get(b.id))
      const placed = placeRecord(incoming, editions)
      assert.deepEqual(placeRecord(incoming, shuffled), placed)
      const joined = placed.into === null ? [] : [placed.into, ...placed.absorbed]
      for (const one of joined) assert.equal(one.volumeKey, incoming.volumeKey)
      assert.ok(!placed.absorbed.some((one) => one.isPinned))
      if (placed.into?.isPinned) assert.deepEqual(placed.absorbed, [])
      for (const key of placed.keys) assert.ok((incoming.keys as readonly string[]).includes(key))
      assert.equal(placed.keys.length > 0, placed.into !== null)
    }),
    { numRuns: 1000 },
  )
})

test('an edition that took a record in finds the same record again', () => {
  fc.assert(
    fc.property(groupable, groupable, (first, second) => {
      const one = edition(first)
      const { into } = placeRecord(second, [one])
      if (into === null) return
      const wide = widened(into, second)
      assert.equal(placeRecord(second, [wide]).into?.id, one.id)
      assert.equal(placeRecord(first, [wide]).into === null, first.keys.length === 0)
    }),
    { numRuns: 1000 },
  )
})
