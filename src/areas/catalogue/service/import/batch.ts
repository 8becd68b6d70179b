import { createHash } from 'node:crypto'
import { fullnessOf } from '#areas/catalogue/rules/grouping/composing.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import type { Reading } from '#areas/catalogue/rules/reading.ts'
import { CARD_VERSION, cardText, matchKeysOf } from '#areas/catalogue/service/grouping/cards.ts'
import { type Placed, placeAll, settleAsks } from '#areas/catalogue/service/grouping/placing.ts'
import { lockGrouping } from '#areas/catalogue/store/editions.ts'
import { addRefusals, type RefusalRow } from '#areas/catalogue/store/import/refusals.ts'
import {
  countImport,
  type ImportCounts,
  type ImportRow,
  lockImport,
  lockLibrary,
} from '#areas/catalogue/store/imports.ts'
import {
  findKnown,
  type ItemValues,
  type KnownRecord,
  moveRecords,
  putItems,
  putRecords,
  type RecordValues,
} from '#areas/catalogue/store/records.ts'
import { describe } from '#lib/marc/description/describe.ts'
import type { Description } from '#lib/marc/description/description.ts'
import type { MarcItem, ReadRecord } from '#lib/marc/record.ts'
import type { Card } from '#lib/matching/card/card.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Tx } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { append, type JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { recompose } from './composing.ts'

/** What stays the same over all batches of an import. */
export interface Importing {
  row: ImportRow
  by: JournalActor
  /** Control numbers met so far: a second record with the number of another is refused. */
  seen: Set<string>
  /** The libraries that items may name, by code. */
  libraries: ReadonlyMap<string, string>
}

interface Incoming {
  item: ReadRecord
  reading: Reading
  described: Description
  controlNumber: string
  sha256: Buffer
  id: string
  known: KnownRecord | undefined
  /** Made only for what is written. */
  card: Card | null
  keys: readonly number[]
}

const MOST_KEPT_BYTES = 100_000

/**
 * Writes one stretch of a file in one transaction: its records, items, editions, refusals, journal entries and the
 * import's counts, and what `also` writes beside them (how far a harvest came). Whoever finds that another worker was here
 * before leaves with `catalogue.import-taken-over`.
 */
export async function writeBatch(
  platform: Platform,
  importing: Importing,
  batch: Judged,
  counts: ImportCounts,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<ImportCounts> {
  return await platform.db.transaction().execute(async (tx) => {
    const locked = await lockImport(tx, importing.row.id)
    if (locked === undefined || locked.state !== 'running' || locked.doneRecords !== counts.doneRecords) {
      throw new Refusal('conflict', 'catalogue.import-taken-over')
    }
    const { items, incoming, refusals } = batch
    await lockLibrary(tx, importing.row.libraryId)
    const known = await findKnown(
      tx,
      importing.row.libraryId,
      incoming.map((one) => one.controlNumber),
    )
    const byNumber = new Map(known.map((one) => [one.controlNumber, one]))
    for (const one of incoming) one.known = byNumber.get(one.controlNumber)
    const changed = incoming.filter((one) => one.known === undefined || !one.known.sha256.equals(one.sha256))
    const added = changed.filter((one) => one.known === undefined).length
    const last = items.at(-1)
    const passedOver = importing.row.isDryRun ? 0 : await writeChanged(tx, platform, importing, changed)
    const after: ImportCounts = {
      doneRecords: counts.doneRecords + items.length,
      doneBytes: last === undefined ? counts.doneBytes : last.offset + last.length,
      added: counts.added + added,
      updated: counts.updated + changed.length - added,
      unchanged: counts.unchanged + incoming.length - changed.length,
      refused: counts.refused + refusals.length,
      repaired: counts.repaired + incoming.filter((one) => one.item.repairs.length > 0).length,
      passedOver: counts.passedOver + passedOver,
    }
    await addRefusals(tx, importing.row.id, refusals)
    await countImport(tx, importing.row.id, after)
    await also(tx)
    return after
  })
}

/** A stretch of a file, read: what may be written, and what is refused already. */
export interface Judged {
  readonly items: readonly MarcItem[]
  readonly incoming: Incoming[]
  readonly refusals: RefusalRow[]
}

/** Reads a stretch of a file, the next one of an import: numbers met before are refused. */
export function judge(importing: Importing, items: readonly MarcItem[]): Judged {
  const incoming: Incoming[] = []
  const refusals: RefusalRow[] = []
  for (const item of items) {
    if (item.kind === 'refused') {
      const { code, facts, offset, tag } = item.fault
      refusals.push(refusalOf(item, code, { ...facts, offset, ...(tag === undefined ? {} : { tag }) }, null))
      continue
    }
    const { reading, described, sha256, controlNumber } = identified(item)
    if (importing.seen.has(controlNumber)) {
      refusals.push(refusalOf(item, 'catalogue.control-number-repeated', { number: controlNumber }, controlNumber))
      continue
    }
    importing.seen.add(controlNumber)
    incoming.push({
      item,
      reading,
      described,
      controlNumber,
      sha256,
      id: newId(),
      known: undefined,
      card: null,
      keys: [],
    })
  }
  return { items, incoming, refusals }
}

/** A record read, and the number it is known by: without one of its own, its content. */
export function identified(item: ReadRecord): Pick<Incoming, 'reading' | 'described' | 'sha256' | 'controlNumber'> {
  const sha256 = createHash('sha256').update(item.bytes).digest()
  const described = describe(item.record, item.family)
  const reading = readRecord(item.record, item.family, described)
  return {
    reading,
    described,
    sha256,
    controlNumber: reading.controlNumber ?? `~${sha256.toString('hex').slice(0, 32)}`,
  }
}

function refusalOf(
  item: MarcItem,
  code: string,
  facts: Record<string, string | number>,
  controlNumber: string | null,
): RefusalRow {
  return {
    recordNumber: item.number,
    byteOffset: item.offset,
    length: item.length,
    code,
    facts,
    controlNumber,
    bytes: Buffer.from(item.bytes.subarray(0, MOST_KEPT_BYTES)),
  }
}

/** Writes what is new, and tells how many candidate keys were passed over. */
async function writeChanged(
  tx: Tx,
  platform: Platform,
  importing: Importing,
  changed: readonly Incoming[],
): Promise<number> {
  if (changed.length === 0) return 0
  const at = platform.clock()
  for (const one of changed) {
    one.card = readCard(one.item.record, one.item.family, one.described)
    one.keys = matchKeysOf(one.card)
    if (one.known !== undefined) one.id = one.known.id
  }
  await lockGrouping(tx)
  const placed = await place(tx, changed, at)
  await putRecords(
    tx,
    changed.map((one) => recordValues(importing, one, placed.of.get(one.id)!)),
    at,
  )
  for (const [editionId, ids] of placed.moves) await moveRecords(tx, ids, editionId, 'machine', {})
  const items = changed.flatMap((one) => itemValues(importing, one))
  const withKnown = changed.filter((one) => one.known !== undefined).map((one) => one.id)
  await putItems(tx, withKnown, items, at)
  const read = new Map(changed.map((one) => [one.id, { reading: one.reading, card: one.card!, keys: one.keys }]))
  await recompose(tx, [...placed.touched], { read, successors: placed.successors }, at)
  await settleAsks(tx, placed, at)
  await append(
    tx,
    changed.map((one) => ({
      at,
      by: importing.by,
      organisation: importing.row.libraryId,
      action: one.known === undefined ? 'catalogue.record-added' : 'catalogue.record-updated',
      subject: { type: 'record', id: one.id },
      facts: { import: importing.row.id, number: one.item.number },
    })),
  )
  return placed.passedOver
}

async function place(tx: Tx, changed: readonly Incoming[], at: Date): Promise<Placed> {
  return await placeAll(
    tx,
    changed.map(({ id, card, keys, known }) => ({
      id,
      card: card!,
      keys,
      current: known === undefined ? null : { editionId: known.editionId, placedBy: known.placedBy },
    })),
    at,
  )
}

function recordValues(
  importing: Importing,
  { item, reading, controlNumber, sha256, id, card }: Incoming,
  place: { editionId: string; placement: object },
): RecordValues {
  return {
    id,
    libraryId: importing.row.libraryId,
    controlNumber,
    editionId: place.editionId,
    family: item.family,
    encoding: item.encoding,
    bytes: item.bytes,
    sha256,
    parsed: storable(JSON.stringify(item.record)),
    card: cardText(card!),
    cardVersion: CARD_VERSION,
    fullness: fullnessOf(reading),
    repairs: item.repairs.length === 0 ? null : storable(JSON.stringify(item.repairs)),
    placement: JSON.stringify(place.placement),
    importId: importing.row.id,
  }
}

// PostgreSQL keeps no U+0000 in text; the untouched bytes stand beside this reading of them.
const storable = (json: string) => json.replaceAll('\\u0000', '\\ufffd')

function itemValues(importing: Importing, { reading, id }: Incoming): ItemValues[] {
  const used = new Set<string>()
  return reading.items.map((item, index) => {
    // Libraries number their copies each for itself.
    const accession = item.accessionNumber === null ? null : `${item.libraryCode ?? ''}:${item.accessionNumber}`
    const number = item.barcode ?? accession ?? `#${index + 1}`
    const itemKey = used.has(number) ? `${number}#${index + 1}` : number
    used.add(itemKey)
    const { libraryCode, ...rest } = item
    const named = libraryCode === null ? undefined : importing.libraries.get(libraryCode)
    return { ...rest, id: newId(), recordId: id, itemKey, libraryId: named ?? importing.row.libraryId }
  })
}
