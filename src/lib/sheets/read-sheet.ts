import { parse } from 'csv-parse/sync'
import { Refusal } from '#lib/refusal.ts'
import { readXlsx } from './read-xlsx.ts'

/** A table as a spreadsheet shows it: text cells, trimmed. `row` counts as a person does, the header being row 1. */
export interface Sheet {
  readonly header: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

const MOST_BYTES = 64 * 1024 * 1024
const MOST_ROWS = 200_000
/** Cells of all rows together, empty ones between as well. */
const MOST_CELLS = 10_000_000

/**
 * Reads CSV (comma, semicolon or tab; UTF-8 or Windows-1256, as Excel saves Persian) or XLSX, told apart by content.
 *
 * Refuses, as `invalid`: `sheets.empty`, `sheets.too-large`, `sheets.not-a-table` (a PDF, an image, an old .xls),
 * `sheets.damaged` (facts: row where known).
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length > MOST_BYTES) throw new Refusal('invalid', 'sheets.too-large', { megabytes: MOST_BYTES / 1_048_576 })
  const table = isZip(bytes) ? await xlsxRows(bytes) : csvRows(bytes)
  const header = table[0]?.cells.map((cell) => cell.trim()) ?? []
  if (header.every((name) => name === '')) throw new Refusal('invalid', 'sheets.empty')
  if (table.length > MOST_ROWS + 1) throw new Refusal('invalid', 'sheets.too-many-rows', { most: MOST_ROWS })
  const rows = table.slice(1).filter(({ cells }) => cells.some((cell) => cell !== ''))
  return { header, rows }
}

interface Row {
  row: number
  cells: readonly string[]
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

async function xlsxRows(bytes: Uint8Array): Promise<Row[]> {
  const rows: Row[] = []
  let cells = 0
  for await (const some of readXlsx(bytes)) {
    for (const one of some) cells += one.cells.length
    rows.push(...some)
    if (rows.length > MOST_ROWS + 1) throw new Refusal('invalid', 'sheets.too-many-rows', { most: MOST_ROWS })
    if (cells > MOST_CELLS) throw new Refusal('invalid', 'sheets.too-large', { megabytes: MOST_BYTES / 1_048_576 })
  }
  return rows
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
    return new TextDecoder('windows-1256').decode(bytes)
  }
}

function csvRows(bytes: Uint8Array): Row[] {
  const text = decoded(bytes)
  if (text.trim() === '') throw new Refusal('invalid', 'sheets.empty')
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4096))) throw new Refusal('invalid', 'sheets.not-a-table')
  const firstLine = text.slice(0, text.search(/\r?\n|$/))
  const delimiter = [',', ';', '\t'].reduce((best, mark) =>
    firstLine.split(mark).length > firstLine.split(best).length ? mark : best,
  )
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      max_record_size: 1_000_000,
      trim: true,
    })
    return records.map((cells, index) => ({ row: index + 1, cells }))
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0
    throw new Refusal('invalid', 'sheets.damaged', { line })
  }
}
