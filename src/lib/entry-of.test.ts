import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entryOf } from './entry-of.ts'

test('only what stands in the table is found, whatever the word', () => {
  const table = { per: 'فارسی', toString: 'own' }
  assert.equal(entryOf(table, 'per'), 'فارسی')
  assert.equal(entryOf(table, 'toString'), 'own')
  for (const word of ['constructor', '__proto__', 'hasOwnProperty', 'valueOf', '']) {
    assert.equal(entryOf(table, word), undefined, word)
  }
})
