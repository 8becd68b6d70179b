import { isUtf8 } from 'node:buffer'
import { entryOf } from '#lib/entry-of.ts'
import { familyOf } from '#lib/marc/family.ts'
import { fault, refused, Unreadable } from '#lib/marc/fault.ts'
import type { Fault, MarcEncoding, MarcItem } from '#lib/marc/record.ts'
import type { XmlFrame } from './frames.ts'
import { parseRecordXml } from './parse.ts'

/** Encodings an XML declaration may name, by the name under which their text is reported. */
const NAMED: Readonly<Record<string, MarcEncoding>> = {
  'iso-8859-1': 'latin-1',
  latin1: 'latin-1',
  'windows-1252': 'latin-1',
  'windows-1256': 'windows-1256',
  'windows-1251': 'windows-1251',
}

/** Reads one `<record>` element; null when it is no MARC record at all. */
export function readXmlFrame(frame: XmlFrame, number: number, declared: string, maxRecord: number): MarcItem | null {
  const { offset, bytes, length } = frame
  if (frame.problem === 'too-large') {
    return refused(number, bytes, fault('marc.record-too-large', offset, { limit: maxRecord }), length)
  }
  if (frame.problem === 'cut-short')
    return refused(number, bytes, fault('marc.xml-cut-short', offset, { bytes: length }))
  const repairs: Fault[] = []
  try {
    const { text, encoding } = textOf(bytes, declared, offset, repairs)
    const record = parseRecordXml(text, offset, repairs)
    if (!record) return null
    return { kind: 'record', number, offset, length, bytes, record, family: familyOf(record), encoding, repairs }
  } catch (error) {
    if (error instanceof Unreadable) return refused(number, bytes, error.fault)
    throw error
  }
}

function textOf(
  bytes: Buffer,
  declared: string,
  offset: number,
  repairs: Fault[],
): { text: string; encoding: MarcEncoding } {
  const named = entryOf(NAMED, declared)
  if (named) return { text: new TextDecoder(declared).decode(bytes), encoding: named }
  const text = bytes.toString('utf8')
  if (text.includes('\ufffd') && !isUtf8(bytes)) {
    repairs.push(fault('marc.characters-lost', offset, { count: text.split('\ufffd').length - 1, encoding: 'utf-8' }))
  }
  return { text, encoding: 'utf-8' }
}
