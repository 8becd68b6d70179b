import type { Script } from '#lib/marc/description/description.ts'
import { scriptOf } from '#lib/marc/description/punctuation.ts'
import type { DataField } from '#lib/marc/record.ts'

/** A field and the number that ties it to the same in another script; `alternate` when it is the other one. */
export interface Tied {
  readonly field: DataField
  /** Two digits, or null when nothing ties it; `00` for another script's field without a twin. */
  readonly number: string | null
  readonly alternate: boolean
}

/** UNIMARC $7 and MARC 21 $6 name scripts by these. */
const CODES: Partial<Record<Script, readonly [unimarc: string, marc21: string]>> = {
  latin: ['ba', '(B'],
  cyrillic: ['ca', '(N'],
  han: ['ea', '$1'],
  arabic: ['fa', '(3'],
  greek: ['ga', '(S'],
  hebrew: ['ha', '(2'],
}

/** Reads `$6` of MARC 21: `880-01` on a field, `245-01/(3/r` on its 880; null for an 880 that names no field. */
export function untieMarc21(field: DataField): Tied | null {
  const link = field.subfields[0]?.code === '6' ? field.subfields[0].value : null
  const found = link === null ? null : /^(\d{3})-(\d\d)/.exec(link)
  const bare = { ...field, subfields: field.subfields.slice(1) }
  if (field.tag === '880') {
    return found ? { field: { ...bare, tag: found[1] ?? '' }, number: found[2] ?? null, alternate: true } : null
  }
  return found?.[1] === '880'
    ? { field: bare, number: found[2] ?? null, alternate: false }
    : { field, number: null, alternate: false }
}

/** Ties the two forms in UNIMARC: same tag, `$6 a01`, and `$7` for the script. */
export function tieUnimarc(field: DataField, number: string | null): DataField {
  if (number === null) return field
  const script = CODES[scriptIn(field)]?.[0] ?? 'zz'
  return {
    ...field,
    subfields: [{ code: '6', value: `a${number}` }, { code: '7', value: script }, ...field.subfields],
  }
}

/** Reads `$6` and `$7` of UNIMARC fields: the first of a tag and number is the field, the next its other script. */
export function untieUnimarc(fields: readonly DataField[]): Tied[] {
  const seen = new Set<string>()
  return fields.map((field) => {
    const number = /^[a-z](\d\d)/.exec(field.subfields.find(({ code }) => code === '6')?.value ?? '')?.[1]
    if (number === undefined) return { field, number: null, alternate: false }
    const bare = { ...field, subfields: field.subfields.filter(({ code }) => code !== '6' && code !== '7') }
    const key = `${field.tag}-${number}`
    const alternate = number === '00' || seen.has(key)
    seen.add(key)
    return { field: bare, number, alternate }
  })
}

/** Ties the two forms in MARC 21: an 880 for the other script. */
export function tieMarc21(field: DataField, { number, alternate }: Tied): DataField {
  if (number === null) return field
  if (!alternate) return { ...field, subfields: [{ code: '6', value: `880-${number}` }, ...field.subfields] }
  const script = scriptIn(field)
  const code = CODES[script]?.[1]
  const mark = code === undefined ? '' : `/${code}${script === 'arabic' || script === 'hebrew' ? '/r' : ''}`
  return {
    ...field,
    tag: '880',
    subfields: [{ code: '6', value: `${field.tag}-${number}${mark}` }, ...field.subfields],
  }
}

const scriptIn = (field: DataField): Script => scriptOf(field.subfields.map(({ value }) => value).join(' '))
