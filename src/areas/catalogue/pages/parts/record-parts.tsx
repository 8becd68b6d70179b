import type { ReactNode } from 'react'
import { DecisionTable } from '#areas/catalogue/pages/grouping/decisions.tsx'
import { useGroupingText, usePercent, VerdictList } from '#areas/catalogue/pages/grouping/pieces.tsx'
import type { RecordWork } from '#areas/catalogue/service/keeping.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { type Column, Facts, Table } from '#ui/data/table.tsx'
import { Code, Isolated, useNumber } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Badge } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { ControlNumber, KeyWords, useStaffText } from './staff-pieces.tsx'

type Item = RecordWork['items'][number]
type Other = RecordWork['others'][number]

/** The copies of a record, each with the button that hides or shows it. */
export function ItemTable({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const words = text(useLang())
  const statuses: Readonly<Record<string, string>> = words.statuses
  const columns: Column<Item>[] = [
    {
      heading: t.item,
      cell: (item) => {
        const number = item.number
        return (
          <>
            {number === null ? '—' : <Code>{number}</Code>}{' '}
            {item.suppressedAt && <Badge tone="attention">{t.suppressedBadge}</Badge>}
          </>
        )
      },
    },
    { heading: t.library, cell: (item) => <Isolated>{item.libraryName}</Isolated> },
    { heading: words.copyCall, cell: (item) => item.callNumber && <Code>{item.callNumber}</Code> },
    { heading: words.copyShelf, cell: (item) => <Isolated>{item.shelf ?? item.branch ?? ''}</Isolated> },
    { heading: words.copyStatus, cell: (item) => statuses[item.status] ?? item.status },
    { heading: t.actionsColumn, kind: 'actions', cell: (item) => <ItemButton record={work.row.id} item={item} /> },
  ]
  return <Table caption={t.items} captionHidden columns={columns} rows={work.items} rowKey={(item) => item.id} />
}

function ItemButton({ record, item }: { record: string; item: Item }): ReactNode {
  const t = useStaffText()
  const isHidden = item.suppressedAt !== null
  const word = isHidden ? t.show : t.hideItem
  const number = item.number ?? ''
  return (
    <Form action={`/staff/records/${record}/items/${item.id}/${isHidden ? 'show' : 'hide'}`} compact>
      <Button kind="quiet" small aria-label={`${word}: ${number}`}>
        {word}
      </Button>
    </Form>
  )
}

/** The other records of the edition with what brought them together, and the way out of the group or back. */
export function RecordGroup({ work }: { work: RecordWork }): ReactNode {
  const t = useStaffText()
  const g = useGroupingText()
  const number = useNumber()
  const { row, others } = work
  const here = `/staff/records/${row.id}`
  return (
    <div className="stack">
      <p>{others.length === 0 ? t.groupAlone : t.groupLead(number(others.length))}</p>
      {row.placedBy === 'person' && (
        <Facts
          rows={[
            [t.history, t.placedBy(row.placement.by ?? '')],
            [t.placedNote, row.placement.note && <Isolated>{row.placement.note}</Isolated>],
          ]}
        />
      )}
      {others.length > 0 && <OtherTable others={others} />}
      {work.explanation && <Place of={work.explanation} />}
      <Actions>
        {others.length > 0 && <LinkButton to={`${here}/split`}>{t.split}</LinkButton>}
        {work.canReturn && <LinkButton to={`${here}/return`}>{t.return}</LinkButton>}
        <LinkButton to={`/staff/editions/${row.editionId}`} kind="quiet">
          {g.groupDesk}
        </LinkButton>
        <LinkButton to={`${here}/place`} kind="quiet">
          {g.place}
        </LinkButton>
        {row.placedBy === 'machine' && others.length > 0 && (
          <Form action={`${here}/pin`} compact>
            <Button kind="quiet">{g.pin}</Button>
          </Form>
        )}
      </Actions>
      {work.decisions.length > 0 && (
        <>
          <h3>{g.decisions}</h3>
          <DecisionTable decisions={work.decisions} back={here} />
        </>
      )}
    </div>
  )
}

/** Why the machine put the record here, for whoever wants to know. */
function Place({ of: { beside, passedOver } }: { of: NonNullable<RecordWork['explanation']> }): ReactNode {
  const g = useGroupingText()
  const percent = usePercent()
  const number = useNumber()
  return (
    <details className="why">
      <summary>{g.placement}</summary>
      {beside === null ? (
        <p>{g.founded}</p>
      ) : (
        <>
          <p>
            {g.placedBeside(percent(beside.score))} <Isolated>{beside.title}</Isolated>{' '}
            <span className="quiet">
              (<Isolated>{beside.library}</Isolated>)
            </span>
          </p>
          <VerdictList verdict={beside.verdict} />
        </>
      )}
      {passedOver > 0 && <p>{g.passedOver(number(passedOver))}</p>}
    </details>
  )
}

function OtherTable({ others }: { others: readonly Other[] }): ReactNode {
  const t = useStaffText()
  const columns: Column<Other>[] = [
    {
      heading: t.record,
      cell: (one) =>
        one.isOwn ? (
          <Link to={`/staff/records/${one.row.id}`}>
            <Isolated>{one.title}</Isolated>
          </Link>
        ) : (
          <Isolated>{one.title}</Isolated>
        ),
    },
    { heading: t.library, cell: (one) => <Isolated>{one.library?.name ?? ''}</Isolated> },
    { heading: t.controlNumber, cell: (one) => <ControlNumber number={one.row.controlNumber} /> },
    {
      heading: t.groupedBy,
      cell: (one) =>
        one.shared.length === 0 ? (
          <span className="quiet">{t.groupNoKey}</span>
        ) : (
          one.shared.map((key) => (
            <div key={key}>
              <KeyWords of={key} />
            </div>
          ))
        ),
    },
  ]
  return <Table caption={t.group} captionHidden columns={columns} rows={others} rowKey={(one) => one.row.id} />
}
