import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sharedPlace } from '#tests/support/shared-data.ts'
import { soundKey, soundKeys, soundWords, wordSounds } from './sound-key.ts'

function table(name: string): [string, string, string][] {
  const text = readFileSync(new URL(`./cases/${name}.tsv`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t') as [string, string, string])
}

for (const [script, romanised, why] of table('same-sound')) {
  test(`${script} sounds like ${romanised}${why ? ` (${why})` : ''}`, () => {
    assert.notEqual(soundKey(script), '')
    assert.equal(soundKey(romanised), soundKey(script))
  })
}

for (const [one, other] of table('other-sound')) {
  test(`${one} does not sound like ${other}`, () => assert.notEqual(soundKey(one), soundKey(other)))
}

test('a word that may begin with an article is found with and without it', () => {
  assert.deepEqual(wordSounds('الهام'), [['hm', 'alhm']])
  assert.ok(soundKeys('الهام').includes(soundKey('Elham')))
  assert.ok(soundKeys('الهام').includes(soundKey('al-Hām')))
})

test('a text of both scripts gives the words of each, particles left out', () => {
  assert.deepEqual(soundWords('تاریخ و فرهنگ: Tārīkh va farhang'), ['trx', 'frhnk', 'trx', 'frhnk'])
  assert.deepEqual(soundKeys(''), [])
  assert.deepEqual(soundKeys('... — !'), [])
})

test('any text is read, and upper case, ZWNJ and Arabic keyboards change nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      for (const word of soundWords(text)) assert.notEqual(word, '')
    }),
  )
  assert.equal(soundKey('كتاب'), soundKey('کتاب'))
  assert.equal(soundKey('می‌روم'), soundKey('میروم'))
  assert.equal(soundKey('TĀRĪKH'), soundKey('Tārīkh'))
})

const aco = sharedPlace('marc/aco/translit_pairs_880.tsv.gz')

test('of the words of real linked titles and names at least 95 % sound alike', { skip: aco.skip }, () => {
  const rows = gunzipSync(readFileSync(aco.path)).toString().split('\n').slice(1)
  let words = 0
  let alike = 0
  for (const row of rows) {
    const [, tag, romanised = '', script = ''] = row.split('\t')
    if (tag !== '245' && tag !== '100') continue
    const [a, b] = [romanised, script].map((text) => soundWords(text.replace(/\d+/g, ' '))) as [string[], string[]]
    // Where the fields have different words (a role in English, a date), nothing can be said of the letters.
    if (a.length !== b.length) continue
    words += a.length
    for (const [at, sound] of a.entries()) if (sound === b[at]) alike++
  }
  assert.ok(words > 100_000)
  assert.ok(alike / words >= 0.95, `${alike} of ${words}`)
})
