import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

/** A source record of an edition, as MARC 21 already, with what the union says about it. */
export interface UnionSource {
  record: MarcRecord
  controlNumber: string
  /** `NETWORK:CODE` of its library. */
  library: string
  /** The edition's pages show its title: by the rules per field, or because it is the only one. */
  isShown: boolean
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
  copies: readonly UnionCopy[]
}

// Local fields of the sources say nothing in the union: holdings, items and processing of one system.
const LOCAL = /^(001|003|005|035|850|852|853|854|855|863|864|865|866|867|868|876|877|878|[056]9\d|9\d\d)$/
const MOST_COPIES = 500

/**
 * One MARC 21 record for an edition: the source record whose title its pages show describes it, the fullest of several; 001 is the edition, 035 every source
 * (`(NETWORK:CODE)number`), 852 every copy, 856 the edition's page. Subjects and summaries of the other sources are added
 * where the fullest has none. What MARCXML's schema does not allow is left out.
 */
export function unionRecord(edition: UnionEdition): MarcRecord {
  const [lead, ...others] = [...edition.sources].sort(
    (a, b) => Number(b.isShown) - Number(a.isShown) || weight(b.record) - weight(a.record),
  )
  const described = (lead?.record.fields ?? []).filter((field) => !LOCAL.test(field.tag))
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
    ...edition.sources.map((source) => data('035', ' ', ' ', { a: `(${source.library})${source.controlNumber}` })),
    ...described,
    ...lacking(
      described,
      others.map((source) => source.record),
    ),
    ...edition.copies.slice(0, MOST_COPIES).map(copyField),
    data('856', '4', '2', { u: edition.url }),
  ]
  const order = (field: MarcField) => (field.tag < '010' ? ` ${field.tag}` : field.tag[0]!)
  const sorted = fields.flatMap(proper).sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
  return { leader: leaderOf(lead?.record.leader ?? ''), fields: onlyFirst(sorted) }
}

const weight = (record: MarcRecord) => record.fields.length

const data = (tag: string, ind1: string, ind2: string, given: Record<string, string | null>): MarcField => ({
  tag,
  ind1,
  ind2,
  subfields: Object.entries(given).flatMap(([code, value]) => (value ? [{ code, value }] : [])),
})

const copyField = ({ library, shelf, callNumber, barcode, volume }: UnionCopy) =>
  data('852', ' ', ' ', { a: library, b: shelf, h: callNumber, p: barcode, '3': volume })

// A reader searches by these; one library's silence about them is not another's.
function lacking(described: readonly MarcField[], others: readonly MarcRecord[]): MarcField[] {
  return ['520', '6'].flatMap((start) => {
    if (described.some((field) => field.tag.startsWith(start))) return []
    const from = others.find((record) => record.fields.some((field) => field.tag.startsWith(start)))
    return from?.fields.filter((field) => field.tag.startsWith(start) && !LOCAL.test(field.tag)) ?? []
  })
}

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
