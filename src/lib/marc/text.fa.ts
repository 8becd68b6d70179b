import { toPersianDigits } from '#lib/persian/digits.ts'
import type { FaultFacts } from './record.ts'

const n = (value: string | number | undefined) => toPersianDigits(String(value ?? '؟'))

/** What a foreign file looks like, in words. */
const FORMS: Readonly<Record<string, string>> = {
  pdf: 'پروندهٔ PDF',
  zip: 'بایگانی ZIP (یا پروندهٔ Word و Excel)',
  html: 'صفحهٔ وب',
  mnemonic: 'متن MarcEdit (‎.mrk)',
  image: 'تصویر',
  gzip: 'gzip در دل gzip',
  'utf-16': 'متن UTF-16',
  text: 'متن ساده',
  binary: 'دادهٔ دودویی ناشناخته',
}

/** Every sentence about a fault of a file or a record; a fault that was mended and one that was refused read alike. */
export const fa = {
  /** Where a fault is: the record's number and its byte offset. */
  place: (number: number, offset: number) => `رکورد ${n(number)} (بایت ${n(offset)})`,
  field: (tag: string) => `فیلد ${n(tag)}`,
  faults: {
    'marc.base-wrong': (f) => `نشانی آغاز داده‌ها در برچسب رکورد نادرست بود: ${n(f.declared)} به‌جای ${n(f.found)}.`,
    'marc.blanks-between-records': (f) => `${n(f.bytes)} نویسهٔ خالی پیش از رکورد بود.`,
    'marc.bytes-between-fields': (f) => `${n(f.bytes)} بایت در هیچ فیلدی از فهرست راهنما نبود و کنار گذاشته شد.`,
    'marc.characters-lost': (f) => `${n(f.count)} نویسه خوانده نشد و جایش «\ufffd» آمد.`,
    'marc.control-characters': () => 'نویسه‌های کنترلی در متن بود؛ جایشان خالی گذاشته شد.',
    'marc.cut-short': (f) =>
      `رکورد ناتمام است: ${n(f.bytes)} بایت${Number(f.declared) > 0 ? ` از ${n(f.declared)} بایت اعلام‌شده` : ''} رسیده است.`,
    'marc.directory-damaged': () => 'فهرست راهنمای رکورد خراب است و فیلدها را نمی‌توان از هم بازشناخت.',
    'marc.directory-digits': () => 'رقم‌های افتاده یا نادرست فهرست راهنما از روی پایان فیلدها درست شد.',
    'marc.directory-disagrees': (f) => `فهرست راهنما ${n(f.entries)} فیلد می‌شمارد، ولی رکورد ${n(f.fields)} فیلد دارد.`,
    'marc.directory-lengths': () => 'طول فیلدها در فهرست راهنما نادرست بود؛ فیلدها از روی نشانهٔ پایانشان جدا شدند.',
    'marc.directory-missing': () => 'رکورد فهرست راهنما نداشت؛ برچسب فیلدها از آغاز هر فیلد برداشته شد.',
    'marc.directory-unordered': () => 'ترتیب فهرست راهنما با ترتیب فیلدها یکی نبود.',
    'marc.directory-wide': () => 'فهرست راهنما برای فیلد یا رکورد بزرگ رقم بیشتری داشت؛ همان‌گونه خوانده شد.',
    'marc.empty': () => 'پرونده خالی است.',
    'marc.encoding-guessed': (f) => `رمزگذاری نویسه‌ها اعلام نشده بود؛ از روی خود متن، ${f.found} دانسته شد.`,
    'marc.encoding-not-utf8': (f) => `برچسب رکورد می‌گوید یونیکد، ولی متن ${f.found} است.`,
    'marc.encoding-undeclared': () => 'متن یونیکد (UTF-8) است، ولی برچسب رکورد آن را اعلام نکرده است.',
    'marc.gzip-bomb': (f) =>
      `پروندهٔ فشرده هنگام باز شدن ${n(f.ratio)} برابر می‌شود؛ فهرست هیچ کتابخانه‌ای چنین نیست و خوانده نشد.`,
    'marc.gzip-cut-short': () => 'پروندهٔ فشرده ناتمام است؛ آنچه تا پایانش بود خوانده شد.',
    'marc.gzip-damaged': () => 'پروندهٔ فشرده خراب است؛ آنچه پیش از خرابی بود خوانده شد.',
    'marc.gzip-too-large': (f) =>
      `پروندهٔ فشرده پس از باز شدن از ${n(f.limit)} بایت بزرگ‌تر است؛ آن را به چند پرونده بخش کنید.`,
    'marc.indicator-bad': () => 'نشانگر نویسهٔ نادرستی داشت؛ جایش خالی گذاشته شد.',
    'marc.indicators-missing': () => 'فیلد نشانگر کم داشت؛ جای خالی گذاشته شد.',
    'marc.json-cut-short': () => 'پرونده در میانهٔ یک رکورد JSON تمام شده است.',
    'marc.json-malformed': () => 'این بخش JSON درستی نیست.',
    'marc.json-no-records': () => 'در این JSON هیچ رکورد مارکی نیست.',
    'marc.json-not-a-record': () => 'این بخش JSON رکورد مارک نیست.',
    'marc.junk-between-records': (f) => `${n(f.bytes)} بایت دادهٔ بی‌معنا پیش از رکورد بود.`,
    'marc.leader-characters': () => 'برچسب رکورد نویسهٔ نادرست داشت؛ جایش خالی گذاشته شد.',
    'marc.leader-counts': () => 'برچسب رکورد شمار نشانگرها و طول شناسه را نادرست اعلام کرده است؛ هر دو ۲ گرفته شد.',
    'marc.leader-length': (f) => `برچسب رکورد به‌جای ۲۴ نویسه ${n(f.length)} نویسه دارد.`,
    'marc.leader-map': () => 'برچسب رکورد ساختار فهرست راهنما را نادرست اعلام کرده است؛ همان ۴۵۰۰ گرفته شد.',
    'marc.leader-missing': () => 'رکورد برچسب (leader) ندارد؛ برچسبی ساده گذاشته شد.',
    'marc.length-wrong': (f) =>
      `طول رکورد نادرست اعلام شده است: ${Number(f.declared) < 0 ? 'چیزی جز عدد' : n(f.declared)} به‌جای ${n(f.found)}.`,
    'marc.list-copies-wrong': (f) => `«${f.copies}» شمار نسخه نیست؛ یک نسخه گرفته شد.`,
    'marc.list-isbn-wrong': (f) => `شابک «${n(f.isbn)}» درست نیست؛ به‌عنوان شابک نادرست نگه داشته شد.`,
    'marc.no-fields': () => 'رکورد هیچ فیلدی ندارد.',
    'marc.not-a-record': () => 'این بخش از پرونده رکورد مارک نیست.',
    'marc.not-marc': (f) =>
      `این پرونده مارک نیست؛ به ${FORMS[String(f.looksLike)] ?? 'چیز دیگری'} می‌ماند. ISO 2709، MARCXML و MARC-in-JSON خوانده می‌شود.`,
    'marc.not-writable': (f) => `فیلد ${n(f.tag)} را نمی‌توان در ISO 2709 نوشت.`,
    'marc.record-too-large': (f) => `رکورد از ${n(f.limit)} بایت بزرگ‌تر است و خوانده نشد.`,
    'marc.subfield-code-bad': (f) => `شناسهٔ فیلد فرعی («${f.code}») یک نویسهٔ درست نیست.`,
    'marc.subfield-empty': () => 'یک نشانهٔ فیلد فرعی اضافه بود و برداشته شد.',
    'marc.subfields-missing': () => 'فیلد هیچ فیلد فرعی ندارد.',
    'marc.tag-bad': (f) => `«${f.tag}» برچسب فیلد نیست؛ برچسب سه حرف یا رقم است.`,
    'marc.terminator-in-field': () => 'نشانهٔ پایان فیلد در میان متن بود و برداشته شد.',
    'marc.terminator-missing': () => 'رکورد نشانهٔ پایان نداشت.',
    'marc.text-before-subfield': (f) => `متنی که پیش از نخستین فیلد فرعی بود کنار گذاشته شد: «${f.text}».`,
    'marc.too-large-to-write': (f) =>
      `${f.tag ? `فیلد ${n(f.tag)}` : 'رکورد'} ${n(f.bytes)} بایت است و ISO 2709 بیش از ${n(f.limit)} بایت نمی‌پذیرد.`,
    'marc.xml-characters': () => 'نویسه‌هایی که در XML جایی ندارند برداشته شد.',
    'marc.xml-code-missing': () => 'فیلد فرعی شناسه (code) ندارد.',
    'marc.xml-cut-short': () => 'پرونده در میانهٔ یک رکورد XML تمام شده است.',
    'marc.xml-doctype': () => 'XML با تعریف نوع سند (DTD) پذیرفته نمی‌شود.',
    'marc.xml-element-unknown': (f) => `عنصر ناشناختهٔ «${f.name}» در رکورد کنار گذاشته شد.`,
    'marc.xml-entity': (f) => `ارجاع «${f.entity}» در XML تعریف نشده است.`,
    'marc.xml-malformed': () => 'XML درست ساخته نشده است.',
    'marc.xml-no-records': () => 'در این XML هیچ رکورد مارکی نیست.',
    'marc.xml-tag-long': (f) => `نشانه‌ای در XML از ${n(f.limit)} بایت بلندتر است.`,
    'marc.xml-tag-missing': () => 'فیلد برچسب (tag) ندارد.',
    'marc.xml-too-deep': (f) => `XML بیش از ${n(f.limit)} لایهٔ تودرتو دارد.`,
  } as Record<string, (facts: FaultFacts) => string>,
}

export type Text = typeof fa
