import { isDataField, type MarcField, type MarcRecord } from '#lib/marc/record.ts'

/**
 * Writes a record as MARC-in-JSON on one line, the shape of `yaz-marcdump -o json`:
 * `{"leader":…,"fields":[{"001":…},{"245":{"subfields":[{"a":…}],"ind1":"1","ind2":"0"}}]}`.
 */
export function writeJson(record: MarcRecord): string {
  return `{"leader":${JSON.stringify(record.leader)},"fields":[${record.fields.map(fieldJson).join(',')}]}\n`
}

function fieldJson(field: MarcField): string {
  const tag = JSON.stringify(field.tag)
  if (!isDataField(field)) return `{${tag}:${JSON.stringify(field.value)}}`
  const subfields = field.subfields.map(({ code, value }) => `{${JSON.stringify(code)}:${JSON.stringify(value)}}`)
  const [ind1, ind2] = [JSON.stringify(field.ind1), JSON.stringify(field.ind2)]
  return `{${tag}:{"subfields":[${subfields.join(',')}],"ind1":${ind1},"ind2":${ind2}}}`
}
