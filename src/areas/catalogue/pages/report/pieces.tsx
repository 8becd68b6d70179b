import type { ReactNode } from 'react'
import { QUALITY_CODES, type QualityFault } from '#areas/catalogue/quality-faults.ts'
import type { ReportText } from '#areas/catalogue/text/report.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { Bars } from '#ui/chart/bars.tsx'
import type { Crumb } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** The words of the report in the language of the page. */
export function useReportText(): ReportText {
  return text(useLang()).report
}

/** The way to a page of the quality of records. */
export function useQualityTrail(...more: Crumb[]): Crumb[] {
  return [{ label: useReportText().deskTitle, to: '/staff/report' }, ...more]
}

/** Faults with how many records have them, the most frequent first; `to` leads to their list. */
export function FaultBars(props: {
  faults: Readonly<Partial<Record<QualityFault, number>>>
  to?: (fault: QualityFault) => string
}): ReactNode {
  const t = useReportText()
  const found = QUALITY_CODES.map((code) => ({ code, n: props.faults[code] ?? 0 })).filter(({ n }) => n > 0)
  if (found.length === 0) return <p>{t.faultless}</p>
  const bars = found
    .sort((a, b) => b.n - a.n)
    .map(({ code, n }) => ({
      label: t.faults[code],
      value: n,
      ...(props.to === undefined ? {} : { to: props.to(code) }),
    }))
  return <Bars caption={t.faultChart} bars={bars} />
}
