import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { type ComposedRecord, type Composition, composeRecord } from './composed-record.ts'
import type { Taken } from './mixed-fields.ts'
import { fieldsOfUnits } from './units.ts'

/** A source record of an edition, as MARC 21 already, with what the union says about it. */
export interface UnionSource extends SourceName {
  record: MarcRecord
}

/** What a source record is called. */
export interface SourceName {
  controlNumber: string
  /** `NETWORK:CODE` of its library. */
  library: string
}

/** A copy of the edition, or a library that has it without telling of copies. */
export interface UnionCopy {
  library: string
  shelf: string | null
  callNumber: string | null
  barcode: string | null
  volume: string | null
}

export interface UnionEdition {
  id: string
  /** The address of its page. */
  url: string
  updatedAt: Date
  sources: readonly UnionSource[]
  /** Further records of a book that very many describe: named, and not read. */
  others: readonly SourceName[]
  /** How its pages are composed of the sources; null for the only one. */
  composition: Composition | null
  copies: readonly UnionCopy[]
}

// Local fields of the sources say nothing in the union: holdings, items and processing of one system.
const LOCAL = /^(001|003|005|035|850|852|853|854|855|863|864|865|866|867|868|876|877|878|[056]9\d|9\d\d)$/
const MOST_COPIES = 500

/**
 * One MARC 21 record for an edition: composed of its sources field by field as its pages are, 883 naming the source of what
 * the leading one did not say; 001 is the edition, 035 every source (`(NETWORK:CODE)number`), 852 every copy, 856 the
 * edition's page. What MARCXML's schema does not allow is left out.
 */
export function unionRecord(edition: UnionEdition): MarcRecord {
  const { leader, fields: described } = descriptionOf(edition)
  const fields: MarcField[] = [
    { tag: '001', value: edition.id },
    { tag: '003', value: 'Peyvand' },
    {
      tag: '005',
      value: `${edition.updatedAt
        .toISOString()
        .replace(/[-:TZ]/g, '')
        .slice(0, 14)}.0`,
    },
    ...[...edition.sources, ...edition.others].map((source) => data('035', ' ', ' ', { a: numberOf(source) })),
    ...described,
    ...edition.copies.slice(0, MOST_COPIES).map(copyField),
    data('856', '4', '2', { u: edition.url }),
  ]
  const order = (field: MarcField) => (field.tag < '010' ? ` ${field.tag}` : field.tag[0]!)
  const sorted = fields.flatMap(proper).sort((a, b) => compared(order(a), order(b)))
  return { leader: leaderOf(leader), fields: onlyFirst(sorted) }
}

const numberOf = ({ library, controlNumber }: SourceName) => `(${library})${controlNumber}`

function descriptionOf({ sources, composition }: UnionEdition): MarcRecord {
  const [only] = sources
  if (composition === null || sources.length < 2) {
    const fields = (only?.record.fields ?? []).filter((field) => !LOCAL.test(field.tag))
    return { leader: only?.record.leader ?? '', fields }
  }
  const records = sources.map(({ record }) => record)
  const composed = composeRecord(records, composition, (tag) => LOCAL.test(tag))
  const { taken, provenance } = withProvenance(composed, sources)
  const units = taken.map(({ unit }) => unit).sort((a, b) => compared(placeOf(a.tag), placeOf(b.tag)))
  return { leader: composed.leader, fields: [...composed.control, ...fieldsOfUnits(units), ...provenance] }
}

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

// Subjects stand in the order of their weight, whatever their tags.
const placeOf = (tag: string) => (tag[0] === '6' ? '6' : tag)

/**
 * Links each field that the leading source did not say to an 883 with its source (MARC 21, Appendix A: `$8` of type p); the
 * 883 without a link is about everything else.
 */
function withProvenance({ taken, lead }: ComposedRecord, sources: readonly UnionSource[]) {
  const links = taken.flatMap(({ unit }) => unit.field.subfields.filter(({ code }) => code === '8'))
  const highest = Math.max(0, ...links.map(({ value }) => Number.parseInt(value, 10) || 0))
  const origins = [...new Set(taken.flatMap(({ from }) => from))].filter((at) => at !== lead).sort((a, b) => a - b)
  const linkOf = new Map(origins.map((at, index) => [at, `${highest + 1 + index}\\p`]))
  const provenance = [lead, ...origins].map((at) => {
    const source = sources[at]!
    return data('883', ' ', ' ', { '8': linkOf.get(at) ?? null, q: source.library, w: numberOf(source) })
  })
  return { taken: taken.map((one) => linked(one, lead, linkOf)), provenance }
}

function linked({ unit, from }: Taken, lead: number, linkOf: ReadonlyMap<number, string>): Taken {
  const marks = from.flatMap((at) => linkOf.get(at) ?? []).map((value) => ({ code: '8', value }))
  if (marks.length === 0) return { unit, from }
  // Links of another record's own lead nowhere here.
  const mark = <T extends Taken['unit']['field']>(field: T): T => ({
    ...field,
    subfields: [...marks, ...field.subfields.filter(({ code }) => from.includes(lead) || code !== '8')],
  })
  return { unit: { ...unit, field: mark(unit.field), other: unit.other === null ? null : mark(unit.other) }, from }
}

const data = (tag: string, ind1: string, ind2: string, given: Record<string, string | null>): MarcField => ({
  tag,
  ind1,
  ind2,
  subfields: Object.entries(given).flatMap(([code, value]) => (value ? [{ code, value }] : [])),
})

const copyField = ({ library, shelf, callNumber, barcode, volume }: UnionCopy) =>
  data('852', ' ', ' ', { a: library, b: shelf, h: callNumber, p: barcode, '3': volume })

// MARC21slim.xsd of the Library of Congress: what is outside these patterns makes a whole answer invalid.
function leaderOf(leader: string): string {
  const at = (from: number, shape: RegExp, otherwise: string) => {
    const found = leader.slice(from, from + otherwise.length)
    return shape.test(found) ? found : otherwise
  }
  const kind = at(5, /^[\dA-Za-z ]$/, 'n') + at(6, /^[\dA-Za-z]$/, 'a') + at(7, /^[\dA-Za-z ]{2}$/, 'm ')
  return `00000${kind}a2200000${at(17, /^[\dA-Za-z ]{3}$/, '   ')}4500`
}

const TAG = /^(0[1-9]\d|[1-9]\d\d)$/

function proper(field: MarcField): MarcField[] {
  if (!isDataField(field)) return /^00[1-9]$/.test(field.tag) ? [field] : []
  if (!TAG.test(field.tag)) return []
  const subfields = field.subfields.filter(({ code, value }) => /^[\da-z]$/i.test(code) && value.trim() !== '')
  const indicator = (given: string) => (/^[\da-z ]$/.test(given) ? given : ' ')
  return subfields.length === 0
    ? []
    : [{ ...field, ind1: indicator(field.ind1), ind2: indicator(field.ind2), subfields }]
}

// Control fields of which a record has one: a faulty source may repeat them.
function onlyFirst(fields: readonly MarcField[]): MarcField[] {
  const seen = new Set<string>()
  return fields.filter((field) => {
    if (field.tag >= '010' || field.tag === '006' || field.tag === '007') return true
    if (seen.has(field.tag)) return false
    seen.add(field.tag)
    return true
  })
}
