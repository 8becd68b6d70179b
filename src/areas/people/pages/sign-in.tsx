import type { ReactNode } from 'react'
import { PasskeySignIn } from '#areas/people/islands/passkey-sign-in.tsx'
import { Code } from '#ui/data/values.tsx'
import { Checkbox } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Island } from '#ui/island.tsx'
import { Actions, Button, Link } from '#ui/link.tsx'
import { Card, Notice, PageHead } from '#ui/page/pieces.tsx'
import { useWords } from './pieces.tsx'

/** Somebody a visitor of the demonstration may sign in as. */
export interface DemoAccount {
  userName: string
  name: string
}

/** The door: user name and password, or a passkey. In the demonstration its accounts stand beside it. */
export function SignInPage({
  next,
  demo,
  errors = {},
  typed = {},
}: FormState & { next: string; demo: { accounts: readonly DemoAccount[]; password: string } | null }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.signIn.title} lead={t.signIn.lead} />
      <div className="split split-even">
        <Card>
          <Form action="/sign-in" errors={errors} typed={typed}>
            <input type="hidden" name="next" value={next} />
            <TextField name="userName" label={t.signIn.userName} kind="code" autoComplete="username" required />
            <TextField
              name="password"
              label={t.signIn.password}
              kind="password"
              autoComplete="current-password"
              required
            />
            <Checkbox name="remember" label={t.signIn.remember} hint={t.signIn.rememberHint} />
            <Actions>
              <Button>{t.signIn.submit}</Button>
              <Link to="/recover">{t.signIn.forgotten}</Link>
            </Actions>
          </Form>
        </Card>
        <div className="stack">
          <Card title={t.signIn.passkey}>
            <p className="hint">{t.signIn.passkeyHint}</p>
            <PasskeyButton next={next} />
          </Card>
          {demo ? <DemoAccounts {...demo} /> : <Notice>{t.signIn.noAccount}</Notice>}
        </div>
      </div>
    </>
  )
}

function PasskeyButton({ next }: { next: string }): ReactNode {
  const t = useWords()
  const props = {
    label: t.signIn.passkey,
    wrong: t.refusals['people.passkey-wrong'](),
    needs: t.signIn.passkeyNeedsScript,
    next,
  }
  return <Island of={PasskeySignIn} props={props} />
}

function DemoAccounts({ accounts, password }: { accounts: readonly DemoAccount[]; password: string }): ReactNode {
  const t = useWords()
  const [before = '', after = ''] = t.signIn.demoLead('\u0000').split('\u0000')
  return (
    <Card title={t.signIn.demoTitle}>
      <p>
        {before}
        <Code>{password}</Code>
        {after}
      </p>
      <dl className="facts">
        {accounts.map((account) => (
          <div key={account.userName}>
            <dt>
              <Link to={`/sign-in?as=${account.userName}`}>
                <Code>{account.userName}</Code>
              </Link>
            </dt>
            <dd>
              <bdi>{account.name}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** The second step: a code of the app or a recovery code. `demoCode` is shown only for people of the demonstration. */
export function SecondStepPage({
  next,
  demoCode,
  errors = {},
  typed = {},
}: FormState & { next: string; demoCode: string | null }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.secondStep.title} lead={t.secondStep.lead} />
      <div className="stack">
        {demoCode && (
          <Notice>
            {t.secondStep.demo}{' '}
            <strong>
              <Code>{demoCode}</Code>
            </strong>
          </Notice>
        )}
        <Card>
          <Form action="/sign-in/second-step" errors={errors} typed={typed}>
            <input type="hidden" name="next" value={next} />
            <TextField
              name="code"
              label={t.secondStep.code}
              kind="code"
              autoComplete="one-time-code"
              width="half"
              required
            />
            <Actions>
              <Button>{t.secondStep.submit}</Button>
              <Link to="/sign-in">{t.secondStep.back}</Link>
            </Actions>
          </Form>
        </Card>
      </div>
    </>
  )
}
