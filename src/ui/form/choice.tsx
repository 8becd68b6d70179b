import type { ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { useText } from '#ui/request-context.tsx'
import { Field, type FieldProps } from './field.tsx'
import { fieldId, useField } from './form.tsx'

/** One of several things to choose; `hint` is one short line under it. */
export interface Option {
  value: string
  label: string
  hint?: string
}

/** A drop-down list: for more than six options. An empty choice stands first unless `required` has a value. */
export function Select({
  options,
  value,
  ...field
}: FieldProps & { options: readonly Option[]; value?: string }): ReactNode {
  const t = useText()
  const known = useField(field.name, value)
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} className="input input-half" defaultValue={known.value}>
          {(known.value === '' || !field.required) && <option value="">{field.required ? t.choose : '—'}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** One yes-or-no; sends `value` (or `on`) when ticked. */
export function Checkbox({
  name,
  label,
  hint,
  checked = false,
  value = 'on',
}: FieldProps & { checked?: boolean; value?: string }): ReactNode {
  const known = useField(name, checked ? [value] : [])
  return (
    <Choice
      id={fieldId(name)}
      type="checkbox"
      name={name}
      option={{ value, label, ...(hint === undefined ? {} : { hint }) }}
      checked={known.values.includes(value)}
      error={known.error}
    />
  )
}

/** One of a few: radio buttons under a legend. */
export function RadioGroup(props: FieldProps & { options: readonly Option[]; value?: string }): ReactNode {
  return <ChoiceGroup {...props} type="radio" values={props.value === undefined ? [] : [props.value]} />
}

/** Any of several: checkboxes of one name under a legend. */
export function CheckboxGroup(
  props: FieldProps & { options: readonly Option[]; values?: readonly string[] },
): ReactNode {
  return <ChoiceGroup {...props} type="checkbox" values={props.values ?? []} />
}

function ChoiceGroup({
  type,
  name,
  label,
  hint,
  required,
  options,
  values,
}: FieldProps & { type: 'radio' | 'checkbox'; options: readonly Option[]; values: readonly string[] }): ReactNode {
  const t = useText()
  const known = useField(name, values)
  const id = fieldId(name)
  const described = [hint && `${id}-hint`, known.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      className={classes('field', 'choices', known.error && 'field-wrong')}
      aria-describedby={described || undefined}
    >
      <legend>
        {label} {!required && <span className="field-optional">{t.optional}</span>}
      </legend>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {options.map((option, i) => (
        <Choice
          key={option.value}
          id={i === 0 ? id : `${id}-${i}`}
          type={type}
          name={name}
          option={option}
          checked={known.values.includes(option.value)}
        />
      ))}
      {known.error && <ErrorLine id={`${id}-error`} sentence={known.error} />}
    </fieldset>
  )
}

function Choice({
  id,
  type,
  name,
  option,
  checked,
  error,
}: {
  id: string
  type: 'radio' | 'checkbox'
  name: string
  option: Option
  checked: boolean
  error?: string | undefined
}): ReactNode {
  const described = [option.hint && `${id}-of`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="choice">
      <input
        id={id}
        type={type}
        name={name}
        value={option.value}
        defaultChecked={checked}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint && (
        <p className="hint" id={`${id}-of`}>
          {option.hint}
        </p>
      )}
      {error && <ErrorLine id={`${id}-error`} sentence={error} />}
    </div>
  )
}

function ErrorLine({ id, sentence }: { id: string; sentence: string }): ReactNode {
  return (
    <p className="field-error" id={id}>
      <Icon name="danger" />
      {sentence}
    </p>
  )
}
