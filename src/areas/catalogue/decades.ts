import type { ReportFigures } from '#areas/catalogue/rules/report.ts'
import type { Lang } from '#lib/language.ts'

/** The decades as readers of a language count years, in that calendar; Gregorian ones where a report has no others. */
export function decadesIn(
  lang: Lang,
  { decades, solarDecades }: Pick<ReportFigures, 'decades' | 'solarDecades'>,
): ReportFigures['decades'] {
  return lang === 'fa' ? (solarDecades ?? decades) : decades
}
