import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

/** The control number of what a library has by an ISBN alone. */
export const isbnControlNumber = (isbn: string): string => `isbn-${isbn}`

export const isIsbnControlNumber = (number: string): boolean => /^isbn-97[89]\d{10}$/.test(number)

// Numbers of the library or system it came from, its local notes, its copies and its local fields.
const NOT_TAKEN =
  /^(00[13579]|016|019|029|035|040|049|05[29]|066|09.|59.|69.|84.|85[0-5]|85[7-9]|86.|87.|886|9..|.*[A-Z].*)$/

/**
 * A record of the union as a library's own, for the copies it has scanned: the description of the book, with neither numbers nor copies
 * of the library it came from. `source` is MARC 21.
 */
export function isbnRecord(source: MarcRecord, isbn: string, copies: number): MarcRecord {
  const described = source.fields.filter(({ tag }) => !NOT_TAKEN.test(tag))
  const own: MarcField[] = [
    { tag: '001', value: isbnControlNumber(isbn) },
    ...described,
    ...Array.from({ length: copies }, (_, i) => ({
      tag: '852',
      ind1: ' ',
      ind2: ' ',
      subfields: [{ code: 't', value: String(i + 1) }],
    })),
  ]
  const numbered = own.some(
    (field) =>
      field.tag === '020' &&
      isDataField(field) &&
      field.subfields.some(({ code, value }) => code === 'a' && value.replace(/[^\dX]/gi, '').includes(isbn)),
  )
  const number = { tag: '020', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: isbn }] }
  const fields = numbered ? own : [...own, number]
  return { leader: source.leader, fields: [...fields].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0)) }
}
