import type { ReactNode } from 'react'
import { ControlNumber, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import { inDigitsOf } from '#areas/catalogue/pages/parts/words.ts'
import { QUALITY_CODES, type QualityFault } from '#areas/catalogue/quality-faults.ts'
import type { LibraryQuality, LibraryReport, ReportProgress, ToMend } from '#areas/catalogue/service/report/reading.ts'
import { formatInstant } from '#lib/calendar/format-day.ts'
import { Sparkline } from '#ui/chart/lines.tsx'
import { type Column, Figure, Table } from '#ui/data/table.tsx'
import { Instant, Isolated, Num, Percent } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { Island } from '#ui/island.tsx'
import { LiveProgress } from '#ui/islands/live-progress.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Cards, EmptyState, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useHref, useLang } from '#ui/request-context.tsx'
import { FaultBars, useQualityTrail, useReportText } from './pieces.tsx'

/** The address of a library's quality: its network and code, as everywhere. */
export const qualityPath = ({ networkCode, code }: { networkCode: string; code: string }) =>
  `/staff/report/${encodeURIComponent(`${networkCode}:${code}`)}`

/** The libraries somebody works for, the poorest first. */
export function QualityPage(props: {
  libraries: readonly LibraryQuality[]
  madeAt: Date | null
  making: ReportProgress | 'failed' | null
}): ReactNode {
  const t = useReportText()
  const { libraries, madeAt, making } = props
  const isMaking = making !== null && making !== 'failed'
  const refresh = !isMaking && (
    <Form action="/staff/report/refresh" compact>
      <Button kind="plain">{t.refresh}</Button>
    </Form>
  )
  return (
    <>
      <PageHead
        title={t.deskTitle}
        lead={t.deskLead}
        actions={
          <>
            <LinkButton to="/report">{t.whole}</LinkButton>
            {refresh}
          </>
        }
      />
      {isMaking && <Making {...making} />}
      {making === 'failed' && <Notice tone="attention">{t.notMade}</Notice>}
      {libraries.length === 0 ? (
        <EmptyState title={t.deskNone} icon="list">
          {t.deskNoneHint}
        </EmptyState>
      ) : (
        <div className="stack">
          {madeAt && (
            <p className="quiet">
              {t.asOf} <Instant at={madeAt} />
            </p>
          )}
          <QualityTable libraries={libraries} />
        </div>
      )}
    </>
  )
}

/** How far the report is that is being made now. */
function Making({ isWaiting, done, total }: ReportProgress): ReactNode {
  const t = useReportText()
  const url = useHref()('/staff/report/progress')
  const label = isWaiting ? t.makingWaits : total !== null && done >= total ? t.counting : t.making
  return (
    <Section title={t.makingTitle}>
      <Island of={LiveProgress} props={{ url, label, done, of: total }} />
      <p className="quiet">{t.makingHint}</p>
    </Section>
  )
}

/** The fault most records of a library have. */
function mostly(faults: LibraryQuality['faults']): QualityFault | null {
  const found = QUALITY_CODES.filter((code) => (faults[code] ?? 0) > 0)
  return found.sort((a, b) => (faults[b] ?? 0) - (faults[a] ?? 0))[0] ?? null
}

function QualityTable({ libraries }: { libraries: readonly LibraryQuality[] }): ReactNode {
  const t = useReportText()
  const columns: Column<LibraryQuality>[] = [
    {
      heading: t.library,
      cell: (row) => (
        <Link to={qualityPath(row)}>
          <Isolated>{row.name}</Isolated>
        </Link>
      ),
    },
    { heading: t.records, kind: 'number', cell: (row) => <Num n={row.records} /> },
    { heading: t.score, kind: 'number', cell: (row) => <Num n={row.score} digits={1} /> },
    {
      heading: t.mostly,
      cell: (row) => {
        const fault = mostly(row.faults)
        if (fault === null) return '—'
        return (
          <>
            <Link to={`${qualityPath(row)}/${fault}`}>{t.faults[fault]}</Link>{' '}
            <span className="quiet">
              <Num n={row.faults[fault] ?? 0} /> (
              <Percent share={(row.faults[fault] ?? 0) / Math.max(1, row.records)} />)
            </span>
          </>
        )
      },
    },
  ]
  return (
    <Table caption={t.deskTitle} captionHidden columns={columns} rows={libraries} rowKey={(row) => row.libraryId} />
  )
}

/** One library: its score, how it went, and its faults with the lists to mend them. */
export function LibraryQualityPage({ library, trend }: LibraryReport): ReactNode {
  const t = useReportText()
  const staff = useStaffText()
  const lang = useLang()
  const last = trend.at(-1)
  const here = qualityPath(library)
  return (
    <>
      <PageHead title={t.ofLibrary(library.name)} trail={useQualityTrail()} />
      {last === undefined || last.records === 0 ? (
        <EmptyState
          title={t.deskNone}
          icon="list"
          action={<LinkButton to="/staff/imports/new">{staff.newImport}</LinkButton>}
        >
          {t.deskNoneHint}
        </EmptyState>
      ) : (
        <div className="stack">
          <p className="quiet">
            {t.asOf} <Instant at={last.madeAt} />
          </p>
          <Cards narrow>
            <Figure label={t.score} value={<Num n={last.score} digits={1} />} />
            <Figure label={t.records} value={<Num n={last.records} />} />
            <Figure label={t.editions} value={<Num n={last.editions} />} />
          </Cards>
          {trend.length > 1 && (
            <Sparkline
              caption={t.trend}
              points={trend.map((one) => ({
                label: formatInstant(one.madeAt, lang, 'short'),
                value: Math.round(one.score * 10) / 10,
              }))}
            />
          )}
          <Section title={t.toMend}>
            <FaultBars faults={last.faults} to={(fault) => `${here}/${fault}`} />
          </Section>
        </div>
      )}
    </>
  )
}

export interface MendPageProps {
  library: LibraryReport['library']
  fault: QualityFault
  records: readonly ToMend[]
  /** The record after which the next page begins; null when these are the last. */
  next: string | null
  isFirst: boolean
}

/** The records of a library with one fault, each a link to its page. */
export function MendPage({ library, fault, records, next, isFirst }: MendPageProps): ReactNode {
  const t = useReportText()
  const here = `${qualityPath(library)}/${fault}`
  const trail = useQualityTrail({ label: library.name, to: qualityPath(library) })
  return (
    <>
      <PageHead title={t.toMendOf(t.faults[fault])} trail={trail} kicker={<Isolated>{library.name}</Isolated>} />
      {records.length === 0 ? (
        <EmptyState
          title={t.toMendNone}
          icon="done"
          action={<LinkButton to={qualityPath(library)}>{t.toMend}</LinkButton>}
        >
          {t.toMendNoneHint}
        </EmptyState>
      ) : (
        <div className="stack">
          <Notice>{t.advice[fault]}</Notice>
          <Actions>
            <LinkButton to={`${here}.xlsx`} icon="download">
              {t.xlsx}
            </LinkButton>
            <LinkButton to={`${here}.csv`} icon="download">
              {t.csv}
            </LinkButton>
          </Actions>
          <MendTable fault={fault} records={records} />
          <Actions>
            {!isFirst && <LinkButton to={here}>{t.fromBeginning}</LinkButton>}
            {next !== null && <LinkButton to={`${here}?after=${next}`}>{t.nextToMend}</LinkButton>}
          </Actions>
        </div>
      )}
    </>
  )
}

function MendTable({ fault, records }: { fault: QualityFault; records: readonly ToMend[] }): ReactNode {
  const t = useReportText()
  const staff = useStaffText()
  const lang = useLang()
  const columns: Column<ToMend>[] = [
    {
      heading: staff.recordTitle,
      cell: (row) => (
        <>
          <Link to={`/staff/records/${row.id}`}>
            <Isolated>{row.title}</Isolated>
          </Link>
          {row.author !== null && (
            <div className="quiet">
              <Isolated>{row.author}</Isolated>
            </div>
          )}
        </>
      ),
    },
    { heading: staff.controlNumber, cell: (row) => <ControlNumber number={row.controlNumber} /> },
    {
      heading: t.byDecade,
      cell: (row) => (row.year === null ? '—' : <Isolated>{inDigitsOf(lang, row.year)}</Isolated>),
    },
    {
      heading: t.otherFaults,
      cell: (row) => {
        const others = row.faults.filter((one) => one !== fault)
        return others.length === 0 ? '—' : others.map((one) => t.faults[one]).join('، ')
      },
    },
  ]
  return <Table caption={t.toMend} captionHidden columns={columns} rows={records} rowKey={(row) => row.id} />
}
