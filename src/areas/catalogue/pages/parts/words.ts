import { publicText } from '#areas/catalogue/text/public.en.ts'
import type { PublicText } from '#areas/catalogue/text/public.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Text } from '#areas/catalogue/text.fa.ts'
import type { Lang } from '#lib/language.ts'
import { toAsciiDigits, toPersianDigits } from '#lib/persian/digits.ts'
import { useLang } from '#ui/request-context.tsx'

/** The area's sentences in the language of the page. */
export function useWords(): Text {
  return text(useLang())
}

/** The public pages' own sentences in the language of the page. */
export function usePublicWords(): PublicText {
  return publicText(useLang())
}

/** A text of a record with its digits as the page writes them: «۱۳۸۲». Codes and identifiers stay as they are. */
export function inDigitsOf(lang: Lang, written: string): string {
  return lang === 'fa' ? toPersianDigits(written) : written
}

/**
 * A book's own year as a page of that language shows it: Persian digits in Persian; in English as the book has it, with the
 * Gregorian year beside it where the book counts otherwise.
 */
export function yearIn(lang: Lang, written: string | null, gregorian: number | null): string | null {
  if (written === null || written === '') return null
  if (lang === 'fa') return toPersianDigits(written)
  const isSaid = gregorian === null || toAsciiDigits(written).includes(String(gregorian))
  return isSaid ? written : `${written} (${gregorian})`
}

const LATIN = /^[\p{Script=Latin}\p{N}\p{P}\p{Z}\p{M}\p{S}ʻʼʾʿ]+$/u

/** The language attribute of a romanised text, so that it is read and hyphenated as Latin. */
export function scriptOf(written: string): { lang: string; dir: 'ltr' } | Record<string, never> {
  return LATIN.test(written) ? { lang: 'mul-Latn', dir: 'ltr' } : {}
}
