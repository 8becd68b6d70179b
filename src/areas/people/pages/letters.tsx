import type { ReactNode } from 'react'
import type { Grant, NamedScope } from '#areas/people/contract.ts'
import { scopeKey } from '#areas/people/contract.ts'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { Card, Notice, PageHead } from '#ui/page/pieces.tsx'
import { NewPasswordField, RoleOver, useWords } from './pieces.tsx'

/** Answering an invitation: a user name and a password. */
export function JoinPage({
  secret,
  name,
  grants,
  names,
  errors = {},
  typed = {},
}: FormState & {
  secret: string
  name: string
  grants: readonly Grant[]
  names: ReadonlyMap<string, NamedScope>
}): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.join.title} lead={t.join.lead(name)} />
      <Card>
        <dl className="facts">
          <div>
            <dt>{t.join.roles}</dt>
            <dd>
              {grants.map((grant) => (
                <div key={`${grant.role} ${scopeKey(grant.scope)}`}>
                  <RoleOver grant={grant} named={names.get(scopeKey(grant.scope))} />
                </div>
              ))}
            </dd>
          </div>
        </dl>
        <Form action="/join" errors={errors} typed={typed}>
          <input type="hidden" name="secret" value={secret} />
          <TextField
            name="userName"
            label={t.join.userName}
            hint={t.join.userNameHint}
            kind="code"
            autoComplete="username"
            required
          />
          <NewPasswordField label={t.join.password} />
          <Actions>
            <Button>{t.join.submit}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  )
}

/** Asking for a way back in. */
export function AskRecoveryPage({ errors = {}, typed = {} }: FormState): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.recover.askTitle} lead={t.recover.askLead} />
      <Card>
        <Form action="/recover" errors={errors} typed={typed}>
          <TextField name="who" label={t.recover.who} kind="code" autoComplete="username" required />
          <Actions>
            <Button>{t.recover.ask}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  )
}

/** The same answer whoever exists. */
export function RecoveryAskedPage({ isDemonstration }: { isDemonstration: boolean }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.recover.askedTitle} />
      <div className="stack">
        <Notice>{t.recover.asked}</Notice>
        {isDemonstration && (
          <Notice tone="attention">
            <p>{t.recover.askedInDemonstration}</p>
            <Link to="/letters">{t.recover.toLetters}</Link>
          </Notice>
        )}
        <LinkButton to="/sign-in">{t.recover.toSignIn}</LinkButton>
      </div>
    </>
  )
}

/** Choosing a new password by a recovery letter. */
export function RecoverPage({
  secret,
  name,
  errors = {},
  typed = {},
}: FormState & { secret: string; name: string }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.recover.title} lead={t.recover.lead(name)} />
      <Card>
        <Form action="/recover/letter" errors={errors} typed={typed}>
          <input type="hidden" name="secret" value={secret} />
          <NewPasswordField label={t.password.fresh} />
          <Actions>
            <Button>{t.recover.submit}</Button>
          </Actions>
        </Form>
      </Card>
    </>
  )
}
