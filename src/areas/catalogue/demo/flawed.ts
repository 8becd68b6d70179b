import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { MarcField } from '#lib/marc/record.ts'

/** Local books of small libraries, each catalogued once by hand and never looked at again. */
const BOOKS: readonly (readonly [title: string, author: string, subject: string, dewey: string])[] = [
  ['یادداشت‌های یک آموزگار روستا', 'کریمی، فاطمه', 'آموزگاران -- خاطرات', '371.1'],
  ['قنات‌های دشت ما', 'رحیمی، حسین', 'قنات‌ها -- ایران', '627.5'],
  ['باغداری در زمین‌های خشک', 'احمدی، رضا', 'باغداری', '634'],
  ['افسانه‌های مادربزرگ', 'موسوی، زهرا', 'افسانه‌ها -- ایران', '398.2'],
  ['راهنمای گیاهان دارویی کوهستان', 'صادقی، علی', 'گیاهان دارویی', '615.3'],
  ['شهر ما در آینهٔ تاریخ', 'نوری، محمد', 'شهرها -- تاریخ', '955.9'],
  ['ضرب‌المثل‌های محلی', 'جعفری، سمیه', 'ضرب‌المثل‌ها', '398.9'],
  ['نان سنگک: یک پیشه و یک فرهنگ', 'هاشمی، مهدی', 'نان -- آداب و رسوم', '641.8'],
  ['آموزش قالی‌بافی', 'قاسمی، مریم', 'قالی‌بافی', '746.7'],
  ['زیارتگاه‌های استان', 'عباسی، حسن', 'زیارتگاه‌ها', '297.7'],
  ['پرندگان تالاب', 'رضایی، نرگس', 'پرندگان', '598'],
  ['بازی‌های بومی کودکان', 'اکبری، لیلا', 'بازی‌ها', '793'],
  ['چهل حکایت از بازار', 'شریفی، محسن', 'داستان‌های کوتاه', '8فا3'],
  ['گزیدهٔ شعر شاعران شهر', 'یوسفی، پروین', 'شعر فارسی', '8فا1'],
  ['تعمیر پمپ‌های چاه', 'محمدی، جواد', 'پمپ‌ها', '621.6'],
  ['بهداشت خانواده', 'کاظمی، اعظم', 'بهداشت', '613'],
]

type Line = readonly [tag: string, ...pairs: readonly (readonly [code: string, value: string])[]]

/** What a busy afternoon does to a record: one change each, in turn; the empty ones leave it whole. */
const FLAWS: readonly ((lines: Line[], at: number) => Line[])[] = [
  (lines) => lines,
  (lines) => lines.filter(([tag]) => tag !== '650'),
  (lines) => lines.map((line) => (line[0] === '020' ? ['020', ['a', '9786001234560']] : line)),
  (lines) =>
    lines
      .filter(([tag]) => tag !== '100')
      .map(([tag, ...pairs]) => [tag, ...pairs.filter(([c]) => tag !== '245' || c !== 'c')]),
  (lines) => lines,
  (lines) =>
    lines.map(([tag, ...pairs]) => [
      tag,
      ...pairs.map(([c, v]) => [c, tag === '260' && c === 'c' ? '1483' : v] as const),
    ]),
  (lines) =>
    lines.map(([tag, ...pairs]) => [
      tag,
      ...pairs.map(([c, v]) => [c, tag === '245' && c === 'a' ? v.replaceAll('ی', 'ي') : v] as const),
    ]),
  (lines) => lines.filter(([tag]) => tag !== '020' && tag !== '082'),
  (lines, at) =>
    lines.map(([tag, ...pairs]) => [
      tag,
      ...pairs.map(([c, v]) => [c, tag === '245' && c === 'a' ? String(20_410 + at) : v] as const),
    ]),
  (lines) => lines.filter(([tag]) => tag !== '260' && tag !== '041'),
  (lines) => lines,
]

function isbnOf(number: number): string {
  const body = `978600${String(500_000 + number * 17).padStart(6, '0')}`
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

function recordOf(library: string, at: number, [title, author, subject, dewey]: (typeof BOOKS)[number]): Uint8Array {
  const [family = '', given = ''] = author.split('، ')
  const whole: Line[] = [
    ['020', ['a', isbnOf(at)]],
    ['041', ['a', 'per']],
    ['082', ['a', dewey]],
    ['100', ['a', `${author}،`]],
    ['245', ['a', title], ['c', `/ ${given} ${family}.`]],
    ['260', ['a', 'مشهد :'], ['b', 'نشر محلی،'], ['c', String(1380 + (at % 22))]],
    ['300', ['a', `${120 + at * 3} ص.`]],
    ['650', ['a', subject]],
    ['952', ['a', library], ['o', `${dewey} ${family[0]}${at}`], ['p', `${library}-m${at}`]],
  ]
  const lines = (FLAWS[at % FLAWS.length] as (typeof FLAWS)[number])(whole, at)
  const fields: MarcField[] = lines.map(([tag, ...pairs]) => ({
    tag,
    ind1: ' ',
    ind2: ' ',
    subfields: pairs.map(([code, value]) => ({ code, value })),
  }))
  const first = { tag: '001', value: `m${at}` }
  return writeIso2709({ leader: '00000nam a2200000 a 4500', fields: [first, ...fields] })
}

/**
 * The file of a small library: the books it catalogued by itself, with the slips such files have, and the first of them
 * twice. `seed` moves the slips, so that libraries differ.
 */
export async function* flawedRecords(library: string, seed: number): AsyncGenerator<Uint8Array> {
  for (const [i, book] of BOOKS.entries()) yield recordOf(library, i + seed * 3, book)
  const [first] = BOOKS
  if (first !== undefined) {
    const again = recordOf(library, seed * 3, first)
    yield Buffer.from(
      Buffer.from(again)
        .toString('latin1')
        .replace(`m${seed * 3}\x1e`, `z${seed * 3}\x1e`),
      'latin1',
    )
  }
}
