import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { MarcField, MarcRecord } from '#lib/marc/record.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'
import type { DemoEdition } from './shelf.ts'

/** A copy as a record names it: the library's code and its own number. */
export interface DemoCopy {
  readonly code: string
  readonly number: string
}

const data = (tag: string, indicators: string, ...pairs: readonly (readonly [string, string] | null)[]): MarcField => ({
  tag,
  ind1: indicators[0]!,
  ind2: indicators[1]!,
  subfields: pairs.flatMap((pair) => (pair === null ? [] : [{ code: pair[0], value: pair[1] }])),
})

const callNumber = ({ work, number }: DemoEdition) => `${work.dewey} ${work.author[0] ?? 'آ'}${100 + (number % 800)}`

/** Reads as older systems wrote Persian: Arabic yeh and kaf, and no half space. */
const inOldSpelling = (text: string) =>
  text.replaceAll('ی', 'ي').replaceAll('ک', 'ك').replaceAll('\u200c', ' ').replaceAll('هٔ', 'ه')

/** The edition as the Foundation's central catalogue gives it: IRANMARC, copies of many libraries in block nine. */
export function iranmarcRecord(edition: DemoEdition, copies: readonly DemoCopy[]): Uint8Array {
  const { work, volume } = edition
  const spell = edition.number % 3 === 0 ? inOldSpelling : (text: string) => text
  const [family = '', given] = work.author.split('، ')
  return writeIso2709({
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: `ir${edition.number}` },
      data('010', '  ', ['a', edition.isbn]),
      data('100', '  ', ['a', `20250321d${edition.year}    k  y0pery50      ba`]),
      data('101', '0 ', ['a', 'per']),
      data('102', '  ', ['a', 'IR']),
      data('200', '1 ', ['a', spell(work.title)], volume === null ? null : ['h', `ج. ${toPersianDigits(volume)}`], [
        'f',
        spell(readable(work.author)),
      ]),
      ...(edition.statement === null ? [] : [data('205', '  ', ['a', edition.statement])]),
      data('210', '  ', ['a', 'تهران'], ['c', spell(edition.publisher)], ['d', toPersianDigits(edition.year)]),
      data('215', '  ', ['a', `${toPersianDigits(edition.pages)} ص.`]),
      ...work.subjects.map((subject) => data('606', '  ', ['a', spell(subject)])),
      data('676', '  ', ['a', work.dewey]),
      data(
        '700',
        ' 1',
        ['a', spell(family)],
        given === undefined ? null : ['b', spell(given)],
        work.dates === '' ? null : ['f', work.dates],
      ),
      data('801', ' 0', ['a', 'IR'], ['b', 'IPLF']),
      ...copies.flatMap(({ code, number }) => [data('901', '  ', ['a', code]), data('902', '  ', ['a', number])]),
      data('905', '  ', ['a', callNumber(edition)]),
    ],
  })
}

/** The edition as Astan Quds gives it: MARC 21 with Gregorian coding, its own punctuation, copies in 952. */
export function marc21Record(edition: DemoEdition, copies: readonly DemoCopy[]): Uint8Array {
  return writeIso2709(marc21Of(edition, copies))
}

/** `marc21Record` before it is written. */
export function marc21Of(edition: DemoEdition, copies: readonly DemoCopy[]): MarcRecord {
  const { work, volume } = edition
  return {
    leader: '00000nam a2200000 a 4500',
    fields: [
      { tag: '001', value: `aqr${edition.number}` },
      { tag: '008', value: `250321s${edition.year + 621}    ir            000 0 per d` },
      data('020', '  ', ['a', edition.isbn]),
      data('041', '0 ', ['a', 'per']),
      data('082', '04', ['a', work.dewey]),
      data('100', '1 ', ['a', `${work.author}،`], work.dates === '' ? null : ['d', work.dates]),
      data(
        '245',
        '10',
        ['a', `${work.title}${volume === null ? '' : '.'}`],
        volume === null ? null : ['n', `جلد ${toPersianDigits(volume)}`],
        ['c', `/ ${readable(work.author)}.`],
      ),
      ...(edition.statement === null ? [] : [data('250', '  ', ['a', `${edition.statement}.`])]),
      data('260', '  ', ['a', 'تهران :'], ['b', `${edition.publisher}،`], ['c', `${toPersianDigits(edition.year)}.`]),
      data('300', '  ', ['a', `${toPersianDigits(edition.pages)} ص. ؛`], ['c', '۲۴ س‌م.']),
      ...work.subjects.map((subject) =>
        data('650', ' 4', ...subject.split(' -- ').map((part, at) => [at === 0 ? 'a' : 'x', part] as const)),
      ),
      ...copies.map(({ code, number }) =>
        data(
          '952',
          '  ',
          ['a', code],
          ['b', code],
          ['c', 'مخزن کتاب‌های چاپی'],
          ['o', callNumber(edition)],
          ['p', number],
          ['y', 'BK'],
        ),
      ),
    ],
  }
}

/** «فردوسی، ابوالقاسم» as a title page has it: «ابوالقاسم فردوسی». */
function readable(author: string): string {
  const [family, given] = author.split('، ')
  return given === undefined ? (family ?? '') : `${given} ${family}`
}
