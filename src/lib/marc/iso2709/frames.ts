import { fault, KEPT_OF_REFUSED, refused } from '#lib/marc/fault.ts'
import type { Fault, RefusedRecord } from '#lib/marc/record.ts'
import { digits, FIELD_END, findLeader, LEADER, leaderAt, RECORD_END } from './leader.ts'

/** What stands between two records and means nothing: blanks, line ends, NUL, DOS end of file, a doubled terminator. */
const isBlank = (byte: number) =>
  byte === 0x0a ||
  byte === 0x0d ||
  byte === 0x20 ||
  byte === 0 ||
  byte === 0x1a ||
  byte === 0x1c ||
  byte === 0x09 ||
  byte === RECORD_END

/** How far behind a record's end one must see to judge what follows: a leader, an entry and some blanks. */
const LOOKAHEAD = 128

/** Where something stands again after at most 64 blanks. */
function pastBlanks(buffer: Buffer, from: number): number {
  let at = from
  while (at < buffer.length && at < from + 64 && isBlank(buffer[at] as number)) at++
  return at
}

/** The bytes of one record as they were cut out of the stream. */
export interface Frame {
  readonly number: number
  readonly offset: number
  readonly bytes: Buffer
  /** Faults of the cutting: blanks before the record, a terminator that is missing. */
  readonly notes: readonly Fault[]
  /** The next record begins inside what should be this one, so this one is cut short. */
  readonly cutShort: boolean
}

interface Skipping {
  readonly number: number
  readonly offset: number
  readonly head: Buffer
  length: number
}

/**
 * Cuts a stream of ISO 2709 into records. The terminator decides, the leader's length confirms; where they disagree the
 * next plausible leader is looked for, so that one damaged record never swallows its neighbours.
 */
export class Iso2709Frames {
  /** The number the next record will have. */
  next = 1
  private readonly maxRecord: number
  private skipping: Skipping | null = null
  private blanks = 0
  private junk: { offset: number; length: number } | null = null

  constructor(maxRecord: number) {
    this.maxRecord = maxRecord
  }

  /**
   * Takes what it can from `buffer`, whose first byte is at `offset` in the stream.
   *
   * Returns how many bytes are done with; with `final` that is all of them. Records go to `onFrame`, stretches that hold no
   * record to `onRefused`. The outcome does not depend on how the stream is cut into buffers.
   */
  take(
    buffer: Buffer,
    offset: number,
    final: boolean,
    onFrame: (frame: Frame) => void,
    onRefused: (item: RefusedRecord) => void,
  ): number {
    let at = this.skipping ? this.skip(buffer, final, onRefused) : 0
    for (;;) {
      let start = this.passBlanks(buffer, at)
      if (start === buffer.length && final) {
        this.refuseJunk(onRefused)
        return start
      }
      const end = buffer.indexOf(RECORD_END, start)
      if (end < 0 && !final) {
        if (buffer.length - start <= this.maxRecord) return this.giveBack(start, Math.max(at, start - 5))
        this.beginSkipping(buffer, start, offset)
        return buffer.length
      }
      // A leader may have blanks where its length should be: they are its own, not what stands between records.
      const ownBlanks =
        start - at >= 5 && digits(buffer, start, 5) < 0 && buffer.toString('latin1', start - 5, start) === '     '
      if (ownBlanks) start = this.giveBack(start, start - 5)
      const cut = this.cut(buffer, start, end < 0 ? buffer.length : end + 1, final)
      if (cut < 0) return this.giveBack(start, Math.max(at, start - 5))
      at = cut
      this.give(buffer.subarray(start, cut), offset + start, buffer, cut, onFrame, onRefused)
    }
  }

  private passBlanks(buffer: Buffer, from: number): number {
    let at = from
    while (at < buffer.length && isBlank(buffer[at] as number)) at++
    this.blanks += at - from
    return at
  }

  /** Leaves the bytes from `to` on unread. */
  private giveBack(from: number, to: number): number {
    this.blanks -= from - to
    return to
  }

  /** Where the record that starts at `start` ends, its terminator standing before `end`; −1 when more must be seen first. */
  private cut(buffer: Buffer, start: number, end: number, final: boolean): number {
    const length = digits(buffer, start, 5)
    if (length === end - start || end - start > this.maxRecord) return end
    const declared = start + length
    if (!final && buffer.length < Math.max(end, declared) + LOOKAHEAD) return -1
    if (length > LEADER) {
      if (declared < end && buffer[declared - 1] === FIELD_END && leaderAt(buffer, declared)) return declared
      if (declared > end && buffer[declared - 1] === RECORD_END && this.stray(buffer, end, declared)) return declared
    }
    const leader = findLeader(buffer, start + 1, end)
    return leader < 0 ? end : leader
  }

  /** True when the terminator before `end` is data: nothing like a record follows it, and one ends at `declared`. */
  private stray(buffer: Buffer, end: number, declared: number): boolean {
    if (leaderAt(buffer, pastBlanks(buffer, end))) return false
    const next = pastBlanks(buffer, declared)
    return next === buffer.length || leaderAt(buffer, next)
  }

  private give(
    bytes: Buffer,
    offset: number,
    buffer: Buffer,
    cut: number,
    onFrame: (frame: Frame) => void,
    onRefused: (item: RefusedRecord) => void,
  ): void {
    const cutShort = bytes[bytes.length - 1] !== RECORD_END && cut < buffer.length
    if (bytes.length <= LEADER || (cutShort && !bytes.includes(FIELD_END))) {
      this.junk ??= { offset, length: 0 }
      this.junk.length += bytes.length
      return
    }
    const notes = this.notes(offset)
    const number = this.next++
    if (bytes.length > this.maxRecord) {
      onRefused(refused(number, bytes, fault('marc.record-too-large', offset, { limit: this.maxRecord })))
    } else {
      onFrame({ number, offset, bytes, notes, cutShort })
    }
  }

  /** Junk at the end belongs to no record's notes. */
  private refuseJunk(onRefused: (item: RefusedRecord) => void): void {
    if (!this.junk) return
    const { offset, length } = this.junk
    onRefused(refused(this.next++, Buffer.alloc(0), fault('marc.not-a-record', offset, { bytes: length }), length))
    this.junk = null
  }

  private notes(offset: number): Fault[] {
    const notes: Fault[] = []
    if (this.junk) notes.push(fault('marc.junk-between-records', this.junk.offset, { bytes: this.junk.length }))
    if (this.blanks > 0) notes.push(fault('marc.blanks-between-records', offset - this.blanks, { bytes: this.blanks }))
    this.junk = null
    this.blanks = 0
    return notes
  }

  private beginSkipping(buffer: Buffer, start: number, offset: number): void {
    const head = Buffer.from(buffer.subarray(start, start + KEPT_OF_REFUSED))
    this.skipping = { number: this.next++, offset: offset + start, head, length: buffer.length - start }
    this.blanks = 0
  }

  private skip(buffer: Buffer, final: boolean, onRefused: (item: RefusedRecord) => void): number {
    const skipping = this.skipping as Skipping
    const end = buffer.indexOf(RECORD_END)
    skipping.length += end < 0 ? buffer.length : end + 1
    if (end < 0 && !final) return buffer.length
    this.skipping = null
    const reason = fault('marc.record-too-large', skipping.offset, { limit: this.maxRecord })
    onRefused(refused(skipping.number, skipping.head, reason, skipping.length))
    return end < 0 ? buffer.length : end + 1
  }
}
