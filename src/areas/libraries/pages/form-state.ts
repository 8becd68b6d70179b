import type { FieldErrors, Typed } from '#ui/form/form.tsx'

/** What a page shows again after its form was refused. */
export interface FormState {
  errors?: FieldErrors
  typed?: Typed
}
