import { maySeeWork, maySuppress, mayWork, worksAt } from '#areas/catalogue/rules/policies.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { explainPlace } from '#areas/catalogue/service/grouping/explaining.ts'
import { decisionsAbout } from '#areas/catalogue/service/grouping/history.ts'
import { standingSplit } from '#areas/catalogue/service/grouping/undoing.ts'
import { recompose } from '#areas/catalogue/service/import/composing.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { findRefusal, listRefusals } from '#areas/catalogue/store/import/refusals.ts'
import { findImport, type ImportRow, listImports } from '#areas/catalogue/store/imports.ts'
import {
  findRecord,
  listItemsOfEditions,
  listRecordsOfEditions,
  type RecordRow,
  setItemSuppressed,
  setRecordSuppressed,
} from '#areas/catalogue/store/records.ts'
import { librariesByIds, librariesWithin, libraryByCode, libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { recordHistory } from './reading.ts'

/** An import with the library it is for. */
export interface ImportEntry extends ImportRow {
  libraryName: string
  libraryCode: string
}

/** The imports within the actor's scope, newest first. */
export async function listImportsFor(
  platform: Platform,
  actor: Actor,
  input: { library?: string; limit?: number; offset?: number } = {},
): Promise<ImportEntry[]> {
  const page = { limit: Math.min(input.limit ?? 50, 200), offset: input.offset ?? 0 }
  let ids: string[] | null
  if (input.library === undefined) {
    ids = await librariesWithin(platform, mayWork(actor))
  } else {
    const library = await libraryByCode(platform, input.library)
    maySeeWork(actor, placeOfLibrary(library))
    ids = [library.id]
  }
  return await named(platform, await listImports(platform.db, ids, page))
}

async function named(platform: Platform, imports: readonly ImportRow[]): Promise<ImportEntry[]> {
  const libraries = await librariesByIds(platform, [...new Set(imports.map((row) => row.libraryId))])
  const byId = new Map(libraries.map((row) => [row.id, row]))
  return imports.map((row) => ({
    ...row,
    libraryName: byId.get(row.libraryId)?.name ?? '',
    libraryCode: byId.get(row.libraryId)?.code ?? '',
  }))
}

/** One import; refuses `catalogue.import-unknown` (missing) and those of other libraries. */
export async function getImport(platform: Platform, actor: Actor, input: { id: string }): Promise<ImportEntry> {
  const row = isId(input.id) ? await findImport(platform.db, input.id) : undefined
  if (row === undefined) throw new Refusal('missing', 'catalogue.import-unknown')
  const library = await libraryRow(platform, row.libraryId)
  maySeeWork(actor, placeOfLibrary(library))
  return { ...row, libraryName: library.name, libraryCode: library.code }
}

/** Refused records of an import, a page at a time; with their bytes, so that the fault can be shown in the record. */
export async function listRefusalsOf(
  platform: Platform,
  actor: Actor,
  input: { id: string; limit?: number; after?: number },
) {
  const row = await getImport(platform, actor, input)
  return await listRefusals(platform.db, row.id, { limit: Math.min(input.limit ?? 50, 500), after: input.after ?? 0 })
}

/** One refused record; refuses `catalogue.refusal-unknown` (missing). */
export async function getRefusal(platform: Platform, actor: Actor, input: { id: string; record: number }) {
  const row = await getImport(platform, actor, input)
  const refusal = await findRefusal(platform.db, row.id, input.record)
  if (refusal === undefined) throw new Refusal('missing', 'catalogue.refusal-unknown')
  return { import: row, refusal }
}

/** A record as its own staff sees it. */
export type RecordWork = Awaited<ReturnType<typeof getRecordWork>>

/** A record with its items, its group and what made it one, its repairs and history. Refuses `catalogue.record-unknown`. */
export async function getRecordWork(platform: Platform, actor: Actor, input: { id: string }) {
  const { row, library } = await workOn(platform, actor, input.id)
  const [items, siblings, history, decisions, explanation] = await Promise.all([
    listItemsOfEditions(platform.db, [row.editionId]),
    listRecordsOfEditions(platform.db, [row.editionId]),
    recordHistory(platform, row.id),
    decisionsAbout(platform, actor, row.id),
    explainPlace(platform, row),
  ])
  const others = siblings.filter((one) => one.id !== row.id)
  const own = items.filter((item) => item.recordId === row.id)
  const libraries = await librariesByIds(platform, [...new Set([...others, ...own].map((one) => one.libraryId))])
  const nameOf = new Map(libraries.map((one) => [one.id, one.name]))
  const reading = readRecord(row.parsed, row.family)
  return {
    row,
    title: titleOf(reading.brief),
    library,
    isPublic: siblings.some((one) => one.suppressedAt === null),
    items: inOrder(
      own.map((item) => {
        const number = item.barcode ?? item.accessionNumber ?? item.callNumber
        return { ...item, number, libraryName: nameOf.get(item.libraryId) ?? library.name }
      }),
    ),
    others: others.map((one) => {
      const other = readRecord(one.parsed, one.family)
      const where = libraries.find((library) => library.id === one.libraryId)
      const isOwn = where !== undefined && worksAt(actor, placeOfLibrary(where))
      const shared = other.keys.filter((key) => reading.keys.includes(key))
      return { row: one, title: titleOf(other.brief), library: where, isOwn, shared }
    }),
    decisions,
    explanation,
    canReturn: (await standingSplit(platform, row.id)) !== undefined,
    history,
  }
}

const byNumber = new Intl.Collator('en', { numeric: true })

// By library and then by number, so that a copy is found among many; those without a number come last.
function inOrder<T extends { libraryName: string; number: string | null }>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, library: sortKey(item.libraryName), number: item.number }))
  keyed.sort((a, b) => {
    if (a.library !== b.library) return a.library < b.library ? -1 : 1
    if (a.number === null || b.number === null) return Number(a.number === null) - Number(b.number === null)
    return byNumber.compare(toAsciiDigits(a.number), toAsciiDigits(b.number))
  })
  return keyed.map(({ item }) => item)
}

const titleOf = (brief: { title: string; part: string | null }) =>
  [brief.title, brief.part].filter((text) => text !== null).join('، ')

async function workOn(platform: Platform, actor: Actor, id: string) {
  const row = isId(id) ? await findRecord(platform.db, id) : undefined
  if (row === undefined) throw new Refusal('missing', 'catalogue.record-unknown')
  const library = await libraryRow(platform, row.libraryId)
  maySeeWork(actor, placeOfLibrary(library))
  return { row, library }
}

// Groups stand still meanwhile, and the record is read again: an import may have moved it since it was shown.
async function withRecord<T>(platform: Platform, id: string, work: (tx: Tx, row: RecordRow) => Promise<T>): Promise<T> {
  return await platform.db.transaction().execute(async (tx) => {
    await lockGrouping(tx)
    const row = await findRecord(tx, id)
    if (row === undefined) throw new Refusal('missing', 'catalogue.record-unknown')
    return await work(tx, row)
  })
}

/** Hides a record from the public, or shows it again; its edition is composed anew. */
export async function suppressRecord(platform: Platform, actor: Actor, input: { id: string; isSuppressed: boolean }) {
  const { row, library } = await workOn(platform, actor, input.id)
  maySuppress(actor, placeOfLibrary(library))
  await withRecord(platform, row.id, async (tx, row) => {
    if ((row.suppressedAt !== null) === input.isSuppressed) return
    const at = platform.clock()
    await setRecordSuppressed(tx, row.id, input.isSuppressed ? at : null)
    await recompose(tx, [row.editionId], {}, at)
    await append(tx, {
      at,
      by: actor,
      organisation: row.libraryId,
      action: input.isSuppressed ? 'catalogue.record-suppressed' : 'catalogue.record-shown',
      subject: { type: 'record', id: row.id },
    })
  })
}

/** Hides one copy from the public, or shows it again. Refuses `catalogue.item-unknown` (missing). */
export async function suppressItem(
  platform: Platform,
  actor: Actor,
  input: { record: string; item: string; isSuppressed: boolean },
) {
  const { row, library } = await workOn(platform, actor, input.record)
  maySuppress(actor, placeOfLibrary(library))
  await withRecord(platform, row.id, async (tx, row) => {
    const at = platform.clock()
    const items = await listItemsOfEditions(tx, [row.editionId])
    const item = items.find((one) => one.id === input.item && one.recordId === row.id)
    if (item === undefined) throw new Refusal('missing', 'catalogue.item-unknown')
    if ((item.suppressedAt !== null) === input.isSuppressed) return
    await setItemSuppressed(tx, input.item, input.isSuppressed ? at : null)
    await recompose(tx, [row.editionId], {}, at)
    await append(tx, {
      at,
      by: actor,
      organisation: row.libraryId,
      action: input.isSuppressed ? 'catalogue.item-suppressed' : 'catalogue.item-shown',
      subject: { type: 'record', id: row.id },
      facts: { item: input.item },
    })
  })
}
