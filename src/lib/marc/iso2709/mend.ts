import { fault, Unreadable } from '#lib/marc/fault.ts'
import type { Fault } from '#lib/marc/record.ts'
import { type Entry, fieldEnds, inlineTags, readDirectory, rematchDirectory } from './directory.ts'
import type { Frame } from './frames.ts'
import { digits, ENTRY, FIELD_END, LEADER, RECORD_END } from './leader.ts'
import type { Place } from './structure.ts'

/**
 * Finds the fields of a damaged record where the intent is certain, and reports each repair; throws `Unreadable` where not.
 *
 * Certain is: a directory that ends where the first field terminator stands, and either every entry meeting a terminator,
 * or exactly as many terminated fields as entries (lengths counted in characters, records over 99,999 bytes).
 */
export function mend(frame: Frame, repairs: Fault[]): Place[] {
  const { bytes, offset } = frame
  const directoryEnd = bytes.indexOf(FIELD_END)
  const dataEnd = endOfData(bytes)
  const ended = dataEnd < bytes.length
  if (bytes.length <= LEADER || directoryEnd < LEADER) {
    throw refuse(frame, ended || digits(bytes, 0, 5) < 0 ? 'marc.not-a-record' : 'marc.cut-short')
  }
  const base = directoryEnd + 1
  const ends = fieldEnds(bytes, base, dataEnd)
  const read = readDirectory(bytes, directoryEnd)
  const entries = read ?? rematchDirectory(bytes, directoryEnd, ends)
  if (read && read.length * ENTRY !== directoryEnd - LEADER) repairs.push(fault('marc.directory-wide', offset + LEADER))
  if (!read && entries) repairs.push(fault('marc.directory-digits', offset + LEADER, { fields: entries.length }))
  if (!entries) throw refuse(frame, ended ? 'marc.directory-damaged' : 'marc.cut-short', { fields: ends.length })
  if (entries.length === 0) {
    // Without a directory the record terminator may stand for the last field's too.
    if (ended && bytes[dataEnd - 1] !== FIELD_END) ends.push(dataEnd)
    return withoutDirectory(frame, ends, base, repairs)
  }
  if (!ended && (bytes[dataEnd - 1] !== FIELD_END || ends.length < entries.length)) {
    throw refuse(frame, 'marc.cut-short', { entries: entries.length, fields: ends.length })
  }
  reportLeader(frame, base, repairs)
  const byDirectory = placesByDirectory(bytes, entries, base, dataEnd)
  if (byDirectory) {
    const { places, unordered, between } = byDirectory
    if (unordered) repairs.push(fault('marc.directory-unordered', offset + LEADER))
    if (between > 0) repairs.push(fault('marc.bytes-between-fields', offset + base, { bytes: between }))
    return places
  }
  return placesByTerminator(frame, entries, ends, base, repairs)
}

function refuse(frame: Frame, code: string, facts: Record<string, number> = {}): Unreadable {
  const declared = digits(frame.bytes, 0, 5)
  return new Unreadable(fault(code, frame.offset, { ...facts, bytes: frame.bytes.length, declared }))
}

/** Where the data ends: before the record terminator, or before the byte that stands in its place. */
function endOfData(bytes: Buffer): number {
  const last = bytes.length - 1
  if (bytes[last] === RECORD_END) return last
  const replaced = bytes[last - 1] === FIELD_END && bytes[last] !== FIELD_END && digits(bytes, 0, 5) === bytes.length
  return replaced ? last : bytes.length
}

function withoutDirectory(frame: Frame, ends: readonly number[], base: number, repairs: Fault[]): Place[] {
  const entries = inlineTags(frame.bytes, ends, base)
  if (!entries) throw refuse(frame, 'marc.no-fields')
  repairs.push(fault('marc.directory-missing', frame.offset + LEADER, { fields: entries.length }))
  return entries.map(({ tag, length, start }) => ({ tag, start: base + start, end: base + start + length - 1 }))
}

function placesByTerminator(
  frame: Frame,
  entries: readonly Entry[],
  ends: readonly number[],
  base: number,
  repairs: Fault[],
): Place[] {
  if (ends.length !== entries.length) {
    throw refuse(frame, 'marc.directory-disagrees', { entries: entries.length, fields: ends.length })
  }
  repairs.push(fault('marc.directory-lengths', frame.offset + LEADER, { fields: entries.length }))
  const numbered =
    entries.every(({ start }) => start >= 0) && ends.at(-1) !== undefined && (ends.at(-1) as number) < 99_999
  const ordered = numbered ? entries.toSorted((a, b) => a.start - b.start) : entries
  return ordered.map(({ tag }, i) => ({
    tag,
    start: i === 0 ? base : (ends[i - 1] as number) + 1,
    end: ends[i] as number,
  }))
}

function reportLeader(frame: Frame, base: number, repairs: Fault[]): void {
  const { bytes, offset } = frame
  const declared = digits(bytes, 0, 5)
  const ended = bytes[bytes.length - 1] === RECORD_END
  if (!ended) repairs.push(fault('marc.terminator-missing', offset + bytes.length))
  if (declared !== bytes.length && (ended || declared !== bytes.length + 1)) {
    repairs.push(fault('marc.length-wrong', offset, { declared, found: bytes.length }))
  }
  const declaredBase = digits(bytes, 12, 5)
  if (declaredBase !== base)
    repairs.push(fault('marc.base-wrong', offset + 12, { declared: declaredBase, found: base }))
  if (bytes[10] !== 0x32 || bytes[11] !== 0x32) repairs.push(fault('marc.leader-counts', offset + 10))
  if (bytes[20] !== 0x34 || bytes[21] !== 0x35) repairs.push(fault('marc.leader-map', offset + 20))
}

/** Trusts the directory when each entry ends at a terminator; the fields may stand in another order or leave gaps. */
function placesByDirectory(
  bytes: Buffer,
  entries: readonly Entry[],
  base: number,
  dataEnd: number,
): { places: Place[]; unordered: boolean; between: number } | null {
  const places: Place[] = []
  const seen = new Set<number>()
  let covered = 0
  let unordered = false
  for (const { tag, length, start } of entries) {
    const end = base + start + length - 1
    if (length < 1 || start < 0 || end >= dataEnd || bytes[end] !== FIELD_END) return null
    if ((start > 0 && bytes[base + start - 1] !== FIELD_END) || seen.has(start)) return null
    seen.add(start)
    unordered ||= base + start < (places.at(-1)?.end ?? 0)
    covered += length
    places.push({ tag, start: base + start, end })
  }
  return covered > dataEnd - base ? null : { places, unordered, between: dataEnd - base - covered }
}
