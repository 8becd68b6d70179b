import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sharedPlace } from '#tests/support/shared-data.ts'
import { eacc } from './eacc.ts'
import { looksAnsel, looksIso5426, looksUtf8, looksWindows } from './guess.ts'
import { decodeIso5426 } from './iso5426.ts'
import { decodeMarc8 } from './marc8.ts'

const { path: MARC8, skip } = sharedPlace('marc/edge/pymarc/test_marc8.txt')

const bytes = (text: string) => Buffer.from(text, 'latin1')
const marc8 = (text: string) => decodeMarc8(bytes(text), 0, text.length)

/** MARC-8 as Latin-1 text with its escapes, and what it says. Source: MARC 21 Specifications, character sets. */
const READINGS: readonly [string, string, string][] = [
  ['basic Arabic in G0', '\x1b(3YhOI,\x1b(B', 'عودة،'],
  ['Persian letters of extended Arabic in G1', '\x1b)4\x1b(3\xde\xa9\xb1\xc4\xd8\x1b(B', 'گپچژک'],
  ['extended Arabic in G0', '\x1b(4\x5e\x29\x31\x44\x1b(B', 'گپچژ'],
  ['harakat behind their letter', '\x1b(3qe\x1b(B', 'مّ'],
  ['an accent before its letter', 'K\xe5atib\xf2s', 'Kātibṣ'],
  ['two accents on a letter', '\xf2\xe5a', 'ạ̄'],
  ['a ligature over two letters', '\xebt\xecs', 't͡s'],
  ['ayn and alif', '\xb0Al\xe5i, \xaeAb\xe5u', 'ʻAlī, ʼAbū'],
  ['superscript and back', 'x\x1bp2\x1bs', 'x²'],
  ['Greek symbol', '\x1bga\x1bs', 'α'],
  ['Hebrew', '\x1b(2yle\x1b(B', 'שלו'],
  ['extended Cyrillic', '\x1b(Q@\x1b(B', 'ґ'],
  ['East Asian in three bytes', '\x1b$1!0!\x1b(B', '一'],
  ['a numeric reference', '&#x06AF;&#x20000;', 'گ𠀀'],
  ['sets end with their subfield', '\x1b(3YhO\x1faabc', 'عود\x1faabc'],
]

for (const [name, source, expected] of READINGS) {
  test(`MARC-8: ${name}`, () => {
    const { text, lost } = marc8(source)
    assert.equal(text, expected.normalize('NFC'))
    assert.equal(lost, 0)
  })
}

test('MARC-8: codes without a character become U+FFFD and are counted', () => {
  assert.deepEqual(marc8('a\xffb\x1bZc\x1b$1\x7e\x7e\x7e'), { text: 'a\ufffdb\ufffdZc\ufffd', lost: 3 })
})

test('MARC-8: every end of the bytes is an end', () => {
  const source = '\x1b(3YhO\x1b$1!0!!0"\x1b(B\xe5\x1b$'
  for (let end = 0; end <= source.length; end++) assert.ok(typeof decodeMarc8(bytes(source), 0, end).text === 'string')
})

test('1,515 lines of real MARC-8 read as their UTF-8 twins', { skip }, () => {
  const lines = (file: string) => {
    const whole = readFileSync(file)
    const found: Buffer[] = []
    for (let at = 0, end = whole.indexOf(10); end >= 0; at = end + 1, end = whole.indexOf(10, at))
      found.push(whole.subarray(at, end))
    return found
  }
  const source = lines(MARC8)
  const expected = lines(MARC8.replace('marc8', 'utf8'))
  const wrong = source.filter(
    (line, i) => decodeMarc8(line, 0, line.length).text !== expected[i]?.toString('utf8').normalize('NFC'),
  )
  assert.equal(source.length, 1515)
  // The twin writes alif as U+02BE and halves ligatures (U+FE20), as the code tables did before 2004 and 2005.
  const modern = wrong.filter((line) => !line.includes(0xae) && !line.includes(0xeb) && !line.includes(0xfa))
  assert.deepEqual(
    modern.map((line) => line.toString('latin1')),
    [],
  )
})

test('EACC: first, last and a sample in between', () => {
  assert.equal(eacc(0x212321), '\u3000')
  assert.equal(eacc(0x213021), '一')
  assert.equal(eacc(0x6f5773), '줏')
  assert.equal(eacc(0x212122), undefined)
})

test('ISO 5426: accents, letters and non-sorting marks', () => {
  const source = bytes('\x88Les \x89\xc2etudes p\xc1eres \xe1\xf1 \xa5 \xd0Ca')
  assert.deepEqual(decodeIso5426(source, 0, source.length), { text: '\u0098Les \u009cétudes pères Ææ ¥ Ça', lost: 0 })
})

test('an encoding is told by its bytes', () => {
  const persian1256 = Buffer.from([0xc8, 0xe6, 0xd3, 0xca, 0xc7, 0xe4, 0x20, 0x90, 0xe1, 0xd3, 0xca, 0xc7, 0xe4])
  const russian1251 = Buffer.from([
    0xe2, 0xee, 0xe9, 0xed, 0xe0, 0x20, 0xe8, 0x20, 0xec, 0xe8, 0xf0, 0x20, 0xf2, 0xee, 0xec,
  ])
  assert.equal(looksWindows(persian1256), 'windows-1256')
  assert.equal(looksWindows(russian1251), 'windows-1251')
  assert.equal(looksWindows(bytes('déjà vu, été')), null)
  assert.equal(looksAnsel(bytes('K\xe5atib al-Sh\xf2if\xe5a\xae')), true)
  assert.equal(looksAnsel(bytes('d\xe9 \xe0 \xe9, \xe8.')), false)
  assert.equal(looksIso5426(bytes('\xc2etudes p\xc1eres')), true)
  const broken = Buffer.from('کتاب‌های فارسی')
  broken[5] = 0x41
  assert.equal(looksUtf8(broken, true), true)
  assert.equal(looksUtf8(persian1256, true), false)
})
