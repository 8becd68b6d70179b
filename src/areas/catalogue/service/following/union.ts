import { composeBy, type FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Composition } from '#areas/catalogue/rules/union/composed-record.ts'
import { type UnionCopy, type UnionSource, unionRecord } from '#areas/catalogue/rules/union/union-record.ts'
import { listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { listFieldRules } from '#areas/catalogue/store/field-rules.ts'
import { listHolderNames } from '#areas/catalogue/store/followers.ts'
import {
  type ItemRow,
  listItemsOfEditions,
  listPlacesOfLibraries,
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
  const [editions, rows, copies, rules] = await Promise.all([
    listEditionsByIds(platform.db, ids),
    listRecordsOfEditions(platform.db, ids),
    listItemsOfEditions(platform.db, ids),
    listFieldRules(platform.db),
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
  const networks = await networksOf(platform, rows)
  const items = new Map<string, UnionItem>()
  for (const { id, updatedAt, isPublic } of editions) {
    const own = records.get(id)
    if (!isPublic || own === undefined) continue
    const sources = own.map((row) => sourceOf(row, names))
    const shown = new Set(own.map((row) => row.id))
    const held = (copiesOf.get(id) ?? []).filter((copy) => shown.has(copy.recordId))
    const url = editionAddress(platform, id)
    const composition = compositionOf(own, networks, rules)
    const record = unionRecord({ id, url, updatedAt, sources, composition, copies: copiesIn(own, held, names) })
    items.set(id, { id, record, origins: own.map((row) => originOf(row, names)) })
  }
  return items
}

const nameOf = (names: ReadonlyMap<string, string>, id: string) => names.get(id) ?? id

async function networksOf(platform: Platform, rows: readonly RecordRow[]): Promise<ReadonlyMap<string, string>> {
  const places = await listPlacesOfLibraries(platform.db, [...new Set(rows.map((row) => row.libraryId))])
  return new Map(places.map((place) => [place.id, place.networkId]))
}

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
    controlNumber: row.controlNumber,
    library: nameOf(names, row.libraryId),
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
