import {
  COMPOSED,
  type ComposedField,
  FIELD_RULES,
  type FieldRule,
  type FieldRules,
  houseRule,
  isList,
} from '#areas/catalogue/rules/grouping/composing.ts'
import { maySetRules } from '#areas/catalogue/rules/policies.ts'
import { listFieldRules, putFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { listNetworks } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import { append, listFor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { sendRegrouping } from './regrouping.ts'

/** A field with its rule, as the page of rules shows it. */
export interface FieldRuleView extends FieldRule {
  field: ComposedField
  /** Whether its values can be united. */
  isList: boolean
  isHouseRule: boolean
}

const RULES = { type: 'catalogue', id: 'field-rules' }

/** Every field with its rule, the networks that may be given authority, and the change that one press undoes. */
export async function getFieldRules(platform: Platform, actor: Actor) {
  maySetRules(actor)
  const [rules, last, { networks }] = await Promise.all([
    listFieldRules(platform.db),
    lastChange(platform),
    listNetworks(platform, actor),
  ])
  const fields = COMPOSED.map((field): FieldRuleView => {
    const set = rules.get(field)
    return { field, isList: isList(field), isHouseRule: set === undefined, ...(set ?? houseRule(field)) }
  })
  return { fields, last, networks: networks.map(({ id, name, nameEn }) => ({ id, name, nameEn })) }
}

/** What an officer sets for one field: its rule, and the network whose record speaks first. */
export interface FieldRuleDraft {
  field: string
  rule: string
  first: string | null
}

/**
 * Sets how display records are composed, and sends the job that composes all of them anew. A rule equal to the house's
 * own is not kept.
 *
 * Refuses `catalogue.rules-by-network-officers` and `catalogue.rule-unfit` (invalid) for an unknown rule or network, and
 * for a union of what holds one value.
 */
export async function setFieldRules(
  platform: Platform,
  actor: Actor,
  drafts: readonly FieldRuleDraft[],
): Promise<{ changed: boolean }> {
  maySetRules(actor)
  const { networks } = await listNetworks(platform, actor)
  const known = networks.map((network) => network.id)
  const rules = new Map(drafts.flatMap((draft) => read(draft, known)))
  const before = await listFieldRules(platform.db)
  if (asText(before) === asText(rules)) return { changed: false }
  await put(platform, actor, 'catalogue.field-rules-set', { before, after: rules })
  return { changed: true }
}

/**
 * Puts the rules back to what they were before the last change, and composes everything by them again; done twice, it
 * brings the change back. Refuses `catalogue.rules-by-network-officers`, and `catalogue.rules-unchanged` (conflict) where
 * nobody has set any, or somebody else has meanwhile (`change` is the id of the one to be undone).
 */
export async function undoFieldRules(platform: Platform, actor: Actor, { change }: { change: string }): Promise<void> {
  maySetRules(actor)
  const last = await lastChange(platform)
  if (last === null || last.id !== change) throw new Refusal('conflict', 'catalogue.rules-unchanged')
  const before = await listFieldRules(platform.db)
  await put(platform, actor, 'catalogue.field-rules-undone', { before, after: last.before })
}

async function put(
  platform: Platform,
  actor: Actor,
  action: string,
  { before, after }: { before: FieldRules; after: FieldRules },
): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    await putFieldRules(tx, after, actor.name, at)
    const facts = { before: Object.fromEntries(before), after: Object.fromEntries(after) }
    await append(tx, { at, by: actor, organisation: null, action, subject: RULES, facts })
    await sendRegrouping(platform, tx, actor)
  })
}

/** The last change of the rules, with what they were before it. */
async function lastChange(
  platform: Platform,
): Promise<{ id: string; byName: string; at: Date; isUndoing: boolean; before: FieldRules } | null> {
  const [entry] = await listFor(platform.db, RULES, { limit: 1 })
  if (entry === undefined) return null
  const before = new Map(Object.entries(entry.facts.before ?? {})) as unknown as FieldRules
  const isUndoing = entry.action === 'catalogue.field-rules-undone'
  return { id: entry.id, byName: entry.by.name, at: entry.at, isUndoing, before }
}

const asText = (rules: FieldRules) => JSON.stringify([...rules].sort(([a], [b]) => (a < b ? -1 : 1)))

function read(draft: FieldRuleDraft, networks: readonly string[]): (readonly [ComposedField, FieldRule])[] {
  const field = COMPOSED.find((one) => one === draft.field)
  const rule = FIELD_RULES.find((one) => one === draft.rule)
  const { first } = draft
  const isFit = field !== undefined && rule !== undefined && (rule !== 'union' || isList(field))
  const needsNetwork = rule === 'owner'
  if (!isFit || (needsNetwork && (first === null || !networks.includes(first)))) {
    throw new Refusal('invalid', 'catalogue.rule-unfit', { field: `rule-${draft.field}` })
  }
  if (!needsNetwork && rule === houseRule(field).rule) return []
  const order = needsNetwork && first !== null ? [first, ...networks.filter((id) => id !== first)] : []
  return [[field, { rule, networks: order }]]
}
