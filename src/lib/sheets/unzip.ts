import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** Why an archive cannot be read: it is none (or damaged, encrypted, of several parts), or unpacks to more than allowed. */
export class ZipFault extends Error {
  readonly code: 'damaged' | 'too-large'
  constructor(code: ZipFault['code']) {
    super(`the archive is ${code}`)
    this.code = code
  }
}

/** A part of an archive, still packed. */
export interface ZipPart {
  readonly packed: Uint8Array
  readonly isDeflated: boolean
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
/** The end record and the longest comment behind it. */
const END_WITHIN = 22 + 65_535
const MOST_PARTS = 10_000
const STORED = 0
const DEFLATED = 8

/**
 * The parts of a ZIP archive by name (APPNOTE 6.3.10 §4.3), from its central directory. Nothing is unpacked, and no size the
 * archive claims is believed. Throws `ZipFault`.
 */
export function zipParts(bytes: Uint8Array): ReadonlyMap<string, ZipPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = endRecord(view)
  const count = view.getUint16(at + 10, true)
  if (count > MOST_PARTS) throw new ZipFault('too-large')
  const parts = new Map<string, ZipPart>()
  let entry = view.getUint32(at + 16, true)
  for (let i = 0; i < count; i++) {
    if (entry + 46 > bytes.length || view.getUint32(entry, true) !== ENTRY) throw new ZipFault('damaged')
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(entry + offset, true))
    const end = entry + 46 + nameLength!
    parts.set(new TextDecoder().decode(bytes.subarray(entry + 46, end)), partAt(view, entry))
    entry = end + extra! + comment!
  }
  return parts
}

function endRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_WITHIN)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === END) return at
  throw new ZipFault('damaged')
}

function partAt(view: DataView, entry: number): ZipPart {
  const [flags, method] = [view.getUint16(entry + 8, true), view.getUint16(entry + 10, true)]
  const [size, local] = [view.getUint32(entry + 20, true), view.getUint32(entry + 42, true)]
  const isPlain = (flags & 1) === 0 && (method === STORED || method === DEFLATED)
  if (!isPlain || local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) throw new ZipFault('damaged')
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + size > view.byteLength) throw new ZipFault('damaged')
  const packed = new Uint8Array(view.buffer, view.byteOffset + start, size)
  return { packed, isDeflated: method === DEFLATED }
}

/** Unpacks a part in pieces, up to `most` bytes of it. Throws `ZipFault`. */
export async function* unpack({ packed, isDeflated }: ZipPart, most: number): AsyncGenerator<Uint8Array> {
  const source = Readable.from([packed])
  let size = 0
  try {
    for await (const piece of isDeflated ? source.pipe(createInflateRaw()) : source) {
      size += piece.length
      if (size > most) throw new ZipFault('too-large')
      yield piece
    }
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault('damaged')
  }
}
