import type { Composed, ComposedField, Statement } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { DataField, MarcField, MarcRecord } from '#lib/marc/record.ts'
import { fold } from '#lib/persian/fold.ts'
import { codedFields } from './coded-fields.ts'
import { PUBLICATION, type Taken, TITLE, withParts } from './mixed-fields.ts'
import { shownForm, type Unit, unitsOf } from './units.ts'

/** How the pages compose an edition: which record each statement comes from, and the order of the records. */
export type Composition = Pick<Composed, 'statements' | 'order'>

/** A MARC 21 record made of several; `lead` is the place of the one that gave its title and all no rule is about. */
export interface ComposedRecord {
  readonly leader: string
  readonly control: readonly MarcField[]
  readonly taken: readonly Taken[]
  readonly lead: number
}

type Group = 'title' | 'publication' | 'summary' | ComposedField | keyof typeof GATHERED | 'rest'

const GROUPS: readonly (readonly [RegExp, Group])[] = [
  [/^245$/, 'title'],
  [/^26[04]$/, 'publication'],
  [/^[17](00|10|11)$|^720$/, 'authors'],
  [/^250$/, 'edition'],
  [/^300$/, 'extent'],
  [/^3[34]\d$/, 'kind'],
  [/^4[49]0$|^8(00|10|11|30)$/, 'series'],
  [/^041$/, 'languages'],
  [/^6\d\d$/, 'subjects'],
  [/^020$/, 'isbns'],
  [/^022$/, 'issns'],
  [/^520$/, 'summary'],
  [/^505$/, 'contents'],
  [/^856$/, 'links'],
  [/^0([578][0-8])$/, 'classes'],
  [/^(015|016|024)$/, 'numbers'],
  [/^246$/, 'titles'],
  // What tells of one copy is one library's: acquisition, ownership, binding, what was done to it.
  [/^5(?!41|6[123]|83|9)\d\d$/, 'notes'],
]

/** What every record may add to, besides the fields with a rule: as on the pages, and so many besides the lead's own. */
const GATHERED = { notes: 30, contents: 5, links: 20, classes: 10, numbers: 20, titles: 20 } as const
const LISTS = ['series', 'subjects', 'isbns', 'issns', 'authors'] as const
const MOST_UNITED = 60

const groupOf = ({ tag }: Unit): Group => GROUPS.find(([tags]) => tags.test(tag))?.[1] ?? 'rest'

/**
 * Composes one record of several of an edition, by the rules that composed its pages: what machines read in it is what
 * readers see. Whatever no rule is about comes from the record that gave the title.
 */
export function composeRecord(
  records: readonly MarcRecord[],
  { statements, order }: Composition,
  isLocal: (tag: string) => boolean,
): ComposedRecord {
  const said = (field: ComposedField) => statements.filter((one) => one.field === field)
  const lead = said('title')[0]?.from ?? order[0] ?? 0
  const inOrder = [lead, ...order.filter((at) => at !== lead)]
  const groups = records.map((record) =>
    Map.groupBy(
      unitsOf(record).filter(({ tag }) => !isLocal(tag)),
      groupOf,
    ),
  )
  const of = (group: Group, at: number): Taken[] => (groups[at]?.get(group) ?? []).map((unit) => ({ unit, from: [at] }))
  const parts: Parts = { said, lead, inOrder, of, records }
  const taken = [
    ...of('rest', lead),
    ...titleOf(parts),
    ...publicationOf(parts),
    ...(['edition', 'extent', 'kind'] as const).flatMap((field) => chosen(parts, field)),
    ...LISTS.flatMap((field) => listOf(parts, field)),
    ...languagesOf(parts),
    ...(inOrder.map((at) => of('summary', at)).find((found) => found.length > 0) ?? []),
    ...Object.entries(GATHERED).flatMap(([group, most]) => gathered(parts, group as keyof typeof GATHERED, most)),
  ]
  return { ...codedFields(records, { said, lead, inOrder }), taken, lead }
}

interface Parts {
  readonly said: (field: ComposedField) => readonly Statement[]
  readonly lead: number
  readonly inOrder: readonly number[]
  readonly of: (group: Group, at: number) => Taken[]
  readonly records: readonly MarcRecord[]
}

/** The fields of the record the rule chose; where nobody says it for readers, the lead's own (`[s.n.]`). */
function chosen({ said, lead, of }: Parts, field: ComposedField & Group): Taken[] {
  const [statement] = said(field)
  return of(field, statement?.from ?? lead)
}

function titleOf({ said, inOrder, of }: Parts): Taken[] {
  const [first, ...more] = inOrder.map((at) => of('title', at)).find((found) => found.length > 0) ?? []
  if (first === undefined) return []
  const unitOf = (at: number) => of('title', at)[0]?.unit
  const parts = [
    ...said('subtitle').map(({ from }) => ({ codes: 'bfgk', from })),
    ...said('responsibility').map(({ from }) => ({ codes: 'c', from })),
  ]
  const made = withParts(first, parts, { layout: TITLE, unitOf, forms: 'shown' })
  const [alternate] = said('titleAlternate')
  if (alternate === undefined || first.from.includes(alternate.from)) return [made, ...more]
  const given = unitOf(alternate.from)
  const shown = given === undefined ? undefined : shownForm(given)
  const other = given?.field === shown ? given?.other : given?.field
  if (other === undefined || other === null) return [made, ...more]
  const field: DataField = { ...shownForm(made.unit), tag: '245' }
  const unit = { tag: '245', field, other: { ...other, tag: '880' } }
  return [{ unit, from: [...new Set([...made.from, alternate.from])] }, ...more]
}

function publicationOf({ said, lead, of }: Parts): Taken[] {
  const [place, publisher, year] = (['place', 'publisher', 'year'] as const).map((field) => said(field)[0]?.from)
  const bases = [publisher, place, year, lead].flatMap((at) => (at === undefined ? [] : [of('publication', at)]))
  const base = bases.find((found) => found.length > 0) ?? []
  const read = readPublication(base)
  if (read === undefined) return base
  const unitOf = (from: number) => readPublication(of('publication', from))?.unit
  const parts = [
    ...(place === undefined ? [] : [{ codes: 'a', from: place }]),
    ...(publisher === undefined ? [] : [{ codes: 'b', from: publisher }]),
    ...(year === undefined ? [] : [{ codes: 'cg', from: year, maySilence: true }]),
  ]
  const made = withParts(read, parts, { layout: PUBLICATION, unitOf, forms: 'all' })
  return base.map((one) => (one === read ? made : one))
}

// The one that is read of several: 260 before 264, whose second indicator tells what was only produced, distributed, copied.
function readPublication(all: readonly Taken[]): Taken | undefined {
  const isRead = ({ unit: { tag, field } }: Taken) =>
    (tag === '260' || !'234'.includes(field.ind2)) && field.subfields.some(({ code }) => 'abcg'.includes(code))
  const found = all.filter(isRead)
  return found.find(({ unit }) => unit.tag === '260') ?? found[0]
}

function listOf(parts: Parts, field: (typeof LISTS)[number]): Taken[] {
  const { said, lead, inOrder, of } = parts
  const statements = said(field)
  const [one] = statements
  if (one !== undefined && one.value === null) {
    if (one.from === lead) return of(field, lead)
    // Of the lead's own stays what readers are not told: a name with a title is a related work, no author.
    return [...of(field, one.from), ...of(field, lead).filter(({ unit }) => told(unit, field).length === 0)]
  }
  const own = of(field, lead)
  const known = new Set(own.flatMap(({ unit }) => told(unit, field)))
  const texts = new Set(own.map(({ unit }) => textOf(unit)))
  const added: Taken[] = []
  for (const at of inOrder.slice(1)) {
    for (const taken of of(field, at)) {
      if (known.size >= MOST_UNITED || texts.has(textOf(taken.unit))) continue
      texts.add(textOf(taken.unit))
      const fresh = told(taken.unit, field).filter((value) => !known.has(value))
      if (fresh.length === 0) continue
      for (const value of fresh) known.add(value)
      added.push(field === 'authors' ? asAdded(taken) : taken)
    }
  }
  return [...own, ...added]
}

// A record has one main entry.
const asAdded = ({ unit, from }: Taken): Taken => {
  const tag = unit.tag.replace(/^1/, '7')
  return { unit: { ...unit, tag, field: unit.field.tag === '880' ? unit.field : { ...unit.field, tag } }, from }
}

/** What readers are told by one field, as keys that are the same in any spelling. */
function told({ field, other }: Unit, list: (typeof LISTS)[number]): string[] {
  const fields = other === null ? [{ ...field }] : [field, other]
  const { brief } = readRecord({ leader: '00000nam a2200000   4500', fields }, 'marc21')
  return brief[list].map((value) => (typeof value === 'string' ? fold(value) : value.key))
}

const textOf = ({ field, other }: Unit) =>
  [field, ...(other === null ? [] : [other])]
    .flatMap(({ subfields }) =>
      subfields.flatMap(({ code, value }) => (/[068]/.test(code) ? [] : [`${code} ${fold(value)}`])),
    )
    .join(' ')

function languagesOf({ said, lead, inOrder, of, records }: Parts): Taken[] {
  const [one] = said('languages')
  if (one === undefined || one.value === null) return of('languages', one?.from ?? lead)
  const codesIn = (at: number) => readRecord(records[at]!, 'marc21').brief.languages
  const known = new Set(codesIn(lead))
  const added = inOrder.slice(1).flatMap((at): Taken[] => {
    if (!said('languages').some(({ from }) => from === at)) return []
    const fresh = codesIn(at).filter((code) => !known.has(code))
    if (fresh.length === 0) return []
    for (const code of fresh) known.add(code)
    const subfields = fresh.map((value) => ({ code: 'a', value }))
    return [{ unit: { tag: '041', field: { tag: '041', ind1: ' ', ind2: ' ', subfields }, other: null }, from: [at] }]
  })
  return [...of('languages', lead), ...added]
}

function gathered({ inOrder, of }: Parts, group: keyof typeof GATHERED, most: number): Taken[] {
  const own = of(group, inOrder[0]!)
  const texts = new Set(own.map(({ unit }) => textOf(unit)))
  const added: Taken[] = []
  for (const at of inOrder.slice(1)) {
    for (const taken of of(group, at)) {
      const isLocal = taken.unit.field.subfields.some(({ code }) => code === '5')
      if (added.length >= most || isLocal || texts.has(textOf(taken.unit))) continue
      texts.add(textOf(taken.unit))
      added.push(taken)
    }
  }
  return [...own, ...added]
}
