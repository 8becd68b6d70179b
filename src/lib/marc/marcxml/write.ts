import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

/** What stands before and after the records of a MARCXML file. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
export const XML_TAIL = '</collection>\n'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes text for XML; control characters, which XML 1.0 cannot hold in any form, are left out. */
export function escapeXml(text: string): string {
  if (!/[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) return text
  return text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (char) => ESCAPES[char] as string)
}

/** Writes one record as a MARCXML `<record>` element, to stand in a collection. Source: MARC21slim.xsd of the Library of Congress. */
export function writeMarcXml(record: MarcRecord): string {
  let xml = `<record>\n  <leader>${escapeXml(record.leader)}</leader>\n`
  for (const field of record.fields) xml += fieldXml(field)
  return `${xml}</record>\n`
}

function fieldXml(field: MarcField): string {
  const tag = escapeXml(field.tag)
  if (!isDataField(field)) return `  <controlfield tag="${tag}">${escapeXml(field.value)}</controlfield>\n`
  let xml = `  <datafield tag="${tag}" ind1="${escapeXml(field.ind1)}" ind2="${escapeXml(field.ind2)}">\n`
  for (const { code, value } of field.subfields) {
    xml += `    <subfield code="${escapeXml(code)}">${escapeXml(value)}</subfield>\n`
  }
  return `${xml}  </datafield>\n`
}
