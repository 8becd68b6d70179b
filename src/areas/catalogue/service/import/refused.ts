import { Readable } from 'node:stream'
import { parse as parseCsv } from 'csv-parse/sync'
import { type DumpLine, dumpAround, type TextAround, textAround } from '#areas/catalogue/rules/byte-dump.ts'
import { faultPlace, isText } from '#areas/catalogue/rules/fault-place.ts'
import { getImport, getRefusal, type ImportEntry } from '#areas/catalogue/service/keeping.ts'
import { faultSentence, writtenNumber } from '#areas/catalogue/service/summary.ts'
import { eachRefusal, listRefusals, type RefusalRow } from '#areas/catalogue/store/import/refusals.ts'
import { text } from '#areas/catalogue/text.en.ts'
import type { Actor } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import { readMarc } from '#lib/marc/read.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import { Refusal } from '#lib/refusal.ts'
import { writeCsv } from '#lib/sheets/write-sheet.ts'
import type { Platform } from '#platform/platform.ts'

/** A refused record as its page shows it: the record where it can be read, else its bytes or text around the fault. */
export interface RefusalView {
  row: ImportEntry
  refusal: RefusalRow
  record: { marc: MarcRecord; tag: string } | null
  dump: DumpLine[]
  text: TextAround | null
}

/** One refused record with its fault found in it; refuses `catalogue.refusal-unknown` (missing). */
export async function readRefusal(
  platform: Platform,
  actor: Actor,
  input: { id: string; record: number },
): Promise<RefusalView> {
  if (!Number.isSafeInteger(input.record)) throw new Refusal('missing', 'catalogue.refusal-unknown')
  const { import: row, refusal } = await getRefusal(platform, actor, input)
  const bytes = refusal.bytes ?? Buffer.alloc(0)
  const record = await readable(bytes, refusal)
  if (record !== null || bytes.length === 0) return { row, refusal, record, dump: [], text: null }
  const place = faultPlace(refusal.code, refusal.facts, bytes)
  return {
    row,
    refusal,
    record: null,
    dump: isText(bytes) ? [] : dumpAround(bytes, place),
    text: textAround(bytes, place),
  }
}

// Refused for what it says and not for how it is written, such as a number that came twice.
async function readable(bytes: Buffer, refusal: RefusalRow): Promise<RefusalView['record']> {
  if (refusal.code.startsWith('marc.')) return null
  for await (const [item] of readMarc(Readable.from([bytes]))) {
    return item?.kind === 'record' ? { marc: item.record, tag: String(refusal.facts.tag ?? '001') } : null
  }
  return null
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'

/** The refused records as one file in the form they came in, piece by piece, to be mended and sent again. */
export async function refusedFile(
  platform: Platform,
  actor: Actor,
  input: { id: string },
): Promise<{ name: string; mediaType: string; bytes: AsyncGenerator<Uint8Array> }> {
  const row = await getImport(platform, actor, input)
  const [first] = await listRefusals(platform.db, row.id, { limit: 1 })
  const head = first?.bytes ?? Buffer.alloc(0)
  const form = !isText(head) ? 'mrc' : head.includes('<') ? 'xml' : 'json'
  const name = `refused-${row.fileName.replace(/(\.(mrc|marc|dat|xml|json|iso|gz))+$/i, '')}.${form}`
  return { name, mediaType: MEDIA_TYPES[form], bytes: pieces(platform, row.id, form) }
}

const MEDIA_TYPES = { mrc: 'application/marc', xml: 'application/marcxml+xml', json: 'application/json' } as const

async function* pieces(platform: Platform, id: string, form: keyof typeof MEDIA_TYPES): AsyncGenerator<Uint8Array> {
  if (form === 'xml') yield Buffer.from(XML_HEAD)
  for await (const refusal of eachRefusal(platform.db, id)) {
    if (refusal.bytes !== null) yield refusal.bytes
    if (form !== 'mrc') yield Buffer.from('\n')
  }
  if (form === 'xml') yield Buffer.from('</collection>\n')
}

/** The refused records as a table: number, place, control number, code and sentence of each. */
export async function refusedReasons(
  platform: Platform,
  actor: Actor,
  input: { id: string; lang: Lang },
): Promise<{ name: string; csv: string }> {
  const row = await getImport(platform, actor, input)
  if (row.form !== 'marc') return await refusedRows(platform, row, input.lang)
  const t = text(input.lang).staff
  const lines: (string | number | null)[][] = []
  for await (const one of eachRefusal(platform.db, row.id)) {
    const reason = faultSentence(input.lang, one.code, one.facts)
    lines.push([one.recordNumber, one.byteOffset, one.length, writtenNumber(one.controlNumber), one.code, reason])
  }
  const header = [t.refusalNumber, t.refusalOffset, t.refusalLength, t.controlNumber, 'code', t.refusalReason]
  return { name: `refused-${row.fileName}.csv`, csv: writeCsv(header, lines) }
}

/** The refused rows of a list under its own headings, a column with the reason behind them: to be mended and sent again. */
async function refusedRows(platform: Platform, row: ImportEntry, lang: Lang): Promise<{ name: string; csv: string }> {
  const t = text(lang).lists
  const names = row.form === 'isbns' ? [t.isbn, t.copies] : (row.columns?.names ?? [])
  const lines: string[][] = []
  for await (const one of eachRefusal(platform.db, row.id)) {
    const [cells = []] = parseCsv((one.bytes ?? Buffer.alloc(0)).toString('utf8'), {
      relax_column_count: true,
    }) as string[][]
    lines.push([...names.map((_, i) => cells[i] ?? ''), faultSentence(lang, one.code, one.facts)])
  }
  return { name: `refused-${row.fileName.replace(/\.\w+$/, '')}.csv`, csv: writeCsv([...names, t.reason], lines) }
}
