import type { ReactNode } from 'react'
import { MEASURES, type Total } from '#areas/libraries/contract.ts'
import { formatDay } from '#lib/calendar/format-day.ts'
import { Sparkline } from '#ui/chart/lines.tsx'
import { Table } from '#ui/data/table.tsx'
import { Day, Num } from '#ui/data/values.tsx'
import { Cards } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useWords } from './words.ts'

/** Figures, newest first, each with its day and source. */
export function TotalsTable({ totals }: { totals: readonly Total[] }): ReactNode {
  const t = useWords()
  return (
    <>
      <p className="quiet">{t.totalsHint}</p>
      <Table<Total>
        caption={t.totals}
        captionHidden
        rows={totals}
        rowKey={(total) => `${total.measure} ${total.countedOn}`}
        columns={[
          { heading: t.measure, cell: (total) => t.measures[total.measure] },
          { heading: t.value, kind: 'number', cell: (total) => <Num n={total.value} /> },
          { heading: t.countedOn, cell: (total) => <Day day={total.countedOn} /> },
          { heading: t.source, cell: (total) => <bdi>{total.source}</bdi> },
        ]}
      />
    </>
  )
}

/** How the figures went that were counted more than once: a small line each. */
export function TotalLines({ totals }: { totals: readonly Total[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const series = MEASURES.map((measure) => ({
    measure,
    points: totals
      .filter((total) => total.measure === measure)
      .map((total) => ({ label: formatDay(total.countedOn, lang, 'long'), value: total.value }))
      .reverse(),
  })).filter(({ points }) => points.length > 1)
  if (series.length === 0) return null
  return (
    <Cards narrow>
      {series.map(({ measure, points }) => (
        <Sparkline key={measure} caption={t.measures[measure]} points={points} />
      ))}
    </Cards>
  )
}
