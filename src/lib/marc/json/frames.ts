import { fault, KEPT_OF_REFUSED, Unreadable } from '#lib/marc/fault.ts'
import type { XmlFrame } from '#lib/marc/marcxml/frames.ts'

/** Depth of nesting inside a record; MARC-in-JSON needs five. */
const MAX_DEPTH = 100

/**
 * Cuts a JSON stream into its outermost objects: lines of records, records one after another, or an array of them. The
 * outcome does not depend on how the stream is cut into buffers.
 */
export class JsonFrames {
  private depth = 0
  private inString = false
  private escaped = false
  private open = -1
  private large: { offset: number; head: Buffer } | null = null
  private resume = 0
  private readonly maxRecord: number

  constructor(maxRecord: number) {
    this.maxRecord = maxRecord
  }

  /** Takes what it can from `buffer`, whose first byte is at `offset`; returns how many bytes are done with. */
  take(buffer: Buffer, offset: number, final: boolean, onFrame: (frame: XmlFrame) => void): number {
    if (this.open >= 0) this.open = 0
    for (let at = this.resume; at < buffer.length; at++) {
      if (this.inString) {
        at = this.passString(buffer, at)
      } else {
        const byte = buffer[at] as number
        if (byte === 0x22) {
          this.inString = this.depth > 0
        } else if (byte === 0x7b || (byte === 0x5b && this.depth > 0)) {
          if (this.depth++ === 0) this.open = at
          if (this.depth > MAX_DEPTH) throw new Unreadable(fault('marc.json-malformed', offset + at))
        } else if ((byte === 0x7d || byte === 0x5d) && this.depth > 0 && --this.depth === 0) {
          this.close(buffer, at + 1, offset, onFrame)
        }
      }
      if (this.open >= 0 && at - this.open > this.maxRecord) this.letGo(buffer, offset)
    }
    if (final) this.atEnd(buffer, offset, onFrame)
    const keep = final || this.open < 0 ? buffer.length : this.open
    this.resume = buffer.length - keep
    return keep
  }

  /** Where the string's closing quote stands, or the last byte when it is not among these. */
  private passString(buffer: Buffer, from: number): number {
    for (let at = from; at < buffer.length; at++) {
      const byte = buffer[at]
      if (this.escaped) this.escaped = false
      else if (byte === 0x5c) this.escaped = true
      else if (byte === 0x22) {
        this.inString = false
        return at
      }
    }
    return buffer.length - 1
  }

  private close(buffer: Buffer, end: number, offset: number, onFrame: (frame: XmlFrame) => void): void {
    if (this.large) {
      const { offset: start, head } = this.large
      onFrame({ offset: start, bytes: head, length: offset + end - start, problem: 'too-large' })
    } else {
      const bytes = buffer.subarray(this.open, end)
      onFrame({ offset: offset + this.open, bytes, length: bytes.length, problem: 'none' })
    }
    this.large = null
    this.open = -1
  }

  private letGo(buffer: Buffer, offset: number): void {
    const head = Buffer.from(buffer.subarray(this.open, this.open + KEPT_OF_REFUSED))
    this.large = { offset: offset + this.open, head }
    this.open = -1
  }

  private atEnd(buffer: Buffer, offset: number, onFrame: (frame: XmlFrame) => void): void {
    if (this.large) {
      const { offset: start, head } = this.large
      onFrame({ offset: start, bytes: head, length: offset + buffer.length - start, problem: 'too-large' })
    } else if (this.open >= 0) {
      const bytes = buffer.subarray(this.open)
      onFrame({ offset: offset + this.open, bytes, length: bytes.length, problem: 'cut-short' })
    }
  }
}
