import { mayImport } from '#areas/catalogue/rules/policies.ts'
import { recompose } from '#areas/catalogue/service/import/composing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { setRecordsSuppressed } from '#areas/catalogue/store/harvest/harvested.ts'
import {
  countsOf,
  dropUncounted,
  findSameList,
  listCounted,
  listUncounted,
  markHidden,
  putCounts,
  setUndone,
} from '#areas/catalogue/store/import/isbn-counts.ts'
import { type ImportRow, lockLibrary } from '#areas/catalogue/store/imports.ts'
import { libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { append, type JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

const listOf = (row: ImportRow) => ({
  id: row.id,
  libraryId: row.libraryId,
  sha256: row.sha256,
  scope: row.listScope,
})

/** How many copies of a number a list leaves its library with, out of those it has itself. */
export type CopiesOf = (isbns: readonly string[], own: ReadonlyMap<string, number>) => Promise<Map<string, number>>

/**
 * Keeps what a list counts, and answers how many copies each number has with the lists before. The same list once more
 * counts nothing; one that is only tried keeps nothing.
 */
export async function countList(
  platform: Platform,
  row: ImportRow,
  counts: readonly { isbn: string; copies: number }[],
  by: JournalActor,
): Promise<CopiesOf> {
  const list = listOf(row)
  const isAgain = list.scope === null || (await findSameList(platform.db, list)) !== undefined
  if (!row.isDryRun) {
    if (!isAgain) await platform.db.transaction().execute((tx) => putCounts(tx, list, counts))
    await settle(platform, row, by)
  }
  const standsAlone = row.isDryRun && list.scope === 'whole'
  return async (isbns, own) => {
    const others = standsAlone ? new Map<string, number>() : await countsOf(platform.db, list, isbns)
    const copies = (isbn: string) => (others.get(isbn) ?? 0) + (isAgain && !standsAlone ? 0 : (own.get(isbn) ?? 0))
    return new Map(isbns.map((isbn) => [isbn, copies(isbn)]))
  }
}

const AT_ONCE = 500

/** Hides the records by ISBN alone that no list counts any more, and shows those again that one counts. Nothing is deleted. */
async function settle(platform: Platform, row: Pick<ImportRow, 'id' | 'libraryId'>, by: JournalActor): Promise<void> {
  for (const isHidden of [true, false]) {
    for (;;) {
      const turned = await platform.db.transaction().execute((tx) => settleSome(platform, tx, row, by, isHidden))
      if (turned < AT_ONCE) break
    }
  }
  await platform.db.transaction().execute((tx) => dropUncounted(tx, row.libraryId))
}

async function settleSome(
  platform: Platform,
  tx: Tx,
  row: Pick<ImportRow, 'id' | 'libraryId'>,
  by: JournalActor,
  isHidden: boolean,
): Promise<number> {
  await lockLibrary(tx, row.libraryId)
  await lockGrouping(tx)
  const found = await listUncounted(tx, row.libraryId, isHidden, AT_ONCE)
  if (found.length === 0) return 0
  const at = platform.clock()
  const ids = found.map((one) => one.id)
  await setRecordsSuppressed(tx, ids, isHidden ? null : at)
  await markHidden(tx, ids, !isHidden)
  await recompose(
    tx,
    found.map((one) => one.editionId),
    {},
    at,
  )
  await append(
    tx,
    ids.map((id) => ({
      at,
      by,
      organisation: row.libraryId,
      action: isHidden ? 'catalogue.record-counted-again' : 'catalogue.record-uncounted',
      subject: { type: 'record', id },
      facts: { import: row.id },
    })),
  )
  return found.length
}

/** What taking a list back leaves to be written: the numbers whose copies change, as a list of their own. */
export interface Undone {
  library: string
  fileName: string
  /** Empty when nothing stands counted any more. */
  text: string
}

/**
 * Takes a list of ISBNs back: its copies no longer count, and if it took the place of all others, those count again.
 * Whoever calls sends what is left to be written as a list without a scope.
 *
 * Refuses `catalogue.list-running`, `catalogue.list-undone-already`, `catalogue.import-by-own-staff` and as `getImport`.
 */
export async function undoList(platform: Platform, actor: Actor, input: { id: string }): Promise<Undone> {
  const row = await getImport(platform, actor, input)
  const library = await libraryRow(platform, row.libraryId)
  mayImport(actor, placeOfLibrary(library))
  if (row.listScope === null || row.isDryRun) throw new Refusal('conflict', 'catalogue.list-undone-already')
  if (row.state === 'waiting' || row.state === 'running') throw new Refusal('conflict', 'catalogue.list-running')
  await platform.db.transaction().execute(async (tx) => {
    const at = platform.clock()
    if (!(await setUndone(tx, row.id, at))) throw new Refusal('conflict', 'catalogue.list-undone-already')
    await append(tx, {
      at,
      by: actor,
      organisation: row.libraryId,
      action: 'catalogue.list-undone',
      subject: { type: 'import', id: row.id },
      facts: { file: row.fileName, scope: row.listScope },
    })
  })
  await settle(platform, row, actor)
  const numbers = await listCounted(platform.db, row.libraryId)
  const copies = await countsOf(platform.db, row, numbers)
  const text = numbers.flatMap((isbn) => (copies.has(isbn) ? [`${isbn},${copies.get(isbn)}\n`] : [])).join('')
  return { library: `${library.networkCode}:${library.code}`, fileName: `undo-${row.fileName}`, text }
}
