import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Parser, parse } from 'csv-parse'
import { Refusal } from '#lib/refusal.ts'
import { readXlsx } from './read-xlsx.ts'

/** A row as a spreadsheet counts it, from 1, with its cells as text; a row without any text does not come. */
export interface StreamedRow {
  readonly row: number
  readonly cells: readonly string[]
}

const SAMPLE = 262_144
const MOST_XLSX = 64 * 1024 * 1024

/**
 * Reads CSV of any length (comma, semicolon, tab or |; UTF-8, UTF-16 with its mark, or Windows-1256) row by row, or XLSX of up to 64 MB,
 * told apart by content.
 *
 * Refuses, as `invalid`: `sheets.empty`, `sheets.too-large`, `sheets.not-a-table`, `sheets.damaged` (facts: line). What came before a
 * damage has been given by then.
 */
export async function* streamRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedRow[]> {
  const chunks = source[Symbol.asyncIterator]()
  const head = await sampleOf(chunks)
  if (head.length === 0) throw new Refusal('invalid', 'sheets.empty')
  const whole = resumed(head, chunks)
  if (head[0] === 0x50 && head[1] === 0x4b) {
    yield* xlsx(whole)
    return
  }
  const { encoding, text } = encodingOf(head)
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4096))) throw new Refusal('invalid', 'sheets.not-a-table')
  yield* csv(decoded(whole, encoding), delimiterOf(text))
}

async function sampleOf(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  while (size < SAMPLE) {
    const next = await chunks.next()
    if (next.done) break
    parts.push(next.value)
    size += next.value.length
  }
  return Buffer.concat(parts)
}

async function* resumed(head: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  } finally {
    await chunks.return?.()
  }
}

async function* xlsx(whole: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedRow[]> {
  let size = 0
  async function* limited() {
    for await (const chunk of whole) {
      size += chunk.length
      if (size > MOST_XLSX) throw new Refusal('invalid', 'sheets.too-large', { megabytes: MOST_XLSX / 1_048_576 })
      yield chunk
    }
  }
  let any = false
  for await (const rows of readXlsx(await buffer(Readable.from(limited())))) {
    any = true
    yield rows
  }
  if (!any) throw new Refusal('invalid', 'sheets.empty')
}

/** UTF-8 as long as the sample is; Windows-1256 is what Excel saves Persian in. */
function encodingOf(sample: Buffer): { encoding: string; text: string } {
  if (sample[0] === 0xff && sample[1] === 0xfe) return readAs('utf-16le', sample)
  if (sample[0] === 0xfe && sample[1] === 0xff) return readAs('utf-16be', sample)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return { encoding: 'utf-8', text }
  } catch {
    return readAs('windows-1256', sample)
  }
}

const readAs = (encoding: string, sample: Buffer) => ({ encoding, text: new TextDecoder(encoding).decode(sample) })

async function* decoded(whole: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of whole) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** The sign that parts most cells in the first lines: a title above the headings has none. */
function delimiterOf(sample: string): string {
  const lines = sample.split(/\r?\n/, 30).join('\n')
  return [',', ';', '\t', '|'].reduce((best, mark) =>
    lines.split(mark).length > lines.split(best).length ? mark : best,
  )
}

async function* csv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<StreamedRow[]> {
  const parser: Parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 1_000_000,
    trim: true,
  })
  let fault: unknown = null
  parser.on('error', (error) => {
    fault = error
  })
  const ended = new Promise<void>((resolve) => parser.on('end', resolve).on('error', () => resolve()))
  let row = 0
  let any = false
  // Read after every piece, so that rows before a damage are given and no more than a piece is ever held.
  const taken = (): StreamedRow[] => {
    const rows: StreamedRow[] = []
    for (let cells = parser.read() as string[] | null; cells !== null; cells = parser.read() as string[] | null) {
      row++
      if (cells.some((cell) => cell !== '')) rows.push({ row, cells })
    }
    any ||= rows.length > 0
    return rows
  }
  for await (const piece of text) {
    if (piece === '') continue
    const parsed = new Promise<void>((resolve) => parser.write(piece, () => resolve()))
    const rows = taken()
    if (rows.length > 0) yield rows
    await parsed
    if (fault !== null) break
  }
  if (fault === null) {
    parser.end()
    const rows = taken()
    if (rows.length > 0) yield rows
    await ended
    const last = taken()
    if (last.length > 0) yield last
  }
  if (isCsvFault(fault)) throw new Refusal('invalid', 'sheets.damaged', { line: Number(fault.lines) })
  if (fault !== null) throw fault
  if (!any) throw new Refusal('invalid', 'sheets.empty')
}

const isCsvFault = (error: unknown): error is Error & { lines: unknown } =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
