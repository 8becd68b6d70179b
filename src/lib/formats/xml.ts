import { escapeXml } from '#lib/marc/marcxml/write.ts'

/** Attributes of an element; those that are null or undefined are left out. */
export type Attributes = Readonly<Record<string, string | null | undefined>>

function opening(name: string, attributes: Attributes): string {
  let text = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) text += ` ${key}="${escapeXml(value)}"`
  }
  return text
}

/** An element with text, or nothing when there is no text. */
export function textElement(name: string, text: string | null | undefined, attributes: Attributes = {}): string {
  if (text === null || text === undefined || text.trim() === '') return ''
  return `${opening(name, attributes)}>${escapeXml(text)}</${name}>`
}

/** An element around others that are XML already, or nothing when there are none. */
export function element(name: string, inner: string, attributes: Attributes = {}): string {
  return inner === '' ? '' : `${opening(name, attributes)}>${inner}</${name}>`
}
