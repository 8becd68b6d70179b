import { isDataField, type MarcRecord } from '#lib/marc/record.ts'

/** The record without the fields of these tags, and without the 880s that write them in another script. */
export function withoutFields(record: MarcRecord, tags: ReadonlySet<string>): MarcRecord {
  if (tags.size === 0) return record
  return {
    leader: record.leader,
    fields: record.fields.filter((field) => {
      if (field.tag !== '880' || !isDataField(field)) return !tags.has(field.tag)
      const link = field.subfields.find(({ code }) => code === '6')?.value
      return link === undefined || !tags.has(link.slice(0, 3))
    }),
  }
}
