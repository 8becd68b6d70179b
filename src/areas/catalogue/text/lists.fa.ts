import type { ListField } from '#lib/lists/fields.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

const n = (value: unknown) => toPersianDigits(String(value ?? '؟'))

/** What the pages of lists say — tables of titles and scanned ISBNs — in Persian. */
export const lists = {
  newTitles: 'ورود فهرست عنوان‌ها',
  newTitlesLead:
    'برای کتابخانه‌ای که رکورد مارک ندارد: جدولی از کتاب‌ها (CSV یا Excel)، هر کتاب یا نسخه در یک ردیف. در گام بعد می‌گویید هر ستون چیست.',
  newIsbns: 'ورود شابک‌های اسکن‌شده',
  newIsbnsLead:
    'شابک کتاب‌ها را با دستگاه بخوانید یا بچسبانید. شابکی که چند بار بیاید، چند نسخه است. کتابی که رکوردش در فهرست مشترک باشد، همین حالا وارد می‌شود و بقیه در نوبت رکورد می‌مانند.',
  newMarc: 'ورود رکوردهای مارک',
  ways: 'چه دارید؟',
  wayMarc: 'رکوردهای مارک',
  wayTitles: 'جدول عنوان‌ها',
  wayIsbns: 'شابک‌ها',
  file: 'پروندهٔ جدول',
  fileHint: 'CSV با هر اندازه، یا XLSX تا ۶۴ مگابایت. رمزگذاری و جداکننده از خود پرونده دانسته می‌شود.',
  isbnFile: 'پروندهٔ شابک‌ها',
  isbnFileHint: 'پروندهٔ متنی یا CSV دستگاه اسکن؛ هر شابک در یک سطر.',
  pasted: 'شابک‌ها را اینجا بچسبانید',
  pastedHint:
    'هر شابک در یک سطر، ۱۰ یا ۱۳ رقمی، با رقم‌های فارسی یا لاتین. تعداد را می‌توانید پس از ویرگول بنویسید: \u20669789640012345, 3\u2069',
  toColumns: 'گام بعد: ستون‌ها',
  begin: 'آغاز ورود',
  nothingGiven: 'پرونده‌ای برگزینید یا شابک‌ها را بچسبانید.',
  columnsTitle: 'ستون‌های جدول',
  columnsLead:
    'آنچه از نام و محتوای ستون‌ها دانسته شد اینجاست. اگر ستونی نادرست است آن را درست کنید؛ پیوند این نام‌ها را برای بار بعد به یاد می‌سپارد.',
  column: (index: number) => `ستون ${n(index)}`,
  headings: 'نام ستون‌ها کجاست؟',
  noHeading: 'هیچ‌جا؛ ردیف نخست هم یک کتاب است',
  rowNumber: (row: number) => `ردیف ${n(row)}`,
  lookAgain: 'بازبینی ستون‌ها',
  example: 'نمونه',
  holds: 'چیست',
  passOver: 'وارد نشود',
  sample: 'چند ردیف نخست',
  row: 'ردیف',
  tryIt: 'آزمایش پیش از ورود',
  tryHint: 'در آزمایش چیزی نوشته نمی‌شود؛ گزارش را می‌بینید و سپس وارد می‌کنید.',
  takeIn: 'ورود بی آزمایش',
  importNow: 'ورود همین فهرست',
  correctColumns: 'درست کردن ستون‌ها',
  chooseColumns: 'تعیین ستون‌ها',
  waitsForColumns: 'جدول رسیده است و باید بگویید هر ستون چیست.',
  waitsUntil: (day: string) =>
    `این جدول تا ${day} نگه داشته می‌شود؛ اگر تا آن هنگام ستون‌ها را نگویید، حذف می‌شود و باید دوباره فرستاده شود.`,
  downloadRows: 'دریافت ردیف‌های پذیرفته‌نشده با دلیل (CSV)',
  refusedRows: 'ردیف‌های پذیرفته‌نشده',
  rowsLead:
    'ردیف‌های دیگر پذیرفته شد. این ردیف‌ها را در همان جدول درست کنید و تنها همین‌ها یا همهٔ جدول را دوباره بفرستید؛ چیزی دو بار نوشته نمی‌شود.',
  reason: 'دلیل',
  copies: 'تعداد نسخه',
  isbn: 'شابک',
  since: 'از',
  waiting: 'شابک‌های در نوبت رکورد',
  waitingLead:
    'کتاب‌هایی که اسکن شده‌اند و هنوز هیچ کتابخانه‌ای رکوردشان را ندارد. به‌محض رسیدن رکورد، خودبه‌خود وارد می‌شوند.',
  noWaiting: 'شابکی در نوبت نیست',
  noWaitingHint: 'هر شابک اسکن‌شده‌ای که رکوردی نداشته باشد اینجا می‌آید.',
  downloadWaiting: 'دریافت فهرست (CSV)',
  seeWaiting: 'شابک‌های در نوبت رکورد',
  fields: {
    title: 'عنوان',
    subtitle: 'عنوان فرعی',
    author: 'نویسنده',
    translator: 'مترجم',
    editor: 'ویراستار یا مصحح',
    publisher: 'ناشر',
    place: 'محل نشر',
    year: 'سال نشر',
    edition: 'ویرایش یا نوبت چاپ',
    volume: 'جلد',
    series: 'فروست',
    isbn: 'شابک',
    subject: 'موضوع',
    language: 'زبان',
    extent: 'تعداد صفحه',
    note: 'یادداشت',
    callNumber: 'شمارهٔ بازیابی',
    barcode: 'بارکد',
    accession: 'شمارهٔ ثبت',
    copies: 'تعداد نسخه',
    number: 'شمارهٔ رکورد در فهرست',
  } satisfies Record<ListField, string>,
  refusals: {
    'catalogue.list-title-missing': () => 'بگویید کدام ستون عنوان کتاب است؛ بی عنوان، رکوردی ساخته نمی‌شود.',
    'catalogue.list-row-untitled': ({ row }: { row?: unknown }) => `ردیف ${n(row)} عنوان ندارد.`,
    'catalogue.list-row-repeated': ({ row, first }: { row?: unknown; first?: unknown }) =>
      `ردیف ${n(row)} همان ردیف ${n(first)} است. اگر نسخهٔ دیگری است، بارکد یا شمارهٔ ثبت آن را بنویسید، یا تعداد نسخه‌ها را در یک ردیف.`,
    'catalogue.isbn-wrong': ({ row, isbn }: { row?: unknown; isbn?: unknown }) =>
      `سطر ${n(row)}: «${n(isbn)}» شابک درستی نیست؛ دوباره اسکن کنید.`,
    'catalogue.isbn-waiting': ({ isbn }: { isbn?: unknown }) =>
      `شابک ${n(isbn)} هنوز رکوردی ندارد؛ در نوبت ماند و با رسیدن رکورد، خودبه‌خود وارد می‌شود.`,
    'catalogue.isbn-held': ({ isbn, number }: { isbn?: unknown; number?: unknown }) =>
      `شابک ${n(isbn)} را خود کتابخانه در رکورد «${number}» دارد؛ نسخه‌های آن را در همان رکورد بیفزایید.`,
    'sheets.empty': () => 'پرونده خالی است.',
    'sheets.too-large': ({ megabytes }: { megabytes?: unknown }) =>
      `پرونده از ${n(megabytes)} مگابایت بزرگ‌تر است. آن را به CSV ذخیره کنید، که اندازه‌اش محدود نیست.`,
    'sheets.too-many-rows': ({ most }: { most?: unknown }) => `پرونده بیش از ${n(most)} سطر دارد؛ آن را چند بخش کنید.`,
    'sheets.not-a-table': () =>
      'این پرونده جدول نیست. CSV یا XLSX خوانده می‌شود؛ پروندهٔ قدیمی ‎.xls را در Excel به XLSX ذخیره کنید.',
    'sheets.damaged': ({ line }: { line?: unknown }) =>
      `جدول از سطر ${n(line)} به بعد خوانده نمی‌شود؛ بیشتر، گیومه‌ای است که بسته نشده. آن را درست کنید و جدول را دوباره بفرستید؛ چیزی دو بار نوشته نمی‌شود.`,
  },
}

export type ListsText = typeof lists
