import type { ReactNode } from 'react'
import { type NamedScope, scopeKey } from '#areas/people/contract.ts'
import type { SessionView } from '#areas/people/service/account.ts'
import type { KeptGrant } from '#areas/people/store/grants.ts'
import type { Person } from '#areas/people/store/people.ts'
import { Facts, Table } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { Button, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { Badge, EmptyState, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { AccountTabs, RoleOver, useWords } from './pieces.tsx'

/** One's own account: who one is and what one may do. */
export function AccountPage({
  person,
  grants,
  names,
  roleWaits,
}: {
  person: Person
  grants: readonly KeptGrant[]
  names: ReadonlyMap<string, NamedScope>
  /** One of the roles does not count yet, for want of a second factor. */
  roleWaits: boolean
}): ReactNode {
  const t = useWords()
  const columns = [
    {
      heading: t.person.role,
      cell: (grant: KeptGrant) => <RoleOver grant={grant} named={names.get(scopeKey(grant.scope))} />,
    },
    { heading: t.person.since, cell: (grant: KeptGrant) => <Instant at={grant.grantedAt} style="short" /> },
    {
      heading: t.people.actions,
      kind: 'actions' as const,
      cell: (grant: KeptGrant) => (
        <LinkButton to={`/account/roles/${grant.id}`} kind="quiet" small>
          {t.account.layDown}
        </LinkButton>
      ),
    },
  ]
  return (
    <>
      <PageHead title={t.account.title} lead={<bdi>{person.name}</bdi>} />
      <AccountTabs current="overview" />
      {roleWaits && (
        <Notice tone="attention" title={t.required.title}>
          <p>{t.required.lead}</p>
          <LinkButton to="/account/security">{t.required.title}</LinkButton>
        </Notice>
      )}
      <Facts
        rows={[
          [t.account.name, <bdi key="name">{person.name}</bdi>],
          [t.account.userName, <Code key="user">{person.userName}</Code>],
          [t.account.email, <Code key="email">{person.email}</Code>],
        ]}
      />
      <Section title={t.account.myRoles}>
        {grants.length === 0 ? (
          <EmptyState title={t.account.noRoles} icon="person" />
        ) : (
          <Table
            caption={t.account.myRoles}
            captionHidden
            columns={columns}
            rows={grants}
            rowKey={(grant) => grant.id}
          />
        )}
      </Section>
    </>
  )
}

/** The second question before laying down a role. */
export function LayDownPage({ grant, place }: { grant: KeptGrant; place: string }): ReactNode {
  const t = useWords()
  const what = t.roleOver(t.roles[grant.role], place)
  return (
    <ConfirmPage
      title={t.account.layDown}
      action={`/account/roles/${grant.id}`}
      yes={t.account.layDown}
      back="/account"
    >
      <p>{t.account.layDownQuestion(what)}</p>
    </ConfirmPage>
  )
}

/** The browsers signed in with this account. */
export function SessionsPage({ sessions }: { sessions: readonly SessionView[] }): ReactNode {
  const t = useWords()
  const device = ({ device: { browser, system } }: SessionView) =>
    browser && system ? t.sessions.on(browser, system) : (browser ?? system ?? t.sessions.unknownDevice)
  const columns = [
    {
      heading: t.sessions.device,
      cell: (session: SessionView) => (
        <>
          {device(session)} {session.current && <Badge tone="done">{t.sessions.this}</Badge>}
        </>
      ),
    },
    { heading: t.sessions.place, cell: () => t.sessions.placeUnknown },
    {
      heading: t.sessions.signedInAt,
      cell: (session: SessionView) => <Instant at={session.signedInAt} style="short" />,
    },
    { heading: t.sessions.lastUsed, cell: (session: SessionView) => <Instant at={session.lastUsedAt} style="short" /> },
    {
      heading: t.people.actions,
      kind: 'actions' as const,
      cell: (session: SessionView) =>
        !session.current && (
          <Form action={`/account/sessions/${session.id}/end`} compact>
            <Button kind="quiet" small>
              {t.sessions.end}
            </Button>
          </Form>
        ),
    },
  ]
  return (
    <>
      <PageHead title={t.sessions.title} lead={t.sessions.lead} trail={[{ label: t.account.trail, to: '/account' }]} />
      <AccountTabs current="sessions" />
      <div className="stack">
        <Table
          caption={t.sessions.title}
          captionHidden
          columns={columns}
          rows={sessions}
          rowKey={(session) => session.id}
        />
        {sessions.length > 1 && (
          <Form action="/account/sessions/end-others" compact>
            <Button kind="danger">{t.sessions.endOthers}</Button>
          </Form>
        )}
      </div>
    </>
  )
}
