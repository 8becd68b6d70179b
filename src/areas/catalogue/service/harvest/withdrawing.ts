import { maySuppress } from '#areas/catalogue/rules/policies.ts'
import { recompose } from '#areas/catalogue/service/import/composing.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import {
  findByNumbers,
  type HarvestedRow,
  listWithdrawnBy,
  putHarvested,
  setRecordsSuppressed,
} from '#areas/catalogue/store/harvest/harvested.ts'
import { changeHarvest, findHarvest, type HarvestRow } from '#areas/catalogue/store/harvest/harvests.ts'
import { findSource, type SourceRow } from '#areas/catalogue/store/harvest/sources.ts'
import { lockLibrary } from '#areas/catalogue/store/imports.ts'
import { libraryRow, placeOfLibrary } from '#areas/libraries/service.ts'
import type { Actor } from '#areas/people/contract.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import { append, type JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'

/** For whom and when records are hidden or shown by a harvest. */
export interface Withdrawing {
  source: SourceRow
  harvestId: string
  by: JournalActor
  at: Date
  /** True when the source did not say it: its whole list no longer has them. */
  isVanished?: boolean
}

/**
 * Hides the records a source withdrew, or shows again those it offers again: nothing is deleted, the journal has a line for
 * each, and the staff of the library can turn any of them back. Returns how many changed.
 */
export async function setWithdrawn(
  tx: Tx,
  on: Withdrawing,
  rows: readonly HarvestedRow[],
  isWithdrawn: boolean,
): Promise<Set<string>> {
  const numbers = rows.flatMap((row) => row.controlNumber ?? [])
  if (numbers.length === 0) return new Set()
  // In the order of the imports, so that neither waits for the other for ever.
  await lockLibrary(tx, on.source.libraryId)
  await lockGrouping(tx)
  const found = (await findByNumbers(tx, on.source.libraryId, numbers)).filter(
    (one) => one.isSuppressed !== isWithdrawn,
  )
  if (found.length === 0) return new Set()
  await setRecordsSuppressed(
    tx,
    found.map((one) => one.id),
    isWithdrawn ? on.at : null,
  )
  await recompose(
    tx,
    found.map((one) => one.editionId),
    {},
    on.at,
  )
  const identifiers = new Map(rows.map((row) => [row.controlNumber, row]))
  await append(
    tx,
    found.map((one) => ({
      at: on.at,
      by: on.by,
      organisation: on.source.libraryId,
      action: isWithdrawn
        ? on.isVanished
          ? 'catalogue.record-vanished'
          : 'catalogue.record-withdrawn'
        : 'catalogue.record-offered-again',
      subject: { type: 'record', id: one.id },
      facts: {
        source: on.source.url,
        identifier: identifiers.get(one.controlNumber)?.identifier ?? null,
        datestamp: identifiers.get(one.controlNumber)?.datestamp ?? null,
      },
    })),
  )
  return new Set(found.map((one) => one.controlNumber))
}

const AT_ONCE = 500

/**
 * Shows again everything one harvest withdrew. What the source says later is heeded again; the same old deletions are not.
 *
 * Refuses `catalogue.harvest-unknown`, `catalogue.nothing-to-undo`, and those who may not hide the library's records.
 */
export async function undoWithdrawals(platform: Platform, actor: Actor, input: { harvest: string }): Promise<number> {
  const harvest = isId(input.harvest) ? await findHarvest(platform.db, input.harvest) : undefined
  const source = harvest && (await findSource(platform.db, harvest.sourceId))
  if (harvest === undefined || source === undefined) throw new Refusal('missing', 'catalogue.harvest-unknown')
  maySuppress(actor, placeOfLibrary(await libraryRow(platform, source.libraryId)))
  if (harvest.state === 'running') throw new Refusal('conflict', 'catalogue.harvest-running')
  let undone = 0
  for (;;) {
    const some = await undoSome(platform, actor, source, harvest)
    if (some.seen === 0) break
    undone += some.shown
  }
  if (undone === 0) throw new Refusal('conflict', 'catalogue.nothing-to-undo')
  return undone
}

async function undoSome(platform: Platform, actor: Actor, source: SourceRow, harvest: HarvestRow) {
  return await platform.db.transaction().execute(async (tx) => {
    const on = { source, harvestId: harvest.id, by: actor, at: platform.clock() }
    const rows = await listWithdrawnBy(tx, harvest.id, AT_ONCE)
    const shown = await setWithdrawn(tx, on, rows, false)
    await putHarvested(
      tx,
      source.id,
      rows.map((row) => ({ ...row, withdrawnBy: null })),
    )
    const { withdrawn = 0 } = (await findHarvest(tx, harvest.id)) ?? {}
    await changeHarvest(tx, harvest.id, { withdrawn: Math.max(0, withdrawn - shown.size) })
    return { seen: rows.length, shown: shown.size }
  })
}
