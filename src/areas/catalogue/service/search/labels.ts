import type { FacetName } from '#areas/catalogue/contract.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatPlain } from '#lib/calendar/format-number.ts'
import { entryOf } from '#lib/entry-of.ts'
import type { Lang } from '#lib/language.ts'

/** The words for a facet's value whose name no table keeps. */
export function labelOf(facet: FacetName, value: string, lang: Lang): string {
  const t = text(lang)
  const words: Readonly<Record<string, string>> | undefined = {
    kind: t.kinds,
    availability: t.availabilities,
    language: t.languages,
  }[facet as string]
  const label = words && entryOf(words, value)
  if (label !== undefined) return label
  return facet === 'year' ? yearLabel(value, lang) : value
}

/** A Gregorian year with its Jalali one: «۱۳۸۲ (۲۰۰۳)». */
function yearLabel(value: string, lang: Lang): string {
  const year = Number(value)
  if (!Number.isInteger(year)) return value
  const [first, second] = lang === 'fa' ? [year - 621, year] : [year, year - 621]
  return year < 1900 ? formatPlain(year, lang) : `${formatPlain(first, lang)} (${formatPlain(second, lang)})`
}
