import { fault } from '#lib/marc/fault.ts'
import type { DataField, Fault, MarcField, Subfield } from '#lib/marc/record.ts'

/** A control field by its tag: 001–009, also the alphabetic 00X of some systems. */
const isControlTag = (tag: string) => tag.charCodeAt(0) === 48 && tag.charCodeAt(1) === 48

const isPrintable = (code: number) => code > 0x20 && code < 0x7f

/**
 * Reads one field out of decoded text: `text` from `start` to `end` (its terminator excluded), `offset` its place in the stream.
 * What is odd but certain (an indicator that is no character, a delimiter too many) is mended and added to `repairs`.
 */
export function readField(
  tag: string,
  text: string,
  start: number,
  end: number,
  offset: number,
  repairs: Fault[],
): MarcField {
  const first = text.indexOf('\x1f', start)
  const hasSubfields = first >= 0 && first < end
  if (!hasSubfields && (isControlTag(tag) || !isNumeric(tag))) return { tag, value: text.substring(start, end) }
  if (!hasSubfields) return withoutSubfields(tag, text.substring(start, end), offset, repairs)
  let ind1 = ' '
  let ind2 = ' '
  if (first === start + 2) {
    ind1 = text[start] as string
    ind2 = text[start + 1] as string
  } else if (first > start + 2) {
    ind1 = text[start] as string
    ind2 = text[start + 1] as string
    const found = text.substring(start + 2, first)
    repairs.push(fault('marc.text-before-subfield', offset, { text: found.slice(0, 80) }, tag))
  } else {
    repairs.push(fault('marc.indicators-missing', offset, {}, tag))
    if (first === start + 1) ind1 = text[start] as string
  }
  if (!isIndicator(ind1) || !isIndicator(ind2)) {
    repairs.push(fault('marc.indicator-bad', offset, {}, tag))
    if (!isIndicator(ind1)) ind1 = ' '
    if (!isIndicator(ind2)) ind2 = ' '
  }
  return { tag, ind1, ind2, subfields: readSubfields(tag, text, first, end, offset, repairs) }
}

const isIndicator = (text: string) => text === ' ' || isPrintable(text.charCodeAt(0))

const isNumeric = (tag: string) => tag >= '000' && tag <= '999'

function readSubfields(
  tag: string,
  text: string,
  first: number,
  end: number,
  offset: number,
  repairs: Fault[],
): Subfield[] {
  const subfields: Subfield[] = []
  let at = first + 1
  while (at <= end) {
    let next = text.indexOf('\x1f', at)
    if (next < 0 || next > end) next = end
    if (next === at) {
      repairs.push(fault('marc.subfield-empty', offset, {}, tag))
    } else {
      const point = text.charCodeAt(at)
      let code = text[at] as string
      if (!isPrintable(point)) {
        if (point >= 0xd800 && point < 0xdc00 && at + 1 < next) code += text[at + 1]
        repairs.push(
          fault('marc.subfield-code-bad', offset, { code: point < 0x20 ? `\\x${point.toString(16)}` : code }, tag),
        )
      }
      subfields.push({ code, value: text.substring(at + code.length, next) })
    }
    at = next + 1
  }
  return subfields
}

/** A data field without a delimiter keeps its text in `$a`; the two indicators count only when they look like indicators. */
function withoutSubfields(tag: string, text: string, offset: number, repairs: Fault[]): DataField {
  const marked = /^[ 0-9][ 0-9]/.test(text)
  const value = marked ? text.slice(2) : text
  repairs.push(fault('marc.subfields-missing', offset, {}, tag))
  const subfields = value === '' ? [] : [{ code: 'a', value }]
  return { tag, ind1: marked ? (text[0] as string) : ' ', ind2: marked ? (text[1] as string) : ' ', subfields }
}
