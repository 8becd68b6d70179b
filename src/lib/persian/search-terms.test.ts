import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from './fold.ts'
import { searchTerms } from './search-terms.ts'

test('terms carry stem, folded word and position', () => {
  assert.deepEqual(searchTerms('كتاب‌هاي خطي، ج. ۲'), [
    { term: 'کتاب', word: 'کتابهای', position: 0 },
    { term: 'خطی', word: 'خطی', position: 1 },
    { term: 'ج', word: 'ج', position: 2 },
    { term: '2', word: '2', position: 3 },
  ])
  assert.deepEqual(searchTerms('؟ …'), [])
})

test('every text gives as many terms as folded words, none of them empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const terms = searchTerms(text)
      assert.equal(terms.map(({ word }) => word).join(' '), fold(text))
      assert.ok(terms.every(({ term }, at) => term !== '' && terms[at]!.position === at))
    }),
  )
})
