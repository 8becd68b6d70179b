import type { ReactNode } from 'react'
import type { Grant, NamedScope, Scope } from '#areas/people/contract.ts'
import { text } from '#areas/people/text.en.ts'
import type { Text } from '#areas/people/text.fa.ts'
import { TextField } from '#ui/form/field.tsx'
import { Tabs } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** The area's words in the language of the page. */
export function useWords(): Text {
  return text(useLang())
}

/** The name of a scope in the language of the page; the whole system has one of its own. */
export function ScopeName({
  scope,
  named,
}: {
  scope: Scope
  named: Pick<NamedScope, 'name' | 'nameEn'> | null | undefined
}): ReactNode {
  const lang = useLang()
  const t = text(lang)
  if (scope.level === 'system') return t.person.everywhere
  const name = lang === 'en' ? (named?.nameEn ?? named?.name) : named?.name
  return <bdi>{name ?? t.levels[scope.level]}</bdi>
}

/** A role and where it counts: «کتابدار، کتابخانهٔ …». */
export function RoleOver({
  grant,
  named,
}: {
  grant: Grant
  named: Pick<NamedScope, 'name' | 'nameEn'> | null | undefined
}): ReactNode {
  const t = useWords()
  const comma = useLang() === 'fa' ? '، ' : ', '
  return (
    <>
      {t.roles[grant.role]}
      {comma}
      <ScopeName scope={grant.scope} named={named} />
    </>
  )
}

/** Where a new password is chosen: password managers offer one of their own. */
export function NewPasswordField({ label }: { label: string }): ReactNode {
  const t = useWords()
  return (
    <TextField
      name="password"
      label={label}
      hint={t.password.hint}
      kind="password"
      autoComplete="new-password"
      required
    />
  )
}

/** The parts of one's own account. */
export function AccountTabs({ current }: { current: 'overview' | 'security' | 'sessions' | 'keys' }): ReactNode {
  const t = useWords()
  const paths = {
    overview: '/account',
    security: '/account/security',
    sessions: '/account/sessions',
    keys: '/account/keys',
  } as const
  const tabs = (['overview', 'security', 'sessions', 'keys'] as const).map((part) => ({
    label: t.account.tabs[part],
    to: paths[part],
    current: part === current,
  }))
  return <Tabs tabs={tabs} label={t.account.title} />
}
