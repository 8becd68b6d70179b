import { crc32 } from 'node:zlib'
import { fold } from '#lib/persian/fold.ts'
import type { Analyse } from '#platform/search/types.ts'

/** A code as it is indexed and searched: folded, with letters and digits only (`978-964-…` is one word). */
export function codeOf(text: string): string {
  return fold(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** The words that stand for a value's first and last word; no text folds to them. */
export const beginningMark = (word: string): string => `^${word}`
export const endMark = (word: string): string => `$${word}`

const SAMPLE =
  'کتاب‌های کتابهایی کتاب ها می‌خواهم نمیخواهد خانهٔ خانۀ خانه‌ای مسئله مسأله مساله مؤسسه رضائی رضایی آینده قُرآن ' +
  'كتاب يك على هدایة ایرانیان تاریخی بزرگترین دانش‌نامه جمع‌آوری ۱۳۸۲ ١٤٢٤ 2003 ISBN Tārīkh-i Īrān Ferdowsi’s naïve'

/** A number that changes when words are folded or stemmed otherwise: what was indexed before is then of no use. */
export function fingerprintOf(analyse: Analyse): number {
  return crc32(JSON.stringify([analyse(SAMPLE), codeOf(SAMPLE)]))
}
