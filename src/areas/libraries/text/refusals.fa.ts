import { toPersianDigits } from '#lib/persian/digits.ts'

/** Why the directory said no, in Persian: a sentence for each code. */
export const refusals = {
  'libraries.networks-by-administrators': () => 'افزودن شبکه با مدیر سامانه است.',
  'libraries.directory-by-officers': () => 'افزودن و تعطیل کردن کتابخانه با کارشناس شبکه یا استان آن است.',
  'libraries.keep-own-library': () => 'مشخصات این کتابخانه را کتابدار همان کتابخانه یا کارشناس شبکهٔ آن تغییر می‌دهد.',
  'libraries.network-unknown': (f: { code: string }) => `شبکه‌ای با کد «${f.code}» نیست.`,
  'libraries.library-unknown': (f: { code: string }) => `کتابخانه‌ای با کد «${f.code}» نیست.`,
  'libraries.code-ambiguous': (f: { code: string; networks: readonly string[] }) =>
    `کد «${f.code}» در چند شبکه هست؛ آن را با کد شبکه بنویسید، مانند «${f.networks[0] ?? ''}:${f.code}».`,
  'libraries.code-malformed': (f: { value: string }) =>
    `کد «${f.value}» پذیرفتنی نیست: تنها حرف، رقم، نقطه، خط تیره و ممیز، تا ۴۰ نویسه و بی‌فاصله.`,
  'libraries.code-missing': () => 'کد کتابخانه نوشته نشده است.',
  'libraries.code-repeated': (f: { row: number }) => `همین کد پیش‌تر در سطر ${toPersianDigits(f.row)} آمده است.`,
  'libraries.name-missing': () => 'نام کتابخانه نوشته نشده است.',
  'libraries.columns-missing': (f: { missing: readonly string[] }) =>
    `این ستون‌ها در سطر نخست پرونده نیست: «${f.missing.join('»، «')}».`,
  'libraries.value-malformed': () => 'این مقدار به شکلی نیست که بتوان آن را پذیرفت.',
  'libraries.kind-unknown': (f: { value: string }) =>
    `نوع «${f.value}» شناخته نیست؛ یکی از این‌ها را بنویسید: نهادی، مشارکتی، سالن مطالعه، سیار، آستان مقدس، تخصصی.`,
  'libraries.degree-unknown': (f: { value: string }) =>
    `درجهٔ «${f.value}» شناخته نیست؛ ۱ تا ۸، مرکزی یا روستایی بنویسید.`,
  'libraries.service-unknown': (f: { value: string }) =>
    `خدمت «${f.value}» شناخته نیست؛ از این‌ها بنویسید: امانت، سالن مطالعه، بخش کودک، ساعت ویژهٔ بانوان، اینترنت، دسترس‌پذیر، کتاب گویا، ارسال به خانه، نشست، آموزش، مرجع، نسخ خطی.`,
  'libraries.province-unknown': (f: { value: string }) =>
    `استان «${f.value}» در تقسیمات کشوری نیست؛ املای آن را بررسی کنید.`,
  'libraries.county-unknown': (f: { value: string }) =>
    `شهرستان «${f.value}» پیدا نشد یا در چند استان هست؛ نام استان را هم بنویسید.`,
  'libraries.city-unknown': (f: { value: string }) =>
    `شهر «${f.value}» پیدا نشد یا در چند استان هست؛ نام استان را هم بنویسید.`,
  'libraries.place-unknown': () => 'این شهر شناخته نشد؛ نام آن را چنان‌که در تقسیمات کشوری آمده است بنویسید.',
  'libraries.coordinate-malformed': (f: { value: string }) =>
    `«${f.value}» مختصات جغرافیایی نیست؛ چنین بنویسید: ۳۶٫۲۹۷`,
  'libraries.day-malformed': (f: { value: string }) => `«${f.value}» تاریخ نیست؛ چنین بنویسید: ۱۴۰۵/۰۸/۲۴`,
  'libraries.hours-malformed': (f: { value: string }) => `«${f.value}» ساعت کار نیست؛ چنین بنویسید: ۸:۰۰-۱۴:۰۰`,
  'libraries.hours-in-disorder': () => 'بازه‌های ساعت کار باید پشت سر هم باشند و هر بازه پس از آغازش پایان یابد.',
  'libraries.closed-already': () => 'این کتابخانه پیش‌تر تعطیل شده است.',
  'libraries.closed-before-opened': () => 'تاریخ تعطیلی پیش از تاریخ گشایش است.',
  'libraries.merged-into-itself': () => 'کتابخانه را نمی‌توان در خودش ادغام کرد؛ کد کتابخانهٔ دیگری را بنویسید.',
  'libraries.merged-across-networks': () => 'کتابخانه تنها در کتابخانه‌ای از همان شبکه ادغام می‌شود.',
  'libraries.merged-into-closed': () => 'مقصد ادغام خود تعطیل است؛ کد کتابخانه‌ای دایر را بنویسید.',
  'libraries.open-already': () => 'این کتابخانه دایر است.',
  'libraries.reopen-merged': () => 'کتابخانه‌ای که ادغام شده بازگشایی نمی‌شود؛ کتابخانهٔ تازه‌ای با کد خودش بیفزایید.',
  'libraries.stops-are-mobile': () => 'ایستگاه تنها برای کتابخانهٔ سیار ثبت می‌شود.',
  'libraries.point-unknown': () => 'این نقطهٔ خدمت‌رسانی پیدا نشد.',
  'sheets.empty': () => 'پرونده خالی است یا سطر عنوان ندارد.',
  'sheets.too-large': (f: { megabytes: number }) =>
    `پرونده بزرگ‌تر از ${toPersianDigits(f.megabytes)} مگابایت است؛ آن را چند بخش کنید.`,
  'sheets.too-many-rows': (f: { most: number }) =>
    `پرونده بیش از ${toPersianDigits(f.most)} سطر دارد؛ آن را چند بخش کنید.`,
  'sheets.not-a-table': () => 'این پرونده جدول نیست؛ آن را با قالب CSV یا XLSX ذخیره کنید.',
  'sheets.damaged': (f: { line: number }) =>
    `پروندهٔ CSV نزدیک سطر ${toPersianDigits(f.line)} آسیب دیده است؛ شاید گیومه‌ای بسته نشده باشد.`,
  'libraries.network-unsaid': () =>
    'پرونده ستون «شبکه» ندارد و بیش از یک شبکه هست؛ بنویسید کتابخانه‌ها از کدام شبکه‌اند.',
  'libraries.network-missing': () => 'شبکهٔ این کتابخانه نوشته نشده است.',
  'libraries.coordinate-alone': () => 'عرض و طول جغرافیایی را با هم بنویسید یا هر دو را خالی بگذارید.',
  'libraries.day-shape': () => 'این تاریخ خوانده نشد؛ چنین بنویسید: ۱۴۰۵/۰۸/۲۴',
  'libraries.upload-gone': () => 'پروندهٔ پیش‌نمایش دیگر در دست نیست؛ لطفاً دوباره آن را انتخاب کنید.',
  'libraries.day-to-come': () => 'این روز هنوز نرسیده است؛ تاریخ امروز یا پیش از آن را بنویسید.',
  'libraries.reopened-before-closed': () => 'تاریخ بازگشایی پیش از تاریخ تعطیلی است.',
  'libraries.code-taken': (f: { name: string }) =>
    `این کد از آنِ «${f.name}» است؛ کد دیگری بنویسید یا همان را ویرایش کنید.`,
  'libraries.query-malformed': () => 'این نشانی جستجوی درستی نیست؛ از صفحهٔ کتابخانه‌ها دوباره جستجو کنید.',
}

export type Refusals = typeof refusals
