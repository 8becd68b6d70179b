import { isbn } from '#lib/identifiers/books.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fieldOfHeading, headingText, type ListColumns, type ListField } from './fields.ts'

/** A row as a spreadsheet shows it: its number, counted from 1, and its cells. */
export interface ListRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** A list's title and address often stand above its headings. */
const HEADINGS_WITHIN = 20

/**
 * Says what the columns of a list hold, by their headings, by what a library said of the same headings before
 * (`remembered`, by folded heading), and by their values. `heading` is the row of the headings where somebody has said it (0: none). Nobody is asked and nothing is refused: what cannot be told is null.
 */
export function guessColumns(
  rows: readonly ListRow[],
  remembered: ReadonlyMap<string, ListField | null> = new Map(),
  heading?: number,
): ListColumns {
  const head = heading === undefined ? headingRow(rows, remembered) : (rows.find(({ row }) => row === heading) ?? null)
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const names = Array.from({ length: width }, (_, i) => head?.cells[i]?.trim() ?? '')
  const body = rows.filter(({ row }) => row > (head?.row ?? 0))
  const fields: (ListField | null)[] = names.map((name) => {
    if (name === '') return null
    const said = remembered.get(headingText(name))
    return said === undefined ? fieldOfHeading(name) : said
  })
  dropRepeated(fields)
  const open = names.map((name, i) => fields[i] === null && !remembered.has(headingText(name)))
  byValues(fields, open, body)
  return { heading: head?.row ?? 0, names, fields }
}

/** The row among the first ones that names most columns; one recognised heading is enough beside another cell. */
function headingRow(rows: readonly ListRow[], remembered: ReadonlyMap<string, unknown>): ListRow | null {
  let best: { row: ListRow; known: number } | null = null
  for (const row of rows.slice(0, HEADINGS_WITHIN)) {
    const known = row.cells.filter((cell) => fieldOfHeading(cell) !== null || remembered.has(headingText(cell))).length
    const filled = row.cells.filter((cell) => cell.trim() !== '').length
    if (known > (best?.known ?? 0) && (filled > 1 || known === filled)) best = { row, known }
  }
  return best?.row ?? unknownHeadings(rows)
}

/** Headings nobody knows still stand out: words above a column of numbers. */
function unknownHeadings(rows: readonly ListRow[]): ListRow | null {
  const at = rows.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
  const first = rows[at]
  if (first === undefined) return null
  const stands = first.cells.some((heading, i) => {
    const values = rows.slice(at + 1).flatMap(({ cells }) => (cells[i]?.trim() ? [toAsciiDigits(cells[i].trim())] : []))
    const numbers = values.filter((value) => /^[\d-]+$/.test(value)).length
    return /\p{L}/u.test(heading) && !/\d/.test(toAsciiDigits(heading)) && numbers > 0 && numbers >= values.length * 0.8
  })
  return stands ? first : null
}

/** Two columns of one name: the first is meant; names and subjects may come in several columns. */
const SEVERAL: ReadonlySet<ListField> = new Set(['author', 'translator', 'subject', 'note', 'isbn'])

function dropRepeated(fields: (ListField | null)[]): void {
  const seen = new Set<ListField>()
  fields.forEach((field, i) => {
    if (field === null) return
    if (seen.has(field) && !SEVERAL.has(field)) fields[i] = null
    seen.add(field)
  })
}

/** Columns nobody named, told by their values: ISBNs, years, and of the texts the one with the longest is the title. */
function byValues(fields: (ListField | null)[], open: readonly boolean[], body: readonly ListRow[]): void {
  const valuesOf = (i: number) => body.flatMap(({ cells }) => (cells[i]?.trim() ? [cells[i].trim()] : []))
  const share = (values: readonly string[], is: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(is).length / values.length
  const give = (field: ListField, is: (value: string) => boolean, least: number) => {
    if (fields.includes(field)) return
    const shares = fields.map((known, i) => (known === null && open[i] ? share(valuesOf(i), is) : 0))
    const best = shares.indexOf(Math.max(...shares))
    if ((shares[best] ?? 0) >= least) fields[best] = field
  }
  give('isbn', (value) => isbn(value).ok, 0.5)
  give('year', (value) => /^(1[23]\d\d|14\d\d|19\d\d|20\d\d)$/.test(toAsciiDigits(value)), 0.8)
  if (fields.includes('title')) return
  const lengths = fields.map((known, i) => {
    const texts = known === null && open[i] ? valuesOf(i).filter((value) => /\p{L}{2}/u.test(value)) : []
    return texts.length * 2 < body.length ? 0 : texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  })
  const longest = lengths.indexOf(Math.max(...lengths))
  if ((lengths[longest] ?? 0) > 0) fields[longest] = 'title'
}
