import { entryOf } from '#lib/entry-of.ts'
import { fault, Unreadable } from '#lib/marc/fault.ts'
import type { Fault } from '#lib/marc/record.ts'

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Resolves the references of XML text: the five named ones and numbers. Any other entity would need a definition, and
 * definitions are refused, so it throws `Unreadable`. Characters XML cannot hold are taken out and reported.
 */
export function plainText(raw: string, offset: number, repairs: Fault[]): string {
  const text = raw.includes('&')
    ? raw.replace(/&([^;&\s]{0,32});?/g, (whole, name: string) => resolve(whole, name, offset))
    : raw
  if (!/[\x00-\x08\x0b\x0c\x0e-\x1f]/.test(text)) return text
  repairs.push(fault('marc.xml-characters', offset))
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '')
}

function resolve(whole: string, name: string, offset: number): string {
  const known = entryOf(NAMED, name)
  if (known !== undefined && whole.endsWith(';')) return known
  const number = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name)
  if (!number || !whole.endsWith(';'))
    throw new Unreadable(fault('marc.xml-entity', offset, { entity: whole.slice(0, 40) }))
  const point = number[1] ? Number.parseInt(number[1], 16) : Number(number[2])
  const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
  return isCharacter ? String.fromCodePoint(point) : '\ufffd'
}

/** The value of the attribute `name` in a tag's attributes; null when it is not there. */
export function attribute(attributes: string, name: string): string | null {
  let at = attributes.indexOf(name)
  while (at >= 0) {
    const before = attributes.charCodeAt(at - 1)
    let next = at + name.length
    while (attributes.charCodeAt(next) <= 0x20) next++
    if ((before <= 0x20 || at === 0) && attributes[next] === '=') {
      next++
      while (attributes.charCodeAt(next) <= 0x20) next++
      const quote = attributes[next]
      const end = quote === '"' || quote === "'" ? attributes.indexOf(quote, next + 1) : -1
      return end < 0 ? null : attributes.substring(next + 1, end)
    }
    at = attributes.indexOf(name, at + 1)
  }
  return null
}
