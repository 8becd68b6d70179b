import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pagesShown } from './pagination.tsx'

const CASES: readonly [page: number, pages: number, shown: readonly number[]][] = [
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 38, [1, 2, 3, 4, 38]],
  [3, 38, [1, 2, 3, 4, 38]],
  [6, 38, [1, 5, 6, 7, 38]],
  [38, 38, [1, 35, 36, 37, 38]],
  [2, 5, [1, 2, 3, 4, 5]],
]

for (const [page, pages, shown] of CASES) {
  test(`page ${page} of ${pages} offers ${shown.join(' ')}`, () => assert.deepEqual(pagesShown(page, pages), shown))
}
