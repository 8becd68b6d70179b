import { fault, refused } from '#lib/marc/fault.ts'
import { readXmlFrame } from '#lib/marc/marcxml/read.ts'
import type { MarcItem, ReadRecord } from '#lib/marc/record.ts'
import type { OaiRecord } from '#lib/oai-pmh/response.ts'

/** A record of a page with what it became. */
export interface Harvested {
  record: OaiRecord
  /** null for a deleted one. */
  item: MarcItem | null
}

const LARGEST = 10_000_000

/** What a page is read with: where the harvest stands, and the set that was asked for. */
export interface PagePlace {
  doneRecords: number
  doneBytes: number
  setSpec: string
}

/**
 * Makes the records of a page into what an import takes: read ones, and refused ones with their reason. One that stands
 * twice in the page counts once, as it was last; what belongs to no asked-for set is refused.
 */
export function itemsOfPage(records: readonly OaiRecord[], place: PagePlace): Harvested[] {
  const last = new Map(records.map((record, i) => [record.identifier === '' ? `#${i}` : record.identifier, record]))
  let number = place.doneRecords
  let offset = place.doneBytes
  return [...last.values()].map((record) => {
    if (record.isDeleted) return { record, item: null }
    number += 1
    const item = itemOf(record, number, offset, place.setSpec)
    offset += item.length
    return { record, item }
  })
}

function itemOf(record: OaiRecord, number: number, offset: number, setSpec: string): MarcItem {
  const bytes = Buffer.from(marcOf(record.metadata ?? ''))
  const no = (code: string, facts: Record<string, string> = {}) =>
    refused(number, bytes, fault(code, offset, { identifier: record.identifier, ...facts }))
  if (setSpec !== '' && !isInSet(record.sets, setSpec)) {
    return no('catalogue.harvest-other-set', { set: record.sets.join(' ').slice(0, 200) })
  }
  if (bytes.length === 0) return no('catalogue.harvest-no-metadata')
  const item = readXmlFrame({ offset, bytes, length: bytes.length, problem: 'none' }, number, 'utf-8', LARGEST)
  if (item === null) return no('catalogue.harvest-no-marc')
  if (item.kind === 'refused') return item
  return withNumber(item, record.identifier)
}

// OAI-PMH 2.0 §2.6: a set's records are also its sub-sets'; servers may leave the sets out of their headers.
const isInSet = (sets: readonly string[], asked: string) =>
  sets.length === 0 || sets.some((set) => set === asked || set.startsWith(`${asked}:`))

/** A record without a number of its own is known by the identifier of its source. Its bytes stay as they came. */
function withNumber(item: ReadRecord, identifier: string): ReadRecord {
  const { record } = item
  const has = record.fields.some((field) => field.tag === '001' && 'value' in field && field.value.trim() !== '')
  if (has || identifier === '') return item
  const others = record.fields.filter((field) => field.tag !== '001')
  return { ...item, record: { ...record, fields: [{ tag: '001', value: identifier }, ...others] } }
}

/** Some servers put a collection around the one record. */
function marcOf(metadata: string): string {
  if (/^<([\w.-]+:)?collection[\s>]/.test(metadata)) {
    return /<((?:[\w.-]+:)?record)[\s>][\s\S]*<\/\1\s*>/.exec(metadata)?.[0] ?? metadata
  }
  return metadata
}
