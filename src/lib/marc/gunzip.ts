import { createGunzip, type Gunzip } from 'node:zlib'
import { fault, Unreadable } from './fault.ts'

/** A stream that grows more than this many times over is no catalogue: real ones compress 5 to 50 times. */
const MAX_RATIO = 250
/** Growth is judged only after this many bytes, so that a small file of one repeated record passes. */
const JUDGED_AFTER = 16_777_216

/**
 * Unpacks a gzip stream as it comes, holding back the source while the reader is busy.
 *
 * Throws `Unreadable` for a stream that ends too early, is damaged, grows beyond `maxBytes` or like a decompression bomb.
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: 262_144 })
  let packed = 0
  let unpacked = 0
  let stopped = false
  const packets = source[Symbol.asyncIterator]()
  const feed = async () => {
    for (let next = await packets.next(); !next.done && !stopped; next = await packets.next()) {
      packed += next.value.length
      if (!unzip.write(next.value)) await room(unzip)
    }
    unzip.end()
  }
  feed().catch((error: unknown) => unzip.destroy(error as Error))
  try {
    for await (const chunk of unzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (unpacked > maxBytes) throw new Unreadable(fault('marc.gzip-too-large', unpacked, { limit: maxBytes }))
      if (unpacked > JUDGED_AFTER && unpacked > packed * MAX_RATIO) {
        throw new Unreadable(fault('marc.gzip-bomb', unpacked, { ratio: Math.round(unpacked / packed) }))
      }
      yield chunk
    }
  } catch (error) {
    throw asUnreadable(error, unpacked)
  } finally {
    stopped = true
    unzip.destroy()
    // Not awaited: a source that is waiting for its next bytes would keep the reader waiting too.
    packets.return?.()?.catch(() => {})
  }
}

/** Resolves when the stream takes more, or never will. */
function room(stream: Gunzip): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.once('drain', done)
    stream.once('close', done)
  })
}

function asUnreadable(error: unknown, unpacked: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'Z_BUF_ERROR') return new Unreadable(fault('marc.gzip-cut-short', unpacked))
  if (code.startsWith('Z_')) return new Unreadable(fault('marc.gzip-damaged', unpacked))
  return error
}
