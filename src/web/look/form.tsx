import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '#ui/form/choice.tsx'
import { DateField } from '#ui/form/date-field.tsx'
import { FileField, TextArea, TextField } from '#ui/form/field.tsx'
import { FieldGroup, Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { words } from './words.en.ts'

/** Every field there is, as it stands at first or (`wrong`) as it comes back refused with what was typed. */
export function LookForm({ wrong }: { wrong: boolean }): ReactNode {
  const w = words(useLang()).form
  const t = useText()
  return (
    <Form
      action="/look"
      files
      label={w.label}
      errors={wrong ? w.errors : {}}
      typed={
        wrong ? { name: '', code: 'IR-09-0113', openedOn: '۱۴۰۵/۱۲/۳۱', services: ['wifi'], kind: 'reading-hall' } : {}
      }
    >
      <TextField name="name" label={w.name} required hint={w.nameHint} autoComplete="off" />
      <TextField name="code" label={w.code} kind="code" required width="half" />
      <DateField name="openedOn" label={w.openedOn} />
      <Select
        name="province"
        label={w.province}
        required
        options={[
          { value: '09', label: w.provinces[0] ?? '' },
          { value: '23', label: w.provinces[1] ?? '' },
        ]}
      />
      <RadioGroup
        name="kind"
        label={w.kind}
        required
        options={[
          { value: 'institutional', label: w.kinds[0] ?? '' },
          { value: 'reading-hall', label: w.kinds[1] ?? '', hint: w.kindHint },
        ]}
      />
      <FieldGroup legend={w.group}>
        <CheckboxGroup
          name="services"
          label={w.services}
          options={[
            { value: 'wifi', label: w.serviceNames[0] ?? '' },
            { value: 'children', label: w.serviceNames[1] ?? '' },
          ]}
        />
        <TextArea name="address" label={w.address} rows={3} />
        <FileField name="picture" label={w.picture} accept="image/*" hint={w.pictureHint} />
      </FieldGroup>
      <Checkbox name="agreed" label={w.agreed} required />
      <Actions>
        <Button>{w.send}</Button>
        <LinkButton to="/look" kind="quiet">
          {t.cancel}
        </LinkButton>
      </Actions>
    </Form>
  )
}
