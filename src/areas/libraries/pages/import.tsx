import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { ImportSummary, Network } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { Figure, Table } from '#ui/data/table.tsx'
import { Num } from '#ui/data/values.tsx'
import { Select } from '#ui/form/choice.tsx'
import { FileField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Cards, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { useWords } from './words.ts'

/** A refused row with its reason in words. */
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
  summary: z.output<typeof ImportSummary>
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
          <Figure value={<Num n={refused.length} />} label={t.files.refused} />
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

function RefusedTable({ refused }: { refused: readonly ReasonedRow[] }): ReactNode {
  const t = useWords()
  return (
    <Table<ReasonedRow>
      caption={t.files.refusedRows}
      captionHidden
      rows={refused}
      rowKey={(row) => String(row.row)}
      columns={[
        { heading: t.files.row, cell: (row) => <Num n={row.row} /> },
        { heading: t.files.column, cell: (row) => (row.column ? <bdi>{row.column}</bdi> : '—') },
        { heading: t.files.given, cell: (row) => (row.value ? <bdi>{row.value}</bdi> : '—') },
        { heading: t.files.reason, cell: (row) => row.reason },
      ]}
    />
  )
}
