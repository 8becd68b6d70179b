import type { ReactNode } from 'react'
import { PassedOver } from '#areas/catalogue/pages/grouping/passed-over.tsx'
import { type HarvestOfImport, OfHarvest, ToSource } from '#areas/catalogue/pages/harvest/of-import.tsx'
import { ListSteps, RefusedRows, WaitsForColumns } from '#areas/catalogue/pages/lists/import-pieces.tsx'
import { useListsText } from '#areas/catalogue/pages/lists/library-choice.tsx'
import {
  ControlNumber,
  Size,
  StateBadge,
  useImportTrail,
  useStaffText,
} from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { PassedOverRecord } from '#areas/catalogue/service/grouping/passed-over.ts'
import type { ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { type Column, Facts, Figure, Table } from '#ui/data/table.tsx'
import { Code, Instant, Isolated, Num, useNumber } from '#ui/data/values.tsx'
import { Island } from '#ui/island.tsx'
import { LiveProgress } from '#ui/islands/live-progress.tsx'
import { Actions, Link, LinkButton } from '#ui/link.tsx'
import { Cards, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useHref } from '#ui/request-context.tsx'

/** A refused record as the import's page lists it. */
export interface RefusedLine {
  recordNumber: number
  byteOffset: number
  length: number
  controlNumber: string | null
  reason: string
  /** The row of a list, as a spreadsheet counts it; null in files of records. */
  row: number | null
}

/** The mended records that an import wrote, a page of them. */
export interface RepairsProps {
  records: readonly { id: string; controlNumber: string; sentences: readonly string[] }[]
  /** The record after which the next page begins; null when these are the last. */
  next: string | null
  isFirst: boolean
}

export interface ImportPageProps {
  row: ImportEntry
  /** Percent of the file that is read, null while nobody knows. */
  percent: number | null
  /** Why the whole file was refused, and what to do. */
  fault: { reason: string; advice: string } | null
  refusals: readonly RefusedLine[]
  /** The number after which the next refused records are shown; null when these are the last. */
  next: number | null
  isFirst: boolean
  repairs: RepairsProps
  /** The first records some of whose keys were passed over. */
  passedOver: { records: readonly PassedOverRecord[]; hasMore: boolean }
  /** The harvest that brought these records; null for a file. */
  harvest: HarvestOfImport | null
}

/** One import: its progress, its counts, what was refused. */
export function ImportPage(props: ImportPageProps): ReactNode {
  const { row, fault } = props
  const t = useStaffText()
  const isOpen = row.state === 'waiting' || row.state === 'running'
  return (
    <>
      <PageHead
        title={t.importOf(row.fileName)}
        trail={useImportTrail()}
        kicker={<StateBadge state={row.state} isDryRun={row.isDryRun} />}
      />
      <div className="stack">
        {props.harvest && <OfHarvest harvest={props.harvest} fault={fault} />}
        {fault && !props.harvest && (
          <Notice tone="danger" title={t.wholeFile}>
            <p>{fault.reason}</p>
            <p>{fault.advice}</p>
          </Notice>
        )}
        {row.state === 'stopped' && !props.harvest && (
          <Notice tone="attention" title={t.stoppedTitle}>
            {t.stopped}
          </Notice>
        )}
        {row.isDryRun && row.state !== 'mapping' && fault === null && <Notice>{t.dryRunNotice}</Notice>}
        {row.state === 'mapping' && <WaitsForColumns row={row} />}
        {isOpen && <Going row={row} percent={props.percent} />}
        {fault === null && row.state !== 'mapping' && <Counts row={row} />}
        <About row={row} />
        <ListSteps row={row} />
        <NextSteps row={row} harvest={props.harvest} />
      </div>
      {(fault === null || props.refusals.some((one) => one.length > 0)) && <Refusals {...props} />}
      {row.repaired > 0 && <Repairs row={row} {...props.repairs} />}
      <PassedOver keys={row.passedOver} {...props.passedOver} />
    </>
  )
}

function Going({ row, percent }: { row: ImportEntry; percent: number | null }): ReactNode {
  const t = useStaffText()
  const number = useNumber()
  const label = row.state === 'waiting' ? t.progressWaiting : t.progressLine(number(row.doneRecords))
  const url = useHref()(`/staff/imports/${row.id}/progress`)
  return <Island of={LiveProgress} props={{ url, label, done: percent ?? 0, of: percent === null ? null : 100 }} />
}

function Counts({ row }: { row: ImportEntry }): ReactNode {
  const t = useStaffText()
  const counts = [
    [t.read, row.doneRecords],
    [t.added, row.added],
    [t.updated, row.updated],
    [t.unchanged, row.unchanged],
    [t.refused, row.refused],
    [t.repaired, row.repaired],
  ] as const
  return (
    <section aria-label={t.counts}>
      <Cards narrow>
        {counts.map(([label, n]) => (
          <Figure key={label} label={label} value={<Num n={n} />} />
        ))}
      </Cards>
    </section>
  )
}

function About({ row }: { row: ImportEntry }): ReactNode {
  const t = useStaffText()
  // Nobody's own import: the demonstration brought it.
  const isTold = row.startedByName === 'demonstration'
  return (
    <Facts
      rows={[
        [
          t.library,
          <>
            <Isolated>{row.libraryName}</Isolated> <Code>{row.libraryCode}</Code>
          </>,
        ],
        [t.startedBy, isTold ? t.byDemonstration : <Isolated key="by">{row.startedByName}</Isolated>],
        [t.size, <Size key="size" bytes={row.size} />],
        [t.sentAt, <Instant key="sent" at={row.createdAt} />],
        [t.startedAt, row.startedAt && <Instant at={row.startedAt} />],
        [t.finishedAt, row.finishedAt && <Instant at={row.finishedAt} />],
      ]}
    />
  )
}

function NextSteps({ row, harvest }: Pick<ImportPageProps, 'row' | 'harvest'>): ReactNode {
  const t = useStaffText()
  const wrote = !row.isDryRun && row.added + row.updated + row.unchanged > 0
  return (
    <Actions>
      {wrote && (
        <LinkButton to={`/search?library=${row.libraryId}&sort=newest`} kind="primary" icon="search">
          {t.seeRecords}
        </LinkButton>
      )}
      {wrote && <LinkButton to={`/staff/records?library=${row.libraryCode}`}>{t.seeOwnRecords}</LinkButton>}
      {harvest !== null && <ToSource harvest={harvest} />}
      {harvest === null && (
        <LinkButton to="/staff/imports/new" kind="quiet">
          {t.sendAgain}
        </LinkButton>
      )}
    </Actions>
  )
}

function Refusals({ row, refusals, next, isFirst }: ImportPageProps): ReactNode {
  const t = useStaffText()
  const l = useListsText()
  if (row.refused === 0) {
    return row.state === 'done' ? (
      <Section title={t.refusals}>
        <Notice tone="done">{t.refusalsNone}</Notice>
      </Section>
    ) : null
  }
  const here = `/staff/imports/${row.id}`
  return (
    <Section title={row.form === 'marc' ? t.refusals : l.refusedRows} id="refusals">
      <div className="stack">
        {row.form === 'marc' ? <RefusedRecords here={here} /> : <RefusedRows row={row} />}
        <RefusalTable here={here} refusals={refusals} isList={row.form !== 'marc'} />
        <Actions>
          {!isFirst && <LinkButton to={`${here}#refusals`}>{t.firstRefusals}</LinkButton>}
          {next !== null && <LinkButton to={`${here}?after=${next}#refusals`}>{t.nextRefusals}</LinkButton>}
        </Actions>
      </div>
    </Section>
  )
}

function RefusedRecords({ here }: { here: string }): ReactNode {
  const t = useStaffText()
  return (
    <>
      <p>{t.refusalsLead}</p>
      <Actions>
        <LinkButton to={`${here}/refused.mrc`} icon="download" small>
          {t.downloadRefused}
        </LinkButton>
        <LinkButton to={`${here}/refused.csv`} icon="download" small>
          {t.downloadReasons}
        </LinkButton>
      </Actions>
    </>
  )
}

function RefusalTable(props: { here: string; refusals: readonly RefusedLine[]; isList: boolean }): ReactNode {
  const { here, refusals, isList } = props
  const l = useListsText()
  const t = useStaffText()
  const number = useNumber()
  const inFile: Column<RefusedLine>[] = [
    { heading: t.refusalOffset, kind: 'number', cell: (one) => <Num n={one.byteOffset} /> },
    { heading: t.controlNumber, cell: (one) => (one.controlNumber ? <Code>{one.controlNumber}</Code> : '—') },
  ]
  const columns: Column<RefusedLine>[] = [
    {
      heading: isList ? l.row : t.refusalNumber,
      cell: (one) => (
        <Link
          to={`${here}/refused/${one.recordNumber}`}
          aria-label={`${t.refusalTitle(number(one.recordNumber))}: ${t.refusalShow}`}
        >
          {number(one.row ?? one.recordNumber)}
        </Link>
      ),
    },
    ...(isList ? [] : inFile),
    { heading: t.refusalReason, cell: (one) => one.reason },
  ]
  return (
    <Table
      caption={t.refusals}
      captionHidden
      columns={columns}
      rows={refusals}
      rowKey={(one) => String(one.recordNumber)}
    />
  )
}

function Repairs({ row, records, next, isFirst }: RepairsProps & { row: ImportEntry }): ReactNode {
  const t = useStaffText()
  const here = `/staff/imports/${row.id}`
  return (
    <Section title={t.repairs} id="repairs">
      <div className="stack">
        <p className="quiet">{row.isDryRun ? t.repairsOfTrial : t.repairsShown}</p>
        {records.length > 0 && <RepairTable records={records} />}
        <Actions>
          {!isFirst && <LinkButton to={`${here}#repairs`}>{t.firstRefusals}</LinkButton>}
          {next !== null && <LinkButton to={`${here}?mended=${next}#repairs`}>{t.nextRepairs}</LinkButton>}
        </Actions>
      </div>
    </Section>
  )
}

function RepairTable({ records }: Pick<RepairsProps, 'records'>): ReactNode {
  const t = useStaffText()
  const columns: Column<RepairsProps['records'][number]>[] = [
    {
      heading: t.controlNumber,
      cell: (one) => (
        <Link to={`/staff/records/${one.id}`}>
          <ControlNumber number={one.controlNumber} />
        </Link>
      ),
    },
    {
      heading: t.repairReason,
      cell: (one) => one.sentences.map((sentence) => <div key={sentence}>{sentence}</div>),
    },
  ]
  return <Table caption={t.repairs} captionHidden columns={columns} rows={records} rowKey={(one) => one.id} />
}
