import { composeBy, type FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Composition } from '#areas/catalogue/rules/union/composed-record.ts'
import {
  type SourceName,
  type UnionCopy,
  type UnionSource,
  unionRecord,
} from '#areas/catalogue/rules/union/union-record.ts'
import { listComposers } from '#areas/catalogue/service/grouping/composers.ts'
import { listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { listFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { listHolderNames } from '#areas/catalogue/store/followers.ts'
import { listShownHeads, type RecordHead } from '#areas/catalogue/store/members.ts'
import { type ItemRow, listItemsOfEditions, type RecordRow } from '#areas/catalogue/store/records.ts'
import { toMarc21 } from '#lib/marc/crosswalk/convert-family.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import { declareUnicode } from '#lib/marc/unicode.ts'
import type { Platform } from '#platform/platform.ts'

/** One source record an edition was made from. */
export interface UnionOrigin {
  recordId: string
  /** `NETWORK:CODE` of its library. */
  library: string
  controlNumber: string
  updatedAt: Date
}

/** A public edition as machines take it: one MARC 21 record, and where it comes from. */
export interface UnionItem {
  id: string
  record: MarcRecord
  origins: UnionOrigin[]
}

/** The address of an edition's page, in Persian. */
export const editionAddress = (platform: Platform, id: string) => `${platform.config.origin}/editions/${id}`

/** Public editions by id as MARC 21; those that are not public are left out. */
export async function unionItems(platform: Platform, ids: readonly string[]): Promise<Map<string, UnionItem>> {
  const [editions, heads, copies, rules] = await Promise.all([
    listEditionsByIds(platform.db, ids),
    listShownHeads(platform.db, ids),
    listItemsOfEditions(platform.db, ids),
    listFieldRules(platform.db),
  ])
  const composers = await listComposers(platform.db, ids, rules)
  const headsOf = Map.groupBy(heads, (head) => head.editionId)
  const copiesOf = Map.groupBy(
    copies.filter((copy) => copy.suppressedAt === null),
    (copy) => copy.editionId,
  )
  const holders = [...heads.map((head) => head.libraryId), ...copies.map((copy) => copy.libraryId)]
  const names = new Map((await listHolderNames(platform.db, [...new Set(holders)])).map((one) => [one.id, one.name]))
  const items = new Map<string, UnionItem>()
  for (const { id, updatedAt, isPublic } of editions) {
    const own = headsOf.get(id)
    const rows = composers.rows.get(id)
    if (!isPublic || own === undefined || rows === undefined) continue
    const sources = rows.map((row) => sourceOf(row, names))
    const read = new Set(rows.map((row) => row.id))
    const others = own.filter((head) => !read.has(head.id)).map((head) => namedOf(head, names))
    const shown = new Set(own.map((row) => row.id))
    const held = (copiesOf.get(id) ?? []).filter((copy) => shown.has(copy.recordId))
    const url = editionAddress(platform, id)
    const composition = compositionOf(rows, composers.networks, rules)
    const record = unionRecord({ id, url, updatedAt, sources, others, composition, copies: copiesIn(own, held, names) })
    items.set(id, { id, record, origins: own.map((row) => originOf(row, names)) })
  }
  return items
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id

// Composed as its pages are, so that machines are told what readers see.
function compositionOf(
  own: readonly RecordRow[],
  networks: ReadonlyMap<string, string>,
  rules: FieldRules,
): Composition | null {
  if (own.length < 2) return null
  const sources = own.map((row) => ({
    reading: readRecord(row.parsed, row.family),
    network: networks.get(row.libraryId) ?? null,
  }))
  return composeBy(sources, rules)
}

function sourceOf(row: RecordRow, names: ReadonlyMap<string, string>): UnionSource {
  const record = toMarc21(row.parsed, row.family, { keep: false })
  return {
    record: declareUnicode(record, 'marc21'),
    ...namedOf(row, names),
  }
}

const namedOf = ({ controlNumber, libraryId }: RecordHead, names: ReadonlyMap<string, string>): SourceName => ({
  controlNumber,
  library: nameOf(names, libraryId),
})

function originOf(row: RecordHead, names: ReadonlyMap<string, string>): UnionOrigin {
  return {
    recordId: row.id,
    library: nameOf(names, row.libraryId),
    controlNumber: row.controlNumber,
    updatedAt: row.updatedAt,
  }
}

function copiesIn(
  rows: readonly RecordHead[],
  held: readonly ItemRow[],
  names: ReadonlyMap<string, string>,
): UnionCopy[] {
  const told = held.map((copy) => ({
    library: nameOf(names, copy.libraryId),
    shelf: copy.shelf ?? copy.branch,
    callNumber: copy.callNumber,
    barcode: copy.barcode,
    volume: copy.volume,
  }))
  const silent = new Set(rows.map((row) => row.libraryId))
  for (const copy of held) silent.delete(copy.libraryId)
  const nothing = { shelf: null, callNumber: null, barcode: null, volume: null }
  return [...told, ...[...silent].map((id) => ({ library: nameOf(names, id), ...nothing }))]
}
