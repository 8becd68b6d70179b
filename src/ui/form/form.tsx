import { createContext, type ReactNode, use } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useHref, useRequest, useText } from '#ui/request-context.tsx'

/** What was typed, by field name; a name sent several times keeps them all. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

/** A sentence per field at fault; the key `''` is for what no single field carries. */
export type FieldErrors = Readonly<Record<string, string | undefined>>

/** What a page shows again after its form was refused. */
export interface FormState {
  errors?: FieldErrors
  typed?: Typed
}

const FormContext = createContext<Required<FormState>>({ errors: {}, typed: {} })

/** What the form around a field knows of it: its error, and what was typed or stood there before. */
export function useField(name: string, initial?: string | readonly string[]) {
  const { errors, typed } = use(FormContext)
  const value = typed[name] ?? initial
  const all = value === undefined ? [] : typeof value === 'string' ? [value] : value
  return { error: errors[name], value: all[0] ?? '', values: all }
}

/** The id of a field's control, so that the error summary can lead to it. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/**
 * A real form. It carries the CSRF word when it posts, shows the errors on top (focused, each a link to its field),
 * and hands every field inside its own error and what was typed, so a refused form loses nothing.
 */
export function Form({
  action,
  method = 'post',
  errors = {},
  typed = {},
  files = false,
  children,
  label,
  compact = false,
}: {
  /** Our path without the language prefix. */
  action: string
  method?: 'post' | 'get'
  errors?: FieldErrors
  typed?: Typed
  /** True when the form carries files. */
  files?: boolean
  children: ReactNode
  /** Names the form for readers of the screen, when a page has several. */
  label?: string
  /** A form that is one button or one line: no column of fields. */
  compact?: boolean
}): ReactNode {
  const { csrf } = useRequest()
  return (
    <form
      action={useHref()(action)}
      method={method}
      className={compact ? 'form-compact' : 'form'}
      aria-label={label}
      encType={files ? 'multipart/form-data' : undefined}
      noValidate={method === 'post' ? true : undefined}
    >
      {method === 'post' && <input type="hidden" name="csrf" value={csrf} />}
      <ErrorSummary errors={errors} />
      <FormContext value={{ errors, typed }}>{children}</FormContext>
    </form>
  )
}

/** Every fault of a form in one place, focused when the page opens; each leads to its field. */
function ErrorSummary({ errors }: { errors: FieldErrors }): ReactNode {
  const t = useText()
  const faults = Object.entries(errors).filter(([, sentence]) => sentence)
  if (faults.length === 0) return null
  return (
    // biome-ignore lint/a11y/noAutofocus: the summary takes the focus so that it is read first
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus>
      <h2>
        <Icon name="danger" />
        {t.errorsTitle}
      </h2>
      <ul>
        {faults.map(([name, sentence]) => (
          <li key={name}>{name === '' ? sentence : <a href={`#${fieldId(name)}`}>{sentence}</a>}</li>
        ))}
      </ul>
    </div>
  )
}

/** Several fields that belong together, under one legend. */
export function FieldGroup({
  legend,
  hint,
  children,
}: {
  legend: string
  hint?: string
  children: ReactNode
}): ReactNode {
  return (
    <fieldset className="field-group">
      <legend>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}
