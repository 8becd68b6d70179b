import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, words } from './fold.ts'
import { letterTable } from './letter-table.ts'
import { persianLetters } from './persian-letters.ts'
import { sortKey } from './sort-key.ts'

const persianish = fc
  .array(
    fc.constantFrom(
      ...'کتابیخنهمرتسوداشگلفعءئؤأآةۀيىك',
      ...[
        ' ',
        ' ',
        '\u200c',
        '\u0654',
        '\u0653',
        'ً',
        'ـ',
        '،',
        'a',
        'Ā',
        '۵',
        '٣',
        '7',
        '\ud800',
        '\udc00',
        'ﷴ',
        '﷽',
        'ﻼ',
      ],
      ...[
        ' ها',
        ' های',
        ' می ',
        ' نمی ',
        ' ای',
        ' ام',
        ' ی',
        'رفته',
        'شو',
        ' تر',
        ' ال',
        'مسئول',
        ' سلمه',
        ' چشم',
        ' که',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), persianish, arbitraryUnits())

function arbitraryUnits() {
  return fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
}

test('folding what is folded changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = fold(text)
      assert.equal(fold(once), once)
    }),
    { numRuns: 5000 },
  )
})

test('every code unit, alone and between letters, folds to something that folds to itself', () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    for (const text of [String.fromCharCode(unit), `ا${String.fromCharCode(unit)}و`]) {
      const once = fold(text)
      assert.equal(fold(once), once, `U+${unit.toString(16)}`)
    }
  }
})

test('folding never grows a text beyond its longest ligature and gives tidy words', () => {
  const longest = Math.max(...[...letterTable.expansions.values()].map((one) => one.length)) + 2
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = fold(text)
      assert.ok(folded.length <= text.length * longest)
      assert.doesNotMatch(folded, /^ | $| {2}|[A-Z\u200c\u064b-\u0654۰-۹٠-٩]/)
      assert.deepEqual(words(text), folded === '' ? [] : folded.split(' '))
    }),
    { numRuns: 2000 },
  )
})

test('joined, spaced or lost, a half space before a suffix makes no difference', () => {
  const noun = fc.constantFrom('کتاب', 'خانه', 'دانشجو', 'مسئله', 'اندیشه', 'دهه', 'کتابخانه')
  const suffix = fc.constantFrom('ها', 'های', 'هایی', 'هایشان', 'هایم', 'ترین')
  fc.assert(
    fc.property(noun, suffix, noun, (one, affix, two) => {
      const joined = fold(`${one}${affix} ${two}`)
      assert.equal(fold(`${one}\u200c${affix} ${two}`), joined)
      assert.equal(fold(`${one} ${affix} ${two}`), joined)
    }),
  )
})

test('a sort key is printable ASCII, the same for a folded text but for آ, and orders as a total order', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.match(sortKey(text), /^[\x20-\x7e]*$/)
      if (!/[آ\u0653ﺁﺂﻵﻶ]/.test(text)) assert.equal(sortKey(fold(text)), sortKey(text))
    }),
    { numRuns: 2000 },
  )
})

test('numbers in sort keys go by value', () => {
  const number = fc.bigInt({ min: 0n, max: 10n ** 40n })
  fc.assert(
    fc.property(number, number, (one, two) => {
      assert.equal(sortKey(`جلد ${one}`) < sortKey(`جلد ${two}`), one < two)
    }),
  )
})

test('long texts fold, in one word or in millions', () => {
  assert.equal(fold('Ā'.repeat(3_000_000)).length, 3_000_000)
  assert.equal(fold('ك '.repeat(1_000_000)).length, 1_999_999)
  assert.equal(fold('﷽'.repeat(100_000)).length, 2_200_000)
  assert.equal(words('کتاب های '.repeat(100_000)).length, 100_000)
})

test('a Persian text shows Persian letters and stays the same text', () => {
  assert.equal(persianLetters('كتاب‌هاي موسى'), 'کتاب‌های موسی')
  assert.equal(fold(persianLetters('كتاب‌هاي موسى')), fold('كتاب‌هاي موسى'))
})
