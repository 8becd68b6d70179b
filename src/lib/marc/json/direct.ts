import { isAscii, isUtf8 } from 'node:buffer'
import { ENTRY, ESCAPE, LEADER, SUBFIELD } from '#lib/marc/iso2709/leader.ts'
import { soundBase } from '#lib/marc/iso2709/structure.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const ascii = (text: string) => Buffer.from(text, 'latin1')
const LEADER_OPEN = ascii('{"leader":"')
const FIELDS_OPEN = ascii('","fields":[')
const SUBFIELDS_OPEN = ascii('":{"subfields":[{"')
const IND1 = ascii('"}],"ind1":"')
const IND2 = ascii('","ind2":"')
const NEXT_SUBFIELD = ascii('"},{"')
const VALUE = ascii('":"')
const RECORD_CLOSE = ascii(']}\n')

/** 1 for the bytes that stand for themselves in a JSON string: all but controls, quote and backslash. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
)

/**
 * Turns sound UTF-8 ISO 2709 into MARC-in-JSON lines from bytes to bytes, without making text of them: the same output as
 * `writeJson(readFrame(…).record)`, several times as fast. Whatever is not plainly sound it leaves to the reader.
 */
export class DirectJson {
  private out = Buffer.allocUnsafe(1_048_576)
  private length = 0

  /** How many bytes wait to be taken. */
  get size(): number {
    return this.length
  }

  /** Gives what was written since the last time. */
  flush(): Buffer {
    const written = this.out.subarray(0, this.length)
    this.out = Buffer.allocUnsafe(this.out.length)
    this.length = 0
    return written
  }

  /** Adds text that another writer made. */
  text(text: string): void {
    this.room(text.length * 3)
    this.length += this.out.write(text, this.length)
  }

  /** Adds bytes that another writer made. */
  bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.out.set(bytes, this.length)
    this.length += bytes.length
  }

  /** Adds one record; false, with nothing added, when it is not plainly sound and must be read properly. */
  record(bytes: Buffer): boolean {
    const base = soundBase(bytes)
    if (base < 0 || !(bytes[9] === 0x61 ? isUtf8(bytes) : isAscii(bytes))) return false
    this.room(bytes.length * 8 + 256)
    const start = this.length
    if (this.write(bytes, base)) return true
    this.length = start
    return false
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.out.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.out.length * 2, this.length + bytes))
    this.out.copy(grown, 0, 0, this.length)
    this.out = grown
  }

  private write(bytes: Buffer, base: number): boolean {
    this.fixed(LEADER_OPEN)
    for (let i = 0; i < LEADER; i++) if (!this.byte(bytes[i] as number)) return false
    this.fixed(FIELDS_OPEN)
    let start = base
    for (let at = LEADER; at < base - 1; at += ENTRY) {
      const end = start + fieldLength(bytes, at)
      if (at > LEADER) this.out[this.length++] = 0x2c
      const { out } = this
      out[this.length++] = 0x7b
      out[this.length++] = QUOTE
      out[this.length++] = bytes[at] as number
      out[this.length++] = bytes[at + 1] as number
      out[this.length++] = bytes[at + 2] as number
      const control = bytes[at] === 0x30 && bytes[at + 1] === 0x30
      if (!(control ? this.control(bytes, start, end - 1) : this.data(bytes, start, end - 1))) return false
      start = end
    }
    this.fixed(RECORD_CLOSE)
    return true
  }

  private control(bytes: Buffer, start: number, end: number): boolean {
    const { out } = this
    out[this.length++] = QUOTE
    out[this.length++] = 0x3a
    out[this.length++] = QUOTE
    for (let i = start; i < end; i++) if (!this.byte(bytes[i] as number)) return false
    out[this.length++] = QUOTE
    out[this.length++] = 0x7d
    return true
  }

  private data(bytes: Buffer, start: number, end: number): boolean {
    const [ind1 = 0, ind2 = 0] = [bytes[start], bytes[start + 1]]
    if (
      bytes[start + 2] !== SUBFIELD ||
      !plainCode(ind1 === 0x20 ? 0x61 : ind1) ||
      !plainCode(ind2 === 0x20 ? 0x61 : ind2)
    )
      return false
    this.fixed(SUBFIELDS_OPEN)
    const { out } = this
    let n = this.length
    for (let i = start + 2; i < end; i++) {
      const from = i
      let byte = bytes[i] as number
      while (PLAIN[byte] === 1) byte = bytes[++i] as number
      n = copyRun(bytes, from, i, out, n)
      if (byte === SUBFIELD) {
        const code = bytes[i + 1] as number
        if (i + 1 >= end || !plainCode(code)) return false
        if (i > start + 2) n = copy(NEXT_SUBFIELD, out, n)
        out[n++] = code
        n = copy(VALUE, out, n)
        i++
      } else if (byte < 0x20) {
        // The field's own terminator stops the run; any other control character is for the reader to judge.
        if (i < end) return false
      } else {
        out[n++] = BACKSLASH
        out[n++] = byte
      }
    }
    this.length = n
    this.fixed(IND1)
    out[this.length++] = ind1
    this.fixed(IND2)
    out[this.length++] = ind2
    out[this.length++] = QUOTE
    out[this.length++] = 0x7d
    out[this.length++] = 0x7d
    return true
  }

  private byte(byte: number): boolean {
    if (byte < 0x20 || byte === ESCAPE) return false
    if (byte === QUOTE || byte === BACKSLASH) this.out[this.length++] = BACKSLASH
    this.out[this.length++] = byte
    return true
  }

  private fixed(bytes: Buffer): void {
    this.length = copy(bytes, this.out, this.length)
  }
}

function copy(from: Buffer, out: Buffer, at: number): number {
  let n = at
  for (let i = 0; i < from.length; i++) out[n++] = from[i] as number
  return n
}

// A long run is worth one call of the machine's own copying; a short one is not.
function copyRun(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
  if (to - from >= 24) {
    bytes.copy(out, at, from, to)
    return at + to - from
  }
  let n = at
  for (let i = from; i < to; i++) out[n++] = bytes[i] as number
  return n
}

/** A printable ASCII character that JSON needs no escape for. */
const plainCode = (byte: number) => byte > 0x20 && byte < 0x7f && byte !== QUOTE && byte !== BACKSLASH

/** The length of a field whose directory entry was checked before. */
const fieldLength = (bytes: Buffer, at: number) =>
  ((bytes[at + 3] as number) - 48) * 1000 +
  ((bytes[at + 4] as number) - 48) * 100 +
  ((bytes[at + 5] as number) - 48) * 10 +
  ((bytes[at + 6] as number) - 48)
