import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from '#lib/persian/fold.ts'
import { scriptSpellings } from './script-spellings.ts'

const WORDS: readonly (readonly [romanised: string, script: string])[] = [
  ['shahnameh', 'شاهنامه'],
  ['Shāhnāma', 'شاهنامه'],
  ['shahname', 'شاهنامه'],
  ['tarikh', 'تاریخ'],
  ['tareekh', 'تاریخ'],
  ['beyhaqi', 'بیهقی'],
  ['Bayhaqī', 'بیهقی'],
  ['Ferdowsi', 'فردوسی'],
  ['Firdawsī', 'فردوسی'],
  ['Hafez', 'حافظ'],
  ['Hafiz', 'حافظ'],
  ['masnavi', 'مثنوی'],
  ['mathnawi', 'مثنوی'],
  ['Quran', 'قرآن'],
  ['Rumi', 'رومی'],
  ['molavi', 'مولوی'],
  ['saadi', 'سعدی'],
  ["Sa'di", 'سعدی'],
  ['Mashhad', 'مشهد'],
  ['Khorasan', 'خراسان'],
  ['Khomeini', 'خمینی'],
  ['Forough', 'فروغ'],
  ['awwal', 'اول'],
  ['ʻArabīyah', 'عربية'],
  ['ibn', 'بن'],
  ['1382', '۱۳۸۲'],
  ['ketabha', 'کتاب‌ها'],
  ['ketabhaye', 'کتاب‌های'],
  ['ketab-haye', 'کتاب‌های'],
  ['dastanhay', 'داستان‌های'],
  ['bachehaye', 'بچه‌های'],
  ['khanehaye', 'خانه‌های'],
  ['sherhayi', 'شعرهایی'],
  ['khaneye', 'خانه'],
  ['zanan', 'زنان'],
]

for (const [romanised, script] of WORDS) {
  test(`${romanised} may be ${script}`, () => {
    const [spellings = [], ...others] = scriptSpellings(romanised)
    assert.deepEqual(others, [])
    assert.ok(
      spellings.some(({ text }) => text === fold(script)),
      spellings
        .slice(0, 10)
        .map(({ text }) => text)
        .join(' '),
    )
  })
}

test('marks decide: what Bayhaqī may not be, and the likeliest first', () => {
  const [first] = scriptSpellings('Tārīkh')[0] ?? []
  assert.equal(first?.text, 'تاریخ')
  assert.ok(!scriptSpellings('Bayhaqī')[0]?.some(({ text }) => text.startsWith('ب') && text.endsWith('ه')))
})

test('articles and the ezafe are no words of their own', () => {
  assert.deepEqual(
    scriptSpellings('Tārīkh-i al-Bayhaqī').map((spellings) => spellings[0]?.text.length),
    [5, 5],
  )
  assert.deepEqual(scriptSpellings('تاریخ'), [])
  assert.deepEqual(scriptSpellings(''), [])
})

test('any text is read, and each word has its spellings once, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const spellings of scriptSpellings(text)) {
        const texts = spellings.map((one) => one.text)
        assert.equal(new Set(texts).size, texts.length)
        assert.deepEqual(
          spellings.map((one) => one.cost),
          spellings.map((one) => one.cost).toSorted((a, b) => a - b),
        )
      }
    }),
  )
})

test('words that every object knows are words like any other', () => {
  for (const word of ['constructor', 'toString', 'valueOf']) assert.ok(scriptSpellings(word).length === 1, word)
})
