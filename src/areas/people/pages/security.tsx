import type { ReactNode } from 'react'
import { renderSVG } from 'uqr'
import { PasskeyAdding } from '#areas/people/islands/passkey-adding.tsx'
import type { SecondFactorState } from '#areas/people/service/second-factor.ts'
import { Table } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Island } from '#ui/island.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'
import { Badge, Card, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useHref } from '#ui/request-context.tsx'
import { AccountTabs, NewPasswordField, useWords } from './pieces.tsx'

/** Which of the page's forms was refused. */
export type SecurityForm = 'password' | 'totp'

interface SecurityProps extends FormState {
  state: SecondFactorState
  refused?: SecurityForm
}

/** Password, authenticator app and passkeys. */
export function SecurityPage({ state, refused, errors = {}, typed = {} }: SecurityProps): ReactNode {
  const t = useWords()
  const form = (name: SecurityForm): FormState => (refused === name ? { errors, typed } : {})
  return (
    <>
      <PageHead title={t.account.tabs.security} trail={[{ label: t.account.trail, to: '/account' }]} />
      <AccountTabs current="security" />
      {state.required && !state.passed && <SecondFactorRequired state={state} />}
      <Section title={t.secondFactor.title} id="second-factor">
        <div className="stack">
          <p>{t.secondFactor.lead}</p>
          <div className="split split-even">
            <TotpCard state={state} refused={form('totp')} />
            <PasskeysCard state={state} />
          </div>
        </div>
      </Section>
      <Section title={t.password.title} id="password">
        <Form action="/account/password" label={t.password.title} {...form('password')}>
          <TextField
            name="current"
            label={t.password.current}
            kind="password"
            autoComplete="current-password"
            required
          />
          <NewPasswordField label={t.password.fresh} />
          <Actions>
            <Button>{t.password.submit}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}

function SecondFactorRequired({ state }: { state: SecondFactorState }): ReactNode {
  const t = useWords()
  const has = state.totp === 'on' || state.passkeys.length > 0
  return (
    <Notice tone="attention" title={t.required.title}>
      <p>{has ? t.required.again : t.required.lead}</p>
    </Notice>
  )
}

function TotpCard({ state, refused }: { state: SecondFactorState; refused: FormState }): ReactNode {
  const t = useWords()
  const href = useHref()
  const on = state.totp === 'on'
  const badge = <Badge tone={on ? 'done' : 'attention'}>{on ? t.secondFactor.appOn : t.secondFactor.appOff}</Badge>
  return (
    <Card
      title={
        <>
          {t.secondFactor.app} {badge}
        </>
      }
      level={3}
    >
      <div className="stack">
        <p>{t.secondFactor.appLead}</p>
        <Form action={`/account/second-factor/${on ? 'codes' : 'begin'}`} label={t.secondFactor.app} {...refused}>
          <TextField
            name="passwordAgain"
            label={t.secondFactor.passwordAgain}
            hint={on ? t.secondFactor.renewHint : t.secondFactor.passwordAgainHint}
            kind="password"
            autoComplete="current-password"
            required
          />
          <Actions>
            <Button kind={on ? 'plain' : 'primary'}>{on ? t.secondFactor.renew : t.secondFactor.begin}</Button>
            {on && (
              <Button kind="danger" formAction={href('/account/second-factor/remove')}>
                {t.secondFactor.remove}
              </Button>
            )}
          </Actions>
        </Form>
      </div>
    </Card>
  )
}

function PasskeysCard({ state }: { state: SecondFactorState }): ReactNode {
  const t = useWords()
  const props = {
    label: t.secondFactor.addPasskey,
    nameLabel: t.secondFactor.passkeyName,
    nameHint: t.secondFactor.passkeyNameHint,
    wrong: t.refusals['people.passkey-wrong'](),
    needs: t.signIn.passkeyNeedsScript,
  }
  const columns = [
    { heading: t.secondFactor.passkeyName, cell: (key: Passkey) => <bdi>{key.name || t.secondFactor.passkeys}</bdi> },
    {
      heading: t.secondFactor.added,
      cell: (key: Passkey) => key.createdAt && <Instant at={key.createdAt} style="short" />,
    },
    {
      heading: t.people.actions,
      kind: 'actions' as const,
      cell: (key: Passkey) => (
        <Form action={`/account/passkeys/${key.id}/remove`} compact>
          <Button kind="quiet" small>
            {t.secondFactor.removePasskey}
          </Button>
        </Form>
      ),
    },
  ]
  return (
    <Card title={t.secondFactor.passkeys} level={3}>
      <div className="stack">
        <p>{t.secondFactor.passkeysLead}</p>
        {state.passkeys.length === 0 ? (
          <p className="quiet">{t.secondFactor.noPasskeys}</p>
        ) : (
          <Table
            caption={t.secondFactor.passkeys}
            captionHidden
            columns={columns}
            rows={state.passkeys}
            rowKey={(key) => key.id}
          />
        )}
        <Island of={PasskeyAdding} props={props} />
      </div>
    </Card>
  )
}

type Passkey = SecondFactorState['passkeys'][number]

/** The QR code of an authenticator app being set up, drawn here: the secret goes to no other server. */
export function TotpPage({
  uri,
  secret,
  errors = {},
  typed = {},
}: FormState & { uri: string; secret: string }): ReactNode {
  const t = useWords()
  const picture = renderSVG(uri, { border: 2, pixelSize: 5, whiteColor: '#ffffff', blackColor: '#1c2530' })
  return (
    <>
      <PageHead
        title={t.secondFactor.scanTitle}
        trail={[{ label: t.account.tabs.security, to: '/account/security' }]}
      />
      <div className="split split-even">
        <Card>
          <p>{t.secondFactor.scan}</p>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own picture of our own text */}
          <div role="img" aria-label={t.secondFactor.qr} dangerouslySetInnerHTML={{ __html: picture }} />
          <p>{t.secondFactor.typeKey}</p>
          <p>
            <Code>{secret.replace(/.{4}(?=.)/g, '$& ')}</Code>
          </p>
        </Card>
        <Card>
          <Form action="/account/second-factor/confirm" errors={errors} typed={typed}>
            <TextField
              name="code"
              label={t.secondFactor.firstCode}
              kind="code"
              autoComplete="one-time-code"
              width="half"
              required
            />
            <Actions>
              <Button>{t.secondFactor.confirm}</Button>
            </Actions>
          </Form>
        </Card>
      </div>
    </>
  )
}

/** The recovery codes, shown this once; the page prints well. */
export function RecoveryCodesPage({ codes }: { codes: readonly string[] }): ReactNode {
  const t = useWords()
  return (
    <>
      <PageHead title={t.secondFactor.codesTitle} lead={t.secondFactor.codesLead} />
      <div className="stack">
        <Card>
          <ol className="stack">
            {codes.map((code) => (
              <li key={code}>
                <Code>{code}</Code>
              </li>
            ))}
          </ol>
        </Card>
        <LinkButton to="/account/security" kind="primary">
          {t.secondFactor.codesKept}
        </LinkButton>
      </div>
    </>
  )
}
