import type { ReactNode } from 'react'
import { useImportTrail, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { WaitingEntry } from '#areas/catalogue/service/lists/waiting.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { Table } from '#ui/data/table.tsx'
import { Code, Instant, Isolated, Num } from '#ui/data/values.tsx'
import { LinkButton } from '#ui/link.tsx'
import { EmptyState, PageHead } from '#ui/page/pieces.tsx'
import { useListsText } from './library-choice.tsx'

/** ISBNs that wait for a record, of all the libraries somebody works for. */
export function WaitingPage(props: { waiting: readonly WaitingEntry[]; page: number; hasMore: boolean }): ReactNode {
  const t = useListsText()
  const s = useStaffText()
  const download = (
    <LinkButton to="/staff/imports/waiting.csv" icon="download">
      {t.downloadWaiting}
    </LinkButton>
  )
  const scan = (
    <LinkButton to="/staff/imports/isbns" kind="primary">
      {t.newIsbns}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title={t.waiting}
        lead={t.waitingLead}
        trail={useImportTrail()}
        actions={props.waiting.length > 0 && download}
      />
      {props.waiting.length === 0 ? (
        <EmptyState title={t.noWaiting} icon="done" action={scan}>
          {t.noWaitingHint}
        </EmptyState>
      ) : (
        <div className="stack">
          <Table
            caption={t.waiting}
            captionHidden
            rows={props.waiting}
            rowKey={(one) => `${one.libraryCode} ${one.isbn}`}
            columns={[
              { heading: t.isbn, cell: (one) => <Code>{one.isbn}</Code> },
              { heading: t.copies, kind: 'number', cell: (one) => <Num n={one.copies} /> },
              { heading: s.library, cell: (one) => <Isolated>{one.libraryName}</Isolated> },
              { heading: t.since, cell: (one) => <Instant at={one.createdAt} style="short" /> },
            ]}
          />
          <Pagination
            page={props.page}
            pages={props.page + (props.hasMore ? 1 : 0)}
            to={(page) => `/staff/imports/waiting?page=${page}`}
          />
        </div>
      )}
    </>
  )
}
