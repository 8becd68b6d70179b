import type { Place } from './fault-place.ts'

/** One byte of a dump; `sign` stands for it in the column of characters. */
export interface DumpCell {
  readonly hex: string
  readonly sign: string
  readonly isFault: boolean
}

/** One line of a dump; `at` is the place of its first byte in the record. */
export interface DumpLine {
  readonly at: number
  readonly cells: readonly DumpCell[]
}

const BYTES_ON_LINE = 16
const AROUND = 128
const MOST = 1024

// Signs that every typeface has: the delimiters as cataloguers draw them.
const SIGNS: Readonly<Record<number, string>> = { 29: '§', 30: '¶', 31: '‡', 32: ' ' }

/** The bytes around a fault, at most 1,024 of them, in lines of sixteen; without a place, the beginning of the record. */
export function dumpAround(bytes: Uint8Array, fault: Place | null): DumpLine[] {
  const from = Math.max(0, (fault?.start ?? 0) - AROUND)
  const start = from - (from % BYTES_ON_LINE)
  const end = Math.min(bytes.length, (fault?.end ?? 0) + AROUND, start + MOST)
  const lines: DumpLine[] = []
  for (let at = start; at < end; at += BYTES_ON_LINE) {
    const cells = Array.from(bytes.subarray(at, Math.min(at + BYTES_ON_LINE, end)), (byte, i) => ({
      hex: byte.toString(16).padStart(2, '0').toUpperCase(),
      sign: signOf(byte),
      isFault: fault !== null && at + i >= fault.start && at + i < fault.end,
    }))
    lines.push({ at, cells })
  }
  return lines
}

const signOf = (byte: number) => SIGNS[byte] ?? (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')

/** The text around a fault, cut into what stands before it, the fault itself and what follows. */
export interface TextAround {
  readonly before: string
  readonly fault: string
  readonly after: string
}

const LETTERS_AROUND = 400

/** The record's text around a fault, as UTF-8; separators of ISO 2709 become signs. */
export function textAround(bytes: Uint8Array, fault: Place | null): TextAround {
  const place = fault ?? { start: 0, end: 0 }
  const read = (from: number, to: number) =>
    Buffer.from(bytes.subarray(Math.max(0, from), Math.max(0, to)))
      .toString('utf8')
      // Every control character but tabs and ends of lines: no typeface draws them.
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, (one) => SIGNS[one.charCodeAt(0)] ?? '·')
  return {
    before: read(place.start - LETTERS_AROUND, place.start).replace(/^\ufffd+/, ''),
    fault: read(place.start, Math.min(place.end, place.start + MOST)),
    after: read(place.end, place.end + LETTERS_AROUND).replace(/\ufffd+$/, ''),
  }
}
