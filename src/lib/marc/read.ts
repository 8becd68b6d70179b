import { type Frame, Iso2709Frames } from '#lib/marc/iso2709/frames.ts'
import { readFrame } from '#lib/marc/iso2709/parse.ts'
import { JsonFrames } from '#lib/marc/json/frames.ts'
import { readJsonFrame } from '#lib/marc/json/read.ts'
import { type XmlFrame, XmlFrames } from '#lib/marc/marcxml/frames.ts'
import { readXmlFrame } from '#lib/marc/marcxml/read.ts'
import { fault, refused, Unreadable } from './fault.ts'
import { gunzip } from './gunzip.ts'
import type { MarcItem } from './record.ts'
import { SNIFFED, type Sniffed, sniff } from './sniff.ts'

/** Limits that keep a hostile or broken file from filling the memory. */
export interface ReadLimits {
  /** Bytes of the largest record that is read; a larger one is refused and passed over. Default 10 MB. */
  readonly maxRecord?: number
  /** Bytes a gzip stream may unpack to. Default 64 GB. */
  readonly maxBytes?: number
}

export interface ReadOptions {
  /** Passes over the records that begin before this byte offset; numbers and offsets still count from the stream's start. */
  readonly startOffset?: number
  readonly limits?: ReadLimits
}

const NOTHING = Buffer.alloc(0)

/**
 * Reads MARC records from a stream of bytes: ISO 2709, MARCXML (alone, in a collection, in SRU or OAI-PMH answers) or
 * MARC-in-JSON, each also in gzip, recognised by content.
 *
 * Gives the records in batches, as many as came with one chunk, in the order of the stream. What cannot be read comes as an item
 * of kind `refused`; nothing but an error of the source itself is thrown. Memory stays within a few times the largest record.
 * An item's `bytes` are a view: copy them to keep them beyond the batch without keeping its whole chunk.
 */
export function readMarc(source: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<MarcItem[]> {
  return readEach(source, options, readFrame)
}

/** `readMarc` with its own way of reading an ISO 2709 frame, for doors that need no record objects (conversion). */
export async function* readEach<T>(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  onFrame: (frame: Frame) => T | MarcItem,
): AsyncGenerator<(T | MarcItem)[]> {
  const state = { number: 1, offset: 0 }
  try {
    yield* readStream(source, options, onFrame, state, true)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    yield [refused(state.number, NOTHING, error.fault, 0)]
  }
}

interface State {
  number: number
  offset: number
}

async function* readStream<T>(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  onFrame: (frame: Frame) => T | MarcItem,
  state: State,
  outermost: boolean,
): AsyncGenerator<(T | MarcItem)[]> {
  const chunks = source[Symbol.asyncIterator]()
  try {
    const head = await headOf(chunks)
    const found = sniff(head.bytes)
    if (found.format === 'gzip' && outermost) {
      const unpacked = gunzip(replay(head.bytes, chunks, head.ended), options.limits?.maxBytes ?? 64e9)
      yield* readStream(unpacked, options, onFrame, state, false)
      return
    }
    const reader = readerOf(found, options, onFrame, state)
    state.offset = found.skip
    yield* readPieces(replay(head.bytes.subarray(found.skip), chunks, head.ended), reader, state)
  } finally {
    await chunks.return?.()
  }
}

/** Reads until there is enough to recognise the format; how the stream is cut into chunks makes no difference. */
async function headOf(chunks: AsyncIterator<Uint8Array>): Promise<{ bytes: Buffer; ended: boolean }> {
  const parts: Uint8Array[] = []
  let size = 0
  while (size < SNIFFED) {
    const next = await chunks.next()
    if (next.done) return { bytes: Buffer.concat(parts), ended: true }
    parts.push(next.value)
    size += next.value.length
  }
  return { bytes: Buffer.concat(parts), ended: false }
}

async function* replay(head: Buffer, rest: AsyncIterator<Uint8Array>, ended: boolean): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head
  if (ended) return
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

interface Reader<T> {
  take(buffer: Buffer, offset: number, final: boolean, out: (T | MarcItem)[]): number
}

/** Joins chunks only as far as a reader needs them: the cost stays linear also for a record of many chunks. */
async function* readPieces<T>(
  chunks: AsyncIterable<Uint8Array>,
  reader: Reader<T>,
  state: State,
): AsyncGenerator<(T | MarcItem)[]> {
  let parts: Uint8Array[] = []
  let size = 0
  let wanted = 1
  const take = (final: boolean): (T | MarcItem)[] => {
    const out: (T | MarcItem)[] = []
    const [only = NOTHING] = parts
    const buffer = parts.length === 1 ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(parts)
    const consumed = reader.take(buffer, state.offset, final, out)
    state.offset += consumed
    const left = buffer.subarray(consumed)
    parts = [left]
    size = left.length
    wanted = Math.ceil(size * 1.5) + 1
    return out
  }
  for await (const chunk of chunks) {
    parts.push(chunk)
    size += chunk.length
    if (size < wanted) continue
    const out = take(false)
    if (out.length > 0) yield out
  }
  const out = take(true)
  if (out.length > 0) yield out
}

function readerOf<T>(
  found: Sniffed,
  options: ReadOptions,
  onFrame: (frame: Frame) => T | MarcItem,
  state: State,
): Reader<T> {
  const maxRecord = options.limits?.maxRecord ?? 10_000_000
  const from = options.startOffset ?? 0
  if (found.format === 'iso2709') return isoReader(maxRecord, from, onFrame, state)
  if (found.format === 'marcxml') {
    const frames = new XmlFrames(maxRecord)
    const read = (frame: XmlFrame) => readXmlFrame(frame, state.number, frames.encoding, maxRecord)
    return elementReader(frames, from, state, 'marc.xml-no-records', read)
  }
  if (found.format === 'json') {
    const read = (frame: XmlFrame) => readJsonFrame(frame, state.number, maxRecord)
    return elementReader(new JsonFrames(maxRecord), from, state, 'marc.json-no-records', read)
  }
  if (found.format === 'empty') throw new Unreadable(fault('marc.empty', 0))
  throw new Unreadable(fault('marc.not-marc', 0, { looksLike: found.looksLike }))
}

function isoReader<T>(
  maxRecord: number,
  from: number,
  onFrame: (frame: Frame) => T | MarcItem,
  state: State,
): Reader<T> {
  const frames = new Iso2709Frames(maxRecord)
  return {
    take(buffer, offset, final, out) {
      const consumed = frames.take(
        buffer,
        offset,
        final,
        (frame) => frame.offset >= from && out.push(onFrame(frame)),
        (item) => item.offset >= from && out.push(item),
      )
      state.number = frames.next
      return consumed
    },
  }
}

interface ElementFrames {
  take(buffer: Buffer, offset: number, final: boolean, onFrame: (frame: XmlFrame) => void): number
}

/** XML and JSON alike: elements or objects that may turn out to be no MARC record and then are not counted. */
function elementReader<T>(
  frames: ElementFrames,
  from: number,
  state: State,
  none: string,
  read: (frame: XmlFrame) => MarcItem | null,
): Reader<T> {
  return {
    take(buffer, offset, final, out) {
      const consumed = frames.take(buffer, offset, final, (frame) => {
        const item = read(frame)
        if (!item) return
        state.number++
        if (item.offset >= from) out.push(item)
      })
      if (final && state.number === 1) throw new Unreadable(fault(none, 0))
      return consumed
    },
  }
}
