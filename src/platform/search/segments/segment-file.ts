import { type FileHandle, open, rename } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { IndexSchema } from '#platform/search/types.ts'
import { rowShape } from './facet-rows.ts'
import { layoutOf, noneDead, type Segment } from './segment.ts'

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array
type Kind = 'Uint8Array' | 'Uint16Array' | 'Uint32Array' | 'Float64Array'

/** Read and written in pieces, so that nothing else waits long. */
const PIECE = 4 << 20

interface Head {
  readonly count: number
  readonly columns: readonly { name: string; kind: Kind; length: number }[]
  readonly tables: Readonly<Record<string, number>>
  readonly bytes: number
  readonly checksum: number
}

const HEAD_BYTES = 1 << 16

/**
 * Writes a segment without its tombstones: a head of JSON padded to 64 kB, then the columns, each beginning at a multiple
 * of 8. The file appears under its name only when it is complete and on the disk.
 * Returns the checksum of the head, which holds the checksum of the rest: `readSegment` wants it back.
 */
export async function writeSegment(path: string, schema: IndexSchema, segment: Segment): Promise<number> {
  const columns = columnsOf(schema, segment)
  const file = await open(`${path}.part`, 'w')
  let headChecksum = 0
  try {
    let at = HEAD_BYTES
    let checksum = 0
    for (const [, column] of columns) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
      for (let from = 0; from < bytes.length; from += PIECE) {
        const piece = bytes.subarray(from, from + PIECE)
        checksum = crc32(piece, checksum)
        await file.write(piece, 0, piece.length, at + from)
      }
      at = padded(at + bytes.length)
    }
    const head: Head = {
      count: segment.count,
      columns: columns.map(([name, column]) => ({ name, kind: kindOf(column), length: column.length })),
      tables: tableCounts(schema, segment),
      bytes: at - HEAD_BYTES,
      checksum,
    }
    const headText = JSON.stringify(head).padEnd(HEAD_BYTES)
    await file.write(headText, 0)
    await file.truncate(at)
    await file.sync()
    headChecksum = crc32(headText)
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
  return headChecksum
}

/** Reads a segment, all alive; throws when the file is not whole. */
export async function readSegment(path: string, schema: IndexSchema, headChecksum: number): Promise<Segment> {
  const file = await open(path, 'r')
  try {
    const head = await readHead(file, headChecksum)
    const memory = new SharedArrayBuffer(head.bytes)
    const bytes = new Uint8Array(memory)
    for (let from = 0; from < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, from, Math.min(PIECE, bytes.length - from), HEAD_BYTES + from)
      if (bytesRead === 0) throw new Error('the file ends too early')
      from += bytesRead
    }
    const columns = new Map<string, Column>()
    let at = 0
    let checksum = 0
    for (const { name, kind, length } of head.columns) {
      const column = columnOver(memory, kind, at, length)
      checksum = crc32(new Uint8Array(memory, at, column.byteLength), checksum)
      columns.set(name, column)
      at = padded(at + column.byteLength)
    }
    if (checksum !== head.checksum) throw new Error('the checksum is wrong')
    return segmentOf(schema, head, columns)
  } finally {
    await file.close()
  }
}

async function readHead(file: FileHandle, checksum: number): Promise<Head> {
  const text = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await file.read(text, 0, HEAD_BYTES, 0)
  if (crc32(text) !== checksum) throw new Error('the checksum of the head is wrong')
  return JSON.parse(text.toString('utf8', 0, bytesRead)) as Head
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8

function columnOver(memory: SharedArrayBuffer, kind: Kind, at: number, length: number): Column {
  if (kind === 'Uint8Array') return new Uint8Array(memory, at, length)
  if (kind === 'Uint16Array') return new Uint16Array(memory, at, length)
  return kind === 'Uint32Array' ? new Uint32Array(memory, at, length) : new Float64Array(memory, at, length)
}

function kindOf(column: Column): Kind {
  if (column instanceof Uint8Array) return 'Uint8Array'
  if (column instanceof Uint16Array) return 'Uint16Array'
  return column instanceof Uint32Array ? 'Uint32Array' : 'Float64Array'
}

export function columnsOf(schema: IndexSchema, segment: Segment): [string, Column][] {
  const layout = layoutOf(schema)
  const columns: [string, Column][] = [
    ['ids', segment.ids],
    ['idTable', segment.idTable],
    ['words.bytes', segment.words.bytes],
    ['words.blocks', segment.words.blocks],
    ['wordAt', segment.wordAt],
    ['postings', segment.postings],
    ['dense.at', segment.dense.at],
    ['dense.fields', segment.dense.fields],
    ['dense.bits', segment.dense.bits],
    ['dense.counts', segment.dense.counts],
    ['stems.bytes', segment.stems.bytes],
    ['stems.blocks', segment.stems.blocks],
    ['stemAt', segment.stemAt],
    ['stemWords', segment.stemWords],
    ['lengthTotals', segment.lengthTotals],
  ]
  segment.lengths.forEach((column, field) => {
    columns.push([`length.${field}`, column])
  })
  const { units, spill } = segment.facets
  columns.push(['facets.units', units], ['spill.docs', spill.docs], ['spill.facets', spill.facets])
  columns.push(['spill.at', spill.at], ['spill.values', spill.values])
  for (const name of layout.numbers) columns.push([`number.${name}`, segment.numbers[name]!])
  for (const name of layout.strings) {
    const { table, ordinals } = segment.strings[name]!
    columns.push([`string.${name}.bytes`, table.bytes], [`string.${name}.blocks`, table.blocks])
    columns.push([`string.${name}.ordinals`, ordinals])
  }
  return columns
}

function tableCounts(schema: IndexSchema, segment: Segment): Record<string, number> {
  const { words, stems, facets } = segment
  const counts: Record<string, number> = { words: words.count, stems: stems.count }
  facets.shape.slots.forEach((slots, facet) => {
    counts[`facet.${facet}.slots`] = slots
    counts[`facet.${facet}.values`] = facets.shape.values[facet]!
  })
  for (const name of layoutOf(schema).strings) counts[`string.${name}`] = segment.strings[name]!.table.count
  return counts
}

function segmentOf(schema: IndexSchema, head: Head, columns: ReadonlyMap<string, Column>): Segment {
  const layout = layoutOf(schema)
  const found = (name: string, kind: Kind): Column => {
    const column = columns.get(name)
    if (column === undefined || kindOf(column) !== kind) throw new Error(`the column ${name} is missing`)
    return column
  }
  const bytes = (name: string) => found(name, 'Uint8Array') as Uint8Array
  const numbers = (name: string) => found(name, 'Uint32Array') as Uint32Array
  const doubles = (name: string) => found(name, 'Float64Array') as Float64Array
  const table = (name: string) => ({
    count: head.tables[name]!,
    bytes: bytes(`${name}.bytes`),
    blocks: numbers(`${name}.blocks`),
  })
  return {
    count: head.count,
    ids: bytes('ids'),
    idTable: numbers('idTable'),
    words: table('words'),
    wordAt: numbers('wordAt'),
    postings: bytes('postings'),
    dense: {
      at: numbers('dense.at'),
      fields: bytes('dense.fields'),
      bits: numbers('dense.bits'),
      counts: numbers('dense.counts'),
    },
    stems: table('stems'),
    stemAt: numbers('stemAt'),
    stemWords: numbers('stemWords'),
    lengths: layout.fields.map((_, field) => bytes(`length.${field}`)),
    lengthTotals: doubles('lengthTotals'),
    facets: {
      shape: rowShape(
        layout.facets.map((_, facet) => head.tables[`facet.${facet}.slots`]!),
        layout.facets.map((_, facet) => head.tables[`facet.${facet}.values`]!),
      ),
      units: found('facets.units', 'Uint16Array') as Uint16Array,
      spill: {
        docs: numbers('spill.docs'),
        facets: bytes('spill.facets'),
        at: numbers('spill.at'),
        values: numbers('spill.values'),
      },
    },
    numbers: Object.fromEntries(layout.numbers.map((name) => [name, doubles(`number.${name}`)])),
    strings: Object.fromEntries(
      layout.strings.map((name) => [
        name,
        { table: table(`string.${name}`), ordinals: numbers(`string.${name}.ordinals`) },
      ]),
    ),
    dead: noneDead(head.count),
  }
}
