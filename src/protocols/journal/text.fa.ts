import { toPersianDigits } from '#lib/persian/digits.ts'
import type { Verdict } from '#platform/journal/verify.ts'

type Sound = Extract<Verdict, { ok: true }>
type Broken = Extract<Verdict, { ok: false }>

const n = (value: number | null) => toPersianDigits(String(value ?? '؟'))

/** Every sentence of the journal's commands. */
export const fa = {
  exportSummary: 'دفتر رویدادها را با امضاهایش در یک پرونده می‌نویسد',
  exportOut: 'پروندهٔ خروجی؛ اگر نباشد، روی خروجی استاندارد نوشته می‌شود',
  exported: (lines: number) => `دفتر رویدادها نوشته شد (${n(lines)} سطر).`,
  sealSummary: 'رویدادهای ثبت‌شده را همین حالا مهر می‌کند و آخرین گواهی را نشان می‌دهد',
  sealed: (count: number) => `${n(count)} رویداد مهر شد.`,
  verifySummary: 'درستی خروجی دفتر رویدادها را بدون پایگاه داده می‌سنجد',
  verifyCheckpoint: 'پروندهٔ گواهی‌ای که پیش‌تر نگه داشته‌اید',
  verifyKey: 'کلید عمومی‌ای که از جای دیگر می‌شناسید؛ می‌توان آن را چند بار نوشت',
  needsFile: 'نام پروندهٔ خروجی دفتر را بنویسید.',
  sound: (verdict: Sound) =>
    `درست است: ${n(verdict.size)} رویداد و ${n(verdict.checkpoints)} گواهی؛ هیچ‌چیز تغییر نکرده است. ریشه: ${verdict.root}`,
  keptHolds: (size: number) => `گواهی نگه‌داشته‌شده (${n(size)} رویداد) با آغاز همین دفتر یکی است.`,
  ownKeys: 'امضاها با کلیدهای درون همین پرونده سنجیده شد؛ برای اطمینان از صاحب امضا، کلید را با ‎--key بدهید.',
  problems: {
    'not-an-export': () => 'این پرونده خروجی دفتر رویدادهای پیوند نیست.',
    'malformed-line': (at) => `سطر ${n(at.line)} خوانده نمی‌شود.`,
    'entry-altered': (at) =>
      `رویداد شمارهٔ ${n(at.sequence)} (${at.entry ?? 'بی‌شناسه'}) تغییر داده شده است؛ سطر ${n(at.line)}.`,
    'entry-missing': (at) => `رویداد شمارهٔ ${n(at.sequence)} نیست؛ سطر ${n(at.line)}.`,
    'history-rewritten': (at) => `دفتر از رویداد شمارهٔ ${n(at.sequence)} به بعد با گواهی سطر ${n(at.line)} نمی‌خواند.`,
    'checkpoint-forged': (at) => `گواهی سطر ${n(at.line)} را هیچ کلید شناخته‌شده‌ای امضا نکرده است.`,
    'unsealed-end': (at) => `رویدادها از شمارهٔ ${n(at.sequence)} به بعد گواهی ندارند؛ پایان پرونده بریده شده است.`,
    'kept-checkpoint-forged': () => 'گواهی نگه‌داشته‌شده را هیچ کلید شناخته‌شده‌ای امضا نکرده است.',
    'kept-checkpoint-newer': (at) =>
      `گواهی نگه‌داشته‌شده از این پرونده تازه‌تر است: رویدادها از شمارهٔ ${n(at.sequence)} به بعد کم است.`,
    'kept-checkpoint-contradicts': (at) =>
      `${n(at.sequence)} رویداد نخست همان نیست که گواهی نگه‌داشته‌شده می‌گوید: گذشته بازنویسی شده است.`,
  } as Record<Broken['problem'], (at: Broken) => string>,
  refusals: {
    'journal.key-malformed': () => 'کلید عمومی خوانده نمی‌شود.',
    'journal.note-malformed': () => 'متن امضاشده ساختار درستی ندارد.',
    'journal.note-unsigned': () => 'هیچ کلید شناخته‌شده‌ای این متن را امضا نکرده است.',
    'journal.note-forged': () => 'امضا با متن نمی‌خواند.',
    'journal.checkpoint-malformed': () => 'گواهی ساختار درستی ندارد.',
    'journal.before-malformed': () => 'نشانی این صفحه از تاریخچه درست نیست؛ تاریخچه را از آغاز باز کنید.',
    'journal.file-missing': () => 'چنین پرونده‌ای نیست یا خوانده نمی‌شود.',
    'journal.file-unwritable': ({ file }: { file?: unknown }) => `روی پروندهٔ «${file}» نمی‌توان نوشت.`,
  },
}

export type Text = typeof fa
