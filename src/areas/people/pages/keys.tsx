import type { ReactNode } from 'react'
import { type Grant, type NamedScope, scopeKey } from '#areas/people/contract.ts'
import type { KeyView } from '#areas/people/service/keys.ts'
import { Table } from '#ui/data/table.tsx'
import { Code, Instant, useNumber } from '#ui/data/values.tsx'
import { CheckboxGroup } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Badge, Card, EmptyState, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { AccountTabs, RoleOver, useWords } from './pieces.tsx'

/** A grant as the value of a tick: `librarian library:…`. */
export function grantValue(grant: Grant): string {
  return `${grant.role} ${scopeKey(grant.scope)}`
}

/** The keys of one's programs, and the form for another. */
export function KeysPage({
  keys,
  own,
  names,
  errors = {},
  typed = {},
}: FormState & {
  keys: readonly KeyView[]
  /** What the owner may do, and so a key at most. */
  own: readonly Grant[]
  names: ReadonlyMap<string, NamedScope>
}): ReactNode {
  const t = useWords()
  const english = useLang() === 'en'
  const number = useNumber()
  const options = own.map((grant) => {
    const named = names.get(scopeKey(grant.scope))
    const place = grant.scope.level === 'system' ? t.person.everywhere : (english && named?.nameEn) || named?.name || ''
    return { value: grantValue(grant), label: t.roleOver(t.roles[grant.role], place) }
  })
  return (
    <>
      <PageHead title={t.keys.title} lead={t.keys.lead} trail={[{ label: t.account.trail, to: '/account' }]} />
      <AccountTabs current="keys" />
      {keys.length === 0 ? (
        <EmptyState title={t.keys.none} icon="key">
          {t.keys.noneHint}
        </EmptyState>
      ) : (
        <KeyTable keys={keys} names={names} />
      )}
      <Section title={t.keys.create}>
        <Form action="/account/keys" errors={errors} typed={typed}>
          <TextField name="name" label={t.keys.name} hint={t.keys.nameHint} maxLength={80} required />
          <TextField name="days" label={t.keys.days} kind="number" value={number(90)} width="short" required />
          {options.length > 0 && (
            <CheckboxGroup name="grants" label={t.keys.grants} hint={t.keys.grantsHint} options={options} />
          )}
          <Actions>
            <Button>{t.keys.submit}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

function KeyTable({ keys, names }: { keys: readonly KeyView[]; names: ReadonlyMap<string, NamedScope> }): ReactNode {
  const t = useWords()
  const columns = [
    { heading: t.keys.name, cell: (key: KeyView) => <bdi>{key.name}</bdi> },
    { heading: t.keys.start, kind: 'code' as const, cell: (key: KeyView) => `${key.start}…` },
    {
      heading: t.keys.grants,
      cell: (key: KeyView) =>
        key.grants.map((grant) => (
          <div key={grantValue(grant)}>
            <RoleOver grant={grant} named={names.get(scopeKey(grant.scope))} />
          </div>
        )),
    },
    {
      heading: t.keys.expires,
      cell: (key: KeyView) =>
        key.expired ? <Badge tone="attention">{t.keys.expired}</Badge> : <Instant at={key.expiresAt} style="short" />,
    },
    {
      heading: t.keys.lastUsed,
      cell: (key: KeyView) => (key.lastUsedAt ? <Instant at={key.lastUsedAt} style="short" /> : t.keys.never),
    },
    {
      heading: t.keys.actions,
      kind: 'actions' as const,
      cell: (key: KeyView) => (
        <Form action={`/account/keys/${key.id}/revoke`} compact>
          <Button kind="quiet" small>
            {t.keys.revoke}
          </Button>
        </Form>
      ),
    },
  ]
  return <Table caption={t.keys.title} captionHidden columns={columns} rows={keys} rowKey={(key) => key.id} />
}

/** A key just made: its secret, this once. */
export function KeyMadePage({ secret }: { secret: string }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.keys.madeTitle} />
      <div className="stack">
        <Notice tone="attention">{t.keys.made}</Notice>
        <Card>
          <Code>{secret}</Code>
        </Card>
        <LinkButton to="/account/keys" kind="primary">
          {t.keys.done}
        </LinkButton>
      </div>
    </>
  )
}
