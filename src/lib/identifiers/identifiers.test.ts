import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { toPersianDigits } from '#lib/persian/digits.ts'
import { isbn, issn } from './books.ts'
import { mobile, nationalId, postalCode } from './people.ts'

function cases(file: string): string[][] {
  const lines = readFileSync(join(import.meta.dirname, 'cases', file), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'))
}

/** A line without its expectation fails and prints what to commit. */
function compare(told: [line: string[], got: string][]): void {
  const wrong = told.flatMap(([line, got]) => {
    const [expected, ...typed] = [line.at(-1), ...line.slice(0, -1)]
    return got === expected ? [] : [`${typed.join('\t')}\t${got}   (the file says: ${expected})`]
  })
  assert.deepEqual(wrong, [], wrong.join('\n'))
}

function tellIsbn(text: string): string {
  const found = isbn(text)
  if (!found.ok) return found.reason
  const { isbn13, isbn10, isSet, volume, qualifier } = found.value
  const rest = [isSet && 'set', volume !== null && `v. ${volume}`, qualifier && `«${qualifier}»`]
  return [isbn13, isbn10 ?? '–', ...rest].filter(Boolean).join(' ')
}

function tellNumber(kind: string, text: string): string {
  if (kind === 'postal-code') {
    const found = postalCode(text)
    return found.ok ? `${found.value.code}${found.value.unusual ? ' unusual' : ''}` : found.reason
  }
  assert.match(kind, /^(national-id|mobile|issn)$/)
  const found = (kind === 'national-id' ? nationalId : kind === 'mobile' ? mobile : issn)(text)
  return found.ok ? found.value : found.reason
}

test('the ISBNs of the case file', () => {
  const lines = cases('isbn.tsv')
  compare(lines.map((line) => [line.length < 2 ? [...line, ''] : line, tellIsbn(line[0]!)]))
})

test('the numbers of the case file', () => {
  const lines = cases('numbers.tsv')
  compare(lines.map((line) => [line.length < 3 ? [...line, ''] : line, tellNumber(line[0]!, line[1]!)]))
})

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))

test('one digit in ten makes a national id, and the script of the digits is nothing', () => {
  fc.assert(
    fc.property(digits(9), (start) => {
      const good = [...'0123456789'].filter((last) => nationalId(start + last).ok)
      assert.equal(good.length, /^(\d)\1*$/.test(start) ? good.length : 1)
      for (const last of good) {
        const read = nationalId(start + last)
        assert.deepEqual(nationalId(toPersianDigits(start + last)), read)
        assert.equal(read.ok && read.value, start + last)
      }
    }),
  )
})

test('an ISBN and its ten digits say the same, hyphens wherever they stand; one wrong digit is caught', () => {
  fc.assert(
    fc.property(digits(9), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (body, at, add) => {
      const last = [...'0123456789X'].find((c) => isbn(body + c).ok)
      assert.ok(last)
      const ten = isbn(body + last)
      assert.ok(ten.ok)
      const { isbn13 } = ten.value
      assert.deepEqual(isbn(isbn13), ten)
      assert.deepEqual(isbn(toPersianDigits(`${isbn13.slice(0, 3)}-${isbn13.slice(3, 8)}-${isbn13.slice(8)}`)), ten)
      const wrong = [...isbn13]
      wrong[at] = String((Number(wrong[at]) + add) % 10)
      assert.equal(isbn(wrong.join('')).ok, false)
    }),
  )
})

test('any text is read or refused with a reason', () => {
  const piece = fc.oneof(fc.constantFrom('978', '۹۶۴', '-', ' ', 'X', '(دوره)', '+98', 'ج. ۱'), fc.string())
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (text) => {
        for (const check of [isbn, issn, nationalId, mobile, postalCode]) {
          const found = check(text)
          assert.ok(found.ok || found.reason)
        }
      },
    ),
  )
})

test('long and hostile text is read in one pass, not for ever', () => {
  for (const piece of ['1', '9 ', '978-', 'X', '(', 'دوره ', 'ج. ', '-', '5,']) {
    for (const check of [isbn, issn, nationalId, mobile, postalCode]) {
      const found = check(piece.repeat(20000))
      assert.ok(found.ok || found.reason)
    }
  }
})
