import type { Evaluation } from '#lib/matching/evaluation/evaluate.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'

export interface MatchSummary {
  readonly records: number
  readonly refused: number
  readonly groups: number
  readonly grouped: number
  readonly asks: number
  readonly comparedPairs: number
  readonly cappedKeys: number
  readonly seconds: number
}

const percent = (share: number): string => `${toPersianDigits((share * 100).toFixed(2)).replace('.', '٫')}٪`
const n = (value: number): string => toPersianDigits(value)

/** Every sentence of the `match` commands. */
export const fa = {
  matchSummary: 'رکوردهای یک ویراست را در پرونده‌های مارک می‌یابد و گروه می‌کند؛ به پایگاه داده نیازی ندارد',
  matchOut: 'پرونده‌ای که برای هر رکورد یک سطر در آن نوشته می‌شود',
  matchAsks: 'پروندهٔ جفت‌های مشکوک، با دلیل هر یک',
  matchHide: 'فیلدهایی که در تطبیق دیده نشوند، مانند 001,035',
  matchCap: 'بیشترین شمار رکوردهایی که می‌توانند یک کلید مشترک داشته باشند',
  evaluateSummary: 'گروه‌ها را با حقیقتِ دانسته می‌سنجد: دقت، بازیابی، F1 و خطاها',
  evaluateTruth: 'پروندهٔ حقیقت (TSV)',
  evaluateGroups: 'پروندهٔ گروه‌ها که فرمان match نوشته است',
  evaluateAsks: 'پروندهٔ جفت‌های مشکوک، برای شمردن آنچه پرسیده شده است',
  evaluateErrors: 'چند خطا فهرست شود (پیش‌فرض ۵۰)',
  needsFiles: 'دست‌کم یک پروندهٔ مارک نام ببرید.',
  badTag: (tag: string) => `«${tag}» برچسب فیلد نیست؛ برچسب‌ها را مانند 001,035 بنویسید.`,
  badNumber: (option: string) => `برای ‎--${option} عددی درست بنویسید.`,
  reading: 'خواندن رکوردها',
  comparing: 'مقایسهٔ رکوردها',
  refused: (file: string, place: string, sentence: string) => `پذیرفته نشد — ${file}، ${place}: ${sentence}`,
  capped: (key: string, records: number) =>
    `کلید «${key}» در ${n(records)} رکورد مشترک است و برای یافتن همتا به کار نرفت.`,
  cappedMore: (count: number) => `… و ${n(count)} کلید پرشمار دیگر.`,
  matched: (one: MatchSummary) => [
    `${n(one.records)} رکورد خوانده شد${one.refused > 0 ? ` و ${n(one.refused)} رکورد پذیرفته نشد` : ''}.`,
    `${n(one.grouped)} رکورد در ${n(one.groups)} گروه جای گرفت؛ ${n(one.asks)} جفت باید از کتابدار پرسیده شود.`,
    `${n(one.comparedPairs)} جفت مقایسه شد؛ ${n(one.cappedKeys)} کلید پرشمار کنار گذاشته شد؛ ${n(Math.round(one.seconds))} ثانیه.`,
  ],
  evaluated: (one: Evaluation) => [
    `رکوردهای شناخته در حقیقت: ${n(one.records)} در ${n(one.clusters)} خوشه${one.unknown > 0 ? `؛ ${n(one.unknown)} رکوردِ حقیقت در گروه‌ها نیست` : ''}`,
    `جفت‌های درست: ${n(one.right)}؛ نابه‌جا پیوسته: ${n(one.joinedWrongly)}؛ ازدست‌رفته: ${n(one.missed)} (${n(one.missedButAsked)} مورد پرسیده شده)`,
    `دقت: ${percent(one.precision)}؛ بازیابی: ${percent(one.recall)}؛ F1: ${percent(one.f1)}`,
  ],
  errorLine: (kind: 'joined' | 'missed', a: string, b: string, asked: boolean) =>
    `${kind === 'joined' ? 'نابه‌جا پیوسته' : asked ? 'پرسیده شده' : 'ازدست‌رفته'}: ${a} ↔ ${b}`,
  moreErrors: (count: number) => `… و ${n(count)} خطای دیگر.`,
  refusals: {
    'matching.file-missing': ({ file }: { file?: unknown }) => `پروندهٔ «${file}» نیست یا خوانده نمی‌شود.`,
    'matching.folder': ({ file }: { file?: unknown }) => `«${file}» پوشه است؛ پرونده‌های درون آن را نام ببرید.`,
    'matching.file-twice': ({ file }: { file?: unknown }) =>
      `پروندهٔ «${file}» دو بار آمده است؛ هر رکورد آن با خودش یکی شمرده می‌شد.`,
    'matching.file-taken': ({ file }: { file?: unknown }) =>
      `«${file}» خود خوانده یا نوشته می‌شود؛ برای جدول پروندهٔ دیگری نام ببرید تا چیزی از دست نرود.`,
    'matching.file-unwritable': ({ file }: { file?: unknown }) => `روی پروندهٔ «${file}» نمی‌توان نوشت.`,
    'matching.not-groups': () => 'این جدولِ فرمان match نیست: ستون‌های file، record و group را ندارد.',
    'matching.not-a-truth': () =>
      'این پروندهٔ حقیقت خوانده نشد: یا ستون local_keys لازم است، یا ستون‌های file، record و cluster.',
    'matching.truth-unmatched': () => 'هیچ‌یک از رکوردهای حقیقت در جدول گروه‌ها پیدا نشد.',
    'matching.too-many-records': ({ most }: { most?: unknown }) =>
      `بیش از ${toPersianDigits(String(most))} رکوردِ متفاوت یک‌جا گروه نمی‌شود.`,
  },
}

export type Text = typeof fa
