import { type Importing, identified, judge, writeBatch } from '#areas/catalogue/service/import/batch.ts'
import {
  countHarvested,
  findHarvested,
  findNumbersOf,
  type HarvestedRow,
  putHarvested,
} from '#areas/catalogue/store/harvest/harvested.ts'
import {
  changeHarvest,
  findHarvest,
  type HarvestNote,
  type HarvestRow,
} from '#areas/catalogue/store/harvest/harvests.ts'
import type { SourceRow } from '#areas/catalogue/store/harvest/sources.ts'
import { findImport } from '#areas/catalogue/store/imports.ts'
import { fault, refused } from '#lib/marc/fault.ts'
import type { OaiRecord } from '#lib/oai-pmh/response.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'
import { type Harvested, itemsOfPage } from './page.ts'
import { setWithdrawn } from './withdrawing.ts'

/** What stays the same over all pages of a harvest. */
export interface Taking {
  platform: Platform
  source: SourceRow
  importing: Importing
}

/** One page as the server sent it. */
export interface Page {
  records: readonly OaiRecord[]
  /** What stands for the page that comes next. */
  token: string
  announced: number | null
  answeredAt: Date | null
}

/** A source may withdraw so many records in one harvest without a person's word: this many, or this share of all it has. */
const FEW = 100
const SHARE = 0.2

/**
 * Writes a page in one transaction: its records as an import does, its deletions, and the token of the next page. A process
 * that dies before the end of it leaves the harvest at the page before.
 *
 * Refuses `catalogue.harvest-many-withdrawn` when a great part of the records would go and nobody agreed to it.
 */
export async function takePage(taking: Taking, harvest: HarvestRow, page: Page): Promise<HarvestRow> {
  const { platform, source, importing } = taking
  const row = (await findImport(platform.db, harvest.importId))!
  const place = { doneRecords: row.doneRecords, doneBytes: row.doneBytes, setSpec: source.setSpec }
  const on = { sourceId: source.id, harvestId: harvest.id }
  const taken = await withoutRepeated(platform.db, on, itemsOfPage(page.records, place))
  const items = taken.flatMap(({ item }) => item ?? [])
  // Numbers that come twice are looked for in the whole harvest (`withoutRepeated`); here only within the page.
  importing.seen = new Set()
  await writeBatch(platform, importing, judge(importing, items), row, async (tx) => {
    const { withdrawn, restored } = await noteSeen(tx, taking, harvest, taken)
    await changeHarvest(tx, harvest.id, {
      ...(page.records.some((one) => one.identifier === '') && !harvest.warnings.some(isUnnamed)
        ? { warnings: [...harvest.warnings, { code: UNNAMED, facts: {} }] }
        : {}),
      token: page.token,
      pages: harvest.pages + 1,
      listed: harvest.listed + page.records.length,
      announced: page.announced ?? harvest.announced,
      answeredAt: page.answeredAt,
      withdrawn: harvest.withdrawn + withdrawn,
      restored: harvest.restored + restored,
    })
  })
  return (await findHarvest(platform.db, harvest.id))!
}

/** A list with records that have no identifier does not say what it lacks. */
const UNNAMED = 'catalogue.harvest-unnamed'
const isUnnamed = (one: HarvestNote) => one.code === UNNAMED

/** A record of a page with the number it is known by; null for what is deleted or was refused. */
interface Numbered extends Harvested {
  number: string | null
}

const numbered = (one: Harvested): Numbered => ({
  ...one,
  number: one.item?.kind === 'record' ? identified(one.item).controlNumber : null,
})

/** Two identifiers with one control number in one harvest: the second is refused, as it would be in a file. */
async function withoutRepeated(
  db: Db,
  on: { sourceId: string; harvestId: string },
  found: readonly Harvested[],
): Promise<Numbered[]> {
  const taken = found.map(numbered)
  const numbers = taken.flatMap((one) => one.number ?? [])
  const known = new Map((await findNumbersOf(db, on, numbers)).map((one) => [one.controlNumber, one.identifier]))
  return taken.map((one) => {
    const { number } = one
    const other = number === null ? undefined : known.get(number)
    if (number === null || one.item === null || other === undefined || other === one.record.identifier) return one
    const reason = fault('catalogue.control-number-repeated', one.item.offset, { number })
    return { ...one, number: null, item: refused(one.item.number, one.item.bytes, reason) }
  })
}

/** Keeps what was seen under which identifier, hides what the source withdrew and shows what it offers again. */
async function noteSeen(tx: Tx, taking: Taking, harvest: HarvestRow, taken: readonly Numbered[]) {
  const { platform, source, importing } = taking
  const named = taken.filter(({ record }) => record.identifier !== '')
  const identifiers = named.map(({ record }) => record.identifier)
  const before = new Map((await findHarvested(tx, source.id, identifiers)).map((row) => [row.identifier, row]))
  const on = { source, harvestId: harvest.id, by: importing.by, at: platform.clock() }
  const rows = named.map((one) => seenRow(one, before.get(one.record.identifier), harvest.id))
  const isNews = (row: HarvestedRow) => {
    const known = before.get(row.identifier)
    return row.isDeleted && !(known?.isDeleted && known.datestamp === row.datestamp)
  }
  const going = rows.filter(isNews)
  await mustBeFew(tx, source, harvest, going.length)
  const gone = await setWithdrawn(tx, on, going, true)
  const back = rows.filter((row) => !row.isDeleted && row.withdrawnBy !== null)
  const shown = await setWithdrawn(tx, on, back, false)
  const put = rows.map((row) => {
    if (!row.isDeleted) return { ...row, withdrawnBy: null }
    return row.controlNumber !== null && gone.has(row.controlNumber) ? { ...row, withdrawnBy: harvest.id } : row
  })
  await putHarvested(tx, source.id, put)
  return { withdrawn: gone.size, restored: shown.size }
}

function seenRow(one: Numbered, known: HarvestedRow | undefined, harvestId: string): HarvestedRow {
  const { identifier, datestamp, isDeleted } = one.record
  const seen = { identifier, datestamp, isDeleted, harvestId }
  // A source that was harvested before identifiers were kept may have used them as control numbers.
  if (isDeleted) {
    return { ...seen, controlNumber: known?.controlNumber ?? identifier, withdrawnBy: known?.withdrawnBy ?? null }
  }
  return { ...seen, controlNumber: one.number ?? known?.controlNumber ?? null, withdrawnBy: known?.withdrawnBy ?? null }
}

async function mustBeFew(tx: Tx, source: SourceRow, harvest: HarvestRow, going: number): Promise<void> {
  const all = harvest.withdrawn + going
  if (harvest.mayWithdrawMany || all <= FEW) return
  const standing = (await countHarvested(tx, source.id)) + harvest.withdrawn
  if (all > standing * SHARE) {
    throw new Refusal('conflict', 'catalogue.harvest-many-withdrawn', { records: all, of: standing })
  }
}
