import type { ReactNode } from 'react'
import { LEVEL_OF_ROLE, type NamedScope, type Role, scopeKey } from '#areas/people/contract.ts'
import { RadioGroup, Select } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form, type FormState } from '#ui/form/form.tsx'
import { Actions, Button } from '#ui/link.tsx'
import { Card, EmptyState, PageHead } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useWords } from './pieces.tsx'

/** Where choosing a role stands: first the role, then the places found for it. */
export interface Choosing {
  roles: readonly Role[]
  role: Role | null
  place: string
  found: readonly NamedScope[]
}

/** The first step: which role, and words of the place to look for. A GET form, so the step has an address. */
export function RoleStep({ action, choosing }: { action: string; choosing: Choosing }): ReactNode {
  const t = useWords()
  // Every role but the administrator's is over a place; while none is chosen, what is offered tells.
  const needsPlace = (choosing.role === null ? choosing.roles : [choosing.role]).every(
    (role) => LEVEL_OF_ROLE[role] !== 'system',
  )
  const options = choosing.roles.map((role) => ({ value: role, label: t.roles[role], hint: t.roleHints[role] }))
  return (
    <Form action={action} method="get">
      <RadioGroup
        name="role"
        label={t.person.role}
        options={options}
        value={choosing.role ?? choosing.roles[0] ?? ''}
        required
      />
      <TextField
        name="place"
        label={t.person.scope}
        hint={t.person.scopeHint}
        value={choosing.place}
        required={needsPlace}
      />
      <Actions>
        <Button kind={choosing.role ? 'plain' : 'primary'}>{t.person.findScope}</Button>
      </Actions>
    </Form>
  )
}

/** The place itself, among those found; nothing to choose for a role over the whole system. */
export function ScopeField({ choosing }: { choosing: Choosing & { role: Role } }): ReactNode {
  const t = useWords()
  const english = useLang() === 'en'
  if (LEVEL_OF_ROLE[choosing.role] === 'system') return <input type="hidden" name="scope" value="system" />
  const options = choosing.found.map((one) => ({
    value: scopeKey(one.scope),
    label: (english && one.nameEn) || one.name,
  }))
  const only = options.length === 1 ? { value: options[0]!.value } : {}
  return <Select name="scope" label={t.person.scope} options={options} required {...only} />
}

function nothingFound(choosing: Choosing): boolean {
  return choosing.role !== null && LEVEL_OF_ROLE[choosing.role] !== 'system' && choosing.found.length === 0
}

/** Inviting somebody new. */
export function InvitePage({ choosing, errors = {}, typed = {} }: FormState & { choosing: Choosing }): ReactNode {
  const t = useWords()
  const { role } = choosing
  const languages = [
    { value: 'fa', label: 'فارسی' },
    { value: 'en', label: 'English' },
  ]
  return (
    <>
      <PageHead title={t.invite.title} lead={t.invite.lead} trail={[{ label: t.people.title, to: '/people' }]} />
      <div className="stack">
        <Card>
          <RoleStep action="/people/invite" choosing={choosing} />
        </Card>
        {nothingFound(choosing) && <EmptyState title={t.person.noScope} icon="pin" />}
        {role !== null && !nothingFound(choosing) && (
          <Card title={t.roles[role]}>
            <Form action="/people/invite" errors={errors} typed={typed}>
              <input type="hidden" name="role" value={role} />
              <input type="hidden" name="place" value={choosing.place} />
              <ScopeField choosing={{ ...choosing, role }} />
              <TextField name="name" label={t.invite.name} maxLength={120} required />
              <TextField name="email" label={t.invite.email} kind="email" required />
              <RadioGroup name="lang" label={t.invite.lang} options={languages} value="fa" required />
              <Actions>
                <Button>{t.invite.submit}</Button>
              </Actions>
            </Form>
          </Card>
        )}
      </div>
    </>
  )
}

/** Giving one more role to somebody who is here already. */
export function GiveRolePage({
  person,
  choosing,
  errors = {},
  typed = {},
}: FormState & { person: { id: string; name: string }; choosing: Choosing }): ReactNode {
  const t = useWords()
  const { role } = choosing
  const path = `/people/${person.id}/roles`
  const trail = [
    { label: t.people.title, to: '/people' },
    { label: person.name, to: `/people/${person.id}` },
  ]
  return (
    <>
      <PageHead title={t.person.give} trail={trail} />
      <div className="stack">
        <Card>
          <RoleStep action={path} choosing={choosing} />
        </Card>
        {nothingFound(choosing) && <EmptyState title={t.person.noScope} icon="pin" />}
        {role !== null && !nothingFound(choosing) && (
          <Card title={t.roles[role]}>
            <Form action={path} errors={errors} typed={typed}>
              <input type="hidden" name="role" value={role} />
              <input type="hidden" name="place" value={choosing.place} />
              <ScopeField choosing={{ ...choosing, role }} />
              <Actions>
                <Button>{t.person.submit}</Button>
              </Actions>
            </Form>
          </Card>
        )}
      </div>
    </>
  )
}
