import type { ReactNode } from 'react'
import { LibraryChoice, NoLibraries, WaysIn } from '#areas/catalogue/pages/lists/library-choice.tsx'
import { StateBadge, useImportTrail, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { Workplace } from '#areas/catalogue/service/desk.ts'
import type { ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { type Column, Table } from '#ui/data/table.tsx'
import { Instant, Isolated, Num } from '#ui/data/values.tsx'
import { Checkbox } from '#ui/form/choice.tsx'
import { FileField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { EmptyState, PageHead } from '#ui/page/pieces.tsx'

/** The imports of the libraries somebody works for. */
export function ImportsPage(props: { imports: readonly ImportEntry[]; page: number; hasMore: boolean }): ReactNode {
  const t = useStaffText()
  const begin = (
    <LinkButton to="/staff/imports/new" kind="primary">
      {t.newImport}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.imports} lead={t.importsLead} actions={props.imports.length > 0 && begin} />
      {props.imports.length === 0 ? (
        <EmptyState title={t.noImports} icon="file" action={begin}>
          {t.noImportsHint}
        </EmptyState>
      ) : (
        <div className="stack">
          <ImportTable imports={props.imports} />
          <Pagination
            page={props.page}
            pages={props.page + (props.hasMore ? 1 : 0)}
            to={(page) => `/staff/imports?page=${page}`}
          />
        </div>
      )}
    </>
  )
}

function ImportTable({ imports }: { imports: readonly ImportEntry[] }): ReactNode {
  const t = useStaffText()
  const count = (heading: string, of: (row: ImportEntry) => number): Column<ImportEntry> => ({
    heading,
    kind: 'number',
    cell: (row) => <Num n={of(row)} />,
  })
  const columns: Column<ImportEntry>[] = [
    {
      heading: t.file,
      cell: (row) => (
        <>
          <Link to={`/staff/imports/${row.id}`}>
            <Isolated>{row.fileName}</Isolated>
          </Link>
          <div className="quiet">
            <Isolated>{row.libraryName}</Isolated>
          </div>
        </>
      ),
    },
    { heading: t.state, cell: (row) => <StateBadge state={row.state} isDryRun={row.isDryRun} /> },
    count(t.read, (row) => row.doneRecords),
    count(t.added, (row) => row.added),
    count(t.updated, (row) => row.updated),
    count(t.unchanged, (row) => row.unchanged),
    count(t.refused, (row) => row.refused),
    { heading: t.sentAt, cell: (row) => <Instant at={row.createdAt} style="short" /> },
  ]
  return <Table caption={t.imports} captionHidden columns={columns} rows={imports} rowKey={(row) => row.id} />
}

/** The form that sends a file. `workplaces` is null for somebody with too many libraries to choose from a list. */
export function NewImportPage({
  workplaces,
  errors = {},
  typed = {},
}: FormState & { workplaces: readonly Workplace[] | null }): ReactNode {
  const t = useStaffText()
  const trail = useImportTrail()
  if (workplaces?.length === 0) {
    return (
      <>
        <PageHead title={t.newImport} trail={trail} />
        <WaysIn current="marc" />
        <NoLibraries />
      </>
    )
  }
  return (
    <>
      <PageHead title={t.newImport} lead={t.newImportLead} trail={trail} />
      <WaysIn current="marc" />
      <Form action="/staff/imports/new" files errors={errors} typed={typed}>
        <LibraryChoice workplaces={workplaces} />
        <Checkbox name="dryRun" label={t.dryRun} hint={t.dryRunHint} />
        <FileField name="file" label={t.file} hint={t.fileHint} required />
        <Actions>
          <Button>{t.start}</Button>
          <LinkButton to="/staff/imports" kind="quiet">
            {t.imports}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}
