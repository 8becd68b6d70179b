import { findLeader } from '#lib/marc/iso2709/leader.ts'

/** What a stream turns out to hold. */
export type Format = 'iso2709' | 'marcxml' | 'json' | 'gzip' | 'empty' | 'utf-16' | 'unknown'

/** How many bytes are looked at to recognise a format. */
export const SNIFFED = 65_536

export interface Sniffed {
  readonly format: Format
  /** What a foreign file looks like: `pdf`, `zip`, `html`, `mnemonic`, `text`, `binary`. */
  readonly looksLike: string
  /** Bytes to pass over: a byte order mark. */
  readonly skip: number
}

const FOREIGN: readonly [string, RegExp][] = [
  ['pdf', /^%PDF/],
  ['zip', /^PK[\x03\x05\x07]/],
  ['html', /^\s*<(!doctype html|html)/i],
  ['mnemonic', /^\s*=(LDR|000)\s/],
  ['image', /^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*)/],
]

/** Recognises a format by the first bytes of a stream (up to `SNIFFED` of them), never by a name. */
export function sniff(head: Buffer): Sniffed {
  if (head.length === 0) return { format: 'empty', looksLike: 'empty', skip: 0 }
  if (head[0] === 0x1f && head[1] === 0x8b) return { format: 'gzip', looksLike: 'gzip', skip: 0 }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return { format: 'utf-16', looksLike: 'utf-16', skip: 2 }
  }
  const skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const text = head.toString('latin1', skip, Math.min(head.length, 1024))
  for (const [looksLike, pattern] of FOREIGN) if (pattern.test(text)) return { format: 'unknown', looksLike, skip }
  const first = text.trimStart()[0]
  if (first === '<') return { format: 'marcxml', looksLike: 'xml', skip }
  const isIso = findLeader(head, skip, head.length) >= 0 || (head.includes(0x1e) && head.includes(0x1d))
  if (isIso) return { format: 'iso2709', looksLike: 'iso2709', skip }
  if (first === '{' || first === '[') return { format: 'json', looksLike: 'json', skip }
  if (text.trim() === '') return { format: 'empty', looksLike: 'empty', skip }
  return { format: 'unknown', looksLike: /[\x00-\x08\x0e-\x1f]/.test(text) ? 'binary' : 'text', skip }
}
