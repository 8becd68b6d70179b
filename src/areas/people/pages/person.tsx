import type { ReactNode } from 'react'
import type { NamedGrant, PersonView } from '#areas/people/service/people.ts'
import { dayInTehran, formatInstant } from '#lib/calendar/format-day.ts'
import type { JournalRecord } from '#platform/journal.ts'
import { Timeline } from '#ui/chart/lines.tsx'
import { Facts, Table } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { Actions, LinkButton } from '#ui/link.tsx'
import { ConfirmPage } from '#ui/page/confirm.tsx'
import { EmptyState, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { RoleOver, useWords } from './pieces.tsx'

/** What may be done to an account, each behind a second question. */
export type Care = 'close' | 'open' | 'clear'

/** A colleague: who they are, what they may do, what happened with their account. */
export function PersonPage({
  person,
  mayGovern,
  history,
}: {
  person: PersonView
  mayGovern: boolean
  history: readonly JournalRecord[]
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const give = (
    <LinkButton to={`/people/${person.id}/roles`} kind="primary">
      {t.person.give}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={<bdi>{person.name}</bdi>} trail={[{ label: t.people.title, to: '/people' }]} actions={give} />
      <div className="stack">
        {person.deactivatedAt && (
          <Notice tone="attention">{t.person.closedNotice(formatInstant(person.deactivatedAt, lang))}</Notice>
        )}
        <Facts
          rows={[
            [t.account.userName, <Code key="user">{person.userName}</Code>],
            [t.account.email, <Code key="email">{person.email}</Code>],
            [
              t.people.secondFactor,
              person.totp || person.passkeys > 0 ? t.people.secondFactorOn : t.people.secondFactorOff,
            ],
            [t.person.joined, <Instant key="joined" at={person.createdAt} />],
          ]}
        />
      </div>
      <Section title={t.person.roles}>
        {person.grants.length === 0 ? (
          <EmptyState title={t.person.noRoles} icon="person" />
        ) : (
          <RoleTable person={person} />
        )}
      </Section>
      {mayGovern && <CareSection person={person} />}
      {history.length > 0 && (
        <Section title={t.person.history}>
          <Timeline events={history.map((entry) => eventOf(entry, t.actions))} />
        </Section>
      )}
    </>
  )
}

function RoleTable({ person }: { person: PersonView }): ReactNode {
  const t = useWords()
  const columns = [
    { heading: t.person.role, cell: (grant: NamedGrant) => <RoleOver grant={grant} named={grant.scopeName} /> },
    { heading: t.person.since, cell: (grant: NamedGrant) => <Instant at={grant.grantedAt} style="short" /> },
    {
      heading: t.people.actions,
      kind: 'actions' as const,
      cell: (grant: NamedGrant) => (
        <LinkButton to={`/people/${person.id}/roles/${grant.id}`} kind="quiet" small>
          {t.person.take}
        </LinkButton>
      ),
    },
  ]
  return (
    <Table caption={t.person.roles} captionHidden columns={columns} rows={person.grants} rowKey={(grant) => grant.id} />
  )
}

function CareSection({ person }: { person: PersonView }): ReactNode {
  const t = useWords()
  const has = person.totp || person.passkeys > 0
  return (
    <Section title={t.person.care}>
      <Actions>
        {has && <LinkButton to={`/people/${person.id}/clear`}>{t.person.clear}</LinkButton>}
        {person.deactivatedAt ? (
          <LinkButton to={`/people/${person.id}/open`}>{t.person.open}</LinkButton>
        ) : (
          <LinkButton to={`/people/${person.id}/close`} kind="danger">
            {t.person.close}
          </LinkButton>
        )}
      </Actions>
    </Section>
  )
}

function eventOf(entry: JournalRecord, words: Readonly<Record<string, string>>) {
  return { day: dayInTehran(entry.at), title: words[entry.action] ?? entry.action, text: <bdi>{entry.by.name}</bdi> }
}

/** The second question before caring for an account. */
export function CarePage({ person, care }: { person: { id: string; name: string }; care: Care }): ReactNode {
  const t = useWords()
  const words = {
    close: { title: t.person.close, hint: t.person.closeHint },
    open: { title: t.person.open, hint: '' },
    clear: { title: t.person.clear, hint: t.person.clearHint },
  }[care]
  return (
    <ConfirmPage
      title={words.title}
      action={`/people/${person.id}/${care}`}
      yes={words.title}
      back={`/people/${person.id}`}
      danger={care !== 'open'}
    >
      <p>
        <bdi>{person.name}</bdi>
      </p>
      <p>{words.hint}</p>
    </ConfirmPage>
  )
}

/** The second question before taking a role back. */
export function TakeRolePage({
  person,
  grant,
}: {
  person: { id: string; name: string }
  grant: NamedGrant
}): ReactNode {
  const t = useWords()
  return (
    <ConfirmPage
      title={t.person.take}
      action={`/people/${person.id}/roles/${grant.id}`}
      yes={t.person.take}
      back={`/people/${person.id}`}
    >
      <p>
        <bdi>{person.name}</bdi>
      </p>
      <p>
        <RoleOver grant={grant} named={grant.scopeName} />
      </p>
    </ConfirmPage>
  )
}
