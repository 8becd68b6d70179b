import { type DataField, isDataField, type MarcRecord } from '#lib/marc/record.ts'
import type { ScriptText } from './description.ts'
import { clean, scriptOf } from './punctuation.ts'

/** A field with the one that writes the same in another script, where the record links one. */
export interface Linked {
  readonly field: DataField
  readonly alternate: DataField | null
}

/** The fields of a record by tag: control values, and data fields already joined with their other script. */
export interface FieldIndex {
  readonly control: ReadonlyMap<string, string>
  readonly data: ReadonlyMap<string, readonly Linked[]>
}

const NONE: readonly Linked[] = []

export const fieldsOf = (index: FieldIndex, tag: string): readonly Linked[] => index.data.get(tag) ?? NONE

/**
 * Indexes a MARC 21 record. `$6` joins a field with its 880 whichever of the two holds the romanised form; an 880 that nothing links to
 * counts as a field of the tag its own `$6` names.
 */
export function indexMarc21(record: MarcRecord): FieldIndex {
  const control = new Map<string, string>()
  const data = new Map<string, Linked[]>()
  const others = new Map<string, DataField>()
  for (const field of record.fields) {
    if (field.tag !== '880' || !isDataField(field)) continue
    const link = subfield(field, '6')
    if (link && link.length >= 6)
      others.set(link.endsWith('-00') || link.slice(4, 6) === '00' ? `${link}#${others.size}` : link.slice(0, 6), field)
  }
  for (const field of record.fields) {
    if (!isDataField(field)) {
      if (!control.has(field.tag)) control.set(field.tag, field.value)
      continue
    }
    if (field.tag === '880') continue
    let alternate: DataField | null = null
    if (others.size > 0) {
      const link = subfield(field, '6')
      const key = link?.startsWith('880-') ? `${field.tag}-${link.slice(4, 6)}` : ''
      alternate = others.get(key) ?? null
      if (alternate) others.delete(key)
    }
    add(data, field.tag, { field, alternate })
  }
  for (const [link, field] of others) add(data, link.slice(0, 3), { field, alternate: null })
  return { control, data }
}

/**
 * Indexes a UNIMARC record. Fields of one tag that share the number of their `$6` and differ in `$7` (the script) are one field in
 * two scripts.
 */
export function indexUnimarc(record: MarcRecord): FieldIndex {
  const control = new Map<string, string>()
  const data = new Map<string, Linked[]>()
  const linked = new Map<string, { list: Linked[]; at: number }>()
  for (const field of record.fields) {
    if (!isDataField(field)) {
      if (!control.has(field.tag)) control.set(field.tag, field.value)
      continue
    }
    const number = /\d\d/.exec(subfield(field, '6') ?? '')?.[0]
    const key = number === undefined ? '' : `${field.tag}-${number}`
    const first = key === '' ? undefined : linked.get(key)
    const before = first?.list[first.at]
    if (first && before && before.alternate === null) {
      first.list[first.at] = { field: before.field, alternate: field }
      continue
    }
    const list = add(data, field.tag, { field, alternate: null })
    if (key !== '') linked.set(key, { list, at: list.length - 1 })
  }
  return { control, data }
}

function add(data: Map<string, Linked[]>, tag: string, linked: Linked): Linked[] {
  const list = data.get(tag)
  if (list) {
    list.push(linked)
    return list
  }
  const made = [linked]
  data.set(tag, made)
  return made
}

/** The first subfield with `code`. */
export function subfield(field: DataField, code: string): string | null {
  for (const sub of field.subfields) if (sub.code === code) return sub.value
  return null
}

/** All subfields with `code`. */
export function subfields(field: DataField, code: string): string[] {
  const values: string[] = []
  for (const sub of field.subfields) if (sub.code === code) values.push(sub.value)
  return values
}

/** The subfields with any of `codes`, in the record's order, joined. */
export function joined(field: DataField, codes: string, separator = ' '): string {
  let text = ''
  for (const { code, value } of field.subfields) {
    if (codes.includes(code)) text = text === '' ? value : text + separator + value
  }
  return text
}

/** A text with its other script out of the same subfields of both fields; null when the field has none of them. */
export function scriptText(linked: Linked, codes: string, separator = ' '): ScriptText | null {
  const text = clean(joined(linked.field, codes, separator))
  if (text === null) return null
  const alternate = linked.alternate ? clean(joined(linked.alternate, codes, separator)) : null
  return { text, script: scriptOf(text), alternate }
}

/** `scriptText` of every field of the tags. */
export function scriptTexts(index: FieldIndex, tags: readonly string[], codes: string): ScriptText[] {
  const found: ScriptText[] = []
  for (const tag of tags) {
    for (const linked of fieldsOf(index, tag)) {
      const text = scriptText(linked, codes)
      if (text) found.push(text)
    }
  }
  return found
}

/** The cleaned texts of every field of the tags. */
export function texts(index: FieldIndex, tags: readonly string[], codes: string): string[] {
  const found: string[] = []
  for (const tag of tags) {
    for (const { field } of fieldsOf(index, tag)) {
      const text = clean(joined(field, codes))
      if (text !== null) found.push(text)
    }
  }
  return found
}

/** Puts distinct four-digit years of a text, of any three digit scripts, into `years`. */
export function addYears(years: number[], text: string | null | undefined): void {
  if (!text) return
  const ascii = /[\u0660-\u06f9]/.test(text)
    ? text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    : text
  for (const [digits] of ascii.matchAll(/(?<!\d)\d{4}(?!\d)/g)) {
    const year = Number(digits)
    if (year >= 1000 && year <= 2100 && !years.includes(year)) years.push(year)
  }
}
