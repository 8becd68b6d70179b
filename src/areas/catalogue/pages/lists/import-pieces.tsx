import type { ReactNode } from 'react'
import type { ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { keptUntil } from '#areas/catalogue/unanswered-lists.ts'
import { formatInstant } from '#lib/calendar/format-day.ts'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { Notice } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useListsText } from './library-choice.tsx'

/** A table that waits for somebody to say what its columns hold. */
export function WaitsForColumns({ row }: { row: ImportEntry }): ReactNode {
  const t = useListsText()
  return (
    <Notice tone="attention" title={t.waitsForColumns}>
      <p>{t.waitsUntil(formatInstant(keptUntil(row.createdAt), useLang(), 'short'))}</p>
      <LinkButton to={`/staff/imports/${row.id}/columns`} kind="primary">
        {t.chooseColumns}
      </LinkButton>
    </Notice>
  )
}

/** What follows a table that was tried or taken in: import it, or correct its columns. */
export function ListSteps({ row }: { row: ImportEntry }): ReactNode {
  const t = useListsText()
  const { columns } = row
  if (row.form === 'isbns') return <IsbnSteps row={row} />
  if (row.form !== 'titles' || columns === null || row.state === 'waiting' || row.state === 'running') return null
  const change = <LinkButton to={`/staff/imports/${row.id}/columns`}>{t.correctColumns}</LinkButton>
  if (!row.isDryRun) return change
  return (
    <Form action={`/staff/imports/${row.id}/columns`}>
      {columns.fields.map((field, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <input key={index} type="hidden" name={`c${index}`} value={field ?? 'none'} />
      ))}
      <Actions>
        <Button name="do" value="import">
          {t.importNow}
        </Button>
        {change}
      </Actions>
    </Form>
  )
}

/** What a list of ISBNs did to the counts, and the way to take it back. */
function IsbnSteps({ row }: { row: ImportEntry }): ReactNode {
  const t = useListsText()
  const { listScope, undoneAt, isDryRun, state } = row
  const mayUndo = listScope !== null && undoneAt === null && !isDryRun && state !== 'waiting' && state !== 'running'
  return (
    <>
      {undoneAt !== null && <Notice>{t.undone}</Notice>}
      {undoneAt === null && listScope !== null && (
        <p className="quiet">{listScope === 'whole' ? t.wasWhole : t.wasPart}</p>
      )}
      <Actions>
        <LinkButton to="/staff/imports/waiting">{t.seeWaiting}</LinkButton>
        {mayUndo && (
          <LinkButton to={`/staff/imports/${row.id}/undo`} kind="quiet">
            {t.undo}
          </LinkButton>
        )}
      </Actions>
    </>
  )
}

/** The question before a list of ISBNs is taken back. */
export function UndoListPage({ row }: { row: ImportEntry }): ReactNode {
  const t = useListsText()
  const here = `/staff/imports/${row.id}`
  return (
    <ConfirmPage title={t.undoAsk} action={`${here}/undo`} yes={t.undo} back={here} danger={false}>
      <p>{row.listScope === 'whole' ? t.undoWhole : t.undoPart}</p>
    </ConfirmPage>
  )
}

/** Refused rows of a list as one table with their reasons. */
export function RefusedRows({ row }: { row: ImportEntry }): ReactNode {
  const t = useListsText()
  return (
    <>
      <p>{t.rowsLead}</p>
      <Actions>
        <LinkButton to={`/staff/imports/${row.id}/refused.csv`} icon="download" small>
          {t.downloadRows}
        </LinkButton>
      </Actions>
    </>
  )
}
