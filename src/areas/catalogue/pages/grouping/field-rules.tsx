import type { ReactNode } from 'react'
import type { FieldRuleView } from '#areas/catalogue/service/grouping/rules.ts'
import { formatInstant } from '#lib/calendar/format-day.ts'
import { Form, type FormState, fieldId, useField } from '#ui/form/form.tsx'
import { Actions, Button } from '#ui/link.tsx'
import { PageHead } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'

interface NetworkName {
  id: string
  name: string
  nameEn: string | null
}

/** Where each part of the display record comes from: a table of rules that an officer can set. */
export function FieldRulesPage({
  fields,
  networks,
  last,
  form = {},
}: {
  fields: readonly FieldRuleView[]
  networks: readonly NetworkName[]
  last: { id: string; byName: string; at: Date; isUndoing: boolean } | null
  form?: FormState
}): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  return (
    <>
      <PageHead title={t.rules} lead={t.rulesLead} trail={[{ label: t.asks, to: '/staff/asks' }]} />
      {last !== null && (
        <Form action="/staff/field-rules/undo" compact>
          <input type="hidden" name="change" value={last.id} />
          <p className="quiet">{t.rulesSet(last.byName, formatInstant(last.at, lang))}</p>
          <Button kind="plain" small>
            {last.isUndoing ? t.rulesRedo : t.rulesUndo}
          </Button>
        </Form>
      )}
      <Form action="/staff/field-rules" label={t.rules} errors={form.errors ?? {}} typed={form.typed ?? {}}>
        <table className="table">
          <caption className="unseen">{t.rules}</caption>
          <thead>
            <tr>
              <th scope="col">{t.ruleField}</th>
              <th scope="col">{t.ruleChoice}</th>
              <th scope="col">{t.ruleNetwork}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <RuleRow key={field.field} of={field} networks={networks} />
            ))}
          </tbody>
        </table>
        <p className="hint">{t.rulesHint}</p>
        <Actions>
          <Button>{t.rulesSave}</Button>
        </Actions>
      </Form>
    </>
  )
}

function RuleRow({ of, networks }: { of: FieldRuleView; networks: readonly NetworkName[] }): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const name = t.fields[of.field]
  const rule = useField(`rule-${of.field}`, of.rule)
  const network = useField(`network-${of.field}`, of.networks[0] ?? '')
  const rules = (['fullest', 'owner', 'union'] as const).filter((one) => one !== 'union' || of.isList)
  return (
    <tr>
      <th scope="row" data-label={t.ruleField}>
        <span className="cell">{name}</span>
      </th>
      <td data-label={t.ruleChoice}>
        <select
          id={fieldId(`rule-${of.field}`)}
          name={`rule-${of.field}`}
          className="input"
          defaultValue={rule.value}
          aria-label={t.ruleOf(name)}
          aria-invalid={rule.error ? true : undefined}
        >
          {rules.map((one) => (
            <option key={one} value={one}>
              {t.ruleNames[one]}
            </option>
          ))}
        </select>
        {rule.error && <p className="field-error">{rule.error}</p>}
      </td>
      <td data-label={t.ruleNetwork}>
        <select
          name={`network-${of.field}`}
          className="input"
          defaultValue={network.value}
          aria-label={t.ruleNetworkOf(name)}
        >
          <option value="">—</option>
          {networks.map((one) => (
            <option key={one.id} value={one.id}>
              {lang === 'en' ? (one.nameEn ?? one.name) : one.name}
            </option>
          ))}
        </select>
      </td>
    </tr>
  )
}
