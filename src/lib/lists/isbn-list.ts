import { isbn } from '#lib/identifiers/books.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'

/** One line of a scanned list. */
export type Scanned =
  | { readonly ok: true; readonly line: number; readonly isbn: string; readonly copies: number }
  | { readonly ok: false; readonly line: number; readonly text: string }

const MOST_COPIES = 10_000

/**
 * Reads a line as a scanner or a hand writes it: an ISBN-10 or -13 in digits of any script, and perhaps how many copies behind a tab,
 * comma, semicolon or ×. An empty line gives null.
 */
export function scannedLine(text: string, line: number): Scanned | null {
  const clean = toAsciiDigits(text.replace(/[\u200e\u200f\u202a-\u202e\ufeff"']/g, '')).trim()
  if (clean === '') return null
  const parted = /^(.*?)\s*(?:[\t,;،؛]|[x×*](?=\s*\d))\s*(\d{1,5})\s*$/iu.exec(clean)
  const [number, copies] = parted && isbn(parted[1] ?? '').ok ? [parted[1] ?? '', Number(parted[2])] : [clean, 1]
  const read = isbn(number.split(/[\t,;،؛]/)[0] ?? '')
  if (!read.ok || copies < 1 || copies > MOST_COPIES) return { ok: false, line, text: text.trim().slice(0, 200) }
  return { ok: true, line, isbn: read.value.isbn13, copies }
}
