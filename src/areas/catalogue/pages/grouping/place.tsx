import type { ReactNode } from 'react'
import type { RecordWork } from '#areas/catalogue/service/keeping.ts'
import { Isolated } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { useText } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'

/** Puts a record into an edition whose address is given. */
export function PlacePage({ work, form }: { work: RecordWork; form: FormState }): ReactNode {
  const t = useGroupingText()
  const furniture = useText()
  const here = `/staff/records/${work.row.id}`
  return (
    <div className="confirm">
      <PageHead title={t.place} />
      <div className="stack">
        <p>
          <Isolated>{work.title}</Isolated>
        </p>
        <p>{t.placeLead}</p>
        <Form action={`${here}/place`} errors={form.errors ?? {}} typed={form.typed ?? {}}>
          <TextField name="edition" label={t.placeField} hint={t.placeHint} required maxLength={500} />
          <TextField name="note" label={t.why} maxLength={300} />
          <Actions>
            <Button>{t.place}</Button>
            <LinkButton to={here} kind="quiet">
              {furniture.cancel}
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </div>
  )
}
