import type { ReactNode } from 'react'
import type { DecisionEntry } from '#areas/catalogue/service/grouping/history.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { type Column, Table } from '#ui/data/table.tsx'
import { Instant, Isolated } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { Button, Link } from '#ui/link.tsx'
import { EmptyState, PageHead } from '#ui/page/pieces.tsx'
import { useGroupingText } from './pieces.tsx'

/** What was decided about the records somebody works for, each with the button that undoes it. */
export function DecisionsPage({
  decisions,
  page,
  hasMore,
}: {
  decisions: readonly DecisionEntry[]
  page: number
  hasMore: boolean
}): ReactNode {
  const t = useGroupingText()
  return (
    <>
      <PageHead title={t.decisions} lead={t.decisionsLead} trail={[{ label: t.asks, to: '/staff/asks' }]} />
      {decisions.length === 0 ? (
        <EmptyState title={t.decisionsNone} icon="list">
          {t.decisionsNoneHint}
        </EmptyState>
      ) : (
        <div className="stack">
          <DecisionTable decisions={decisions} back="/staff/decisions" />
          <Pagination page={page} pages={page + (hasMore ? 1 : 0)} to={(to) => `/staff/decisions?page=${to}`} />
        </div>
      )}
    </>
  )
}

/** Decisions as a table; `back` is where undoing leads to. */
export function DecisionTable({ decisions, back }: { decisions: readonly DecisionEntry[]; back: string }): ReactNode {
  const t = useGroupingText()
  const columns: Column<DecisionEntry>[] = [
    { heading: t.decisionColumn, cell: (one) => t.decisionKinds[one.kind] },
    { heading: t.recordColumn, cell: (one) => <RecordName of={one.record} /> },
    { heading: t.otherColumn, cell: (one) => (one.other === null ? '—' : <RecordName of={one.other} />) },
    {
      heading: t.byColumn,
      cell: (one) => (
        <>
          <Isolated>{one.byName}</Isolated>
          <div className="quiet">
            <Instant at={one.decidedAt} style="short" />
          </div>
        </>
      ),
    },
    { heading: t.noteColumn, cell: (one) => (one.note === '' ? '—' : <Isolated>{one.note}</Isolated>) },
    {
      heading: t.undo,
      kind: 'actions',
      cell: (one) =>
        one.undoneByName !== null ? (
          <span className="quiet">
            <Isolated>{t.undone(one.undoneByName)}</Isolated>
          </span>
        ) : (
          <Form action={`/staff/decisions/${one.id}/undo?back=${encodeURIComponent(back)}`} compact>
            <Button kind="plain" small aria-label={t.undoOf(t.decisionKinds[one.kind], one.record.title)}>
              {t.undo}
            </Button>
          </Form>
        ),
    },
  ]
  return <Table caption={t.decisions} captionHidden columns={columns} rows={decisions} rowKey={(one) => one.id} />
}

function RecordName({ of }: { of: DecisionEntry['record'] }): ReactNode {
  const name = (
    <>
      <Isolated>{of.title}</Isolated>
      <div className="quiet">
        <Isolated>{of.library}</Isolated>
      </div>
    </>
  )
  return of.isOwn ? <Link to={`/staff/records/${of.id}`}>{name}</Link> : name
}
