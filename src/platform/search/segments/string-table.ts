import { ByteReader, ByteWriter, compareBytes, Uint32Writer } from './bytes.ts'

const BLOCK = 16
const NONE = 0xffffffff

/** Sorted distinct byte strings, front-coded sixteen to a block: `blocks` holds where each block begins in `bytes`. */
export interface StringTableData {
  readonly count: number
  readonly bytes: Uint8Array
  readonly blocks: Uint32Array
}

/** Writes strings in ascending byte order. */
export class StringTableWriter {
  readonly #bytes = new ByteWriter()
  readonly #blocks = new Uint32Writer()
  #last = new Uint8Array(64)
  #lastLength = 0
  count = 0

  /** Appends a string that sorts after every string before it, and returns its ordinal. */
  add(source: Uint8Array, from: number, to: number): number {
    const length = to - from
    let shared = 0
    if (this.count % BLOCK === 0) {
      this.#blocks.push(this.#bytes.length)
    } else {
      const limit = Math.min(length, this.#lastLength)
      while (shared < limit && this.#last[shared] === source[from + shared]) shared++
      this.#bytes.varint(shared)
    }
    this.#bytes.varint(length - shared)
    this.#bytes.append(source, from + shared, to)
    if (length > this.#last.length) this.#last = new Uint8Array(length * 2)
    this.#last.set(source.subarray(from, to))
    this.#lastLength = length
    return this.count++
  }

  finish(): StringTableData {
    return { count: this.count, bytes: this.#bytes.share(), blocks: this.#blocks.share() }
  }
}

/** Walks a table in order without making strings. */
export class StringTableCursor {
  readonly #data: StringTableData
  readonly #reader: ByteReader
  key = new Uint8Array(64)
  length = 0
  ordinal = -1

  constructor(data: StringTableData, block = 0) {
    this.#data = data
    this.#reader = new ByteReader(data.bytes, data.blocks[block] ?? 0)
    this.ordinal = block * BLOCK - 1
  }

  /** A cursor that moves to the string at an ordinal next. */
  static at(data: StringTableData, ordinal: number): StringTableCursor {
    const cursor = new StringTableCursor(
      data,
      Math.min(Math.floor(ordinal / BLOCK), Math.max(data.blocks.length - 1, 0)),
    )
    while (cursor.ordinal < ordinal - 1 && cursor.next());
    return cursor
  }

  /** Moves to the next string; false at the end. */
  next(): boolean {
    if (++this.ordinal >= this.#data.count) return false
    const reader = this.#reader
    const shared = this.ordinal % BLOCK === 0 ? 0 : reader.varint()
    const added = reader.varint()
    this.length = shared + added
    if (this.length > this.key.length) {
      const grown = new Uint8Array(this.length * 2)
      grown.set(this.key.subarray(0, shared))
      this.key = grown
    }
    const { key } = this
    const { bytes } = reader
    let at = reader.at
    for (let i = shared; i < this.length; i++) key[i] = bytes[at++]!
    reader.at = at
    return true
  }

  /** Moves to the next string that does not begin with the first `prefix` bytes of this one; false at the end. */
  nextBeyond(prefix: number): boolean {
    const reader = this.#reader
    for (;;) {
      const next = this.ordinal + 1
      if (next >= this.#data.count) return false
      if (next % BLOCK === 0) {
        const block = this.#firstBeyond(prefix, next / BLOCK)
        if (block === next / BLOCK) return this.next()
        // The head of the block before still begins so.
        this.ordinal = (block - 1) * BLOCK
        reader.at = this.#data.blocks[block - 1]!
        const length = reader.varint()
        reader.at += length
        continue
      }
      const at = reader.at
      if (reader.varint() < prefix) {
        reader.at = at
        return this.next()
      }
      const added = reader.varint()
      reader.at += added
      this.ordinal = next
    }
  }

  /** The first block from `from` on whose head does not begin with the first `prefix` bytes of the key. */
  #firstBeyond(prefix: number, from: number): number {
    const { blocks } = this.#data
    let step = 1
    while (from + step - 1 < blocks.length && this.#headBegins(from + step - 1, prefix)) step *= 2
    let low = from + (step >> 1)
    let high = Math.min(from + step - 1, blocks.length)
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#headBegins(middle, prefix)) low = middle + 1
      else high = middle
    }
    return low
  }

  #headBegins(block: number, prefix: number): boolean {
    const { bytes, blocks } = this.#data
    const head = new ByteReader(bytes, blocks[block]!)
    if (head.varint() < prefix) return false
    for (let i = 0; i < prefix; i++) if (bytes[head.at + i] !== this.key[i]) return false
    return true
  }

  text(): string {
    return Buffer.from(this.key.buffer, this.key.byteOffset, this.length).toString('utf8')
  }
}

function headIsAfter(data: StringTableData, block: number, wanted: Uint8Array): boolean {
  const reader = new ByteReader(data.bytes, data.blocks[block]!)
  const length = reader.varint()
  return compareBytes(data.bytes, reader.at, reader.at + length, wanted, 0, wanted.length) > 0
}

/** A cursor standing on the first string not before `wanted`, or null when all are before it. */
export function seekString(data: StringTableData, wanted: Uint8Array): StringTableCursor | null {
  let low = 0
  let high = data.blocks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (headIsAfter(data, middle, wanted)) high = middle
    else low = middle + 1
  }
  const cursor = new StringTableCursor(data, Math.max(0, low - 1))
  while (cursor.next()) {
    if (compareBytes(cursor.key, 0, cursor.length, wanted, 0, wanted.length) >= 0) return cursor
  }
  return null
}

/** The ordinal of a string, or -1. */
export function findString(data: StringTableData, wanted: Uint8Array): number {
  const cursor = seekString(data, wanted)
  if (cursor === null) return -1
  return compareBytes(cursor.key, 0, cursor.length, wanted, 0, wanted.length) === 0 ? cursor.ordinal : -1
}

/** Ordinals [from, to) of the strings that begin with `prefix`. */
export function findPrefix(data: StringTableData, prefix: Uint8Array): [number, number] {
  const first = seekString(data, prefix)
  if (first === null) return [data.count, data.count]
  const after = Uint8Array.from([...prefix, 255])
  const last = seekString(data, after)
  return [first.ordinal, last === null ? data.count : last.ordinal]
}

/** The string at an ordinal. */
export function stringAt(data: StringTableData, ordinal: number): string {
  const cursor = new StringTableCursor(data, Math.floor(ordinal / BLOCK))
  while (cursor.next() && cursor.ordinal < ordinal);
  return cursor.text()
}

/** Work done since the last pause, in postings and strings; over `PACE` it is time to pause. */
export interface Effort {
  spent: number
}
const PACE = 16_384

/**
 * Merges sorted tables into one. Yields now and then so that the caller may let others work; `renumbered[s][o]` is the
 * new ordinal of string `o` of source `s`. Strings for which `keep` is false are left out (numbered 0xffffffff).
 */
export function* mergeStringTables(
  sources: readonly StringTableData[],
  keep: (ordinals: Int32Array) => boolean,
  effort: Effort = { spent: 0 },
): Generator<void, { table: StringTableData; renumbered: Uint32Array[] }> {
  const writer = new StringTableWriter()
  const renumbered = sources.map((source) => new Uint32Array(source.count).fill(NONE))
  const cursors = sources.map((source) => new StringTableCursor(source))
  const alive = cursors.map((cursor) => cursor.next())
  const ordinals = new Int32Array(sources.length)
  let key = new Uint8Array(64)
  for (;;) {
    const least = leastCursor(cursors, alive)
    if (least < 0) break
    const { length } = cursors[least]!
    if (length > key.length) key = new Uint8Array(length * 2)
    const { key: own } = cursors[least]!
    for (let i = 0; i < length; i++) key[i] = own[i]!
    for (let s = 0; s < cursors.length; s++) {
      const cursor = cursors[s]!
      const here = s === least || (s > least && alive[s]! && same(cursor, key, length))
      ordinals[s] = here ? cursor.ordinal : -1
      if (here) alive[s] = cursor.next()
    }
    if (keep(ordinals)) {
      const ordinal = writer.add(key, 0, length)
      for (let s = 0; s < ordinals.length; s++) if (ordinals[s]! >= 0) renumbered[s]![ordinals[s]!] = ordinal
    }
    effort.spent += 8
    if (effort.spent > PACE) {
      effort.spent = 0
      yield
    }
  }
  return { table: writer.finish(), renumbered }
}

const same = (cursor: StringTableCursor, key: Uint8Array, length: number): boolean =>
  cursor.length === length && compareBytes(cursor.key, 0, length, key, 0, length) === 0

/** The first of the cursors on the least string; -1 when all are at their ends. */
function leastCursor(cursors: readonly StringTableCursor[], alive: readonly boolean[]): number {
  let least = -1
  for (let s = 0; s < cursors.length; s++) {
    if (!alive[s]) continue
    if (least < 0) {
      least = s
      continue
    }
    const one = cursors[s]!
    const best = cursors[least]!
    if (compareBytes(one.key, 0, one.length, best.key, 0, best.length) < 0) least = s
  }
  return least
}
