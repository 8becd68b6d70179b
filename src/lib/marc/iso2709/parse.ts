import { isAscii, isUtf8 } from 'node:buffer'
import { decodeBytes } from '#lib/marc/encoding/decode.ts'
import { familyOf } from '#lib/marc/family.ts'
import { fault, refused, Unreadable } from '#lib/marc/fault.ts'
import type { Fault, MarcField, MarcItem } from '#lib/marc/record.ts'
import { readField } from './fields.ts'
import type { Frame } from './frames.ts'
import { ESCAPE, LEADER } from './leader.ts'
import { mend } from './mend.ts'
import { type Place, soundBase, soundPlaces } from './structure.ts'

/** Reads one frame: the record with its repairs, or the refusal that says why it is none. */
export function readFrame(frame: Frame): MarcItem {
  try {
    return readSound(frame) ?? readMended(frame)
  } catch (error) {
    if (error instanceof Unreadable) return refused(frame.number, frame.bytes, error.fault)
    throw error
  }
}

/** Control characters in a field's text, the three delimiters apart. */
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1c]/

/** The common case, and the fast one: a sound structure in UTF-8, decoded in one call. */
function readSound(frame: Frame): MarcItem | null {
  const { bytes, offset, number, notes } = frame
  const base = soundBase(bytes)
  if (base < 0 || bytes.includes(ESCAPE)) return null
  const ascii = isAscii(bytes)
  if (!ascii && (bytes[9] !== 0x61 || !isUtf8(bytes))) return null
  const text = ascii ? bytes.toString('latin1', base) : bytes.toString('utf8', base)
  if (CONTROLS.test(text) || text.indexOf('\x1d') !== text.length - 1) return null
  const repairs: Fault[] = notes.length > 0 ? [...notes] : []
  const fields: MarcField[] = []
  let start = 0
  for (const place of soundPlaces(bytes, base)) {
    const end = text.indexOf('\x1e', start)
    // A terminator inside a field makes the text's cuts disagree with the directory's: the slow way reads by bytes.
    if (end < 0 || (ascii && end !== place.end - base)) return null
    fields.push(readField(place.tag, text, start, end, offset + place.start, repairs))
    start = end + 1
  }
  if (start !== text.length - 1) return null
  const record = { leader: bytes.toString('latin1', 0, LEADER), fields }
  const family = familyOf(record)
  return { kind: 'record', number, offset, length: bytes.length, bytes, record, family, encoding: 'utf-8', repairs }
}

function readMended(frame: Frame): MarcItem {
  const { bytes, offset, number } = frame
  const repairs: Fault[] = [...frame.notes]
  const base = soundBase(bytes)
  const places: readonly Place[] = base < 0 ? mend(frame, repairs) : soundPlaces(bytes, base)
  const { encoding, decode } = decodeBytes(bytes, places, offset, repairs)
  const fields = places.map(({ tag, start, end }) => {
    let text = decode(start, end, tag)
    if (text.includes('\x1e')) {
      repairs.push(fault('marc.terminator-in-field', offset + start, {}, tag))
      text = text.replaceAll('\x1e', '')
    }
    if (CONTROLS.test(text) || text.includes('\x1d')) {
      repairs.push(fault('marc.control-characters', offset + start, {}, tag))
      text = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1d]/g, ' ')
    }
    return readField(tag, text, 0, text.length, offset + start, repairs)
  })
  const record = { leader: leaderText(bytes, offset, repairs), fields }
  const family = familyOf(record)
  return { kind: 'record', number, offset, length: bytes.length, bytes, record, family, encoding, repairs }
}

function leaderText(bytes: Buffer, offset: number, repairs: Fault[]): string {
  const leader = bytes.toString('latin1', 0, LEADER)
  if (!/[^\x20-\x7e]/.test(leader)) return leader
  repairs.push(fault('marc.leader-characters', offset))
  return leader.replace(/[^\x20-\x7e]/g, ' ')
}
