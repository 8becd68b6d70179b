import type { z } from 'zod'
import { type ImportSummary, LibraryDraft, type RowRefusal } from '#areas/libraries/contract.ts'
import { mayKeepDirectory, placeOf } from '#areas/libraries/rules.ts'
import { listPlaces } from '#areas/libraries/service.ts'
import { addEvents, type LibraryValues, putLibraries } from '#areas/libraries/store/changes.ts'
import { type LibraryRow, listLibrariesOfNetwork } from '#areas/libraries/store/libraries.ts'
import { findNetwork } from '#areas/libraries/store/networks.ts'
import type { Actor } from '#areas/people/contract.ts'
import { parseDay } from '#lib/calendar/parse-day.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { readSheet, type Sheet } from '#lib/sheets/read-sheet.ts'
import type { SheetCell } from '#lib/sheets/write-sheet.ts'
import { newId } from '#platform/id.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { isSame, meaning, placeFinder, valuesOf } from './draft.ts'
import { codeOf } from './keeping.ts'

/** The columns of a file, in the order an export writes them, with the headers that mean each. */
export const COLUMNS = {
  code: ['code', 'کد', 'کد کتابخانه', 'کد سامان'],
  name: ['name', 'نام', 'نام کتابخانه', 'عنوان'],
  nameEn: ['name_en', 'name (en)', 'نام لاتین', 'نام انگلیسی'],
  kind: ['kind', 'type', 'نوع', 'نوع کتابخانه'],
  degree: ['degree', 'درجه'],
  province: ['province', 'استان'],
  county: ['county', 'شهرستان'],
  city: ['city', 'شهر'],
  address: ['address', 'نشانی', 'آدرس'],
  postalCode: ['postal_code', 'کد پستی', 'کدپستی'],
  phone: ['phone', 'تلفن', 'شماره تلفن'],
  email: ['email', 'رایانامه', 'ایمیل', 'پست الکترونیک'],
  website: ['website', 'وبگاه', 'سایت', 'وب‌سایت'],
  lat: ['lat', 'latitude', 'عرض جغرافیایی'],
  lon: ['lon', 'lng', 'longitude', 'طول جغرافیایی'],
  services: ['services', 'خدمات'],
  openedOn: ['opened_on', 'opened', 'تاریخ افتتاح', 'تاریخ تأسیس'],
} as const
type Column = keyof typeof COLUMNS

const HEADERS = new Map<string, Column>(
  Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [fold(name), column as Column] as const)),
)

/**
 * Takes a CSV or XLSX of a network's libraries: rows that can be understood are added or changed in one transaction, the
 * others come back with row, column and reason. The same file twice changes nothing; `dryRun` writes nothing.
 *
 * Refuses the whole file for `sheets.…` faults, `libraries.columns-missing` and `libraries.network-unknown`.
 */
export async function importLibraries(
  platform: Platform,
  actor: Actor,
  input: { network: string; bytes: Uint8Array; dryRun: boolean; isDemonstration?: boolean },
): Promise<z.output<typeof ImportSummary>> {
  const network = await findNetwork(platform.db, input.network)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
  const sheet = await readSheet(input.bytes)
  const columns = columnsOf(sheet)
  const places = placeFinder(await listPlaces(platform))
  return await platform.db.transaction().execute(async (tx) => {
    const known = new Map((await listLibrariesOfNetwork(tx, network.id)).map((row) => [row.code, row]))
    const judged = new Judged(known)
    for (const { row, cells } of sheet.rows) {
      judged.take(row, columns, cells, (draft, before) => {
        const isDemonstration = input.isDemonstration ?? false
        const values = valuesOf(draft, before, network, places, { id: newId(), isDemonstration })
        mayKeepDirectory(actor, placeOf(values))
        if (before) mayKeepDirectory(actor, placeOf(before))
        return values
      })
    }
    const summary = { ...judged.summary(sheet.rows.length), dryRun: input.dryRun }
    if (input.dryRun) return summary
    const at = platform.clock()
    await putLibraries(tx, judged.changed, at)
    const opened = judged.changed.filter((values) => !known.has(values.code) && values.openedOn !== null)
    await addEvents(
      tx,
      opened.map(({ id, openedOn }) => ({
        id: newId(),
        libraryId: id,
        kind: 'opened' as const,
        happenedOn: openedOn!,
      })),
      at,
    )
    await append(
      tx,
      judged.changed.map((values) => ({
        at,
        by: actor,
        organisation: values.id,
        action: known.has(values.code) ? 'libraries.library-updated' : 'libraries.library-added',
        subject: { type: 'library', id: values.id },
        facts: { code: values.code, name: values.name },
      })),
    )
    return summary
  })
}

/** The rows of one file, sorted into what changes, what stays and what is refused. */
class Judged {
  readonly changed: LibraryValues[] = []
  private readonly refused: RowRefusal[] = []
  private readonly seen = new Map<string, number>()
  private readonly known: ReadonlyMap<string, LibraryRow>
  private unchanged = 0

  constructor(known: ReadonlyMap<string, LibraryRow>) {
    this.known = known
  }

  take(
    row: number,
    columns: ReadonlyMap<number, { column: Column; header: string }>,
    cells: readonly string[],
    write: (draft: LibraryDraft, before: LibraryRow | undefined) => LibraryValues,
  ): void {
    try {
      const draft = draftOf(columns, cells)
      const first = this.seen.get(draft.code)
      if (first !== undefined) throw new Refusal('conflict', 'libraries.code-repeated', { field: 'code', row: first })
      this.seen.set(draft.code, row)
      const before = this.known.get(draft.code)
      const values = write(draft, before)
      if (before !== undefined && isSame(values, before)) this.unchanged++
      else this.changed.push(values)
    } catch (error) {
      if (!isRefusal(error)) throw error
      const field = error.facts.field
      const at = [...columns].find(([, { column }]) => column === field)
      this.refused.push({
        row,
        column: at?.[1].header ?? null,
        value: at === undefined ? null : (cells[at[0]] ?? '').slice(0, 200),
        code: error.code,
        facts: Object.fromEntries(
          Object.entries(error.facts).filter(([, v]) => typeof v === 'string' || typeof v === 'number'),
        ) as RowRefusal['facts'],
      })
    }
  }

  summary(read: number) {
    const updated = this.changed.filter((values) => this.known.has(values.code)).length
    return { read, added: this.changed.length - updated, updated, unchanged: this.unchanged, refused: this.refused }
  }
}

function columnsOf(sheet: Sheet): Map<number, { column: Column; header: string }> {
  const columns = new Map<number, { column: Column; header: string }>()
  sheet.header.forEach((header, index) => {
    const column = HEADERS.get(fold(header))
    if (column !== undefined) columns.set(index, { column, header })
  })
  const present = [...columns.values()].map(({ column }) => column)
  const missing = (['code', 'name'] as const).filter((column) => !present.includes(column))
  if (missing.length > 0) {
    throw new Refusal('invalid', 'libraries.columns-missing', { missing: missing.map((column) => COLUMNS[column][1]) })
  }
  return columns
}

function draftOf(columns: ReadonlyMap<number, { column: Column }>, cells: readonly string[]): LibraryDraft {
  const draft: Record<string, unknown> = {}
  for (const [index, { column }] of columns) {
    const text = (cells[index] ?? '').trim()
    if (text === '') continue
    draft[column] = cellValue(column, text)
  }
  if (draft.code === undefined) throw new Refusal('invalid', 'libraries.code-missing', { field: 'code' })
  if (draft.name === undefined) throw new Refusal('invalid', 'libraries.name-missing', { field: 'name' })
  const read = LibraryDraft.safeParse(draft)
  if (read.success) return read.data
  throw new Refusal('invalid', 'libraries.value-malformed', { field: String(read.error.issues[0]?.path[0] ?? 'name') })
}

function cellValue(column: Column, text: string): unknown {
  if (column === 'code') return codeOf(text)
  if (column === 'kind') return meaning.kind(text)
  if (column === 'degree') return meaning.degree(text)
  if (column === 'services') return meaning.services(text)
  if (column === 'lat' || column === 'lon') return coordinate(column, text)
  if (column === 'openedOn') return dayOf(text)
  return text
}

function coordinate(field: 'lat' | 'lon', text: string): number {
  const number = Number(toAsciiDigits(text).replace('٫', '.').replace('/', '.'))
  const most = field === 'lat' ? 90 : 180
  if (Number.isFinite(number) && Math.abs(number) <= most) return number
  throw new Refusal('invalid', 'libraries.coordinate-malformed', { field, value: text.slice(0, 60) })
}

function dayOf(text: string): string {
  const day = parseDay(text)
  if (day.ok) return day.value
  throw new Refusal('invalid', 'libraries.day-malformed', { field: 'openedOn', value: text.slice(0, 60) })
}

/** A network's libraries as rows of an export; an import of them changes nothing. */
export async function exportLibraries(platform: Platform, _actor: Actor, input: { network: string }) {
  const network = await findNetwork(platform.db, input.network)
  if (network === undefined) throw new Refusal('missing', 'libraries.network-unknown', { code: input.network })
  const libraries = await listLibrariesOfNetwork(platform.db, network.id)
  const header = Object.values(COLUMNS).map((names) => names[0])
  return { network, header, rows: libraries.map(rowOf) }
}

function rowOf(row: LibraryRow): SheetCell[] {
  return [
    row.code,
    row.name,
    row.nameEn,
    row.kind,
    row.degree,
    row.provinceName,
    row.countyName,
    row.cityName,
    row.address,
    row.postalCode,
    row.phone,
    row.email,
    row.website,
    row.lat,
    row.lon,
    row.services.join('; '),
    row.openedOn,
  ]
}
