import { SaxesParser } from 'saxes'

/** A stretch of a record's bytes: from `start` to before `end`. */
export interface Place {
  readonly start: number
  readonly end: number
}

type Facts = Readonly<Record<string, string | number>>

const LEADER = 24
const ENTRY = 12
const FIELD_END = 0x1e

/** True for a record of a text form (XML, JSON), which is better read as text than as bytes. */
export function isText(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20)
  return first === 0x3c || first === 0x7b || first === 0x5b
}

/**
 * Where in a refused record the fault stands, so that a page can point at it: the reader refuses a record as a whole, and
 * this looks again at one record for the spot. Null when nothing in it can be pointed at.
 */
export function faultPlace(code: string, facts: Facts, bytes: Uint8Array): Place | null {
  if (bytes.length === 0) return null
  const place = isText(bytes) ? placeInText(code, facts, bytes) : placeInIso2709(code, bytes)
  if (place === null) return null
  const start = Math.min(Math.max(place.start, 0), bytes.length - 1)
  return { start, end: Math.min(Math.max(place.end, start + 1), bytes.length) }
}

function placeInIso2709(code: string, bytes: Uint8Array): Place | null {
  if (code === 'marc.cut-short') return { start: bytes.length - 1, end: bytes.length }
  if (code === 'marc.not-a-record') return { start: 0, end: LEADER }
  if (code === 'marc.record-too-large') return { start: 0, end: 5 }
  if (!code.startsWith('marc.directory-') && code !== 'marc.no-fields') return null
  const end = bytes.indexOf(FIELD_END)
  const directoryEnd = end < 0 ? bytes.length : end
  return badEntry(bytes, directoryEnd) ?? { start: LEADER, end: directoryEnd }
}

/** The first entry of the directory that is none, or that leads to no end of a field. */
function badEntry(bytes: Uint8Array, directoryEnd: number): Place | null {
  for (let at = LEADER; at < directoryEnd; at += ENTRY) {
    const end = Math.min(at + ENTRY, directoryEnd)
    const entry = Buffer.from(bytes.subarray(at, end)).toString('latin1')
    if (!/^[0-9A-Za-z]{3}\d{9}$/.test(entry)) return { start: at, end }
    const fieldEnd = directoryEnd + Number(entry.slice(7)) + Number(entry.slice(3, 7))
    if (bytes[fieldEnd] !== FIELD_END) return { start: at, end }
  }
  return null
}

function placeInText(code: string, facts: Facts, bytes: Uint8Array): Place | null {
  const text = Buffer.from(bytes).toString('utf8')
  const found = stretchInText(code, facts, text)
  if (found === null) return null
  const byte = (at: number) => Buffer.byteLength(text.slice(0, at))
  return { start: byte(found.start), end: byte(found.end) }
}

const TAGLESS = /<(?:[\w-]+:)?(?:controlfield|datafield)\b(?![^>]*\stag\s*=\s*["'][^"'])[^>]*>/
const CODELESS = /<(?:[\w-]+:)?subfield\b(?![^>]*\scode\s*=\s*["'][^"'])[^>]*>/

function stretchInText(code: string, facts: Facts, text: string): Place | null {
  if (code.endsWith('cut-short')) return { start: text.length - 1, end: text.length }
  if (code === 'marc.xml-tag-missing') return match(TAGLESS.exec(text))
  if (code === 'marc.xml-code-missing') return match(CODELESS.exec(text))
  if (code === 'marc.tag-bad') return literally(text, `"${facts.tag}"`) ?? literally(text, `'${facts.tag}'`)
  if (code === 'marc.xml-entity') return literally(text, String(facts.entity))
  if (code === 'marc.json-malformed') return jsonFault(text)
  if (code === 'marc.json-not-a-record') return facts.tag === undefined ? null : literally(text, `"${facts.tag}"`)
  return code === 'marc.xml-malformed' ? xmlFault(text) : null
}

const match = (found: RegExpExecArray | null): Place | null =>
  found === null ? null : { start: found.index, end: found.index + found[0].length }

function literally(text: string, part: string): Place | null {
  const start = text.indexOf(part)
  return start < 0 ? null : { start, end: start + part.length }
}

// The engine tells the place in the words of its error, and nowhere else.
function jsonFault(text: string): Place | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const said = /at position (\d+)/.exec(String(error))
    const start = said === null ? text.length - 1 : Number(said[1])
    return { start, end: start + 1 }
  }
}

/** The tag or text at which a strict XML parser stops. */
function xmlFault(text: string): Place | null {
  const parser = new SaxesParser({ xmlns: false })
  let place: Place | null = null
  parser.on('error', () => {
    if (place !== null) return
    const end = parser.position
    const open = text.lastIndexOf('<', end - 1)
    place = end - open < 200 && open >= 0 ? { start: open, end } : { start: end - 1, end }
  })
  try {
    parser.write(text).close()
  } catch {
    // Told by the listener already.
  }
  return place
}
