import { fault, Unreadable } from '#lib/marc/fault.ts'
import type { Fault } from '#lib/marc/record.ts'
import type { Frame } from './frames.ts'
import { digits, ENTRY, entryAt, FIELD_END, isAlphanumeric, LEADER, RECORD_END } from './leader.ts'
import type { Place } from './structure.ts'

interface Entry {
  readonly tag: string
  readonly length: number
  readonly start: number
}

/**
 * Finds the fields of a damaged record where the intent is certain, and reports each repair; throws `Unreadable` where not.
 *
 * Certain is: a directory that ends where the first field terminator stands, and either every entry meeting a terminator,
 * or exactly as many terminated fields as entries (lengths counted in characters, records over 99,999 bytes).
 */
export function mend(frame: Frame, repairs: Fault[]): Place[] {
  const { bytes, offset } = frame
  const refuse = (code: string, facts: Record<string, string | number> = {}, at = 0): never => {
    throw new Unreadable(fault(code, offset + at, facts))
  }
  const directoryEnd = bytes.indexOf(FIELD_END)
  if (bytes.length < LEADER + 1 || directoryEnd < LEADER) return refuse('marc.not-a-record', { bytes: bytes.length })
  const base = directoryEnd + 1
  const entries = readDirectory(bytes, directoryEnd)
  if (!entries) return refuse('marc.directory-damaged', { bytes: directoryEnd - LEADER }, LEADER)
  if (entries.length === 0) return refuse('marc.no-fields')
  const dataEnd = bytes[bytes.length - 1] === RECORD_END ? bytes.length - 1 : bytes.length
  reportLeader(frame, base, repairs)
  if (frame.cutShort || dataEnd === bytes.length) endOrRefuse(frame, dataEnd, entries, base)
  const byDirectory = placesByDirectory(bytes, entries, base, dataEnd)
  if (byDirectory) {
    if (byDirectory.unordered) repairs.push(fault('marc.directory-unordered', offset + LEADER))
    if (byDirectory.gaps) repairs.push(fault('marc.bytes-between-fields', offset + base, { bytes: byDirectory.gaps }))
    return byDirectory.places
  }
  const ends = fieldEnds(bytes, base, dataEnd)
  if (ends.length !== entries.length) {
    return refuse('marc.directory-disagrees', { entries: entries.length, fields: ends.length }, LEADER)
  }
  repairs.push(fault('marc.directory-lengths', offset + LEADER, { fields: entries.length }))
  const ordered = startsAscend(entries) ? entries : entries.toSorted((a, b) => a.start - b.start)
  return ordered.map(({ tag }, i) => ({
    tag,
    start: i === 0 ? base : (ends[i - 1] as number) + 1,
    end: ends[i] as number,
  }))
}

/** A record without its terminator is whole when its last field is terminated and every entry has its field. */
function endOrRefuse(frame: Frame, dataEnd: number, entries: readonly Entry[], base: number): void {
  const { bytes, offset } = frame
  const ends = fieldEnds(bytes, base, dataEnd)
  const whole = bytes[dataEnd - 1] === FIELD_END && ends.length >= entries.length
  if (whole) return
  const facts = { entries: entries.length, fields: ends.length, bytes: bytes.length, declared: digits(bytes, 0, 5) }
  throw new Unreadable(fault('marc.cut-short', offset, facts))
}

function readDirectory(bytes: Buffer, end: number): Entry[] | null {
  const size = end - LEADER
  if (size % ENTRY !== 0) return null
  const entries: Entry[] = []
  for (let at = LEADER; at < end; at += ENTRY) {
    for (let i = at; i < at + 3; i++) if (!isAlphanumeric(bytes[i] as number)) return null
    const sound = entryAt(bytes, at)
    const length = sound ? digits(bytes, at + 3, 4) : -1
    entries.push({ tag: bytes.toString('latin1', at, at + 3), length, start: sound ? digits(bytes, at + 7, 5) : -1 })
  }
  return entries
}

function reportLeader(frame: Frame, base: number, repairs: Fault[]): void {
  const { bytes, offset } = frame
  const declared = digits(bytes, 0, 5)
  const length = bytes[bytes.length - 1] === RECORD_END ? bytes.length : bytes.length + 1
  if (length !== bytes.length) repairs.push(fault('marc.terminator-missing', offset + bytes.length))
  if (declared !== length) repairs.push(fault('marc.length-wrong', offset, { declared, found: length }))
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
): { places: Place[]; unordered: boolean; gaps: number } | null {
  const places: Place[] = []
  const seen = new Set<number>()
  let covered = 0
  for (const { tag, length, start } of entries) {
    const end = base + start + length - 1
    if (length < 1 || start < 0 || end >= dataEnd || bytes[end] !== FIELD_END) return null
    if (start > 0 && bytes[base + start - 1] !== FIELD_END) return null
    if (seen.has(start)) return null
    seen.add(start)
    covered += length
    places.push({ tag, start: base + start, end })
  }
  if (covered > dataEnd - base) return null
  return { places, unordered: !startsAscend(entries), gaps: dataEnd - base - covered }
}

const startsAscend = (entries: readonly Entry[]) =>
  entries.every((e, i) => i === 0 || e.start > (entries[i - 1] as Entry).start)

function fieldEnds(bytes: Buffer, base: number, dataEnd: number): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf(FIELD_END, base); at >= 0 && at < dataEnd; at = bytes.indexOf(FIELD_END, at + 1))
    ends.push(at)
  return ends
}
