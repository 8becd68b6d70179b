import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toAsciiDigits, toPersianDigits } from './digits.ts'
import { numberToWords, ordinalToWords, wordsToNumber } from './numbers.ts'
import { volumeOf } from './volume.ts'

test('numbers in words', () => {
  const said: [number | bigint, string][] = [
    [0, 'صفر'],
    [21, 'بیست و یک'],
    [100, 'صد'],
    [1000, 'هزار'],
    [1404, 'هزار و چهارصد و چهار'],
    [3850, 'سه هزار و هشتصد و پنجاه'],
    [1_000_001, 'یک میلیون و یک'],
    [2_500_000, 'دو میلیون و پانصد هزار'],
    [-3, 'منفی سه'],
  ]
  for (const [value, words] of said) assert.equal(numberToWords(value), words)
})

test('ordinals in words', () => {
  const said = { 1: 'اول', 2: 'دوم', 3: 'سوم', 10: 'دهم', 23: 'بیست و سوم', 30: 'سی‌ام', 101: 'صد و یکم', 1000: 'هزارم' }
  for (const [value, words] of Object.entries(said)) {
    assert.equal(ordinalToWords(Number(value)), words)
    assert.equal(wordsToNumber(words), BigInt(value))
  }
})

test('what a number is called is read back as that number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (value) => {
      assert.equal(wordsToNumber(numberToWords(value)), value)
      if (value > 0n) assert.equal(wordsToNumber(ordinalToWords(value)), value)
      assert.equal(wordsToNumber(toPersianDigits(value)), value)
    }),
  )
})

test('other spellings and digits', () => {
  const read: [string, bigint | null][] = [
    ['یکصد و بیست', 120n],
    ['هیجده', 18n],
    ['سی ام', 30n],
    ['سی‌امین', 30n],
    ['نخستین', 1n],
    ['الثانی', 2n],
    ['۱۲٬۳۴۵', 12345n],
    ['-٧', -7n],
    ['بيست و يكم', 21n],
    ['سه دو', null],
    ['پنج و صد', null],
    ['بیست و یازده', null],
    ['کتاب', null],
    ['', null],
  ]
  for (const [text, value] of read) assert.equal(wordsToNumber(text), value, text)
})

test('reading a volume never throws and takes its text from the title', () => {
  const part = fc.constantFrom(
    'جلد',
    'ج.',
    ' ',
    '۲',
    '12',
    'اول',
    'و',
    'تا',
    '-',
    '،',
    '(',
    ')',
    'کتاب',
    'دوره',
    'جلدی',
    'vol.',
    'II',
    ':',
    'x',
  )
  const title = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(title, (text) => {
      const found = volumeOf(text)
      for (const mark of found ? [found, ...found.others] : []) {
        assert.ok(text.includes(mark.text))
        assert.deepEqual(
          [...mark.numbers],
          [...new Set(mark.numbers)].sort((one, two) => one - two),
        )
        assert.ok(mark.kind === 'set' || mark.numbers.length > 0)
      }
    }),
    { numRuns: 2000 },
  )
})

test('reading a number never throws; a fraction is the caller’s mistake', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void wordsToNumber(text)))
  assert.throws(() => numberToWords(1.5), RangeError)
  assert.throws(() => numberToWords(10n ** 18n), RangeError)
})

test('digits go to Persian and back, the rest stays', () => {
  assert.equal(toPersianDigits('ص. 12-٣٤'), 'ص. ۱۲-۳۴')
  assert.equal(toAsciiDigits('۹۷۸-٦٠٠'), '978-600')
  assert.equal(toPersianDigits(-3.5), '-۳.۵')
})
