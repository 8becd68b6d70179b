import type { ExportFamily, ExportFormat } from '#areas/catalogue/contract/following.ts'
import { toMarc21, toUnimarc } from '#lib/marc/crosswalk/convert-family.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { writeJson } from '#lib/marc/json/write.ts'
import { writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { isDataField, type MarcFamily, type MarcRecord } from '#lib/marc/record.ts'
import { declareUnicode } from '#lib/marc/unicode.ts'
import { isRefusal } from '#lib/refusal.ts'

/** A record with what a follower wants to know beside it. */
export interface Exported {
  id: string
  /** The family to convert it to; null leaves it as it is. */
  as: ExportFamily | null
  editionId: string
  /** `NETWORK:CODE`. */
  library: string
  controlNumber: string
  family: MarcFamily
  parsed: MarcRecord
  isSuppressed: boolean
  updatedAt: Date
}

/** How a format begins, writes a record and ends. */
export interface ExportWriter {
  mediaType: string
  extension: string
  head: string
  write(record: Exported): Uint8Array
  tail(end: { after: string | null; records: number }): string
}

/** The record in Unicode with its id among the other systems' numbers: MARC 21 and UNIMARC both keep those in 035. */
function marked({ id, as, parsed, family }: Exported): MarcRecord {
  const record = as === null ? parsed : as === 'marc21' ? toMarc21(parsed, family) : toUnimarc(parsed, family)
  const { leader, fields } = declareUnicode(record, as ?? family)
  const mark = { tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: `(Peyvand)${id}` }] }
  const at = fields.findIndex((field) => field.tag > '035')
  return { leader, fields: at === -1 ? [...fields, mark] : [...fields.slice(0, at), mark, ...fields.slice(at)] }
}

const WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  marcxml: {
    mediaType: 'application/marcxml+xml; charset=utf-8',
    extension: 'xml',
    head: XML_HEAD,
    write: (record) => Buffer.from(writeMarcXml(marked(record))),
    tail: ({ after, records }) => `${XML_TAIL}<!-- end: ${records} records, after=${after ?? ''} -->\n`,
  },
  iso2709: {
    mediaType: 'application/marc',
    extension: 'mrc',
    head: '',
    write: (record) => inIso2709(marked(record), record.id),
    tail: () => '',
  },
  jsonl: {
    mediaType: 'application/x-ndjson; charset=utf-8',
    extension: 'jsonl',
    head: '',
    write: (record) => Buffer.from(withFacts(record)),
    tail: (end) => `${JSON.stringify({ peyvand: { end: true, ...end } })}\n`,
  },
}

// ISO 2709 counts to 99,999 bytes. What it cannot hold is announced by a record that says where it is had whole.
function inIso2709(record: MarcRecord, id: string): Uint8Array {
  try {
    return writeIso2709(record)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const mark = record.fields.find((field) => isDataField(field) && field.subfields[0]?.value === `(Peyvand)${id}`)
    const note = {
      code: 'a',
      value: `This record does not fit ISO 2709 (${error.code}); take /records/${id}/xml instead.`,
    }
    const field = { tag: '500', ind1: ' ', ind2: ' ', subfields: [note] }
    return writeIso2709({ leader: '00000nam a2200000   4500', fields: mark ? [mark, field] : [field] })
  }
}

// MARC-in-JSON with one member more, which its readers pass over.
function withFacts(record: Exported): string {
  const { id, as, editionId, library, controlNumber, family, isSuppressed, updatedAt } = record
  const facts = { id, edition: editionId, library, controlNumber, family: as ?? family, isSuppressed, updatedAt }
  return `${writeJson(marked(record)).trimEnd().slice(0, -1)},"peyvand":${JSON.stringify(facts)}}\n`
}

export const writerOf = (format: ExportFormat): ExportWriter => WRITERS[format]
