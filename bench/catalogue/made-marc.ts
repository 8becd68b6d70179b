import { aShelf } from '#bench/search/persian-records.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { MarcField } from '#lib/marc/record.ts'

const shelf = aShelf()

/** An ISBN-13 of the made registrant, with its check digit. */
function isbnOf(number: number): string {
  const body = `978964${String(number % 1_000_000).padStart(6, '0')}`
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

/** A made Persian MARC 21 record of about 1.2 kB with two copies; two control numbers of one `book` are one edition. */
export function madeRecord(number: number, book = number): Uint8Array {
  const { fields, facets } = shelf.record(book)
  const data = (tag: string, ...pairs: [string, string][]): MarcField => ({
    tag,
    ind1: ' ',
    ind2: ' ',
    subfields: pairs.map(([code, value]) => ({ code, value })),
  })
  const [main = '', ...others] = fields.author ?? []
  return writeIso2709({
    leader: '00000nam a2200000 a 4500',
    fields: [
      { tag: '001', value: `b${number}` },
      { tag: '005', value: '20260101120000.0' },
      { tag: '008', value: `260101s${facets.year?.[0]}    ir            000 0 per d` },
      data('020', ['a', isbnOf(book)]),
      data('041', ['a', 'per']),
      data('082', ['a', '8fa1.62']),
      data('100', ['a', main]),
      data('245', ['a', `${fields.title?.[0]} /`], ['c', `${main}.`]),
      data('250', ['a', 'چاپ دوم.']),
      data('260', ['a', 'تهران :'], ['b', `${fields.publisher?.[0]},`], ['c', `${facets.year?.[0]}.`]),
      data('300', ['a', `${100 + (book % 400)} ص. ؛`], ['c', '۲۱ س‌م.']),
      data('500', ['a', 'کتاب حاضر نخستین بار در سال ۱۳۷۰ منتشر شده و پس از آن چند بار بازنگری شده است.']),
      data('504', ['a', 'کتابنامه به صورت زیرنویس.']),
      ...(fields.subject ?? []).map((subject) => data('650', ['a', subject])),
      ...others.map((name) => data('700', ['a', name])),
      data('952', ['a', 'MAIN'], ['b', 'MAIN'], ['c', 'مخزن'], ['o', `PIR ${book % 9000}/ک۲`], ['p', `B${number}-1`]),
      data(
        '952',
        ['a', 'MAIN'],
        ['b', 'MAIN'],
        ['c', 'قفسه باز'],
        ['o', `PIR ${book % 9000}/ک۲`],
        ['p', `B${number}-2`],
      ),
    ],
  })
}
