import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchKey } from './match-key.ts'

test('keys become numbers that a bigint and JavaScript hold alike, the same every time', () => {
  for (const key of ['', 'isbn:9789640000014', 'ta:bwstan/sʻdy', 'x'.repeat(500)]) {
    const made = matchKey(key)
    assert.ok(Number.isSafeInteger(made) && made >= 0 && made < 2 ** 52, key)
    assert.equal(matchKey(key), made)
  }
})

test('two hundred thousand different keys hardly ever meet', () => {
  const made = new Set<number>()
  for (let i = 0; i < 100_000; i++) {
    made.add(matchKey(`isbn:${9_789_640_000_000 + i}`))
    made.add(matchKey(`ta:ktab-${i}/mhmdy`))
  }
  assert.ok(made.size >= 199_990, `${200_000 - made.size} of 200,000 met`)
})
