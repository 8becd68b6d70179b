import { familyOf } from '#lib/marc/family.ts'
import { fault, refused, Unreadable } from '#lib/marc/fault.ts'
import type { XmlFrame } from '#lib/marc/marcxml/frames.ts'
import type { Fault, MarcField, MarcItem, MarcRecord, Subfield } from '#lib/marc/record.ts'

/** Reads one JSON object as MARC-in-JSON; null when it is well-formed but no MARC record. */
export function readJsonFrame(frame: XmlFrame, number: number, maxRecord: number): MarcItem | null {
  const { offset, bytes, length } = frame
  if (frame.problem === 'too-large') {
    return refused(number, bytes, fault('marc.record-too-large', offset, { limit: maxRecord }), length)
  }
  if (frame.problem === 'cut-short') return refused(number, bytes, fault('marc.json-cut-short', offset))
  try {
    const repairs: Fault[] = []
    const record = recordOf(parsed(bytes, offset), offset, repairs)
    if (!record) return null
    return {
      kind: 'record',
      number,
      offset,
      length,
      bytes,
      record,
      family: familyOf(record),
      encoding: 'utf-8',
      repairs,
    }
  } catch (error) {
    if (error instanceof Unreadable) return refused(number, bytes, error.fault)
    throw error
  }
}

function parsed(bytes: Buffer, offset: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Unreadable(fault('marc.json-malformed', offset))
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function recordOf(value: unknown, offset: number, repairs: Fault[]): MarcRecord | null {
  if (!isObject(value) || typeof value.leader !== 'string' || !Array.isArray(value.fields)) return null
  const clean = value.leader.replace(/[^\x20-\x7e]/g, ' ')
  if (clean.length !== 24 || clean !== value.leader) {
    repairs.push(fault('marc.leader-length', offset, { length: value.leader.length }))
  }
  const fields = value.fields.flatMap((field) => {
    if (!isObject(field)) throw new Unreadable(fault('marc.json-not-a-record', offset))
    return Object.entries(field).map(([tag, content]) => fieldOf(tag, content, offset, repairs))
  })
  return { leader: clean.padEnd(24).slice(0, 24), fields }
}

function fieldOf(tag: string, content: unknown, offset: number, repairs: Fault[]): MarcField {
  if (!/^[0-9A-Za-z]{3}$/.test(tag)) throw new Unreadable(fault('marc.tag-bad', offset, { tag: tag.slice(0, 80) }))
  if (typeof content === 'string') return { tag, value: plain(content, tag, offset, repairs) }
  if (!isObject(content) || !Array.isArray(content.subfields)) {
    throw new Unreadable(fault('marc.json-not-a-record', offset, {}, tag))
  }
  const subfields = content.subfields.flatMap((subfield) => subfieldsOf(subfield, tag, offset, repairs))
  const indicator = (value: unknown) => {
    if (typeof value === 'string' && /^[\x20-\x7e]$/.test(value)) return value
    repairs.push(fault('marc.indicators-missing', offset, {}, tag))
    return ' '
  }
  return { tag, ind1: indicator(content.ind1), ind2: indicator(content.ind2), subfields }
}

function subfieldsOf(subfield: unknown, tag: string, offset: number, repairs: Fault[]): Subfield[] {
  if (!isObject(subfield)) throw new Unreadable(fault('marc.json-not-a-record', offset, {}, tag))
  return Object.entries(subfield).map(([code, value]) => {
    if (!/^[^\x00-\x1f\p{Surrogate}]$/u.test(code) || typeof value !== 'string') {
      throw new Unreadable(fault('marc.json-not-a-record', offset, {}, tag))
    }
    return { code, value: plain(value, tag, offset, repairs) }
  })
}

/** Text without control characters and half characters, which JSON can escape and nothing else can hold. */
function plain(text: string, tag: string, offset: number, repairs: Fault[]): string {
  if (text.isWellFormed() && !/[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return text
  repairs.push(fault('marc.control-characters', offset, {}, tag))
  return text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, ' ')
}
