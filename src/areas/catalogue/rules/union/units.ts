import { type DataField, isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

/** A MARC 21 data field with the 880 that writes the same in another script; an 880 nothing links to stands alone. */
export interface Unit {
  /** The field's tag, of a lone 880 the one its `$6` names. */
  readonly tag: string
  readonly field: DataField
  readonly other: DataField | null
}

const linkOf = (field: DataField) => field.subfields.find(({ code }) => code === '6')?.value ?? ''

/** The data fields of a record in their order, each joined with its other script (MARC 21, Appendix A: `$6`). */
export function unitsOf(record: MarcRecord): Unit[] {
  const data = record.fields.filter(isDataField)
  const others = new Map<string, DataField>()
  for (const field of data) {
    const link = linkOf(field)
    const isLinked = field.tag === '880' && /^\d{3}-\d\d/.test(link) && link.slice(4, 6) !== '00'
    if (isLinked) others.set(link.slice(0, 6), field)
  }
  const joined = new Set<DataField>()
  const units = data.flatMap((field): Unit[] => {
    if (field.tag === '880')
      return [{ tag: /^\d{3}-/.test(linkOf(field)) ? linkOf(field).slice(0, 3) : '880', field, other: null }]
    const link = linkOf(field)
    const other = link.startsWith('880-') ? others.get(`${field.tag}-${link.slice(4, 6)}`) : undefined
    if (other === undefined || joined.has(other)) return [{ tag: field.tag, field, other: null }]
    joined.add(other)
    return [{ tag: field.tag, field, other }]
  })
  return titleInOne(units.filter(({ field }) => !joined.has(field)))
}

// A record has one title: an 880 of it that nothing links to writes the same in the other script all the same.
function titleInOne(units: Unit[]): Unit[] {
  const title = units.find(({ tag, field, other }) => tag === '245' && field.tag === '245' && other === null)
  const lone = units.find(({ tag, field }) => tag === '245' && field.tag === '880')
  if (title === undefined || lone === undefined) return units
  return units.flatMap((unit) => (unit === lone ? [] : unit === title ? [{ ...unit, other: lone.field }] : [unit]))
}

const PAIRS = 99

/** The fields of some units; pairs are numbered anew, because they may come from several records. */
export function fieldsOfUnits(units: readonly Unit[]): MarcField[] {
  let pairs = 0
  const others: MarcField[] = []
  const fields = units.map(({ tag, field, other }): MarcField => {
    if (field.tag === '880') return tag === '880' ? field : withLink(field, `${tag}-00`)
    if (other === null) return withLink(field, null)
    pairs += 1
    // An occurrence number has two digits; 00 is an 880 without its field.
    const number = pairs > PAIRS ? '00' : String(pairs).padStart(2, '0')
    others.push(withLink(other, `${tag}-${number}`))
    return withLink(field, pairs > PAIRS ? null : `880-${number}`)
  })
  return [...fields, ...others]
}

// What stands behind the number tells the script and the direction, and stays.
function withLink(field: DataField, link: string | null): DataField {
  const rest = field.subfields.filter(({ code }) => code !== '6')
  if (link === null) return { ...field, subfields: rest }
  const script = linkOf(field).slice(6)
  return { ...field, subfields: [{ code: '6', value: `${link}${script}` }, ...rest] }
}

const isArabic = (field: DataField) =>
  /^[^\p{L}]*\p{Script=Arabic}/u.test(field.subfields.find(({ code }) => code === 'a')?.value ?? '')

/** The form of a unit that pages show: Arabic script where one of the two is in it. */
export function shownForm({ field, other }: Unit): DataField {
  return other !== null && !isArabic(field) && isArabic(other) ? other : field
}
