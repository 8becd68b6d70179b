import type { Conversion } from '#lib/marc/convert.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

/** Every sentence of the `marc` commands. */
export const fa = {
  convertSummary: 'پروندهٔ مارک را به JSON، MARCXML یا ISO 2709 برمی‌گرداند؛ به پایگاه داده نیازی ندارد',
  convertTo: 'قالب خروجی: json، xml یا mrc',
  convertOut: 'پروندهٔ خروجی؛ اگر نباشد، روی خروجی استاندارد نوشته می‌شود',
  needsTo: 'قالب خروجی را با ‎--to بنویسید: json، xml یا mrc.',
  needsOneFile: 'نام یک پرونده را بنویسید، یا «-» برای ورودی استاندارد.',
  refused: (place: string, sentence: string) => `پذیرفته نشد — ${place}: ${sentence}`,
  mended: (place: string, sentence: string) => `اصلاح شد — ${place}: ${sentence}`,
  done: ({ read, written, mended, refused }: Conversion) =>
    toPersianDigits(
      `${read} رکورد خوانده، ${written} رکورد نوشته و ${mended} رکورد اصلاح شد؛ ${refused} رکورد پذیرفته نشد.`,
    ),
  refusals: {
    'marc.file-missing': ({ file }: { file?: unknown }) => `پروندهٔ «${file}» نیست یا خوانده نمی‌شود.`,
    'marc.file-unwritable': ({ file }: { file?: unknown }) => `روی پروندهٔ «${file}» نمی‌توان نوشت.`,
  },
}

export type Text = typeof fa
