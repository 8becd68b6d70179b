import { fold } from '#lib/persian/fold.ts'

/** What a column of a title list may hold, with the headings that mean it, the commonest first. */
export const LIST_FIELDS = {
  title: ['عنوان', 'عنوان کتاب', 'نام کتاب', 'عنوان اثر', 'کتاب', 'title', 'book title', 'book name', 'name'],
  subtitle: ['عنوان فرعی', 'زیرعنوان', 'بقیه عنوان', 'subtitle'],
  author: [
    'نویسنده',
    'پدیدآور',
    'پدیدآورنده',
    'پدیدآورندگان',
    'مؤلف',
    'نام نویسنده',
    'نام پدیدآور',
    'سرشناسه',
    'شاعر',
    'author',
    'authors',
    'writer',
    'creator',
  ],
  translator: ['مترجم', 'نام مترجم', 'ترجمه', 'translator'],
  editor: ['ویراستار', 'مصحح', 'گردآورنده', 'به کوشش', 'editor'],
  publisher: ['ناشر', 'انتشارات', 'نام ناشر', 'publisher'],
  place: ['محل نشر', 'شهر', 'محل انتشار', 'place', 'place of publication', 'city'],
  year: ['سال', 'سال نشر', 'تاریخ نشر', 'سال چاپ', 'سال انتشار', 'year', 'date', 'publication year', 'pub year'],
  edition: ['ویرایش', 'نوبت چاپ', 'چاپ', 'وضعیت ویراست', 'ویراست', 'edition'],
  volume: ['جلد', 'شماره جلد', 'شماره دوره', 'volume', 'vol'],
  series: ['فروست', 'مجموعه', 'series'],
  isbn: ['شابک', 'شماره شابک', 'isbn', 'isbn13', 'isbn 13', 'isbn10', 'isbn 10'],
  subject: ['موضوع', 'موضوعات', 'کلیدواژه', 'رده موضوعی', 'subject', 'subjects', 'keywords'],
  language: ['زبان', 'language', 'lang'],
  extent: ['تعداد صفحه', 'تعداد صفحات', 'صفحه', 'صفحات', 'pages', 'extent'],
  note: ['یادداشت', 'توضیحات', 'ملاحظات', 'note', 'notes', 'remarks'],
  callNumber: ['شماره بازیابی', 'شماره راهنما', 'رده', 'رده بندی', 'شماره رده', 'راهنما', 'call number', 'call no'],
  barcode: ['بارکد', 'شماره بارکد', 'barcode'],
  accession: ['شماره ثبت', 'ثبت', 'شماره اموال', 'accession', 'accession number'],
  copies: ['تعداد', 'تعداد نسخه', 'نسخه', 'موجودی', 'copies', 'quantity', 'qty', 'count'],
  number: ['شماره رکورد', 'شماره کنترل', 'کد کتاب', 'شناسه', 'record number', 'control number', 'id'],
} as const satisfies Record<string, readonly string[]>

export type ListField = keyof typeof LIST_FIELDS

export const isListField = (value: unknown): value is ListField =>
  typeof value === 'string' && Object.hasOwn(LIST_FIELDS, value)

/** A heading as it is compared: folded, without spaces and what stands in brackets («سال نشر» and «سال‌نشر» are one). */
export const headingText = (heading: string): string =>
  fold(heading.replace(/[([][^)\]]*[)\]]/g, ' ')).replaceAll(' ', '')

const BY_HEADING: ReadonlyMap<string, ListField> = new Map(
  Object.entries(LIST_FIELDS).flatMap(([field, names]) =>
    names.map((name) => [headingText(name), field as ListField] as const),
  ),
)

/** What a heading means, or null. */
export const fieldOfHeading = (heading: string): ListField | null => BY_HEADING.get(headingText(heading)) ?? null

/** What the columns of a list hold, as somebody has said or the list itself shows. */
export interface ListColumns {
  /** The row of the headings, counted from 1 as a spreadsheet does; 0 for a list without any. */
  readonly heading: number
  /** Every column's heading as the list writes it. */
  readonly names: readonly string[]
  /** What every column holds; null for one that is passed over. */
  readonly fields: readonly (ListField | null)[]
}
