import type { ReactNode } from 'react'
import { MarcView } from '#areas/catalogue/pages/parts/marc-view.tsx'
import { useImportTrail, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { DumpCell, DumpLine, TextAround } from '#areas/catalogue/rules/byte-dump.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import { Facts } from '#ui/data/table.tsx'
import { Code, Isolated, Num, useNumber } from '#ui/data/values.tsx'
import { Card, Notice, PageHead, Section } from '#ui/page/pieces.tsx'

export interface RefusalPageProps {
  importId: string
  fileName: string
  libraryName: string
  recordNumber: number
  byteOffset: number
  length: number
  /** Bytes at hand; fewer than `length` for a very large record. */
  kept: number
  controlNumber: string | null
  reason: string
  advice: string
  /** The record itself where it can be read, with the tag of the field at fault. */
  record: { marc: MarcRecord; tag: string } | null
  dump: readonly DumpLine[]
  text: TextAround | null
}

/** A refused record with the fault shown in it. */
export function RefusalPage(props: RefusalPageProps): ReactNode {
  const t = useStaffText()
  const number = useNumber()
  const trail = useImportTrail({ label: props.fileName, to: `/staff/imports/${props.importId}` })
  return (
    <>
      <PageHead title={t.refusalTitle(number(props.recordNumber))} trail={trail} kicker={t.refusals} />
      <div className="stack">
        <div className="cards">
          <Card title={t.whatWrong}>
            <p>{props.reason}</p>
          </Card>
          <Card title={t.whatHelps}>
            <p>{props.advice}</p>
          </Card>
        </div>
        <Facts
          rows={[
            [t.library, <Isolated key="library">{props.libraryName}</Isolated>],
            [t.controlNumber, props.controlNumber && <Code>{props.controlNumber}</Code>],
            [t.refusalOffset, <Num key="offset" n={props.byteOffset} />],
            [t.refusalLength, `${number(props.length)} ${t.sizes[0]}`],
          ]}
        />
        {props.kept > 0 && props.kept < props.length && (
          <Notice>{t.refusalPart(number(props.kept), number(props.length))}</Notice>
        )}
        {props.kept === 0 && <Notice tone="attention">{t.refusalNoBytes}</Notice>}
      </div>
      {props.record && (
        <Section title={t.refusalFields}>
          <MarcView record={props.record.marc} mark={props.record.tag} markLabel={t.refusalFault} />
        </Section>
      )}
      {props.text && (
        <Section title={t.refusalText}>
          <RecordText text={props.text} />
        </Section>
      )}
      {props.dump.length > 0 && (
        <Section title={t.refusalBytes}>
          <p className="quiet">{t.refusalBytesLead}</p>
          <Dump lines={props.dump} />
        </Section>
      )}
    </>
  )
}

function RecordText({ text }: { text: TextAround }): ReactNode {
  const t = useStaffText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="bytes" tabIndex={0} aria-label={t.refusalText}>
      <pre dir="auto">
        {text.before}
        {text.fault && <mark title={t.refusalFault}>{text.fault}</mark>}
        {text.after}
      </pre>
    </section>
  )
}

function Dump({ lines }: { lines: readonly DumpLine[] }): ReactNode {
  const t = useStaffText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="bytes" tabIndex={0} aria-label={t.refusalBytes}>
      <pre dir="ltr">
        {lines.map((line) => (
          <span key={line.at} className="bytes-line">
            <span className="quiet">{String(line.at).padStart(6, '0')}</span>
            {'  '}
            <Run cells={line.cells} show={(cell) => cell.hex} between=" " width={47} />
            {'  '}
            <Run cells={line.cells} show={(cell) => cell.sign} between="" width={16} />
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  )
}

/** The bytes of a line in one column, those at fault under one mark. */
function Run(props: {
  cells: readonly DumpCell[]
  show: (cell: DumpCell) => string
  between: string
  width: number
}): ReactNode {
  const { cells, show, between, width } = props
  const first = cells.findIndex((cell) => cell.isFault)
  const last = cells.findLastIndex((cell) => cell.isFault)
  const join = (some: readonly DumpCell[]) => some.map(show).join(between)
  const pad = ' '.repeat(Math.max(0, width - join(cells).length))
  if (first < 0) return `${join(cells)}${pad}`
  return (
    <>
      {join(cells.slice(0, first))}
      {first > 0 && between}
      <mark>{join(cells.slice(first, last + 1))}</mark>
      {last < cells.length - 1 && between}
      {join(cells.slice(last + 1))}
      {pad}
    </>
  )
}
