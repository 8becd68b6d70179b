import type { Brief } from '#areas/catalogue/contract.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'

/** The fields of the display record that a rule decides about, in the order pages show them. */
export const COMPOSED = [
  'title',
  'subtitle',
  'titleAlternate',
  'responsibility',
  'authors',
  'edition',
  'place',
  'publisher',
  'year',
  'extent',
  'series',
  'languages',
  'kind',
  'subjects',
  'isbns',
  'issns',
] as const
export type ComposedField = (typeof COMPOSED)[number]

/**
 * How a field is composed: from the fullest record that has it; from the record of the network whose authority comes
 * first (`owner`); or from all records, each adding what the others lack (`union`, lists only).
 */
export const FIELD_RULES = ['fullest', 'owner', 'union'] as const
export type FieldRuleName = (typeof FIELD_RULES)[number]

/** A field's rule; `networks` are ids in the order of their authority over it, those not named come last. */
export interface FieldRule {
  readonly rule: FieldRuleName
  readonly networks: readonly string[]
}
export type FieldRules = ReadonlyMap<ComposedField, FieldRule>

/** A record's reading and the network it came from. */
export interface Sourced {
  readonly reading: Reading
  readonly network: string | null
}

/** Where a statement of the display record came from: `from` is a place in the list of records; `value` one of a list. */
export interface Statement {
  readonly field: ComposedField
  readonly value: string | null
  readonly from: number
}

export interface Composed {
  readonly brief: Brief
  readonly statements: readonly Statement[]
  /** Places in the list of records, the fullest first. */
  readonly order: readonly number[]
}

const LISTS: Readonly<Partial<Record<ComposedField, (brief: Brief) => readonly unknown[]>>> = {
  authors: (brief) => brief.authors,
  series: (brief) => brief.series,
  languages: (brief) => brief.languages,
  subjects: (brief) => brief.subjects,
  isbns: (brief) => brief.isbns,
  issns: (brief) => brief.issns,
}

/** The fields that hold several values, so that they can be united. */
export const isList = (field: ComposedField): boolean => field in LISTS

const UNITED: readonly ComposedField[] = ['languages', 'subjects', 'isbns', 'issns', 'series']

/** The rule of the house for a field nobody has set one for. */
export const houseRule = (field: ComposedField): FieldRule => ({
  rule: UNITED.includes(field) ? 'union' : 'fullest',
  networks: [],
})

/** How much a record says, in half points doubled; the fullest one leads its group. */
export function fullnessOf({ brief, summary, contents }: Reading): number {
  const said = [
    brief.subtitle,
    brief.titleAlternate,
    brief.responsibility,
    brief.edition,
    brief.publisher,
    brief.yearText,
    brief.extent,
    summary,
    ...brief.authors.slice(0, 3),
    ...brief.subjects.slice(0, 5),
    ...brief.isbns.slice(0, 1),
    ...brief.languages.slice(0, 1),
    ...contents.slice(0, 1),
  ]
  // Between equals the one that keeps its half spaces: a younger system wrote it with more care.
  const isCareful = [brief.title, brief.subtitle, brief.publisher].some((one) => one?.includes('\u200c'))
  return said.filter((one) => one !== null).length * 2 + (isCareful ? 1 : 0)
}

/** More values than these are not united. */
const MOST = 60

interface Source {
  readonly brief: Brief
  readonly network: string | null
  readonly at: number
}

/**
 * Composes the display record of a group, field by field, and says which record each statement was taken from. The order
 * of `sources` decides between equals. Throws a RangeError for no record at all: an edition has at least one.
 */
export function composeBy(sources: readonly Sourced[], rules: FieldRules): Composed {
  const ordered: Source[] = sources
    .map(({ reading, network }, at) => ({ brief: reading.brief, network, at, fullness: fullnessOf(reading) }))
    .sort((a, b) => b.fullness - a.fullness)
  const [lead] = ordered
  if (lead === undefined) throw new RangeError('an edition has at least one record')
  const brief: Brief = { ...lead.brief }
  const statements: Statement[] = []
  for (const field of COMPOSED) {
    const rule = rules.get(field) ?? houseRule(field)
    const inOrder = rule.rule === 'owner' ? byAuthority(ordered, rule.networks) : ordered
    if (rule.rule === 'union' && isList(field)) statements.push(...unite(brief, field, inOrder))
    else statements.push(...choose(brief, field, inOrder))
  }
  return { brief, statements, order: ordered.map(({ at }) => at) }
}

function byAuthority(sources: readonly Source[], networks: readonly string[]): Source[] {
  const rank = ({ network }: Source) => {
    const at = network === null ? -1 : networks.indexOf(network)
    return at < 0 ? networks.length : at
  }
  return [...sources].sort((a, b) => rank(a) - rank(b))
}

// What belongs together is taken from one record: a title with its part, a year with how it is written.
const TOGETHER: Readonly<Partial<Record<ComposedField, readonly (keyof Brief)[]>>> = {
  title: ['title', 'part'],
  year: ['year', 'yearText'],
}

function has(brief: Brief, field: ComposedField): boolean {
  const list = LISTS[field]
  if (list !== undefined) return list(brief).length > 0
  return brief[field] !== null && brief[field] !== '—'
}

function choose(brief: Brief, field: ComposedField, sources: readonly Source[]): Statement[] {
  const chosen = sources.find((source) => has(source.brief, field))
  const from = chosen ?? sources.find((source) => field === 'year' && source.brief.yearText !== null)
  if (from === undefined) return []
  for (const part of TOGETHER[field] ?? [field]) Object.assign(brief, { [part]: from.brief[part] })
  return [{ field, value: null, from: from.at }]
}

function unite(brief: Brief, field: ComposedField, sources: readonly Source[]): Statement[] {
  const values = LISTS[field]
  if (values === undefined) return []
  const united = new Map<string, unknown>()
  const statements: Statement[] = []
  for (const { brief: own, at } of sources) {
    for (const value of values(own)) {
      const { key, label } = named(value)
      if (united.has(key) || united.size >= MOST) continue
      united.set(key, value)
      statements.push({ field, value: label, from: at })
    }
  }
  Object.assign(brief, { [field]: [...united.values()] })
  return statements
}

function named(value: unknown): { key: string; label: string } {
  if (typeof value === 'string') return { key: value, label: value }
  const { key, label, name } = value as { key: string; label?: string; name?: string }
  return { key, label: label ?? name ?? key }
}
