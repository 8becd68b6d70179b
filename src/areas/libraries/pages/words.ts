import type { Hours, LibraryEntry } from '#areas/libraries/contract.ts'
import { groupDays, type Stretch } from '#areas/libraries/hours.ts'
import { text } from '#areas/libraries/text.en.ts'
import type { Text } from '#areas/libraries/text.fa.ts'
import { type Lang, nameIn } from '#lib/language.ts'
import { toPersianDigits } from '#lib/persian/digits.ts'
import { useLang } from '#ui/request-context.tsx'

/** The area's words in the language of the page. */
export function useWords(): Text {
  return text(useLang())
}

/** The language a `nameIn` is in: what the name's own element says when it is not the page's. */
export function nameLang(one: { nameEn?: string | null }, lang: Lang): Lang | undefined {
  return lang === 'en' && !one.nameEn ? 'fa' : undefined
}

/** «نیشابور، خراسان رضوی»: city (or county) and province, once where they have one name. */
export function placeName(library: LibraryEntry, lang: Lang): string {
  const narrow =
    lang === 'en'
      ? (library.cityEn ?? library.city ?? library.countyEn ?? library.county)
      : (library.city ?? library.county)
  const province = library.province && nameIn(lang, library.province)
  return [...new Set([narrow, province].filter(Boolean))].join(lang === 'fa' ? '، ' : ', ')
}

/** A time of the day in the digits of the page. */
export function timeIn(time: string, lang: Lang): string {
  return lang === 'fa' ? toPersianDigits(time) : time
}

/** The stretches of a day in words; a closed day says so. */
export function stretchesIn(stretches: readonly Stretch[], lang: Lang): string {
  const t = text(lang)
  if (stretches.length === 0) return t.closedDay
  return stretches
    .map(([from, to]) => t.hoursRange(timeIn(from, lang), timeIn(to, lang)))
    .join(lang === 'fa' ? ' و ' : ' and ')
}

/** A week in one line, as people tell it: «شنبه تا چهارشنبه ۸ تا ۱۴؛ پنجشنبه ۸ تا ۱۲». */
export function weekIn(hours: Hours, lang: Lang): string {
  const t = text(lang)
  return groupDays(hours)
    .map(({ from, to, stretches }) => {
      const days = from === to ? t.weekdays[from] : t.hoursRange(t.weekdays[from], t.weekdays[to])
      return `${days} ${stretchesIn(stretches, lang)}`
    })
    .join(lang === 'fa' ? '؛ ' : '; ')
}
