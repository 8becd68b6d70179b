import type { ReactNode } from 'react'
import { classes } from '#ui/classes.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import { type FlashMessage, type Tone, useText } from '#ui/request-context.tsx'

/** The head of a page: where it lies, its one `<h1>`, a sentence of introduction, and what can be done here. */
export function PageHead({
  title,
  lead,
  trail,
  actions,
  kicker,
}: {
  title: ReactNode
  lead?: ReactNode
  /** The way here, without this page. */
  trail?: readonly Crumb[]
  actions?: ReactNode
  /** A short word above the title: what kind of thing this is. */
  kicker?: ReactNode
}): ReactNode {
  return (
    <header className="page-head">
      {trail && <Breadcrumb trail={trail} />}
      <div className="page-head-row">
        <div>
          {kicker && <p className="kicker">{kicker}</p>}
          <h1>{title}</h1>
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {lead && <p className="lead">{lead}</p>}
    </header>
  )
}

/** A place above this page. */
export interface Crumb {
  label: string
  to: string
}

/** The way from the front door to this page. */
export function Breadcrumb({ trail }: { trail: readonly Crumb[] }): ReactNode {
  const t = useText()
  return (
    <nav className="breadcrumb" aria-label={t.breadcrumb}>
      <ol>
        {trail.map((crumb) => (
          <li key={crumb.to}>
            <Link to={crumb.to}>
              <bdi>{crumb.label}</bdi>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Parts of one page or of one thing, as links: each has its own address. */
export function Tabs({
  tabs,
  label,
}: {
  tabs: readonly (Crumb & { current?: boolean; count?: ReactNode })[]
  label?: string
}): ReactNode {
  const t = useText()
  return (
    <nav className="tabs" aria-label={label ?? t.tabs}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** A framed piece of a page. With `to` the title leads on; with `foot` a last line stands under a hairline. */
export function Card({
  title,
  level = 2,
  to,
  foot,
  children,
}: {
  title?: ReactNode
  level?: 2 | 3
  to?: string
  foot?: ReactNode
  children?: ReactNode
}): ReactNode {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className="card">
      {title && <Heading className="card-title">{to ? <Link to={to}>{title}</Link> : title}</Heading>}
      {children}
      {foot && <footer className="card-foot">{foot}</footer>}
    </section>
  )
}

/** Cards (or figures) side by side, as many as fit. */
export function Cards({ children, narrow = false }: { children: ReactNode; narrow?: boolean }): ReactNode {
  return <div className={classes('cards', narrow && 'cards-narrow')}>{children}</div>
}

/** A message that belongs to the page: what to know, what happened, what needs care, what failed. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children: ReactNode
}): ReactNode {
  const t = useText()
  return (
    <div className={`notice notice-${tone}`}>
      <Icon name={tone} />
      <div>
        {title ? <strong className="notice-title">{title}</strong> : <span className="unseen">{t.tones[tone]}: </span>}
        <div>{children}</div>
      </div>
    </div>
  )
}

/** What was just done, carried over one redirect and read out. */
export function FlashNotices({ messages }: { messages: readonly FlashMessage[] }): ReactNode {
  return (
    <div className="flash" role="status" aria-live="polite">
      {messages.map((message) => (
        <Notice key={message.text} tone={message.tone}>
          {message.text}
        </Notice>
      ))}
    </div>
  )
}

/** What a list shows when it has nothing: one sentence on why, and what to do next. */
export function EmptyState({
  title,
  icon = 'book',
  children,
  action,
}: {
  title: string
  icon?: IconName
  children?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <div className="empty">
      <span className="empty-star">
        <Icon name={icon} />
      </span>
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="actions">{action}</div>}
    </div>
  )
}

/** A state in one or two words, with a sign as well as a colour. */
export function Badge({ tone, children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return (
    <span className={classes('badge', tone && `badge-${tone}`)}>
      {tone && <Icon name={tone} />}
      {children}
    </span>
  )
}

/** A part of a page under its own heading. */
export function Section({
  title,
  id,
  more,
  children,
}: {
  title: ReactNode
  id?: string
  more?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {more}
      </div>
      {children}
    </section>
  )
}
