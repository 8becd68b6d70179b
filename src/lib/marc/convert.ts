import { type Converted, convertFamily } from '#lib/marc/crosswalk/convert-family.ts'
import type { Frame } from '#lib/marc/iso2709/frames.ts'
import { readFrame } from '#lib/marc/iso2709/parse.ts'
import { writeIso2709 } from '#lib/marc/iso2709/write.ts'
import { DirectJson } from '#lib/marc/json/direct.ts'
import { writeJson } from '#lib/marc/json/write.ts'
import { writeMarcXml, XML_HEAD, XML_TAIL } from '#lib/marc/marcxml/write.ts'
import { isRefusal } from '#lib/refusal.ts'
import { fault } from './fault.ts'
import { type ReadOptions, readEach } from './read.ts'
import type { Fault, MarcFamily, MarcItem, ReadRecord } from './record.ts'
import { declareUnicode } from './unicode.ts'

export const TARGETS = ['json', 'xml', 'mrc'] as const
export type Target = (typeof TARGETS)[number]

/** What is told of each fault while converting; `refused` when no record came of it. */
export type FaultListener = (number: number, fault: Fault, refused: boolean) => void

/** What becomes of the records' format on the way; without it only the form changes. */
export interface FormatWanted {
  readonly family: MarcFamily
  /** Whether 886 fields keep what has no place (see crosswalk/convert-family.ts). */
  readonly keep: boolean
  readonly onConverted?: (read: ReadRecord, converted: Converted) => void
}

export interface Conversion {
  read: number
  written: number
  /** Records that were mended to be read. */
  mended: number
  refused: number
}

/** Output is handed on in pieces of about this size. */
const PIECE = 524_288

/**
 * Converts a stream of any MARC form to MARC-in-JSON lines, MARCXML or ISO 2709, all in UTF-8, piece by piece; with `format`
 * also to MARC 21, UNIMARC or IRANMARC.
 *
 * A clean UTF-8 ISO 2709 record goes to `mrc` byte for byte. Faults go to `onFault`, `counts` is filled in as it goes; a
 * record that cannot be read, or does not fit ISO 2709, is left out and counted as refused.
 */
export async function* convertMarc(
  source: AsyncIterable<Uint8Array>,
  to: Target,
  counts: Conversion,
  onFault: FaultListener,
  options: ReadOptions & { readonly format?: FormatWanted } = {},
): AsyncGenerator<Uint8Array> {
  const out = new DirectJson()
  const put = (item: MarcItem) => {
    counts.read++
    if (item.kind === 'refused') {
      counts.refused++
      onFault(item.number, item.fault, true)
      return
    }
    if (item.repairs.length > 0) counts.mended++
    for (const repair of item.repairs) onFault(item.number, repair, false)
    write(reformatted(item, options.format), to, out, counts, onFault)
  }
  const onFrame = (frame: Frame): null => {
    if (to === 'json' && !options.format && frame.notes.length === 0 && out.record(frame.bytes)) {
      counts.read++
      counts.written++
    } else {
      put(readFrame(frame))
    }
    return null
  }
  if (to === 'xml') out.text(XML_HEAD)
  for await (const items of readEach(source, options, onFrame)) {
    for (const item of items) if (item) put(item)
    if (out.size >= PIECE) yield out.flush()
  }
  if (to === 'xml') out.text(XML_TAIL)
  if (out.size > 0) yield out.flush()
}

/** The record in the format wanted; its own bytes are no writing of it any more. */
function reformatted(item: ReadRecord, format: FormatWanted | undefined): ReadRecord {
  if (!format) return item
  const converted = convertFamily(item.record, item.family, format.family, { keep: format.keep })
  format.onConverted?.(item, converted)
  if (converted.record === item.record) return item
  return { ...item, record: converted.record, family: format.family, bytes: Buffer.alloc(0) }
}

function write(item: ReadRecord, to: Target, out: DirectJson, counts: Conversion, onFault: FaultListener): void {
  try {
    if (to === 'mrc' && isClean(item)) {
      out.bytes(item.bytes)
    } else {
      const record = declareUnicode(item.record, item.family)
      if (to === 'json') out.text(writeJson(record))
      else if (to === 'xml') out.text(writeMarcXml(record))
      else out.bytes(writeIso2709(record))
    }
    counts.written++
  } catch (error) {
    if (!isRefusal(error)) throw error
    counts.refused++
    const { tag, ...facts } = error.facts as Record<string, string | number>
    onFault(item.number, fault(error.code, item.offset, facts, tag === undefined ? undefined : String(tag)), true)
  }
}

/** ISO 2709 in UTF-8 that needed no mending: its own bytes are the best writing of it. */
const isClean = (item: ReadRecord) =>
  item.repairs.length === 0 && item.encoding === 'utf-8' && /^\d/.test(String.fromCharCode(item.bytes[0] ?? 0))
