import type { ReactNode } from 'react'
import { formatDay } from '#lib/calendar/format-day.ts'
import { type IsoDay, isIsoDay } from '#lib/calendar/iso-day.ts'
import { Island } from '#ui/island.tsx'
import { DayPicker } from '#ui/islands/day-picker.tsx'
import { useLang, useText } from '#ui/request-context.tsx'
import { Field, type FieldProps } from './field.tsx'
import { useField } from './form.tsx'

/**
 * A field for a day. It is typed («۱۴۰۵/۰۸/۲۴»; read it with `parseDay`), and where there is script a calendar
 * opens beside it. `value` is an ISO day; what was typed comes back as it was typed.
 */
export function DateField({ value, hint, ...field }: FieldProps & { value?: IsoDay }): ReactNode {
  const lang = useLang()
  const t = useText()
  const known = useField(field.name, value)
  const shown = isIsoDay(known.value) ? formatDay(known.value, lang, 'short') : known.value
  return (
    <Field {...field} hint={hint ?? t.dateHint}>
      {(control) => (
        <Island
          of={DayPicker}
          props={{
            id: control.id,
            name: control.name,
            value: shown,
            required: control.required ?? false,
            invalid: control['aria-invalid'] ?? false,
            describedBy: control['aria-describedby'] ?? null,
          }}
        />
      )}
    </Field>
  )
}
