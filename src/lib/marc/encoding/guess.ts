import type { MarcEncoding } from '#lib/marc/record.ts'

/**
 * True when bytes that are not quite UTF-8 were surely meant so: broken places are few beside the whole multi-byte characters.
 * With `declared` (leader/09 = a) half as many broken ones as whole ones still count as damage, not as another encoding.
 */
export function looksUtf8(bytes: Buffer, declared: boolean): boolean {
  let whole = 0
  let broken = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) continue
    const more = byte >= 0xf0 && byte < 0xf5 ? 3 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xc2 && byte < 0xe0 ? 1 : 0
    let seen = 0
    while (seen < more && ((bytes[i + seen + 1] ?? 0) & 0xc0) === 0x80) seen++
    if (more > 0 && seen === more) {
      whole++
      i += more
    } else {
      broken++
    }
  }
  return declared ? whole * 2 >= broken && whole > 0 : whole >= broken * 4
}

/** Bytes that are French letters in Windows-1256, so rare among Arabic ones, and common Cyrillic letters in Windows-1251. */
const LATIN_IN_1256 = new Set([0xe0, 0xe2, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xee, 0xef, 0xf4, 0xf9, 0xfb, 0xfc])

/**
 * Windows-1256 or Windows-1251 when most high bytes stand in words of them: three and more in a row. Accented Latin of any
 * encoding has them one by one among ASCII letters.
 */
export function looksWindows(bytes: Buffer): MarcEncoding | null {
  let high = 0
  let inWords = 0
  let latin = 0
  let run = 0
  for (let i = 0; i <= bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte >= 0x80) {
      high++
      run++
      if (LATIN_IN_1256.has(byte)) latin++
      continue
    }
    if (run >= 3) inWords += run
    run = 0
  }
  if (high < 6 || inWords < high * 0.6) return null
  return latin > high * 0.15 ? 'windows-1251' : 'windows-1256'
}

/** ANSEL puts the accent (E0–FE) before its letter; its other bytes are A1–C8 with a few gaps. */
export function looksAnsel(bytes: Buffer): boolean {
  return wellAccented(bytes, 0xe0, 0xfe, (byte) => (byte >= 0xa1 && byte <= 0xc8) || (byte >= 0x88 && byte <= 0x8e))
}

/** ISO 5426 puts the accent (C0–DF) before its letter; its other bytes are A1–BF and E1–FC. */
export function looksIso5426(bytes: Buffer): boolean {
  return wellAccented(
    bytes,
    0xc0,
    0xdf,
    (byte) => (byte >= 0xa1 && byte <= 0xbf) || byte >= 0xe1 || byte === 0x88 || byte === 0x89,
  )
}

/** True when nearly every high byte is an accent before a letter (or another accent) or a known letter. */
function wellAccented(bytes: Buffer, from: number, to: number, isLetter: (byte: number) => boolean): boolean {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) continue
    if (byte < from || byte > to) {
      if (isLetter(byte)) good++
      else bad++
      continue
    }
    const next = bytes[i + 1] ?? 0
    const letter = (next >= 65 && next <= 90) || (next >= 97 && next <= 122) || next >= 0x80
    if (letter) good++
    else bad++
  }
  return bad * 5 <= good
}
