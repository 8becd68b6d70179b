import type { ReactNode } from 'react'
import { DEGREES, KINDS, type LibraryDetail, SERVICES, WEEKDAYS } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { CheckboxGroup, Select } from '#ui/form/choice.tsx'
import { DateField } from '#ui/form/date-field.tsx'
import { TextArea, TextField } from '#ui/form/field.tsx'
import { FieldGroup, Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { useWords } from './words.ts'

interface Named {
  code: string
  name: string
  nameEn: string | null
}

/** Adding a library to a network. */
export function AddPage({
  networks,
  provinces,
  errors = {},
  typed = {},
}: FormState & { networks: readonly Named[]; provinces: readonly Named[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const options = networks.map((network) => ({ value: network.code, label: nameIn(lang, network) }))
  return (
    <>
      <PageHead title={t.staff.add} trail={[{ label: t.staff.title, to: '/staff/libraries' }]} />
      <Form action="/staff/libraries/add" errors={errors} typed={typed}>
        {options.length === 1 ? (
          <input type="hidden" name="network" value={options[0]!.value} />
        ) : (
          <Select name="network" label={t.network} options={options} required />
        )}
        <TextField
          name="number"
          label={t.code}
          hint={t.staff.codeHint}
          kind="code"
          width="half"
          maxLength={40}
          required
        />
        <LibraryFields provinces={provinces} />
        <Actions>
          <Button>{t.staff.add}</Button>
          <Cancel to="/staff/libraries" />
        </Actions>
      </Form>
    </>
  )
}

/** Editing what a library's page says. */
export function EditPage({
  library,
  provinces,
  errors = {},
  typed = {},
}: FormState & { library: LibraryDetail; provinces: readonly Named[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const desk = `/staff/libraries/${library.id}`
  return (
    <>
      <PageHead
        title={t.staff.editing(nameIn(lang, library))}
        trail={[
          { label: t.staff.title, to: '/staff/libraries' },
          { label: nameIn(lang, library), to: desk },
        ]}
      />
      <Form action={`${desk}/edit`} errors={errors} typed={typed}>
        <input type="hidden" name="number" value={library.code} />
        <LibraryFields provinces={provinces} />
        <Actions>
          <Button>{t.staff.save}</Button>
          <Cancel to={desk} />
        </Actions>
      </Form>
    </>
  )
}

function Cancel({ to }: { to: string }): ReactNode {
  return (
    <LinkButton to={to} kind="quiet">
      {useText().cancel}
    </LinkButton>
  )
}

function LibraryFields({ provinces }: { provinces: readonly Named[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <>
      <TextField name="name" label={t.name} maxLength={300} required />
      <TextField name="nameEn" label={t.nameEn} maxLength={300} />
      <Select name="kind" label={t.kind} options={KINDS.map((value) => ({ value, label: t.kinds[value] }))} required />
      <Select name="degree" label={t.degree} options={DEGREES.map((value) => ({ value, label: t.degrees[value] }))} />
      <DateField name="openedOn" label={t.staff.openedOn} />
      <FieldGroup legend={t.place}>
        <Select
          name="province"
          label={t.province}
          options={provinces.map((one) => ({ value: one.name, label: nameIn(lang, one) }))}
        />
        <TextField name="county" label={t.county} width="half" />
        <TextField name="city" label={t.city} hint={t.staff.placeHint} width="half" />
        <TextArea name="address" label={t.address} rows={2} />
        <TextField name="postal" label={t.postalCode} kind="number" width="half" maxLength={20} />
        <TextField name="lat" label={t.staff.lat} kind="number" width="half" hint={t.staff.coordinatesHint} />
        <TextField name="lon" label={t.staff.lon} kind="number" width="half" />
      </FieldGroup>
      <FieldGroup legend={t.staff.contacts}>
        <TextField name="phone" label={t.phone} kind="tel" width="half" maxLength={60} />
        <TextField name="email" label={t.email} kind="email" maxLength={200} />
        <TextField name="website" label={t.website} kind="url" maxLength={300} />
      </FieldGroup>
      <FieldGroup legend={t.hours} hint={t.staff.hoursHint}>
        <div className="week-fields">
          {WEEKDAYS.map((day) => (
            <TextField key={day} name={`hours-${day}`} label={t.weekdays[day]} />
          ))}
        </div>
      </FieldGroup>
      <CheckboxGroup
        name="services"
        label={t.services}
        options={SERVICES.map((value) => ({ value, label: t.serviceNames[value] }))}
      />
    </>
  )
}
