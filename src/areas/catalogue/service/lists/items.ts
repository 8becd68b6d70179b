import { stringify } from 'csv-stringify/sync'
import { isbnControlNumber, isbnRecord, isIsbnControlNumber } from '#areas/catalogue/rules/isbn-record.ts'
import { readRecord } from '#areas/catalogue/rules/read-record.ts'
import { type IsbnRecord, recordsOfIsbns } from '#areas/catalogue/store/import/waiting-isbns.ts'
import type { ImportRow } from '#areas/catalogue/store/imports.ts'
import { type Scanned, scannedLine } from '#lib/lists/isbn-list.ts'
import { recordOfRow } from '#lib/lists/row-record.ts'
import { toMarc21 } from '#lib/marc/crosswalk/convert-family.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { readMarc } from '#lib/marc/read.ts'
import type { Fault, MarcItem, MarcRecord } from '#lib/marc/record.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { type StreamedRow, streamRows } from '#lib/sheets/stream-rows.ts'
import type { JournalActor } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { countList } from './counting.ts'

/** The records of an import's file, whatever its form: a table's rows and scanned numbers become records on the way. */
export function itemsOf(
  platform: Platform,
  row: ImportRow,
  bytes: AsyncIterable<Uint8Array>,
  by: JournalActor,
): AsyncGenerator<MarcItem[]> {
  if (row.form === 'titles') return titleItems(row, bytes)
  return row.form === 'isbns' ? isbnItems(platform, row, bytes, by) : readMarc(bytes)
}

/** Numbers the items of one file, and makes what a batch takes of a record or of a row that is none. */
class Items {
  private number = 0

  refused(text: string, code: string, facts: Fault['facts']): MarcItem {
    const bytes = Buffer.from(text)
    return { kind: 'refused', ...this.next(bytes), fault: { code, offset: 0, facts } }
  }

  record(record: MarcRecord, repairs: readonly Fault[], text: string, facts: Fault['facts']): MarcItem {
    try {
      const bytes = writeIso2709(record)
      return { kind: 'record', ...this.next(bytes), record, family: 'marc21', encoding: 'utf-8', repairs }
    } catch (error) {
      if (!isRefusal(error)) throw error
      return this.refused(text, error.code, { ...(error.facts as Fault['facts']), ...facts })
    }
  }

  private next(bytes: Uint8Array) {
    return { number: ++this.number, offset: 0, length: bytes.length, bytes }
  }
}

async function* titleItems(row: ImportRow, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<MarcItem[]> {
  const { columns } = row
  if (columns === null || !columns.fields.includes('title')) {
    throw new Refusal('invalid', 'catalogue.list-title-missing')
  }
  const items = new Items()
  const seen = new Map<string, number>()
  const itemOf = ({ row, cells }: StreamedRow): MarcItem => {
    const text = stringify([cells as string[]])
    const made = recordOfRow(cells, columns)
    if (!made.ok) return items.refused(text, made.code, { row })
    const number = numberOf(made.record)
    const first = seen.get(number)
    if (first !== undefined) return items.refused(text, 'catalogue.list-row-repeated', { row, first })
    seen.set(number, row)
    return items.record(made.record, made.repairs, text, { row })
  }
  for await (const rows of streamRows(bytes)) {
    const body = rows.filter((one) => one.row > columns.heading)
    if (body.length > 0) yield body.map(itemOf)
  }
}

const numberOf = ({ fields: [first] }: MarcRecord) => (first && 'value' in first ? first.value : '')

const LOOKED_UP = 200
const MOST_LINES = 200_000

/** How many copies of each number a list has, in the order in which they first came, and the lines that are none. */
async function scannedIn(bytes: AsyncIterable<Uint8Array>): Promise<Scanned[]> {
  const scanned: Scanned[] = []
  const places = new Map<string, number>()
  for await (const rows of streamRows(bytes)) {
    for (const { row, cells } of rows) {
      const one = scannedLine(cells.join('\t'), row)
      if (one === null || (row === 1 && !one.ok && !/\d/.test(one.text))) continue
      const place = one.ok ? places.get(one.isbn) : undefined
      const before = place === undefined ? undefined : scanned[place]
      if (one.ok && before?.ok && place !== undefined) {
        scanned[place] = { ...before, copies: before.copies + one.copies }
        continue
      }
      if (one.ok) places.set(one.isbn, scanned.length)
      scanned.push(one)
      if (scanned.length > MOST_LINES) throw new Refusal('invalid', 'sheets.too-many-rows', { most: MOST_LINES })
    }
  }
  return scanned
}

async function* isbnItems(
  platform: Platform,
  row: ImportRow,
  bytes: AsyncIterable<Uint8Array>,
  by: JournalActor,
): AsyncGenerator<MarcItem[]> {
  const items = new Items()
  const scanned = await scannedIn(bytes)
  const own = new Map(scanned.flatMap((one) => (one.ok ? [[one.isbn, one.copies] as const] : [])))
  const copiesOf = await countList(
    platform,
    row,
    [...own].map(([isbn, copies]) => ({ isbn, copies })),
    by,
  )
  for (let at = 0; at < scanned.length; at += LOOKED_UP) {
    const part = scanned.slice(at, at + LOOKED_UP)
    const numbers = part.flatMap((one) => (one.ok ? [one.isbn] : []))
    const found = Map.groupBy(await recordsOfIsbns(platform.db, numbers), ({ isbn }) => isbn)
    const copies = await copiesOf(numbers, own)
    const counted = part.map((one) => (one.ok ? { ...one, copies: copies.get(one.isbn) ?? 0 } : one))
    yield counted.map((one) => isbnItem(items, row, one, found))
  }
}

function isbnItem(
  items: Items,
  { libraryId }: ImportRow,
  one: Scanned,
  found: ReadonlyMap<string, readonly IsbnRecord[]>,
): MarcItem {
  if (!one.ok) return items.refused(`${one.text}\n`, 'catalogue.isbn-wrong', { row: one.line, isbn: one.text })
  const { isbn, copies, line } = one
  const text = `${isbn},${copies}\n`
  if (copies === 0) return items.refused(text, 'catalogue.isbn-uncounted', { row: line, isbn })
  const records = (found.get(isbn) ?? []).filter(({ record, family }) =>
    readRecord(record, family).keys.includes(`isbn:${isbn}`),
  )
  const held = records.find((other) => other.libraryId === libraryId && !isIsbnControlNumber(other.controlNumber))
  if (held) {
    return items.refused(text, 'catalogue.isbn-held', { row: line, isbn, number: held.controlNumber })
  }
  // Its own record of the last list comes last: what it was made of may have been corrected since.
  const source =
    records.find((other) => !isIsbnControlNumber(other.controlNumber)) ??
    records.find((other) => other.libraryId === libraryId && other.controlNumber === isbnControlNumber(isbn)) ??
    records[0]
  if (source === undefined) return items.refused(text, 'catalogue.isbn-waiting', { row: line, isbn, copies })
  const marc21 = toMarc21(source.record, source.family, { keep: false })
  return items.record(isbnRecord(marc21, isbn, copies), [], text, { row: line })
}
