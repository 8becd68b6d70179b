import { stringify } from 'csv-stringify/sync'
import writeXlsx from 'write-excel-file/node'

/** A cell of a table that leaves the house. */
export type SheetCell = string | number | null

// A spreadsheet would run a text that begins like a formula (OWASP: CSV injection).
const harmless = (cell: SheetCell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** CSV in UTF-8 with a byte-order mark, so that Excel shows Persian; texts that look like formulas are quoted. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly SheetCell[]>): string {
  const body = Array.from(rows, (row) => row.map(harmless))
  return stringify([header, ...body], { bom: true, record_delimiter: 'windows' })
}

/** XLSX with a bold header row; `rightToLeft` for a Persian sheet. */
export async function writeXlsxSheet(
  header: readonly string[],
  rows: Iterable<readonly SheetCell[]>,
  rightToLeft: boolean,
): Promise<Buffer> {
  const body = Array.from(rows, (row) => row.map((value) => (value === null ? null : { value })))
  const head = header.map((value) => ({ value, fontWeight: 'bold' as const }))
  return await writeXlsx([head, ...body], { rightToLeft, stickyRowsCount: 1 }).toBuffer()
}
