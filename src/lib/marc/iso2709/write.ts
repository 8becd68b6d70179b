import { type DataField, isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'
import { Refusal } from '#lib/refusal.ts'
import { ENTRY, FIELD_END, LEADER, RECORD_END, SUBFIELD } from './leader.ts'

/** What ISO 2709 can count: five digits of record length, four of field length. */
const MAX_RECORD = 99_999
const MAX_FIELD = 9_999

/**
 * Writes a record as ISO 2709 in UTF-8. Length and base address are counted anew, every other byte of the leader stays; a
 * clean UTF-8 record comes out byte for byte as it went in.
 *
 * Refuses `marc.too-large-to-write` (more than 99,999 bytes, or a field of more than 9,999) and `marc.not-writable` (a tag,
 * indicator or code that is not one byte each, delimiters inside text).
 */
export function writeIso2709(record: MarcRecord): Uint8Array {
  const data = record.fields.map(writeField)
  const base = LEADER + data.length * ENTRY + 1
  const length = data.reduce((sum, field) => sum + field.length, base + 1)
  if (length > MAX_RECORD) throw tooLarge({ bytes: length, limit: MAX_RECORD })
  const out = Buffer.alloc(length)
  out.write(`${pad(length, 5)}${record.leader.slice(5, 12)}${pad(base, 5)}${record.leader.slice(17, 24)}`, 0, 'latin1')
  let start = 0
  record.fields.forEach((field, i) => {
    const bytes = data[i] as Buffer
    if (bytes.length > MAX_FIELD) throw tooLarge({ tag: field.tag, bytes: bytes.length, limit: MAX_FIELD })
    out.write(`${field.tag}${pad(bytes.length, 4)}${pad(start, 5)}`, LEADER + i * ENTRY, 'latin1')
    bytes.copy(out, base + start)
    start += bytes.length
  })
  out[base - 1] = FIELD_END
  out[length - 1] = RECORD_END
  return out
}

const pad = (value: number, width: number) => String(value).padStart(width, '0')

const tooLarge = (facts: Record<string, string | number>) => new Refusal('invalid', 'marc.too-large-to-write', facts)

function writeField(field: MarcField): Buffer {
  if (!/^[0-9A-Za-z]{3}$/.test(field.tag)) throw new Refusal('invalid', 'marc.not-writable', { tag: field.tag })
  const text = isDataField(field) ? dataText(field) : plain(field.tag, field.value)
  return Buffer.from(`${text}\x1e`)
}

function dataText(field: DataField): string {
  const { tag, ind1, ind2 } = field
  if (!/^[\x20-\x7e]{2}$/.test(ind1 + ind2)) throw new Refusal('invalid', 'marc.not-writable', { tag })
  let text = ind1 + ind2
  for (const { code, value } of field.subfields) {
    if (code === '') throw new Refusal('invalid', 'marc.not-writable', { tag })
    text += String.fromCharCode(SUBFIELD) + plain(tag, code) + plain(tag, value)
  }
  return text
}

/** Text that holds none of the three delimiters, which would read back as structure. */
function plain(tag: string, text: string): string {
  if (/[\x1d-\x1f]/.test(text)) throw new Refusal('invalid', 'marc.not-writable', { tag })
  return text
}
