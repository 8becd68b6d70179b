import type { ReactNode } from 'react'
import { StateBadge, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { Workplace } from '#areas/catalogue/service/desk.ts'
import type { SourceEntry } from '#areas/catalogue/service/harvest/sources.ts'
import type { VanishedQuestion } from '#areas/catalogue/service/harvest/vanishing.ts'
import type { HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import type { HarvestText } from '#areas/catalogue/text/harvest.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { type Column, Table } from '#ui/data/table.tsx'
import { Code, Instant, Isolated, Num, useNumber } from '#ui/data/values.tsx'
import { Checkbox, Select } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { type FieldErrors, Form, type Typed } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { type Crumb, EmptyState, PageHead } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'

/** The words about harvests in the language of the page. */
export function useHarvestText(): HarvestText {
  return text(useLang()).harvest
}

export function useHarvestTrail(...more: Crumb[]): Crumb[] {
  return [{ label: useHarvestText().title, to: '/staff/harvests' }, ...more]
}

/** The systems that are harvested for the libraries somebody works for. */
export function SourcesPage({ sources }: { sources: readonly SourceEntry[] }): ReactNode {
  const t = useHarvestText()
  const add = (
    <LinkButton to="/staff/harvests/new" kind="primary">
      {t.add}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.title} lead={t.lead} actions={sources.length > 0 && add} />
      {sources.length === 0 ? (
        <EmptyState title={t.none} icon="download" action={add}>
          {t.noneHint}
        </EmptyState>
      ) : (
        <SourceTable sources={sources} />
      )}
    </>
  )
}

function SourceTable({ sources }: { sources: readonly SourceEntry[] }): ReactNode {
  const t = useHarvestText()
  const columns: Column<SourceEntry>[] = [
    {
      heading: t.source,
      cell: (one) => (
        <>
          <Link to={`/staff/harvests/${one.id}`}>
            <Code>{new URL(one.url).host}</Code>
          </Link>{' '}
          {one.setSpec !== '' && <Code>{one.setSpec}</Code>}
          <div className="quiet">
            <Isolated>{one.libraryName}</Isolated>
          </div>
        </>
      ),
    },
    { heading: t.schedule, cell: (one) => (one.isDaily ? t.everyDay : t.byHand) },
    {
      heading: t.newest,
      cell: ({ newest }) => (newest === null ? '—' : <StateBadge state={newest.state} isDryRun={false} />),
    },
    { heading: t.listed, kind: 'number', cell: ({ newest }) => <Num n={newest?.listed ?? 0} /> },
    {
      heading: t.when,
      cell: ({ newest }) => (newest === null ? '—' : <Instant at={newest.createdAt} style="short" />),
    },
  ]
  return <Table caption={t.title} captionHidden columns={columns} rows={sources} rowKey={(one) => one.id} />
}

/** The form that adds a source. `workplaces` is null for somebody with too many libraries to choose from a list. */
export function NewSourcePage(props: {
  workplaces: readonly Workplace[] | null
  errors?: FieldErrors
  typed?: Typed
}): ReactNode {
  const t = useHarvestText()
  const staff = useStaffText()
  const words = useText()
  const { workplaces, errors, typed } = props
  const [only] = workplaces ?? []
  return (
    <>
      <PageHead title={t.add} lead={t.addLead} trail={useHarvestTrail()} />
      <Form action="/staff/harvests/new" {...(errors && { errors })} {...(typed && { typed })}>
        {workplaces === null ? (
          <TextField
            name="library"
            label={staff.libraryCode}
            hint={staff.libraryCodeHint}
            kind="code"
            width="half"
            required
          />
        ) : (
          <Select
            name="library"
            label={staff.library}
            hint={staff.libraryHint}
            required
            options={workplaces.map((one) => ({ value: one.fullCode, label: `${one.name} (${one.code})` }))}
            {...(workplaces.length === 1 && only ? { value: only.fullCode } : {})}
          />
        )}
        <TextField name="url" label={t.url} hint={t.urlHint} kind="url" required maxLength={1000} />
        <TextField name="set" label={t.set} hint={t.setHint} kind="code" width="half" maxLength={300} />
        <TextField name="format" label={t.format} hint={t.formatHint} kind="code" width="half" maxLength={100} />
        <Checkbox name="daily" label={t.daily} hint={t.dailyHint} checked />
        <Actions>
          <Button>{t.addIt}</Button>
          <LinkButton to="/staff/harvests" kind="quiet">
            {words.cancel}
          </LinkButton>
        </Actions>
      </Form>
    </>
  )
}

/** The question before a source is taken off the list. */
export function RemoveSourcePage({ source }: { source: SourceEntry }): ReactNode {
  const t = useHarvestText()
  const here = `/staff/harvests/${source.id}`
  return (
    <ConfirmPage title={t.removeAsk} action={`${here}/remove`} yes={t.remove} back={here}>
      <p>
        <Code>{source.url}</Code> {source.setSpec !== '' && <Code>{source.setSpec}</Code>}
      </p>
      <p>{t.removeHint}</p>
    </ConfirmPage>
  )
}

/** The question before what a whole harvest no longer found is hidden. */
export function VanishedPage(props: {
  source: SourceEntry
  question: VanishedQuestion
  numbers: readonly string[]
}): ReactNode {
  const t = useHarvestText()
  const number = useNumber()
  const { source, question, numbers } = props
  const here = `/staff/harvests/${source.id}`
  return (
    <ConfirmPage title={t.vanishedAsk} action={`${here}/vanished`} yes={t.vanishedYes} back={here}>
      <p>
        <strong>{t.vanished(number(question.records), number(question.of))}</strong>
      </p>
      <p>{t.vanishedLead}</p>
      <p>
        {t.vanishedSome}{' '}
        {numbers.map((one) => (
          <span key={one}>
            <Code>{one}</Code>{' '}
          </span>
        ))}
      </p>
    </ConfirmPage>
  )
}

/** The question before everything a harvest withdrew is shown again. */
export function UndoPage({ source, harvest }: { source: SourceEntry; harvest: HarvestRow }): ReactNode {
  const t = useHarvestText()
  const number = useNumber()
  const here = `/staff/harvests/${source.id}`
  return (
    <ConfirmPage title={t.undoAsk} action={`${here}/undo/${harvest.id}`} yes={t.undo} back={here} danger={false}>
      <p>{t.undoHint(number(harvest.withdrawn))}</p>
    </ConfirmPage>
  )
}
