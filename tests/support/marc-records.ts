import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import type { DataField, MarcField, MarcRecord } from '#lib/marc/record.ts'

/** A data field written the way cataloguers write it: `245 10 $aبوستان /$cسعدی`. */
export function aField(line: string): MarcField {
  const [, tag = '', ind1 = ' ', ind2 = ' ', rest = ''] = /^(...) (.)(.) ?(.*)$/s.exec(line) ?? []
  const subfields = rest
    .split('$')
    .slice(1)
    .map((part) => ({ code: part[0] as string, value: part.slice(1) }))
  const field: DataField = { tag, ind1: ind1.replace('#', ' '), ind2: ind2.replace('#', ' '), subfields }
  return field
}

/** A record out of lines; control fields are written `001 value` with `=` after the tag: `001=1234`. */
export function aRecord(lines: readonly string[], leader = '00000nam a2200000 i 4500'): MarcRecord {
  const fields = lines.map((line) => (line[3] === '=' ? { tag: line.slice(0, 3), value: line.slice(4) } : aField(line)))
  return { leader, fields }
}

const TITLES = [
  'بوستان',
  'گلستان',
  'تاریخ بیهقی',
  'شاهنامه',
  'دیوان حافظ',
  'مثنوی معنوی',
  'صحیفهٔ سجادیه',
  'عیون اخبار الرضا',
]
const PEOPLE = [
  'سعدی، مصلح بن عبدالله',
  'بیهقی، محمد بن حسین',
  'فردوسی، ابوالقاسم',
  'مولوی، جلال‌الدین محمد',
  'ابن بابویه، محمد بن علی',
]
const pick = (list: readonly string[], i: number) => list[i % list.length] as string

/** The `i`th of any number of different Persian MARC 21 records of about 1.8 kB, as libraries of Iran make them. */
export function aPersianRecord(i: number): MarcRecord {
  const title = `${pick(TITLES, i)} ${i}`
  const person = pick(PEOPLE, i)
  const year = 1360 + (i % 45)
  return aRecord([
    `001=${String(i).padStart(9, '0')}`,
    '003=IR-TeNLI',
    '005=20250903101500.0',
    `008=250903s${year + 621}    ir a          000 0 per d`,
    `020 ## $a978-600-${String(1000 + (i % 9000))}-12-${i % 10}$qجلد سخت`,
    '040 ## $aIR-TeNLI$bper$cIR-TeNLI$erda',
    `050 #4 $aPIR5203$b.${i} 1385`,
    `082 04 $a8فا1/31$b${i}`,
    `100 1# $a${person}،$d606؟–691؟ق.،$eنویسنده.`,
    `245 10 $a${title} :$bبر اساس نسخهٔ تصحیح‌شدهٔ محمدعلی فروغی، با مقدمه و شرح واژه‌های دشوار /$c${person} ؛ به کوشش غلامحسین یوسفی.`,
    '250 ## $aویراست دوم، چاپ هفتم.',
    `264 #1 $aتهران :$bانتشارات خوارزمی،$c${year} [${year + 621}].`,
    '300 ## $aسی و دو، 624 صفحه :$bمصور، نقشه، نمونه (رنگی) ؛$c24 س‌م.',
    '336 ## $atext$btxt$2rdacontent',
    '490 1# $aگنجینهٔ ادب فارسی ؛$v12',
    '500 ## $aنمایه دارد. این کتاب در سال‌های گوناگون به دست ناشران مختلف چاپ شده است.',
    '504 ## $aکتابنامه: صفحهٔ [611]–624؛ همچنین به صورت زیرنویس.',
    '505 0# $aدر عدل و تدبیر و رای — در احسان — در عشق و مستی و شور — در تواضع — در رضا — در قناعت — در عالم تربیت.',
    '520 ## $aمنظومه‌ای در ده باب دربارهٔ اخلاق و تربیت و حکمت عملی که سراینده در سال ۶۵۵ قمری آن را به پایان رساند و به ابوبکر بن سعد زنگی پیشکش کرد.',
    '650 #4 $aشعر فارسی$yقرن 7ق.$xتاریخ و نقد.',
    '650 #4 $aاخلاق در ادبیات.',
    '700 1# $aیوسفی، غلامحسین،$d1306–1369،$eمصحح.',
    '700 1# $aفروغی، محمدعلی،$d1254–1321،$eمصحح.',
    '852 ## $aIR-501400001$bمخزن اصلی$hPIR5203$i1385$p0012345678',
    `952 ## $aIR-501400001$bIR-501400001$cمخزن$oPIR5203 ${i}$p${String(i).padStart(10, '0')}$t1$yBK`,
  ])
}

/** Bytes of a record as a leader that says UTF-8 announces them. */
export const isoBytes = (record: MarcRecord): Buffer => Buffer.from(writeIso2709(record))

/** A source that gives `bytes` in pieces of `size`. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A source of one piece. */
export async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
