import { isDataField, type MarcFamily, type MarcField, type MarcRecord } from './record.ts'

/**
 * The record as its text is now: Unicode. MARC 21 says so in leader/09 (`a`), UNIMARC in 100 $a/26–29 (`50`, blanks). A record that says so
 * already, or whose text is plain ASCII, comes back unchanged.
 */
export function declareUnicode(record: MarcRecord, family: MarcFamily): MarcRecord {
  if (isPlain(record)) return record
  if (family === 'marc21') {
    if (record.leader[9] === 'a') return record
    return { leader: `${record.leader.slice(0, 9)}a${record.leader.slice(10)}`, fields: record.fields }
  }
  return { leader: record.leader, fields: record.fields.map(declareIn100) }
}

function declareIn100(field: MarcField): MarcField {
  if (field.tag !== '100' || !isDataField(field)) return field
  const subfields = field.subfields.map((sub) =>
    sub.code === 'a' && sub.value.length >= 30
      ? { code: 'a', value: `${sub.value.slice(0, 26)}50  ${sub.value.slice(30)}` }
      : sub,
  )
  return { ...field, subfields }
}

function isPlain(record: MarcRecord): boolean {
  const plain = (text: string) => !/[^\x00-\x7f]/.test(text)
  return record.fields.every((field) =>
    isDataField(field) ? field.subfields.every(({ value }) => plain(value)) : plain(field.value),
  )
}
