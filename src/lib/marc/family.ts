import { isDataField, type MarcFamily, type MarcField, type MarcRecord } from './record.ts'

/**
 * Recognises the family of a record by its content: a file's name or label is never asked.
 *
 * UNIMARC: 200 without 245, or a 100 $a that begins with eight digits (the entry date), or 801 without 245. IRANMARC: a UNIMARC record whose 801 $a
 * is Iran, or with the fields of block 9 that are Iran's own (901 library code, 902 accession number, 905 shelf-list number).
 */
export function familyOf(record: MarcRecord): MarcFamily {
  let has245 = false
  let has200 = false
  let dated100 = false
  let source: MarcField | undefined
  let nines = 0
  let iranian = false
  for (const field of record.fields) {
    switch (field.tag) {
      case '245':
        has245 = true
        break
      case '200':
        has200 = true
        break
      case '100':
        dated100 ||= /^\d{8}[a-z|]/.test(firstA(field))
        break
      case '801':
        source ??= field
        iranian ||= /^(IR|ایران)$/i.test(firstA(field).trim())
        break
      case '901':
        nines |= 1
        iranian ||= /^IR-?\d/i.test(firstA(field))
        break
      case '902':
        nines |= 2
        break
      case '905':
        nines |= 4
        break
    }
  }
  if (has245 || !(has200 || dated100 || source)) return 'marc21'
  return iranian || nines === 7 || nines === 3 || nines === 5 ? 'iranmarc' : 'unimarc'
}

function firstA(field: MarcField): string {
  if (!isDataField(field)) return ''
  for (const { code, value } of field.subfields) if (code === 'a') return value
  return ''
}
