import type { ReactNode } from 'react'
import { ControlNumber, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { RecordEntry, Workplace } from '#areas/catalogue/service/desk.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { type Column, Table } from '#ui/data/table.tsx'
import { Instant, Isolated, useNumber } from '#ui/data/values.tsx'
import { Checkbox, Select } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Badge, EmptyState, PageHead } from '#ui/page/pieces.tsx'

export interface RecordsPageProps {
  workplaces: readonly Workplace[] | null
  q: string
  library: string
  hiddenOnly: boolean
  page: number
  records: readonly RecordEntry[]
  hasMore: boolean
}

/** The records of the libraries somebody works for, and the form that finds one. */
export function RecordsPage(props: RecordsPageProps): ReactNode {
  const t = useStaffText()
  return (
    <>
      <PageHead title={t.records} lead={t.recordsLead} />
      <div className="stack">
        <FindForm {...props} />
        {props.records.length === 0 ? <Nothing {...props} /> : <Found {...props} />}
      </div>
    </>
  )
}

function FindForm({ workplaces, q, library, hiddenOnly }: RecordsPageProps): ReactNode {
  const t = useStaffText()
  return (
    <Form action="/staff/records" method="get" label={t.recordsFind}>
      <TextField name="q" label={t.recordsQuery} kind="search" value={q} width="half" />
      {workplaces === null ? (
        <TextField name="library" label={t.libraryCode} kind="code" value={library} width="short" />
      ) : (
        workplaces.length > 1 && (
          <Select
            name="library"
            label={t.library}
            value={library}
            options={workplaces.map((one) => ({ value: one.fullCode, label: one.name }))}
          />
        )
      )}
      <Checkbox name="hidden" label={t.hiddenOnly} checked={hiddenOnly} />
      <Actions>
        <Button icon="search">{t.find}</Button>
      </Actions>
    </Form>
  )
}

function Nothing({ q, hiddenOnly }: RecordsPageProps): ReactNode {
  const t = useStaffText()
  if (q !== '' || hiddenOnly) return <EmptyState title={t.noneFound}>{t.noneFoundHint}</EmptyState>
  const begin = (
    <LinkButton to="/staff/imports/new" kind="primary">
      {t.newImport}
    </LinkButton>
  )
  return (
    <EmptyState title={t.noRecords} action={begin}>
      {t.noRecordsHint}
    </EmptyState>
  )
}

function Found(props: RecordsPageProps): ReactNode {
  const { records, hasMore, q, library, hiddenOnly, page } = props
  const t = useStaffText()
  const number = useNumber()
  const caption = q === '' ? t.recordsNewest : (hasMore ? t.recordsMore : t.recordsFound)(number(records.length))
  const address = (to: number) =>
    `/staff/records?${new URLSearchParams({ library, ...(hiddenOnly ? { hidden: 'on' } : {}), page: String(to) })}`
  const columns: Column<RecordEntry>[] = [
    {
      heading: t.recordTitle,
      cell: (record) => (
        <>
          <Link to={`/staff/records/${record.id}`}>
            <Isolated>{record.title}</Isolated>
          </Link>{' '}
          {record.isSuppressed && <Badge tone="attention">{t.suppressedBadge}</Badge>}
          <div className="quiet">
            <Isolated>{[record.author, record.year].filter(Boolean).join('، ')}</Isolated>
          </div>
        </>
      ),
    },
    { heading: t.controlNumber, cell: (record) => <ControlNumber number={record.controlNumber} /> },
    { heading: t.library, cell: (record) => <Isolated>{record.libraryName}</Isolated> },
    { heading: t.updatedAt, cell: (record) => <Instant at={record.updatedAt} style="short" /> },
  ]
  return (
    <>
      <Table caption={caption} columns={columns} rows={records} rowKey={(record) => record.id} />
      {q === '' && <Pagination page={page} pages={page + (hasMore ? 1 : 0)} to={address} />}
    </>
  )
}
