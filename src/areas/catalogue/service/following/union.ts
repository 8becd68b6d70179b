import { type UnionCopy, type UnionSource, unionRecord } from '#areas/catalogue/rules/following/union-record.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { listHolderNames } from '#areas/catalogue/store/followers.ts'
import {
  type ItemRow,
  listItemsOfEditions,
  listRecordsOfEditions,
  type RecordRow,
} from '#areas/catalogue/store/records.ts'
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
  const [editions, rows, copies] = await Promise.all([
    listEditionsByIds(platform.db, ids),
    listRecordsOfEditions(platform.db, ids),
    listItemsOfEditions(platform.db, ids),
  ])
  const records = Map.groupBy(
    rows.filter((row) => row.suppressedAt === null),
    (row) => row.editionId,
  )
  const copiesOf = Map.groupBy(
    copies.filter((copy) => copy.suppressedAt === null),
    (copy) => copy.editionId,
  )
  const holders = [...rows.map((row) => row.libraryId), ...copies.map((copy) => copy.libraryId)]
  const names = new Map((await listHolderNames(platform.db, [...new Set(holders)])).map((one) => [one.id, one.name]))
  const items = new Map<string, UnionItem>()
  for (const { id, updatedAt, isPublic, brief } of editions) {
    const own = records.get(id)
    if (!isPublic || own === undefined) continue
    const isShown = (row: RecordRow) =>
      own.length === 1 || readRecord(row.parsed, row.family).brief.title === brief.title
    const sources = own.map((row) => sourceOf(row, names, isShown(row)))
    const shown = new Set(own.map((row) => row.id))
    const held = (copiesOf.get(id) ?? []).filter((copy) => shown.has(copy.recordId))
    const url = editionAddress(platform, id)
    const record = unionRecord({ id, url, updatedAt, sources, copies: copiesIn(own, held, names) })
    items.set(id, { id, record, origins: own.map((row) => originOf(row, names)) })
  }
  return items
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id

function sourceOf(row: RecordRow, names: ReadonlyMap<string, string>, isShown: boolean): UnionSource {
  const record = toMarc21(row.parsed, row.family, { keep: false })
  return {
    record: declareUnicode(record, 'marc21'),
    controlNumber: row.controlNumber,
    library: nameOf(names, row.libraryId),
    isShown,
  }
}

function originOf(row: RecordRow, names: ReadonlyMap<string, string>): UnionOrigin {
  return {
    recordId: row.id,
    library: nameOf(names, row.libraryId),
    controlNumber: row.controlNumber,
    updatedAt: row.updatedAt,
  }
}

function copiesIn(
  rows: readonly RecordRow[],
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
