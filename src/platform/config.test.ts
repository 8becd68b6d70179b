import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

test('an empty environment is a working one', () => {
  const config = readConfig({}, '/srv/peyvand')
  assert.equal(config.home, '/srv/peyvand/.peyvand')
  assert.equal(config.port, 4000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.origin, 'http://localhost:4000')
  assert.equal(config.databaseUrl, null)
  assert.equal(config.demo, true)
  assert.deepEqual(config.files, { kind: 'local', folder: '/srv/peyvand/.peyvand/files' })
})

test('an empty variable counts as absent', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: '', PEYVAND_DEMO: '' }).port, 4000)
})

test('the port is part of the address people are told, unless they were given another', () => {
  assert.equal(readConfig({ PORT: '4100' }).origin, 'http://localhost:4100')
  assert.equal(
    readConfig({ PORT: '4100', PEYVAND_ORIGIN: 'https://peyvand.example.org/' }).origin,
    'https://peyvand.example.org',
  )
})

const REFUSED: readonly [env: Record<string, string>, says: RegExp][] = [
  [{ PORT: 'http' }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ PORT: '70000' }, /^PORT must be a whole number/],
  [{ PEYVAND_DEMO: 'perhaps' }, /^PEYVAND_DEMO must be yes or no\.$/],
  [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL must look like postgresql:/],
  [{ DATABASE_URL: 'nonsense' }, /^DATABASE_URL must look like postgresql:/],
  [{ PEYVAND_SECRET: 'short' }, /^PEYVAND_SECRET must be at least 32/],
  [{ PEYVAND_FILES: 's3://books' }, /needs PEYVAND_S3_ACCESS_KEY/],
  [{ PEYVAND_MAIL: 'mail.example.org' }, /^PEYVAND_MAIL must look like smtp:/],
  [{ PEYVAND_LANG: 'de' }, /^PEYVAND_LANG must be fa or en\.$/],
]

for (const [env, says] of REFUSED) {
  test(`refuses ${JSON.stringify(env)} in a sentence`, () => {
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && error.sentences.length === 1 && says.test(error.sentences[0] ?? ''),
    )
  })
}

test('names every variable at fault at once', () => {
  assert.throws(
    () => readConfig({ PORT: 'x', PEYVAND_DEMO: 'y' }),
    (error) => error instanceof ConfigError && error.sentences.length === 2,
  )
})

test('docs/operations.md lists every variable, and no other', () => {
  const source = readFileSync(new URL('./config.ts', import.meta.url), 'utf8')
  const known = new Set([...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((found) => found[1]))
  const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
  const listed = new Set([...guide.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map((found) => found[1]))
  assert.ok(known.size > 15)
  assert.deepEqual([...listed].sort(), [...known].sort())
})
