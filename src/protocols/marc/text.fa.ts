import type { Conversion } from '#lib/marc/convert.ts'
import type { LossReason } from '#lib/marc/crosswalk/field.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

/** Every sentence of the `marc` commands. */
export const fa = {
  convertSummary: 'پروندهٔ مارک را به JSON، MARCXML یا ISO 2709 برمی‌گرداند؛ به پایگاه داده نیازی ندارد',
  convertTo: 'قالب خروجی: json، xml یا mrc؛ یا خود فرمت: marc21، unimarc یا iranmarc',
  convertForm: 'json، xml یا mrc، وقتی ‎--to نام یک فرمت است؛ اگر نباشد mrc',
  convertReport: 'پرونده‌ای (جداشده با Tab) برای هر فیلد فرعی کنارگذاشته و هر فیلدی که در ۸۸۶ نگه داشته شد',
  convertPlain: 'چیزی در ۸۸۶ نگه داشته نشود؛ تنها آنچه در فرمت دیگر جا دارد نوشته شود',
  convertOut: 'پروندهٔ خروجی؛ اگر نباشد، روی خروجی استاندارد نوشته می‌شود',
  needsTo: 'قالب خروجی را با ‎--to بنویسید: json، xml، mrc، marc21، unimarc یا iranmarc.',
  needsOneFile: 'نام یک پرونده را بنویسید، یا «-» برای ورودی استاندارد.',
  refused: (place: string, sentence: string) => `پذیرفته نشد — ${place}: ${sentence}`,
  mended: (place: string, sentence: string) => `اصلاح شد — ${place}: ${sentence}`,
  done: ({ read, written, mended, refused }: Conversion) =>
    toPersianDigits(
      `${read} رکورد خوانده، ${written} رکورد نوشته و ${mended} رکورد اصلاح شد؛ ${refused} رکورد پذیرفته نشد.`,
    ),
  reportColumns: ['رکورد', 'شمارهٔ کنترل', 'چه شد', 'فیلد', 'چندمین', 'فیلد فرعی', 'مقدار', 'چرا'],
  dropped: 'کنار گذاشته شد',
  kept: 'در ۸۸۶ نگه داشته شد',
  keptWhy: 'در بازگشت، همان‌گونه که نوشته شده بود درنمی‌آمد',
  why: {
    'no-field': 'فرمت دیگر چنین فیلدی ندارد',
    'no-subfield': 'فرمت دیگر چنین فیلد فرعی‌ای ندارد',
    'no-code': 'این کد در فرمت دیگر همتایی ندارد',
    'bad-link': 'پیوند به فیلدِ خط دیگر خوانده نشد',
    'not-bibliographic': 'این رکورد، رکورد کتاب‌شناختی نیست',
  } satisfies Record<LossReason, string>,
  refusals: {
    'marc.file-missing': ({ file }: { file?: unknown }) => `پروندهٔ «${file}» نیست یا خوانده نمی‌شود.`,
    'marc.file-unwritable': ({ file }: { file?: unknown }) => `روی پروندهٔ «${file}» نمی‌توان نوشت.`,
  },
}

export type Text = typeof fa
