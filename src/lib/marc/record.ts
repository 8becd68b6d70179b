/** A control field (001–009): a tag and one value, without indicators or subfields. */
export interface ControlField {
  readonly tag: string
  readonly value: string
}

/** One subfield: a one-character code and its text. */
export interface Subfield {
  readonly code: string
  readonly value: string
}

/** A data field: a tag, two indicators (one character each) and its subfields in the order of the source. */
export interface DataField {
  readonly tag: string
  readonly ind1: string
  readonly ind2: string
  readonly subfields: readonly Subfield[]
}

/** A field is a data field exactly when it has `subfields`. */
export type MarcField = ControlField | DataField

/** A record of any MARC family: the 24-character leader and the fields in the order of the source. */
export interface MarcRecord {
  readonly leader: string
  readonly fields: readonly MarcField[]
}

/** The families that read their fields differently: `700` is an added author in MARC 21 and the first one in UNIMARC. */
export type MarcFamily = 'marc21' | 'unimarc' | 'iranmarc'

/** The character encoding in which the record's text was found. */
export type MarcEncoding = 'utf-8' | 'marc-8' | 'iso-5426' | 'windows-1256' | 'windows-1251' | 'latin-1'

/** Facts a fault's sentence may name. */
export type FaultFacts = Readonly<Record<string, string | number>>

/**
 * One thing wrong with a record or a file.
 *
 * `code` is `marc.kebab-case` and has a sentence in `text.*.ts`; `offset` is in bytes from the start of the
 * (decompressed) stream; `tag` is the field at fault where one is known.
 */
export interface Fault {
  readonly code: string
  readonly offset: number
  readonly tag?: string
  readonly facts: FaultFacts
}

/** A record that was read, with the original bytes and whatever had to be repaired to read it. */
export interface ReadRecord {
  readonly kind: 'record'
  /** 1 for the first record of the stream; refused records are counted too. */
  readonly number: number
  /** Byte offset in the (decompressed) stream. */
  readonly offset: number
  readonly length: number
  readonly bytes: Uint8Array
  readonly record: MarcRecord
  readonly family: MarcFamily
  readonly encoding: MarcEncoding
  readonly repairs: readonly Fault[]
}

/** A stretch of the stream that could not be read as a record; `bytes` holds at most its first 100,000 bytes. */
export interface RefusedRecord {
  readonly kind: 'refused'
  readonly number: number
  readonly offset: number
  readonly length: number
  readonly bytes: Uint8Array
  readonly fault: Fault
}

/** What the reader gives for each record of a stream. */
export type MarcItem = ReadRecord | RefusedRecord

/** Narrows a field to a data field. */
export function isDataField(field: MarcField): field is DataField {
  return 'subfields' in field
}
