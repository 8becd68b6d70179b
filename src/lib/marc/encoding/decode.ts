import { isAscii, isUtf8 } from 'node:buffer'
import { fault } from '#lib/marc/fault.ts'
import { ESCAPE, LEADER } from '#lib/marc/iso2709/leader.ts'
import type { Place } from '#lib/marc/iso2709/structure.ts'
import type { Fault, MarcEncoding } from '#lib/marc/record.ts'
import { looksAnsel, looksIso5426, looksUtf8, looksWindows } from './guess.ts'
import { decodeIso5426 } from './iso5426.ts'
import { decodeMarc8 } from './marc8.ts'

/** How a record's bytes become text; `decode` reads bytes `start` to `end` of the record. */
export interface Decoding {
  readonly encoding: MarcEncoding
  readonly decode: (start: number, end: number, tag: string) => string
}

/**
 * Decides a record's encoding by what its bytes are, the leader being only a hint (position 9 is often untrue), and reports where they disagree
 * and each character that could not be read.
 */
export function decodeBytes(bytes: Buffer, places: readonly Place[], offset: number, repairs: Fault[]): Decoding {
  const encoding = encodingOf(bytes, places)
  const declared = bytes[9] === 0x61
  const unimarc = isUnimarc(places)
  if (declared && encoding !== 'utf-8') repairs.push(fault('marc.encoding-not-utf8', offset + 9, { found: encoding }))
  if (!declared && !unimarc && encoding === 'utf-8' && !isAscii(bytes)) {
    repairs.push(fault('marc.encoding-undeclared', offset + 9))
  }
  if (encoding === 'latin-1' || encoding.startsWith('windows')) {
    repairs.push(fault('marc.encoding-guessed', offset, { found: encoding }))
  }
  return { encoding, decode: decoderOf(encoding, bytes, offset, repairs) }
}

function decoderOf(encoding: MarcEncoding, bytes: Buffer, offset: number, repairs: Fault[]): Decoding['decode'] {
  const report = (start: number, tag: string, lost: number) => {
    if (lost > 0) repairs.push(fault('marc.characters-lost', offset + start, { count: lost, encoding }, tag))
  }
  switch (encoding) {
    case 'utf-8':
      return (start, end, tag) => {
        const text = bytes.toString('utf8', start, end)
        if (text.includes('\ufffd'))
          report(start, tag, isUtf8(bytes.subarray(start, end)) ? 0 : text.split('\ufffd').length - 1)
        return text
      }
    case 'marc-8':
    case 'iso-5426':
      return (start, end, tag) => {
        const { text, lost } = (encoding === 'marc-8' ? decodeMarc8 : decodeIso5426)(bytes, start, end)
        report(start, tag, lost)
        return text
      }
    case 'latin-1':
      return (start, end) => bytes.toString('latin1', start, end)
    default: {
      const decoder = new TextDecoder(encoding)
      return (start, end) => decoder.decode(bytes.subarray(start, end))
    }
  }
}

/** By the directory alone, since the text cannot be read before its encoding is known. */
function isUnimarc(places: readonly Place[]): boolean {
  let unimarc = false
  for (const { tag } of places) {
    if (tag === '245') return false
    if (tag === '200' || tag === '801') unimarc = true
  }
  return unimarc
}

function encodingOf(bytes: Buffer, places: readonly Place[]): MarcEncoding {
  const declared = bytes[9] === 0x61
  const escapes = bytes.includes(ESCAPE)
  const data = bytes.subarray(LEADER)
  if (isAscii(bytes)) return escapes && !declared ? 'marc-8' : 'utf-8'
  if (isUtf8(data) && !(escapes && !declared)) return 'utf-8'
  if (looksUtf8(data, declared)) return 'utf-8'
  if (escapes) return 'marc-8'
  const windows = looksWindows(data)
  if (windows) return windows
  if (isUnimarc(places)) return looksIso5426(data) ? 'iso-5426' : 'latin-1'
  return looksAnsel(data) ? 'marc-8' : 'latin-1'
}
