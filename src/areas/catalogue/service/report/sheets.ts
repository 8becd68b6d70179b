import { decadesIn } from '#areas/catalogue/decades.ts'
import { QUALITY_CODES, type QualityFault } from '#areas/catalogue/quality-faults.ts'
import type { ReportFigures } from '#areas/catalogue/rules/report.ts'
import type { Places } from '#areas/catalogue/service/places.ts'
import { writtenNumber } from '#areas/catalogue/service/summary.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { entryOf } from '#lib/entry-of.ts'
import type { Lang } from '#lib/language.ts'
import type { SheetCell } from '#lib/sheets/write-sheet.ts'
import type { ToMend } from './reading.ts'

/** A table that leaves the house: a row of headings and rows of cells. */
export interface Sheet {
  header: string[]
  rows: SheetCell[][]
}

/** The whole report as one table: part, what is counted, the count. */
export function sheetOfReport(figures: ReportFigures, places: Places, lang: Lang): Sheet {
  const { report: t, languages } = text(lang)
  const named = (map: Places['networks'], code: string) => {
    const place = map.get(code)
    return (lang === 'en' ? place?.nameEn : null) ?? place?.name ?? code
  }
  const networkOf = (code: string) => named(places.networks, code)
  const ofNetworks = (codes: readonly string[]) =>
    codes.length === 1 ? t.onlyOne(networkOf(codes[0] as string)) : t.together(codes.map(networkOf))
  const languageNames: Readonly<Record<string, string>> = languages
  const rows: SheetCell[][] = [
    [t.figures, t.records, figures.records],
    [t.figures, t.editions, figures.editions],
    [t.figures, t.copies, figures.copies],
    [t.figures, t.libraries, figures.libraries],
    [t.figures, t.shared, figures.shared],
    ...figures.overlap.map((one) => [t.overlap, ofNetworks(one.networks), one.editions]),
    ...figures.networks.flatMap((one) =>
      (['records', 'editions', 'only', 'copies', 'libraries'] as const).map((what) => [
        networkOf(one.code),
        t[what],
        one[what],
      ]),
    ),
    ...figures.fields.map((one) => [
      one.network === null ? t.byField : `${t.byField}: ${networkOf(one.network)}`,
      one.field === null ? t.noField : t.fieldsOf[one.field],
      one.editions,
    ]),
    ...figures.subjects.map((one) => [t.subjects, one.label, one.editions]),
    ...figures.provinces.flatMap((one) =>
      (['editions', 'copies', 'libraries'] as const).map((what) => [
        named(places.provinces, one.code),
        t[what],
        one[what],
      ]),
    ),
    ...figures.languages.map((one) => [
      t.byLanguage,
      one.code === '' ? t.noLanguage : (entryOf(languageNames, one.code) ?? one.code),
      one.editions,
    ]),
    ...decadesIn(lang, figures).map((one) => [
      t.byDecade,
      t.decade(String(one.from), String(one.from + 9)),
      one.editions,
    ]),
    [t.quality, t.score, Math.round(figures.score * 10) / 10],
    [t.quality, t.checked, figures.checked],
    ...QUALITY_CODES.map((code) => [t.quality, t.faults[code], figures.faults[code] ?? 0]),
  ]
  return { header: [t.part, t.item, t.value], rows }
}

/** A list to mend as a table, the faults in words. */
export async function sheetToMend(records: AsyncIterable<ToMend>, fault: QualityFault, lang: Lang): Promise<Sheet> {
  const { report: t, staff, facets } = text(lang)
  const header = [staff.controlNumber, staff.recordTitle, facets.author, facets.year, t.toMend, t.otherFaults]
  const rows: SheetCell[][] = []
  for await (const one of records) {
    const others = one.faults.filter((code) => code !== fault).map((code) => t.faults[code])
    rows.push([writtenNumber(one.controlNumber), one.title, one.author, one.year, t.faults[fault], others.join('، ')])
  }
  return { header, rows }
}
