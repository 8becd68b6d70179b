import type { ReactNode } from 'react'
import type { Network } from '#areas/libraries/contract.ts'
import type { ChangedRow, LibrariesTaken } from '#areas/libraries/service/importing.ts'
import { nameIn } from '#lib/language.ts'
import { Figure, Table } from '#ui/data/table.tsx'
import { Code, Num } from '#ui/data/values.tsx'
import { Select } from '#ui/form/choice.tsx'
import { FileField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Cards, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { useWords } from './words.ts'

/** A fault of a refused row with its reason in words; a row has as many as it has faults. */
export interface ReasonedRow {
  row: number
  column: string | null
  value: string | null
  reason: string
}

/** The first step: a file, and whose libraries it lists. */
export function ImportPage({
  networks,
  errors = {},
  typed = {},
}: FormState & { networks: readonly Network[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const options = networks.map((network) => ({ value: network.code, label: nameIn(lang, network) }))
  return (
    <>
      <PageHead title={t.files.title} lead={t.files.lead} trail={[{ label: t.staff.title, to: '/staff/libraries' }]} />
      <Form action="/staff/libraries/import" errors={errors} typed={typed} files>
        {options.length === 1 ? (
          <input type="hidden" name="network" value={options[0]!.value} />
        ) : (
          <Select name="network" label={t.network} hint={t.files.networkHint} options={options} />
        )}
        <FileField name="file" label={t.files.file} hint={t.files.fileHint} accept=".csv,.xlsx" required />
        <Actions>
          <Button>{t.files.preview}</Button>
        </Actions>
      </Form>
    </>
  )
}

const SHOWN = 200

/** The preview: what would be written, what was refused and why. Nothing is written yet. */
export function PreviewPage({
  file,
  network,
  summary,
  refused,
}: {
  file: { id: string; name: string }
  network: string
  summary: LibrariesTaken
  refused: readonly ReasonedRow[]
}): ReactNode {
  const t = useWords()
  const u = useText()
  const action = `/staff/libraries/import/${file.id}`
  const query = network === '' ? '' : `?network=${encodeURIComponent(network)}`
  const changes = summary.added + summary.updated
  return (
    <>
      <PageHead
        title={t.files.previewTitle}
        kicker={<bdi>{file.name}</bdi>}
        lead={t.files.previewLead}
        trail={[
          { label: t.staff.title, to: '/staff/libraries' },
          { label: t.files.title, to: '/staff/libraries/import' },
        ]}
      />
      <div className="stack">
        <Cards narrow>
          {(['read', 'added', 'updated', 'unchanged'] as const).map((name) => (
            <Figure key={name} value={<Num n={summary[name]} />} label={t.files[name]} />
          ))}
          <Figure value={<Num n={summary.refused.length} />} label={t.files.refused} />
        </Cards>
        {changes === 0 && <Notice tone="info">{t.files.nothingNew}</Notice>}
        {refused.length === 0 && <Notice tone="done">{t.files.allGood}</Notice>}
        <Form action={`${action}${query}`} compact>
          <Actions>
            {changes > 0 && <Button>{t.files.confirm}</Button>}
            <LinkButton to="/staff/libraries/import" kind="quiet">
              {changes > 0 ? u.cancel : t.files.another}
            </LinkButton>
          </Actions>
        </Form>
        {changes > 0 && (
          <Section title={t.files.changedRows}>
            <ChangedTable first={summary.first} />
            {changes > summary.first.length && <p className="quiet">{t.files.changedMore}</p>}
          </Section>
        )}
        {refused.length > 0 && (
          <Section
            title={t.files.refusedRows}
            more={
              <LinkButton to={`${action}/refused.csv${query}`} icon="download" kind="quiet" small>
                {t.files.refusedCsv}
              </LinkButton>
            }
          >
            <RefusedTable refused={refused.slice(0, SHOWN)} />
            {refused.length > SHOWN && <p className="quiet">{t.files.refusedMore}</p>}
          </Section>
        )}
      </div>
    </>
  )
}

function ChangedTable({ first }: { first: readonly ChangedRow[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <Table<ChangedRow>
      caption={t.files.changedRows}
      captionHidden
      rows={first}
      rowKey={(row) => String(first.indexOf(row))}
      columns={[
        { heading: t.code, cell: (row) => <Code>{row.code}</Code> },
        { heading: t.name, cell: (row) => <bdi>{nameIn(lang, row)}</bdi> },
        { heading: t.city, cell: (row) => (row.city ? <bdi>{nameIn(lang, row.city)}</bdi> : '—') },
        { heading: t.files.change, cell: (row) => (row.isNew ? t.files.added : t.files.updated) },
      ]}
    />
  )
}

function RefusedTable({ refused }: { refused: readonly ReasonedRow[] }): ReactNode {
  const t = useWords()
  return (
    <Table<ReasonedRow>
      caption={t.files.refusedRows}
      captionHidden
      rows={refused}
      rowKey={(row) => `${row.row} ${row.column} ${row.reason}`}
      columns={[
        { heading: t.files.row, cell: (row) => <Num n={row.row} /> },
        { heading: t.files.column, cell: (row) => (row.column ? <bdi>{row.column}</bdi> : '—') },
        { heading: t.files.given, cell: (row) => (row.value ? <bdi>{row.value}</bdi> : '—') },
        { heading: t.files.reason, cell: (row) => row.reason },
      ]}
    />
  )
}
