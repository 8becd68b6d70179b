import type { ReactNode } from 'react'
import { useImportTrail, useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { Workplace } from '#areas/catalogue/service/desk.ts'
import { Checkbox, RadioGroup } from '#ui/form/choice.tsx'
import { FileField, TextArea } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { LibraryChoice, NoLibraries, useListsText, WaysIn } from './library-choice.tsx'

type NewListProps = FormState & { workplaces: readonly Workplace[] | null }

/** Sends a table of titles; what its columns hold is asked next. */
export function NewTitlesPage({ workplaces, errors = {}, typed = {} }: NewListProps): ReactNode {
  const t = useListsText()
  return (
    <>
      <PageHead title={t.newTitles} lead={t.newTitlesLead} trail={useImportTrail()} />
      <WaysIn current="titles" />
      {workplaces?.length === 0 ? (
        <NoLibraries />
      ) : (
        <Form action="/staff/imports/titles" files errors={errors} typed={typed}>
          <LibraryChoice workplaces={workplaces} />
          <FileField name="file" label={t.file} hint={t.fileHint} accept=".csv,.tsv,.txt,.xlsx" required />
          <Actions>
            <Button>{t.toColumns}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

/** Sends scanned ISBNs, pasted or in a file. */
export function NewIsbnsPage({ workplaces, errors = {}, typed = {} }: NewListProps): ReactNode {
  const t = useListsText()
  const s = useStaffText()
  const waiting = <LinkButton to="/staff/imports/waiting">{t.seeWaiting}</LinkButton>
  return (
    <>
      <PageHead title={t.newIsbns} lead={t.newIsbnsLead} trail={useImportTrail()} actions={waiting} />
      <WaysIn current="isbns" />
      {workplaces?.length === 0 ? (
        <NoLibraries />
      ) : (
        <Form action="/staff/imports/isbns" files errors={errors} typed={typed}>
          <LibraryChoice workplaces={workplaces} />
          <TextArea name="pasted" label={t.pasted} hint={t.pastedHint} rows={8} />
          <FileField name="file" label={t.isbnFile} hint={t.isbnFileHint} accept=".csv,.tsv,.txt,.xlsx" />
          <RadioGroup
            name="scope"
            label={t.scope}
            hint={t.scopeHint}
            value="part"
            required
            options={[
              { value: 'part', label: t.scopePart },
              { value: 'whole', label: t.scopeWhole },
            ]}
          />
          <Checkbox name="dryRun" label={s.dryRun} hint={s.dryRunHint} />
          <Actions>
            <Button>{t.begin}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
