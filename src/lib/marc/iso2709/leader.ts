/** Bytes that ISO 2709 gives a meaning. */
export const FIELD_END = 0x1e
export const SUBFIELD = 0x1f
export const RECORD_END = 0x1d
export const ESCAPE = 0x1b

/** Length of a leader, and of one directory entry of the usual `4500` map. */
export const LEADER = 24
export const ENTRY = 12

/** Reads `count` ASCII digits at `at`; −1 when one of them is no digit or the bytes end. */
export function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) {
    const digit = (bytes[i] ?? 0) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** True for an ASCII letter or digit. */
export function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

/** True when a directory entry stands at `at`: a tag of three letters or digits, then nine digits. */
export function entryAt(bytes: Uint8Array, at: number): boolean {
  for (let i = at; i < at + 3; i++) if (!isAlphanumeric(bytes[i] ?? 0)) return false
  return digits(bytes, at + 3, 9) >= 0
}

/**
 * True when a leader surely stands at `at`: five digits, a status and a type that are no digits, printable ASCII, the `45` of
 * the directory map or the `22` of the indicator and code lengths, and a directory entry (or the directory's end) behind it.
 * Used to find the next record in damage, so it must not fire inside a directory, which is all digits.
 */
export function leaderAt(bytes: Uint8Array, at: number): boolean {
  if (at + LEADER >= bytes.length || digits(bytes, at, 5) < LEADER) return false
  for (let i = at + 5; i < at + LEADER; i++) {
    const byte = bytes[i] as number
    if (byte < 0x20 || byte > 0x7e) return false
    if (i < at + 7 && byte >= 48 && byte <= 57) return false
  }
  const map = bytes[at + 20] === 0x34 && bytes[at + 21] === 0x35
  const lengths = bytes[at + 10] === 0x32 && bytes[at + 11] === 0x32
  return (map || lengths) && (bytes[at + LEADER] === FIELD_END || entryAt(bytes, at + LEADER))
}

/** Finds a leader at or after `from`, before `to`; −1 when there is none. */
export function findLeader(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte >= 48 && byte <= 57 && leaderAt(bytes, at)) return at
  }
  return -1
}
