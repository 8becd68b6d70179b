import { entryOf } from '#lib/entry-of.ts'

/** What is wrong with an XML text: `at` counts characters from its start. */
export class XmlFault extends Error {
  readonly code: 'not-xml' | 'doctype' | 'cut-short' | 'malformed' | 'entity' | 'too-deep'
  readonly at: number

  constructor(code: XmlFault['code'], at: number) {
    super(`${code} at ${at}`)
    this.name = 'XmlFault'
    this.code = code
    this.at = at
  }
}

/** Hears the parts of an XML text in their order. Names are local ones, without their prefix. */
export interface XmlListener {
  open(name: string, attributes: ReadonlyMap<string, string>, start: number): void
  /** `end` is the place behind the element, so that `text.slice(start, end)` is the whole of it. */
  close(name: string, end: number): void
  text(text: string): void
}

/** Depth of elements; the deepest real ones stay under fifteen. */
const MAX_DEPTH = 100
/** Longest tag with its attributes. */
const MAX_TAG = 65_536
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads a whole XML text: strict about what is well-formed, and closed to everything that could reach out of it or grow: a
 * document type definition and entities of one's own are faults, so nothing is ever expanded. Throws `XmlFault`.
 */
export function readXml(xml: string, listener: XmlListener): void {
  const open: string[] = []
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0
  let roots = 0
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? xml.length : next)
    if (open.length > 0) listener.text(plainXmlText(text, at))
    else if (text.trim() !== '') throw new XmlFault(roots === 0 ? 'not-xml' : 'malformed', at)
    if (next < 0) break
    const opaque = opaqueEnd(xml, next)
    if (opaque !== null) {
      if (opaque.cdata !== null) {
        if (open.length === 0) throw new XmlFault('malformed', next)
        listener.text(opaque.cdata)
      }
      at = opaque.end
      continue
    }
    const end = tagEnd(xml, next)
    if (xml[next + 1] === '/') {
      const name = xml.slice(next + 2, end - 1).trimEnd()
      if (open.pop() !== name) throw new XmlFault('malformed', next)
      listener.close(localName(name), end)
    } else {
      if (open.length === 0 && ++roots > 1) throw new XmlFault('malformed', next)
      if (open.length >= MAX_DEPTH) throw new XmlFault('too-deep', next)
      const { name, attributes, isEmpty } = readTag(xml.slice(next + 1, end - 1), next)
      listener.open(localName(name), attributes, next)
      if (isEmpty) listener.close(localName(name), end)
      else open.push(name)
    }
    at = end
  }
  if (roots === 0) throw new XmlFault('not-xml', 0)
  if (open.length > 0) throw new XmlFault('cut-short', xml.length)
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** Comments, instructions and CDATA at `at`; null for an element's tag. */
function opaqueEnd(xml: string, at: number): { end: number; cdata: string | null } | null {
  const second = xml[at + 1]
  if (second !== '!' && second !== '?') return null
  const [start, mark] = xml.startsWith('<![CDATA[', at)
    ? ['<![CDATA[', ']]>']
    : xml.startsWith('<!--', at)
      ? ['<!--', '-->']
      : ['<?', '?>']
  if (second === '!' && start === '<?') {
    const word = xml.slice(at, at + 9).toLowerCase()
    if ('<![cdata['.startsWith(word) || '<!doctype'.startsWith(word)) {
      throw new XmlFault(word === '<!doctype' ? 'doctype' : 'cut-short', at)
    }
    throw new XmlFault(word.startsWith('<!entity') ? 'doctype' : 'malformed', at)
  }
  const end = xml.indexOf(mark, at + start.length)
  if (end < 0) throw new XmlFault('cut-short', at)
  return { end: end + mark.length, cdata: start === '<![CDATA[' ? xml.slice(at + start.length, end) : null }
}

/** The place behind the `>` of the tag at `at`, quoted ones passed over. */
function tagEnd(xml: string, at: number): number {
  let quote = ''
  const limit = Math.min(xml.length, at + MAX_TAG)
  for (let i = at + 1; i < limit; i++) {
    const char = xml[i] as string
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '>') return i + 1
    else if (char === '"' || char === "'") quote = char
    else if (char === '<') throw new XmlFault('malformed', i)
  }
  throw new XmlFault(limit === xml.length ? 'cut-short' : 'malformed', at)
}

const NAME = /^[\p{L}_][\p{L}\p{N}_.\-·]*(:[\p{L}_][\p{L}\p{N}_.\-·]*)?/u
const ATTRIBUTE = /\s+([^\s=/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y

function readTag(inside: string, at: number): { name: string; attributes: Map<string, string>; isEmpty: boolean } {
  const isEmpty = inside.endsWith('/')
  const body = isEmpty ? inside.slice(0, -1) : inside
  const name = NAME.exec(body)?.[0]
  if (name === undefined) throw new XmlFault('malformed', at)
  const attributes = new Map<string, string>()
  ATTRIBUTE.lastIndex = name.length
  let last = name.length
  for (let found = ATTRIBUTE.exec(body); found !== null; found = ATTRIBUTE.exec(body)) {
    const [, attribute = '', double, single] = found
    if (attributes.has(attribute)) throw new XmlFault('malformed', at)
    attributes.set(attribute, plainXmlText(double ?? single ?? '', at))
    last = ATTRIBUTE.lastIndex
  }
  if (body.slice(last).trim() !== '') throw new XmlFault('malformed', at)
  return { name, attributes, isEmpty }
}

/** Resolves the five named references of XML and numbers; any other would need a definition, and those are refused. */
function plainXmlText(raw: string, at: number): string {
  if (!raw.includes('&')) return raw
  return raw.replace(/&([^;&\s]{0,32});?/g, (whole, name: string) => {
    const known = entryOf(NAMED, name)
    if (known !== undefined && whole.endsWith(';')) return known
    const number = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name)
    if (number === null || !whole.endsWith(';')) throw new XmlFault('entity', at)
    const point = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
    return isCharacter ? String.fromCodePoint(point) : '\ufffd'
  })
}
