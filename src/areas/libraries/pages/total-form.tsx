import type { ReactNode } from 'react'
import { MEASURES, type Network, type Total } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { Select } from '#ui/form/choice.tsx'
import { DateField } from '#ui/form/date-field.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button } from '#ui/link.tsx'
import { PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { TotalsTable } from './totals.tsx'
import { useWords } from './words.ts'

/** A dated figure with its source. */
export function TotalForm({ action, errors = {}, typed = {} }: FormState & { action: string }): ReactNode {
  const t = useWords()
  return (
    <details className="as-table" open={Object.keys(errors).length > 0}>
      <summary>{t.staff.addTotal}</summary>
      <Form action={action} errors={errors} typed={typed} label={t.staff.addTotal}>
        <Select
          name="measure"
          label={t.measure}
          options={MEASURES.map((value) => ({ value, label: t.measures[value] }))}
          required
        />
        <TextField name="value" label={t.value} kind="number" width="half" required />
        <DateField name="countedOn" label={t.countedOn} required />
        <TextField name="source" label={t.source} hint={t.staff.sourceHint} maxLength={500} required />
        <Actions>
          <Button kind="plain">{t.staff.addTotal}</Button>
        </Actions>
      </Form>
    </details>
  )
}

/** The figures of a network on its officers' desk. */
export function NetworkTotalsPage({
  network,
  ...form
}: FormState & { network: Network & { totals: readonly Total[] } }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <>
      <PageHead title={nameIn(lang, network)} trail={[{ label: t.staff.title, to: '/staff/libraries' }]} />
      <Section title={t.totals}>
        {network.totals.length > 0 && <TotalsTable totals={network.totals} />}
        <TotalForm action={`/staff/networks/${encodeURIComponent(network.code)}`} {...form} />
      </Section>
    </>
  )
}
