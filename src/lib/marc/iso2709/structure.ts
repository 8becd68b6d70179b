import { digits, ENTRY, entryAt, FIELD_END, LEADER, RECORD_END } from './leader.ts'

/** Where one field's data stands in the record's bytes, without its terminator. */
export interface Place {
  readonly tag: string
  readonly start: number
  readonly end: number
}

/**
 * Checks a record as strictly as ISO 2709 allows: length, base address, directory of whole entries, every field terminated,
 * fields laid end to end in the directory's order up to the record terminator.
 *
 * Returns the base address of the data, or −1 when anything is otherwise. Allocates nothing.
 */
export function soundBase(bytes: Buffer): number {
  const last = bytes.length - 1
  if (last < LEADER + 1 || bytes[last] !== RECORD_END || digits(bytes, 0, 5) !== bytes.length) return -1
  if (bytes[10] !== 0x32 || bytes[11] !== 0x32 || bytes[20] !== 0x34 || bytes[21] !== 0x35) return -1
  for (let i = 5; i < LEADER; i++) if ((bytes[i] as number) < 0x20 || (bytes[i] as number) > 0x7e) return -1
  const base = digits(bytes, 12, 5)
  if (base <= LEADER + 1 || base > last || bytes[base - 1] !== FIELD_END || (base - 1 - LEADER) % ENTRY !== 0) return -1
  let expected = 0
  for (let at = LEADER; at < base - 1; at += ENTRY) {
    if (!entryAt(bytes, at)) return -1
    const length = digits(bytes, at + 3, 4)
    if (length === 0 || digits(bytes, at + 7, 5) !== expected) return -1
    expected += length
    if (bytes[base + expected - 1] !== FIELD_END) return -1
  }
  return base + expected === last ? base : -1
}

/** The places of all fields of a record that passed `soundBase`. */
export function soundPlaces(bytes: Buffer, base: number): Place[] {
  const places: Place[] = []
  let start = base
  for (let at = LEADER; at < base - 1; at += ENTRY) {
    const end = start + digits(bytes, at + 3, 4)
    places.push({ tag: bytes.toString('latin1', at, at + 3), start, end: end - 1 })
    start = end
  }
  return places
}
