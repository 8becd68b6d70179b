import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Brief } from '#areas/catalogue/contract.ts'
import { byVolume, type Relatable, relationOf } from './related.ts'

const edition = (words: string): Relatable => {
  const [volumeKey = '', publisher = '', year = ''] = words.split(' | ')
  const kind = volumeKey.startsWith('online') ? 'electronic' : 'book'
  const brief = { publisher: publisher || null, year: year === '' ? null : Number(year), kind } as Brief
  return { id: words, brief, volumeKey }
}

const cases: readonly (readonly [why: string, one: string, other: string, relation: string | null])[] = [
  ['the next volume of the set', '1 | امیرکبیر | 1984', '2 | اميركبير | 1985', 'volume'],
  ['a volume and the whole set', ' | امیرکبیر | 1984', '2 | امیرکبیر | 1984', 'volume'],
  ['a volume of another publisher’s set', '1 | امیرکبیر | 1984', '2 | سخن | 1984', null],
  ['the same volume of another publisher', '1 | امیرکبیر | 1984', '1 | سخن | 1990', 'edition'],
  ['a whole set of another publisher', '1 | امیرکبیر | 1984', ' | سخن | 1990', 'edition'],
  ['a set of forty years later', '1 | امیرکبیر | 1984', '2 | امیرکبیر | 2024', null],
  ['publishers nobody named', '1 |  | 1984', '2 |  | 1984', null],
  ['read on line', ' | سخن | 1990', 'online | سخن | 1990', 'online'],
  ['in print', 'online | سخن | 1990', ' | سخن | 1990', 'print'],
  ['another edition', ' | سخن | 1990', ' | نی | 2001', 'edition'],
]

for (const [why, one, other, relation] of cases) {
  test(why, () => assert.equal(relationOf(edition(one), edition(other)), relation))
}

test('volumes stand in their order, the whole set first', () => {
  const sorted = ['10 | ن | 1984', '2 | ن | 1984', ' | ن | 1984', '2 | ن | 1980'].map(edition).sort(byVolume)
  assert.deepEqual(
    sorted.map((one) => one.id),
    [' | ن | 1984', '2 | ن | 1980', '2 | ن | 1984', '10 | ن | 1984'],
  )
})
