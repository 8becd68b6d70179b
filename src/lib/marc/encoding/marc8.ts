import { AccentFirstText, isMark } from './accents.ts'
import { eacc } from './eacc.ts'
import {
  ANSEL,
  ARABIC,
  CYRILLIC,
  EXTENDED_ARABIC,
  EXTENDED_CYRILLIC,
  GREEK,
  GREEK_SYMBOLS,
  HEBREW,
  SUBSCRIPT,
  SUPERSCRIPT,
} from './marc8-tables.ts'

/** A designated set: how a code 21–7E reads, and how many bytes make one code. */
interface CharacterSet {
  readonly width: 1 | 3
  /** The character, '' for a code that writes nothing, undefined for none. */
  readonly read: (code: number) => string | undefined
}

const oneByte = (table: string): CharacterSet => {
  const chars = [...table]
  return { width: 1, read: (code) => (chars[code - 0x21] === ' ' ? undefined : chars[code - 0x21]) }
}

const byAscii = (table: Readonly<Record<string, string>>): CharacterSet => ({
  width: 1,
  read: (code) => table[String.fromCharCode(code)],
})

const ASCII: CharacterSet = { width: 1, read: (code) => String.fromCharCode(code) }
const ansel = oneByte(ANSEL)
/** The second halves of the ligature and the double tilde (EC, FB) write nothing: U+0361 and U+0360 span both letters. */
const ANSEL_SET: CharacterSet = { width: 1, read: (code) => (code === 0x6c || code === 0x7b ? '' : ansel.read(code)) }

/** By the final byte of the escape sequence. */
const SETS: Readonly<Record<string, CharacterSet>> = {
  '1': { width: 3, read: eacc },
  '2': oneByte(HEBREW),
  '3': oneByte(ARABIC),
  '4': oneByte(EXTENDED_ARABIC),
  B: ASCII,
  E: ANSEL_SET,
  N: oneByte(CYRILLIC),
  Q: oneByte(EXTENDED_CYRILLIC),
  S: oneByte(GREEK),
  b: byAscii(SUBSCRIPT),
  g: byAscii(GREEK_SYMBOLS),
  p: byAscii(SUPERSCRIPT),
  s: ASCII,
}

/** An escape sequence at `at`: which of G0 and G1 it designates, with what, and its length; null when it is none. */
function escapeAt(bytes: Uint8Array, at: number): { g: 0 | 1; set: CharacterSet; length: number } | null {
  const char = (i: number) => String.fromCharCode(bytes[at + i] ?? 0)
  let i = 1
  if (/[bgps]/.test(char(1))) return { g: 0, set: SETS[char(1)] as CharacterSet, length: 2 }
  if (char(i) === '$') i++
  let g: 0 | 1 = 0
  if (/[(,)-]/.test(char(i))) g = /[)-]/.test(char(i++)) ? 1 : 0
  else if (i === 1) return null
  if (char(i) === '!') i++
  const set = SETS[char(i)]
  return set ? { g, set, length: i + 1 } : null
}

/** C1 codes that MARC-8 uses: non-sorting begin and end, joiner and non-joiner. */
const C1: Readonly<Record<number, string>> = { 136: '\u0098', 137: '\u009c', 141: '\u200d', 142: '\u200c' }

/**
 * Reads `bytes` from `start` to `end` as MARC-8, all sets of the MARC 21 specification; `lost` counts the codes without a
 * character. The sets fall back to ASCII and ANSEL at each subfield; `&#x…;` (lossless conversion) is resolved.
 */
export function decodeMarc8(bytes: Uint8Array, start: number, end: number): { text: string; lost: number } {
  const out = new AccentFirstText()
  let g0 = ASCII
  let g1 = ANSEL_SET
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte === 0x1b) {
      const sequence = escapeAt(bytes, i)
      if (!sequence) {
        out.unknown()
        continue
      }
      if (sequence.g === 0) g0 = sequence.set
      else g1 = sequence.set
      i += sequence.length - 1
      // Some systems turn every `|` into a delimiter, also the Cyrillic Э (7C): no delimiter can follow a change to Cyrillic.
      if (sequence.set === SETS.N && bytes[i + 1] === 0x1f && i + 1 < end) {
        out.letter('Э')
        i++
      }
    } else if (byte === 0x1f) {
      g0 = ASCII
      g1 = ANSEL_SET
      out.plain('\x1f')
      // The code behind the delimiter is ASCII, whatever was designated.
      if (++i < end) out.plain(String.fromCharCode(bytes[i] as number))
    } else if (byte < 0x21) {
      out.plain(String.fromCharCode(byte))
    } else if (C1[byte] !== undefined) {
      out.plain(C1[byte] as string)
    } else {
      i += put(out, byte < 0x80 ? g0 : g1, bytes, i, end)
    }
  }
  const { text, lost } = out.done()
  return { text: text.includes('&#x') ? text.replace(/&#x([0-9A-F]{4,6});/gi, fromReference) : text, lost }
}

/** Puts one character; returns how many bytes beyond the first it took. */
function put(out: AccentFirstText, set: CharacterSet, bytes: Uint8Array, at: number, end: number): number {
  let code = (bytes[at] as number) & 0x7f
  if (set.width === 3) {
    const [second = 0, third = 0] = at + 2 < end ? [bytes[at + 1], bytes[at + 2]] : []
    if (second < 0x20 || third < 0x10 || (third >= 0x1b && third < 0x20)) {
      out.unknown()
      return 0
    }
    code = (code << 16) | ((second & 0x7f) << 8) | (third & 0x7f)
  }
  const char = set.width === 1 && (code < 0x21 || code === 0x7f) ? undefined : set.read(code)
  if (char === undefined) out.unknown()
  else if (isMark(char)) out.mark(char)
  else if (char !== '') out.letter(char)
  return set.width - 1
}

function fromReference(whole: string, hex: string): string {
  const point = Number.parseInt(hex, 16)
  return point > 0x10ffff || (point >= 0xd800 && point < 0xe000) || point < 0x20 ? whole : String.fromCodePoint(point)
}
