import type { ReactNode } from 'react'
import { Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { useText } from '#ui/request-context.tsx'
import { PageHead } from './pieces.tsx'

/**
 * The second question before something that cannot be taken back: a page of its own, so it needs no script.
 * Show it on GET; the form posts to `action`, and `fields` go along unseen.
 */
export function ConfirmPage({
  title,
  children,
  action,
  yes,
  back,
  danger = true,
  fields = {},
}: {
  /** The question itself: «این کتابخانه بسته شود؟» */
  title: string
  /** What will happen, and what will not. */
  children: ReactNode
  action: string
  /** The act in the button, never a bare "yes". */
  yes: string
  back: string
  danger?: boolean
  fields?: Readonly<Record<string, string>>
}): ReactNode {
  const t = useText()
  return (
    <div className="confirm">
      <PageHead title={title} />
      <div className="stack">
        <div>{children}</div>
        <Form action={action}>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Actions>
            <Button kind={danger ? 'danger' : 'primary'}>{yes}</Button>
            <LinkButton to={back} kind="quiet">
              {t.cancel}
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </div>
  )
}
