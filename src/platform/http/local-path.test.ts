import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localPath } from '#platform/http/local-path.ts'

const PATHS: readonly [given: string | null, path: string][] = [
  ['/libraries?q=%DA%A9&page=2#results', '/libraries?q=%DA%A9&page=2#results'],
  ['/a/../b', '/b'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/%5Cevil.example', '/%5Cevil.example'],
  ['\\\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['/..//evil.example', '/'],
  ['libraries', '/'],
  ['', '/'],
  [null, '/'],
]

for (const [given, path] of PATHS) {
  test(`${JSON.stringify(given)} leads to ${path}`, () => assert.equal(localPath(given), path))
}

test('nothing leads away from this site', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    'evil.example',
    'https',
    '\t',
    '\r\n',
    '%2f',
    '?',
    '#',
    'a',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = localPath(pieces.join(''))
      assert.equal(new URL(path, 'https://here.test').host, 'here.test')
      assert.match(path, /^\/(?!\/)/)
    }),
    { numRuns: 3000 },
  )
})
