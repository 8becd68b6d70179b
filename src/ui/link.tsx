import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icon.tsx'
import { useHref } from './request-context.tsx'

interface LinkProps {
  /** A path of ours without the language prefix (`/libraries`), or a full address. */
  to: string
  children: ReactNode
  className?: string
  rel?: string
  lang?: string
  'aria-current'?: 'page' | 'true' | undefined
  'aria-label'?: string
}

/** A link inside the house: keeps the language of the page. */
export function Link({ to, children, ...rest }: LinkProps): ReactNode {
  return (
    <a href={useHref()(to)} {...rest}>
      {children}
    </a>
  )
}

/** How much a button asks for attention. One primary button a page; `danger` always leads to a second question. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

interface ButtonLook {
  kind?: ButtonKind
  icon?: IconName
  small?: boolean
  children: ReactNode
}

/** A button that sends its form. `name` and `value` say which of several buttons was pressed. */
export function Button({
  kind = 'primary',
  icon,
  small,
  children,
  ...rest
}: ButtonLook & {
  name?: string
  value?: string
  type?: 'submit' | 'button'
  formAction?: string
  disabled?: boolean
  'aria-label'?: string
}): ReactNode {
  return (
    <button type="submit" className={classes('button', `button-${kind}`, small && 'button-small')} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function LinkButton({
  to,
  kind = 'plain',
  icon,
  small,
  children,
  ...rest
}: ButtonLook & { to: string; rel?: string; 'aria-label'?: string }): ReactNode {
  return (
    <Link to={to} className={classes('button', `button-${kind}`, small && 'button-small')} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

/** Buttons side by side, the first the most likely. */
export function Actions({ children }: { children: ReactNode }): ReactNode {
  return <div className="actions">{children}</div>
}
