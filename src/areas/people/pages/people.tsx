import type { ReactNode } from 'react'
import { type NamedScope, scopeKey } from '#areas/people/contract.ts'
import type { PersonView } from '#areas/people/service/people.ts'
import type { Letter } from '#areas/people/store/letters.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { Table } from '#ui/data/table.tsx'
import { Code, Instant, useNumber } from '#ui/data/values.tsx'
import { Form } from '#ui/form/form.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Button, Link, LinkButton } from '#ui/link.tsx'
import { Badge, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { RoleOver, useWords } from './pieces.tsx'

/** The people within an officer's reach. */
export function PeoplePage(props: {
  people: readonly PersonView[]
  total: number
  pageSize: number
  page: number
  text: string
  invitations: readonly Letter[]
  names: ReadonlyMap<string, NamedScope>
}): ReactNode {
  const t = useWords()
  const number = useNumber()
  const invite = (
    <LinkButton to="/people/invite" kind="primary">
      {t.people.invite}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t.people.title} lead={t.people.lead} actions={invite} />
      <div className="stack">
        <SearchBox
          action="/people"
          value={props.text}
          label={t.people.search}
          placeholder={t.people.searchPlaceholder}
          size="small"
        />
        {props.total === 0 ? (
          <EmptyState title={t.people.none} icon="person" action={invite}>
            {t.people.noneHint}
          </EmptyState>
        ) : (
          <>
            <p role="status">{t.people.count(number(props.total))}</p>
            <PeopleTable people={props.people} />
            <Pagination
              page={props.page}
              pages={Math.ceil(props.total / props.pageSize)}
              to={(page) => `/people?${new URLSearchParams({ q: props.text, page: String(page) })}`}
            />
          </>
        )}
      </div>
      {props.invitations.length > 0 && (
        <Section title={t.people.invitations}>
          <InvitationTable invitations={props.invitations} names={props.names} />
        </Section>
      )}
    </>
  )
}

function PeopleTable({ people }: { people: readonly PersonView[] }): ReactNode {
  const t = useWords()
  const columns = [
    {
      heading: t.people.name,
      cell: (person: PersonView) => (
        <Link to={`/people/${person.id}`}>
          <bdi>{person.name}</bdi>
        </Link>
      ),
    },
    { heading: t.account.userName, kind: 'code' as const, cell: (person: PersonView) => person.userName },
    {
      heading: t.people.rolesColumn,
      cell: (person: PersonView) =>
        person.grants.map((grant) => (
          <div key={grant.id}>
            <RoleOver grant={grant} named={grant.scopeName} />
          </div>
        )),
    },
    {
      heading: t.people.secondFactor,
      cell: (person: PersonView) =>
        person.totp || person.passkeys > 0 ? t.people.secondFactorOn : t.people.secondFactorOff,
    },
    {
      heading: t.people.state,
      cell: (person: PersonView) =>
        person.deactivatedAt ? <Badge tone="attention">{t.people.closed}</Badge> : t.people.active,
    },
  ]
  return <Table caption={t.people.title} captionHidden columns={columns} rows={people} rowKey={(person) => person.id} />
}

function InvitationTable({
  invitations,
  names,
}: {
  invitations: readonly Letter[]
  names: ReadonlyMap<string, NamedScope>
}): ReactNode {
  const t = useWords()
  const columns = [
    { heading: t.people.name, cell: (letter: Letter) => <bdi>{letter.name}</bdi> },
    { heading: t.account.email, cell: (letter: Letter) => <Code>{letter.email}</Code> },
    {
      heading: t.people.rolesColumn,
      cell: (letter: Letter) =>
        letter.grants.map((grant) => (
          <div key={`${grant.role} ${scopeKey(grant.scope)}`}>
            <RoleOver grant={grant} named={names.get(scopeKey(grant.scope))} />
          </div>
        )),
    },
    { heading: t.people.until, cell: (letter: Letter) => <Instant at={letter.expiresAt} style="short" /> },
    {
      heading: t.people.actions,
      kind: 'actions' as const,
      cell: (letter: Letter) => (
        <Form action={`/people/invitations/${letter.id}/withdraw`} compact>
          <Button kind="quiet" small>
            {t.people.withdraw}
          </Button>
        </Form>
      ),
    },
  ]
  return (
    <Table
      caption={t.people.invitations}
      captionHidden
      columns={columns}
      rows={invitations}
      rowKey={(letter) => letter.id}
    />
  )
}
