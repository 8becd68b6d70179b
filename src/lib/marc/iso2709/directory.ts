import { digits, ENTRY, entryAt, FIELD_END, isAlphanumeric, LEADER, SUBFIELD } from './leader.ts'

/** One entry of a directory; −1 for a length or a start that is no number. */
export interface Entry {
  readonly tag: string
  readonly length: number
  readonly start: number
}

/** Reads the directory between the leader and `end`; null when it is not made of whole entries. */
export function readDirectory(bytes: Buffer, end: number): Entry[] | null {
  if ((end - LEADER) % ENTRY !== 0) return readWideDirectory(bytes, end)
  const entries: Entry[] = []
  for (let at = LEADER; at < end; at += ENTRY) {
    for (let i = at; i < at + 3; i++) if (!isAlphanumeric(bytes[i] as number)) return readWideDirectory(bytes, end)
    const sound = entryAt(bytes, at)
    const length = sound ? digits(bytes, at + 3, 4) : -1
    entries.push({ tag: tagAt(bytes, at), length, start: sound ? digits(bytes, at + 7, 5) : -1 })
  }
  return entries
}

/**
 * Systems that cannot refuse a field over 9,999 bytes or a record over 99,999 write five and six digits into the directory. Such
 * a directory is read only when every entry begins where the one before ends, so that no digit is left to guess.
 */
function readWideDirectory(bytes: Buffer, end: number): Entry[] | null {
  const entries: Entry[] = []
  let expected = 0
  for (let at = LEADER; at < end; ) {
    const found = WIDTHS.find(
      ([length, start]) => at + 3 + length + start <= end && digits(bytes, at + 3 + length, start) === expected,
    )
    const length = found ? digits(bytes, at + 3, found[0]) : -1
    if (!found || length < 1) return null
    entries.push({ tag: tagAt(bytes, at), length, start: expected })
    expected += length
    at += 3 + found[0] + found[1]
  }
  return entries
}

const WIDTHS: readonly (readonly [number, number])[] = [
  [4, 5],
  [5, 5],
  [4, 6],
  [5, 6],
]

/**
 * Reads a directory that lost or gained a character here and there, by the lengths and starts that the field terminators prove.
 *
 * Every entry must carry those nine digits, or, with a sound entry behind it, all but one of them (or one more) behind a
 * whole tag. A tag that lost a character is certain only for a control field: `01` before text without subfields was `001`.
 */
export function rematchDirectory(bytes: Buffer, end: number, ends: readonly number[]): Entry[] | null {
  const entries: Entry[] = []
  const base = end + 1
  let at = LEADER
  for (let i = 0; i < ends.length; i++) {
    const from = i === 0 ? base : (ends[i - 1] as number) + 1
    const to = ends[i] as number
    const isControl = !bytes.subarray(from, to).includes(SUBFIELD)
    const proven = `${pad(to + 1 - from, 4)}${pad(from - base, 5)}`
    const found = nextEntry(bytes, end, at, proven, provenDigits(ends, i + 1, base), isControl)
    if (!found || !/^[0-9A-Za-z]{3}$/.test(found.tag)) return null
    entries.push({ tag: found.tag, length: to + 1 - from, start: from - base })
    at = found.next
  }
  return at === end ? entries : null
}

/** The tag of the entry at `at` and where the next one begins; null when its digits are not `proven` within one character. */
function nextEntry(
  bytes: Buffer,
  end: number,
  at: number,
  proven: string,
  following: string | null,
  isControl: boolean,
): { tag: string; next: number } | null {
  const joins = (next: number) =>
    following === null ? next === end : bytes.toString('latin1', next + 3, next + 12) === following
  const written = (from: number, length: number) => bytes.toString('latin1', at + from, at + from + length)
  const tag = written(0, 3)
  if (written(3, 9) === proven) return { tag, next: at + ENTRY }
  if (joins(at + 12) && differences(written(3, 9), proven) === 1) return { tag, next: at + 12 }
  if (joins(at + 11)) {
    if (written(2, 9) !== proven) return lacksOne(written(3, 8), proven) ? { tag, next: at + 11 } : null
    return isControl && /^0[1-9]/.test(tag) ? { tag: `0${written(0, 2)}`, next: at + 11 } : null
  }
  if (joins(at + 13) && written(4, 9) !== proven && lacksOne(proven, written(3, 10))) return { tag, next: at + 13 }
  return null
}

const pad = (value: number, width: number) => String(value).padStart(width, '0')

function provenDigits(ends: readonly number[], i: number, base: number): string | null {
  if (i >= ends.length) return null
  const start = (ends[i - 1] as number) + 1 - base
  return `${pad((ends[i] as number) + 1 - base - start, 4)}${pad(start, 5)}`
}

const differences = (a: string, b: string) => [...a].filter((char, i) => char !== b[i]).length

/** True when `short` is `long` with one character taken out. */
function lacksOne(short: string, long: string): boolean {
  if (short.length !== long.length - 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  return short.slice(i) === long.slice(i + 1)
}

/** The tag that a field without a directory carries before its data (a record as some systems print it); null when one carries none. */
export function inlineTags(bytes: Buffer, ends: readonly number[], base: number): Entry[] | null {
  const entries: Entry[] = []
  let start = base
  for (const end of ends) {
    if (end - start < 4 || digits(bytes, start, 3) < 1) return null
    entries.push({ tag: tagAt(bytes, start), length: end - start - 2, start: start + 3 - base })
    start = end + 1
  }
  return entries.length > 0 ? entries : null
}

/** Where the fields from `base` to `dataEnd` end, by their terminators. */
export function fieldEnds(bytes: Buffer, base: number, dataEnd: number): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf(FIELD_END, base); at >= 0 && at < dataEnd; at = bytes.indexOf(FIELD_END, at + 1)) {
    ends.push(at)
  }
  return ends
}

const tagAt = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 3)
