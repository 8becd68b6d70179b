import type { z } from 'zod'
import { type Hours, LibraryDraft } from '#areas/libraries/contract.ts'
import { checkHours, parseWeek, writeWeek } from '#areas/libraries/hours.ts'
import type { LibraryRow } from '#areas/libraries/store/libraries.ts'
import { parseDay } from '#lib/calendar/parse-day.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import type { Sheet } from '#lib/sheets/read-sheet.ts'
import type { SheetCell } from '#lib/sheets/write-sheet.ts'
import { meaning } from './draft.ts'
import { codeOf } from './keeping.ts'

/** The columns of a file, in the order an export writes them, with the headers that mean each. */
export const COLUMNS = {
  network: ['network', 'شبکه', 'کد شبکه'],
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
  hours: ['hours', 'opening_hours', 'ساعت کار', 'ساعات کار'],
  openedOn: ['opened_on', 'opened', 'تاریخ گشایش', 'تاریخ افتتاح', 'تاریخ تأسیس'],
} as const
export type Column = keyof typeof COLUMNS

const HEADERS = new Map<string, Column>(
  Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [fold(name), column as Column] as const)),
)

/** By index of the cell: what it says, and the header as the file wrote it. */
export type SheetColumns = ReadonlyMap<number, { column: Column; header: string }>

/** Which column of the file says what. Refuses `libraries.columns-missing` (invalid, facts: missing). */
export function columnsOf(sheet: Sheet): SheetColumns {
  const columns = new Map<number, { column: Column; header: string }>()
  sheet.header.forEach((header, index) => {
    const column = HEADERS.get(fold(header))
    if (column !== undefined) columns.set(index, { column, header })
  })
  const present = [...columns.values()].map(({ column }) => column)
  const missing = (['code', 'name'] as const).filter((column) => !present.includes(column))
  if (missing.length > 0) {
    throw new Refusal('invalid', 'libraries.columns-missing', {
      missing: missing.map((column) => `${COLUMNS[column][0]} (${COLUMNS[column][1]})`),
    })
  }
  return columns
}

const RowDraft = LibraryDraft.partial()

/** A row of a file as far as it can be understood, and every fault of its cells. */
export interface RowSaid {
  network: string | null
  /** The understood cells; `code` and `name` may be missing, then `faults` say so. */
  draft: z.output<typeof RowDraft>
  faults: Refusal[]
}

/** What a row says of a library, and of which network's; each fault (invalid) names its field, one a field. */
export function draftOf(columns: SheetColumns, cells: readonly string[]): RowSaid {
  const draft: Record<string, unknown> = {}
  const faults = new Map<string, Refusal>()
  let network: string | null = null
  for (const [index, { column }] of columns) {
    const text = (cells[index] ?? '').trim()
    if (text === '') continue
    if (column === 'network') {
      network = toAsciiDigits(text)
      continue
    }
    try {
      draft[column] = cellValue(column, text)
    } catch (error) {
      if (!isRefusal(error)) throw error
      faults.set(column, error)
    }
  }
  for (const field of ['code', 'name'] as const) {
    if (draft[field] !== undefined || faults.has(field)) continue
    faults.set(field, new Refusal('invalid', `libraries.${field}-missing`, { field }))
  }
  const read = RowDraft.safeParse(draft)
  for (const { path } of read.success ? [] : read.error.issues) {
    const field = String(path[0] ?? 'name')
    delete draft[field]
    if (!faults.has(field)) faults.set(field, new Refusal('invalid', 'libraries.value-malformed', { field }))
  }
  const fit = read.success ? read.data : RowDraft.parse(draft)
  return { network, draft: fit, faults: [...faults.values()] }
}

function cellValue(column: Column, text: string): unknown {
  if (column === 'code') return codeOf(text)
  if (column === 'kind') return meaning.kind(text)
  if (column === 'degree') return meaning.degree(text)
  if (column === 'services') return meaning.services(text)
  if (column === 'lat' || column === 'lon') return coordinate(column, text)
  if (column === 'openedOn') return dayOf(text)
  if (column === 'hours') return weekOf(text)
  return text
}

function coordinate(field: 'lat' | 'lon', text: string): number {
  const number = Number(toAsciiDigits(text).replace('٫', '.').replace('/', '.'))
  const most = field === 'lat' ? 90 : 180
  if (Number.isFinite(number) && Math.abs(number) <= most) return number
  throw new Refusal('invalid', 'libraries.coordinate-malformed', { field, value: text.slice(0, 60) })
}

function weekOf(text: string): Hours {
  const hours = parseWeek(text)
  if (hours === null)
    throw new Refusal('invalid', 'libraries.hours-malformed', { field: 'hours', value: text.slice(0, 60) })
  try {
    checkHours(hours)
  } catch (error) {
    throw isRefusal(error) ? new Refusal('invalid', error.code, { ...error.facts, field: 'hours' }) : error
  }
  return hours
}

function dayOf(text: string): string {
  const day = parseDay(text)
  if (day.ok) return day.value
  throw new Refusal('invalid', 'libraries.day-malformed', { field: 'openedOn', value: text.slice(0, 60) })
}

/** A library as a row of an export, in the order of `COLUMNS`. */
export function rowOf(row: LibraryRow): SheetCell[] {
  return [
    row.networkCode,
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
    row.hours === null ? null : writeWeek(row.hours),
    row.openedOn,
  ]
}
