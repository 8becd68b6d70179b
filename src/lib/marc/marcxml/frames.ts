import { fault, KEPT_OF_REFUSED, Unreadable } from '#lib/marc/fault.ts'

/** Depth of elements; the deepest real ones (SRU in SOAP around a subfield) stay under fifteen. */
const MAX_DEPTH = 100
/** Longest single tag. */
const MAX_TAG = 65_536

/** One `<record>` element as it was cut out of the stream; `bytes` is only its beginning when `tooLarge`. */
export interface XmlFrame {
  readonly offset: number
  readonly bytes: Buffer
  readonly length: number
  readonly problem: 'none' | 'too-large' | 'cut-short'
}

/** Comments, CDATA and instructions may hold anything up to their end. */
const OPAQUE: readonly [string, string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]

/**
 * Finds the innermost `<record>` elements of an XML stream, whatever their prefix and whatever surrounds them (collection, SRU,
 * OAI-PMH), keeping nothing but the record at hand. Throws `Unreadable` for a document type definition (so no entity can be
 * defined), for elements too deep and tags too long. The outcome does not depend on how the stream is cut into buffers.
 */
export class XmlFrames {
  /** The encoding the XML declaration names, in lower case. */
  encoding = 'utf-8'
  private depth = 0
  private until: string | null = null
  private open = -1
  private large: { offset: number; head: Buffer } | null = null
  private resume = 0
  private readonly maxRecord: number

  constructor(maxRecord: number) {
    this.maxRecord = maxRecord
  }

  /** Takes what it can from `buffer`, whose first byte is at `offset`; returns how many bytes are done with. */
  take(buffer: Buffer, offset: number, final: boolean, onFrame: (frame: XmlFrame) => void): number {
    let at = this.resume
    if (this.open >= 0) this.open = 0
    for (;;) {
      const next = this.step(buffer, at, offset, final, onFrame)
      this.dropLarge(buffer, next < 0 ? buffer.length : next, offset)
      if (next < 0) break
      at = next
    }
    if (final) {
      this.atEnd(buffer, offset, onFrame)
      return buffer.length
    }
    at = this.passText(buffer, at)
    const keep = this.open >= 0 ? this.open : at
    this.resume = at - keep
    return keep
  }

  /** What of the rest is done with: text up to the next tag; opaque text but for what may be part of its end mark. */
  private passText(buffer: Buffer, at: number): number {
    if (this.until) return Math.max(at, buffer.length - 2)
    const next = buffer.indexOf(0x3c, at)
    return next < 0 ? buffer.length : next
  }

  /** Passes one piece of markup; returns where it ends, or −1 when more must be seen. */
  private step(
    buffer: Buffer,
    from: number,
    offset: number,
    final: boolean,
    onFrame: (frame: XmlFrame) => void,
  ): number {
    if (this.until) {
      const end = buffer.indexOf(this.until, from)
      if (end < 0) return -1
      if (this.until === '?>' && this.depth === 0)
        this.declaration(buffer.toString('latin1', Math.max(0, end - 200), end))
      const length = this.until.length
      this.until = null
      return end + length
    }
    let at = from
    while (at < buffer.length && buffer[at] !== 0x3c) at++
    if (at >= buffer.length) return -1
    this.dropLarge(buffer, at, offset)
    if (buffer[at + 1] === 0x21 || buffer[at + 1] === 0x3f) return this.opaque(buffer, at, offset, final)
    const end = tagEnd(buffer, at)
    if (end - at > MAX_TAG || (end < 0 && buffer.length - at > MAX_TAG)) {
      throw new Unreadable(fault('marc.xml-tag-long', offset + at, { limit: MAX_TAG }))
    }
    if (end < 0) return -1
    this.tag(buffer, at, end, offset, onFrame)
    return end
  }

  private opaque(buffer: Buffer, at: number, offset: number, final: boolean): number {
    if (!final && buffer.length - at < 9) return -1
    const start = buffer.toString('latin1', at, at + 9)
    for (const [mark, end] of OPAQUE) {
      if (start.startsWith(mark)) {
        this.until = end
        return at + mark.length
      }
    }
    throw new Unreadable(fault(/^<!doctype/i.test(start) ? 'marc.xml-doctype' : 'marc.xml-malformed', offset + at))
  }

  private tag(buffer: Buffer, at: number, end: number, offset: number, onFrame: (frame: XmlFrame) => void): void {
    const closing = buffer[at + 1] === 0x2f
    const isRecord = namesRecord(buffer, closing ? at + 2 : at + 1)
    if (closing) {
      this.depth--
      if (!isRecord) return
      if (this.large) {
        const { offset: start, head } = this.large
        onFrame({ offset: start, bytes: head, length: offset + end - start, problem: 'too-large' })
        this.large = null
      } else if (this.open >= 0) {
        onFrame({
          offset: offset + this.open,
          bytes: buffer.subarray(this.open, end),
          length: end - this.open,
          problem: 'none',
        })
        this.open = -1
      }
    } else if (buffer[end - 2] !== 0x2f) {
      if (++this.depth > MAX_DEPTH) throw new Unreadable(fault('marc.xml-too-deep', offset + at, { limit: MAX_DEPTH }))
      if (isRecord) this.open = at
    }
  }

  /** Lets go of a record that is larger than any record may be; its end is still looked for. */
  private dropLarge(buffer: Buffer, at: number, offset: number): void {
    if (this.open < 0 || at - this.open <= this.maxRecord) return
    const head = Buffer.from(buffer.subarray(this.open, this.open + KEPT_OF_REFUSED))
    this.large = { offset: offset + this.open, head }
    this.open = -1
  }

  private atEnd(buffer: Buffer, offset: number, onFrame: (frame: XmlFrame) => void): void {
    if (this.large) {
      const { offset: start, head } = this.large
      onFrame({ offset: start, bytes: head, length: offset + buffer.length - start, problem: 'too-large' })
    } else if (this.open >= 0) {
      const bytes = buffer.subarray(this.open)
      onFrame({ offset: offset + this.open, bytes, length: bytes.length, problem: 'cut-short' })
    }
  }

  private declaration(instruction: string): void {
    const named = /<\?xml\s[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^<>]*$/.exec(instruction)
    if (named?.[1]) this.encoding = named[1].toLowerCase()
  }
}

/** Where the tag at `at` ends, past its `>`; −1 when it does not end in these bytes. Quoted values may hold a `>`. */
function tagEnd(buffer: Buffer, at: number): number {
  let quote = 0
  for (let i = at + 1; i < buffer.length; i++) {
    const byte = buffer[i] as number
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === 0x3e) {
      return i + 1
    } else if (byte === 0x22 || byte === 0x27) {
      quote = byte
    }
  }
  return -1
}

const RECORD = Buffer.from('record')

/** True when the element name at `at` is `record`, with or without a prefix. */
function namesRecord(buffer: Buffer, at: number): boolean {
  let name = at
  let i = at
  for (; i < buffer.length; i++) {
    const byte = buffer[i] as number
    if (byte === 0x3e || byte === 0x2f || byte <= 0x20) break
    if (byte === 0x3a) name = i + 1
  }
  return i - name === 6 && buffer.compare(RECORD, 0, 6, name, i) === 0
}
