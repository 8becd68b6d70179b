import { type DataField, isDataField, type MarcFamily, type MarcRecord, type Subfield } from '#lib/marc/record.ts'
import type { Side } from './tables.ts'

/** Why something of a record found no place in the other format. */
export type LossReason =
  /** The table has no line for the field. */
  | 'no-field'
  /** The table's line has no pair for the subfield. */
  | 'no-subfield'
  /** The code has no like in the other format's list. */
  | 'no-code'
  /** An 880 that names no field, or a link that cannot be read. */
  | 'bad-link'
  /** The record is no bibliographic one: authorities and holdings have other formats. */
  | 'not-bibliographic'

/** One subfield, control field or position that was dropped. */
export interface Loss {
  readonly tag: string
  /** Which field of the tag, from 1. */
  readonly occurrence: number
  /** The subfield's code; `/18` for a position of coded data; null for a whole control field. */
  readonly code: string | null
  readonly value: string
  readonly why: LossReason
}

/** A subfield on its way, with the code it had. */
export interface Piece {
  code: string
  value: string
  readonly from: string
}

/** A field on its way: rules change it in place. */
export interface Draft {
  tag: string
  ind1: string
  ind2: string
  pieces: Piece[]
}

/** What a rule may look at beside its field. */
export interface Context {
  readonly from: Side
  readonly family: MarcFamily
  readonly record: MarcRecord
  readonly has: (tag: string) => boolean
  /** Reports what the rule could not carry. */
  readonly drop: (tag: string, occurrence: number, code: string | null, value: string, why: LossReason) => void
}

export const dataField = (tag: string, ind: string, subfields: readonly Subfield[]): DataField => ({
  tag,
  ind1: ind[0] ?? ' ',
  ind2: ind[1] ?? ' ',
  subfields,
})

/** The data fields of a tag. */
export const fieldsOf = (record: MarcRecord, tag: string): DataField[] =>
  record.fields.filter((field): field is DataField => field.tag === tag && isDataField(field))

/** The value of the first control field of a tag, or null. */
export function controlOf(record: MarcRecord, tag: string): string | null {
  for (const field of record.fields) if (field.tag === tag && !isDataField(field)) return field.value
  return null
}

/** The first subfield of a code in the first field of a tag, or null. */
export const firstOf = (record: MarcRecord, tag: string, code: string): string | null =>
  fieldsOf(record, tag)[0]?.subfields.find((one) => one.code === code)?.value ?? null
