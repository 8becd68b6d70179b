import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { useText } from '#ui/request-context.tsx'
import { fieldId, useField } from './form.tsx'

/** What every field says about itself. */
export interface FieldProps {
  name: string
  label: string
  /** One sentence under the label: the form expected, or why it is asked. */
  hint?: string
  required?: boolean
}

/** Attributes that tie a control to its hint and its error. */
export interface ControlProps {
  id: string
  name: string
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

/** The frame of a field: label, hint, error, and whatever control `children` draws with the props it is given. */
export function Field({
  name,
  label,
  hint,
  required,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }): ReactNode {
  const t = useText()
  const { error } = useField(name)
  const id = fieldId(name)
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={classes('field', error && 'field-wrong')}>
      <label htmlFor={id}>
        {label} {!required && <span className="field-optional">{t.optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        name,
        required: required || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
      })}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="danger" />
          {error}
        </p>
      )}
    </div>
  )
}

/** What a one-line field holds; it decides the keyboard on a phone and the direction of the text. */
export type TextKind = 'text' | 'code' | 'number' | 'email' | 'tel' | 'url' | 'password' | 'search'

/** A one-line field. `code` (codes, shelf marks, ISBN) stays left-to-right in every language. */
export function TextField({
  value,
  kind = 'text',
  autoComplete,
  placeholder,
  maxLength,
  width = 'full',
  ...field
}: FieldProps & {
  /** What stands there before anything is typed. */
  value?: string
  kind?: TextKind
  autoComplete?: HTMLInputAutoCompleteAttribute
  placeholder?: string
  maxLength?: number
  width?: 'full' | 'half' | 'short'
}): ReactNode {
  const known = useField(field.name, value)
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className={`input input-${width}`}
          type={INPUT_TYPE[kind]}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          dir={LEFT_TO_RIGHT.has(kind) ? 'ltr' : undefined}
          defaultValue={kind === 'password' ? '' : known.value}
          autoComplete={autoComplete}
          placeholder={placeholder}
          maxLength={maxLength}
        />
      )}
    </Field>
  )
}

// A number is typed in a text field: Persian digits are welcome, and `type=number` refuses them.
const INPUT_TYPE = {
  text: 'text',
  code: 'text',
  number: 'text',
  email: 'email',
  tel: 'tel',
  url: 'url',
  password: 'password',
  search: 'search',
} as const

const LEFT_TO_RIGHT = new Set<TextKind>(['code', 'number', 'email', 'tel', 'url', 'password'])

/** A field of several lines. */
export function TextArea({ value, rows = 5, ...field }: FieldProps & { value?: string; rows?: number }): ReactNode {
  const known = useField(field.name, value)
  return (
    <Field {...field}>
      {(control) => <textarea {...control} className="input" rows={rows} defaultValue={known.value} />}
    </Field>
  )
}

/** A file to send. Browsers never keep a chosen file, so a refused form says so. */
export function FileField({
  accept,
  multiple,
  ...field
}: FieldProps & { accept?: string; multiple?: boolean }): ReactNode {
  return (
    <Field {...field}>
      {(control) => <input {...control} className="input input-file" type="file" accept={accept} multiple={multiple} />}
    </Field>
  )
}
