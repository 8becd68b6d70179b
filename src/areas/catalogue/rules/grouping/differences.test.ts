import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differences } from './differences.ts'

const marked = (a: string | null, b: string | null) =>
  differences(a, b).map((side) => side.map(({ text, differs }) => (differs ? `[${text}]` : text)).join(''))

const cases: readonly (readonly [a: string | null, b: string | null, left: string, right: string])[] = [
  ['بوستان سعدی', 'بوستان', 'بوستان [سعدی]', 'بوستان'],
  ['كتاب‌های من', 'کتابهای من', 'كتاب‌های من', 'کتابهای من'],
  ['چاپ دوم', 'چاپ سوم', 'چاپ [دوم]', 'چاپ [سوم]'],
  ['۱۳۸۲', '1382', '۱۳۸۲', '1382'],
  ['624 ص. ؛ 24 س‌م', '618 ص. ؛ 24 س‌م', '[624 ]ص. ؛ 24 س‌م', '[618 ]ص. ؛ 24 س‌م'],
  ['609 ص.', '609 ص. ؛ 24 س‌م', '609 ص.', '609 ص. ؛ [24 س‌م]'],
  ['شعر -- قرن ۷', 'شعر – قرن ۷', 'شعر -- قرن ۷', 'شعر – قرن ۷'],
  ['سعدی', '/ سعدی', 'سعدی', '/ سعدی'],
  ['به نشر', 'به‌نشر', 'به نشر', 'به‌نشر'],
  ['منظومه های کهن', 'منظومه‌های نو', 'منظومه های [کهن]', 'منظومه‌های [نو]'],
  [null, 'نشر نی', '', '[نشر نی]'],
  [null, null, '', ''],
]

for (const [a, b, left, right] of cases) {
  test(`${a} beside ${b}`, () => assert.deepEqual(marked(a, b), [left, right]))
}

test('nothing is lost or added, and equal texts differ nowhere', () => {
  const text = fc
    .array(fc.constantFrom('بوستان', 'سعدی', 'چاپ', 'دوم', '۳', 'a'), { maxLength: 12 })
    .map((w) => w.join(' '))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [left, right] = differences(a, b)
      assert.equal(left.map((one) => one.text).join(''), a)
      assert.equal(right.map((one) => one.text).join(''), b)
      assert.ok(differences(a, a)[0].every((one) => !one.differs))
    }),
  )
})
