import { EACC } from './eacc-table.ts'

/** Codes of one byte: 21 to 7E. */
const CODES = 94

/** Punctuation that LC put outside the grid of codes. */
const OUTSIDE: Readonly<Record<number, string>> = {
  2170941: '…',
  2170944: '“',
  8331284: '—',
  8331289: '’',
  8331296: '”',
  8331554: '™',
}

let characters: Map<number, string> | null = null

/** The character of a three-byte EACC code (each byte 21–7E); undefined for none. */
export function eacc(code: number): string | undefined {
  const outside = OUTSIDE[code]
  if (outside) return outside
  if (![code >> 16, (code >> 8) & 0xff, code & 0xff].every((byte) => byte > 0x20 && byte < 0x7f)) return undefined
  characters ??= unpack()
  return characters.get(place(code))
}

const place = (code: number) =>
  ((code >> 16) - 0x21) * CODES * CODES + (((code >> 8) & 0xff) - 0x21) * CODES + (code & 0xff) - 0x21

function unpack(): Map<number, string> {
  const map = new Map<number, string>()
  let at = 0
  for (const [token] of EACC.matchAll(/[0-9a-f]+>|[^>]/gu)) {
    if (token === '.') at++
    else if (token.endsWith('>')) at += Number.parseInt(token, 16)
    else map.set(at++, token)
  }
  return map
}
