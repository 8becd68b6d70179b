import { fault, Unreadable } from '#lib/marc/fault.ts'
import type { Fault, MarcField, MarcRecord, Subfield } from '#lib/marc/record.ts'
import { attribute, plainText } from './text.ts'

const BLANK_LEADER = '     nam a22        4500'

interface OpenField {
  readonly tag: string
  readonly ind1: string
  readonly ind2: string
  readonly subfields: Subfield[]
}

/**
 * Reads one `<record>` element in MARCXML's vocabulary (also MarcXchange's), any prefix.
 *
 * Returns null when the element holds no MARC at all (Dublin Core in an OAI-PMH answer). Throws `Unreadable` where it is
 * not well-formed or a tag or a code is missing; fills `repairs` with what could be mended.
 */
export function parseRecordXml(xml: string, offset: number, repairs: Fault[]): MarcRecord | null {
  return new RecordXml(xml, offset, repairs).read()
}

class RecordXml {
  private readonly xml: string
  private readonly offset: number
  private readonly repairs: Fault[]
  private readonly fields: MarcField[] = []
  private readonly open: string[] = []
  private leader: string | null = null
  private field: OpenField | null = null
  private attributes = ''
  private text = ''

  constructor(xml: string, offset: number, repairs: Fault[]) {
    this.xml = xml
    this.offset = offset
    this.repairs = repairs
  }

  read(): MarcRecord | null {
    const { xml } = this
    let at = 0
    while (at < xml.length) {
      const open = xml.indexOf('<', at)
      if (open < 0) throw this.malformed()
      if (open > at && this.open.length > 1) this.text += plainText(xml.substring(at, open), this.offset, this.repairs)
      at = this.markup(open)
    }
    if (this.open.length > 0) throw this.malformed()
    if (this.leader === null && this.fields.length === 0) return null
    return { leader: this.leaderText(), fields: this.fields }
  }

  private markup(open: number): number {
    const { xml } = this
    const second = xml.charCodeAt(open + 1)
    if (second === 0x21 || second === 0x3f) {
      const cdata = xml.startsWith('<![CDATA[', open)
      const mark = cdata ? ']]>' : second === 0x3f ? '?>' : '-->'
      const end = xml.indexOf(mark, open)
      if (end < 0) throw this.malformed()
      if (cdata) this.text += xml.substring(open + 9, end)
      return end + mark.length
    }
    const close = tagClose(xml, open)
    if (close < 0) throw this.malformed()
    if (second === 0x2f) {
      this.end(xml.substring(open + 2, close).trimEnd())
      return close + 1
    }
    const selfClosing = xml.charCodeAt(close - 1) === 0x2f
    this.start(xml.substring(open + 1, selfClosing ? close - 1 : close), selfClosing)
    return close + 1
  }

  private start(tag: string, selfClosing: boolean): void {
    const space = tag.search(/\s/)
    const name = space < 0 ? tag : tag.substring(0, space)
    this.attributes = space < 0 ? '' : tag.substring(space)
    this.open.push(name)
    this.text = ''
    if (this.open.length === 2 && localName(name) === 'datafield') {
      this.field = { tag: this.tag(), ind1: this.indicator('ind1'), ind2: this.indicator('ind2'), subfields: [] }
    }
    if (selfClosing) this.end(name)
  }

  private end(name: string): void {
    if (this.open.pop() !== name) throw this.malformed()
    const depth = this.open.length
    const local = localName(name)
    if (depth === 1 && local === 'leader') this.leader = this.text
    else if (depth === 1 && local === 'controlfield') this.fields.push({ tag: this.tag(), value: this.text })
    else if (depth === 1 && local === 'datafield' && this.field) this.closeField(this.field)
    else if (depth === 2 && local === 'subfield' && this.field) this.closeSubfield(this.field)
    else if (depth > 0) this.repairs.push(fault('marc.xml-element-unknown', this.offset, { name: name.slice(0, 80) }))
    this.text = ''
  }

  private closeField(field: OpenField): void {
    if (field.subfields.length === 0) this.repairs.push(fault('marc.subfields-missing', this.offset, {}, field.tag))
    this.fields.push(field)
    this.field = null
  }

  private closeSubfield(field: OpenField): void {
    const code = this.read1('code')
    if (code === null || code === '') throw new Unreadable(fault('marc.xml-code-missing', this.offset, {}, field.tag))
    const one = [...code][0] as string
    if (one !== code || code === ' ')
      this.repairs.push(fault('marc.subfield-code-bad', this.offset, { code: code.slice(0, 80) }, field.tag))
    field.subfields.push({ code: one, value: this.text })
  }

  private tag(): string {
    const tag = this.read1('tag')
    if (tag === null || tag === '') throw new Unreadable(fault('marc.xml-tag-missing', this.offset))
    if (!/^[0-9A-Za-z]{3}$/.test(tag))
      throw new Unreadable(fault('marc.tag-bad', this.offset, { tag: tag.slice(0, 80) }))
    return tag
  }

  private indicator(name: string): string {
    const value = this.read1(name)
    if (value !== null && value.length === 1 && value >= ' ' && value <= '~') return value
    this.repairs.push(fault(value ? 'marc.indicator-bad' : 'marc.indicators-missing', this.offset, {}, this.tag()))
    return ' '
  }

  private read1(name: string): string | null {
    const value = attribute(this.attributes, name)
    return value === null ? null : plainText(value, this.offset, this.repairs)
  }

  private leaderText(): string {
    if (this.leader === null) {
      this.repairs.push(fault('marc.leader-missing', this.offset))
      return BLANK_LEADER
    }
    const leader = /[\r\n]/.test(this.leader) ? this.leader.trim() : this.leader
    const clean = leader.replace(/[^\x20-\x7e]/g, ' ')
    if (clean.length !== 24 || clean !== leader)
      this.repairs.push(fault('marc.leader-length', this.offset, { length: leader.length }))
    return clean.padEnd(24).slice(0, 24)
  }

  private malformed(): Unreadable {
    return new Unreadable(fault('marc.xml-malformed', this.offset))
  }
}

const localName = (name: string) => name.substring(name.indexOf(':') + 1)

/** Where the `>` of the tag at `open` stands, quoted ones passed over; −1 when there is none. */
function tagClose(xml: string, open: number): number {
  let quote = 0
  for (let i = open + 1; i < xml.length; i++) {
    const code = xml.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x3e) return i
    else if (code === 0x22 || code === 0x27) quote = code
  }
  return -1
}
