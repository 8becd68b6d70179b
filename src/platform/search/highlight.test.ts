import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matchedWords } from './highlight.ts'

/** The text with its matches in brackets. */
function marked(query: string, text: string): string {
  let out = ''
  let at = 0
  for (const { from, to } of matchedWords(query, text)) {
    out += `${text.slice(at, from)}[${text.slice(from, to)}]`
    at = to
  }
  return out + text.slice(at)
}

const cases = [
  ['تاریخ', 'تاریخ ایران', '[تاریخ] ایران'],
  ['كتابهاي', 'فهرست کتاب‌های خطی', 'فهرست [کتاب‌های] خطی'],
  ['کتاب‌ها', 'فهرست کتاب های خطی', 'فهرست [کتاب] [های] خطی'],
  ['شاهنامه', 'شاهنامهٔ فردوسی', '[شاهنامهٔ] فردوسی'],
  ['کتابخانه', 'کتاب خانه من', '[کتاب] [خانه] من'],
  ['کتاب خانه', 'کتابخانه ملی', '[کتابخانه] ملی'],
  ['مساله', 'مسئله‌ای', '[مسئله‌ای]'],
  ['قرآن', 'تفسیر القرآن', 'تفسیر [القرآن]'],
  ['ایران -تاریخ', 'تاریخ ایران', 'تاریخ [ایران]'],
  ['«تاریخ ایران»', 'تاریخِ ایران', '[تاریخِ] [ایران]'],
  ['iran', 'Iran: a history', '[Iran]: a history'],
  ['۱۳۸۲', 'چاپ 1382', 'چاپ [1382]'],
  ['', 'تاریخ', 'تاریخ'],
] as const

for (const [query, text, expected] of cases) {
  test(`${query || 'nothing'} is marked in ${text}`, () => {
    assert.equal(marked(query, text), expected)
  })
}

test('ranges are in order, do not overlap and lie within the text', () => {
  const text = fc
    .array(fc.constantFrom('کتاب', 'خانه', 'کتابخانه', 'ها', ' ', '\u200c', '!', 'a'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (query, over) => {
      let end = 0
      for (const { from, to } of matchedWords(query, over)) {
        assert.ok(from >= end && to > from && to <= over.length)
        end = to
      }
    }),
  )
})
