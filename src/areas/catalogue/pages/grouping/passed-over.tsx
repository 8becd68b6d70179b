import type { ReactNode } from 'react'
import { ControlNumber, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { PassedOverRecord } from '#areas/catalogue/service/grouping/passed-over.ts'
import { type Column, Table } from '#ui/data/table.tsx'
import { Isolated, Num, useNumber } from '#ui/data/values.tsx'
import { Link } from '#ui/link.tsx'
import { Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'

/** The records of an import that were not compared with all that share a key with them, and why; nothing without any. */
export function PassedOver({
  keys,
  records,
  hasMore,
}: {
  /** Keys passed over in the whole import. */
  keys: number
  records: readonly PassedOverRecord[]
  hasMore: boolean
}): ReactNode {
  const t = useGroupingText()
  const s = useStaffText()
  const number = useNumber()
  const lang = useLang()
  if (keys === 0) return null
  const reason = (one: PassedOverRecord) =>
    one.kinds.length === 0
      ? t.passedOverThen
      : one.kinds.map((kind) => t.keyKinds[kind] ?? t.keyKinds.number).join(lang === 'fa' ? '، ' : ', ')
  const columns: Column<PassedOverRecord>[] = [
    {
      heading: s.record,
      cell: (one) => (
        <Link to={`/staff/records/${one.id}`}>
          <Isolated>{one.title}</Isolated>
        </Link>
      ),
    },
    { heading: s.controlNumber, cell: (one) => <ControlNumber number={one.controlNumber} /> },
    { heading: t.passedOverCount, kind: 'number', cell: (one) => <Num n={one.count} /> },
    { heading: t.passedOverWhy, cell: reason },
  ]
  return (
    <Section title={t.passedOverTitle} id="passed-over">
      <div className="stack">
        <p>{t.passedOverLead(number(keys))}</p>
        {records.length > 0 && (
          <Table caption={t.passedOverTitle} captionHidden columns={columns} rows={records} rowKey={(one) => one.id} />
        )}
        {hasMore && <p className="quiet">{t.passedOverMore(number(records.length))}</p>}
      </div>
    </Section>
  )
}
