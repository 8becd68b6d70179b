import { createReadStream } from 'node:fs'
import { readMarc } from '#lib/marc/read.ts'
import { isDataField, type MarcRecord, type RefusedRecord } from '#lib/marc/record.ts'
import { readCard } from '#lib/matching/card/read-card.ts'
import { MOST_RECORDS } from '#lib/matching/grouping/candidates.ts'
import { RecordGrouper } from '#lib/matching/grouping/group-records.ts'
import type { Grouping } from '#lib/matching/grouping/grouping.ts'
import { withoutFields } from '#lib/matching/hide.ts'
import { Refusal } from '#lib/refusal.ts'
import { mustRead, placeOf } from './tables.ts'

/** Measured: larger pieces than the usual 64 kB, yet small enough to stay in the processor's cache. */
const READ_SIZE = 262_144

/** The name of the standard input among the files. */
export const STDIN = '-'

/** Where a record came from: the number of its file, its number there, and its control number. */
export interface Origins {
  readonly files: readonly string[]
  readonly fileOf: number[]
  readonly numberOf: number[]
  readonly controlOf: string[]
}

export interface Matched extends Origins {
  readonly grouping: Grouping
  readonly refused: number
}

export interface Watching {
  /** Where the file `-` is read from. */
  readonly stdin: AsyncIterable<Uint8Array>
  readonly onRefused: (file: string, item: RefusedRecord) => void
  readonly onRead: (records: number) => void
  readonly onCompared: (done: number, total: number) => void
}

/** Reads and groups the records of the files; memory holds about a kilobyte a record, outside the heap. */
export async function matchFiles(
  files: readonly string[],
  hidden: ReadonlySet<string>,
  keyCap: number | undefined,
  watching: Watching,
): Promise<Matched> {
  await mustBeDifferent(files)
  const grouper = new RecordGrouper(keyCap === undefined ? {} : { keyCap })
  const origins = { files, fileOf: [] as number[], numberOf: [] as number[], controlOf: [] as string[] }
  let refused = 0
  for (const [at, file] of files.entries()) {
    for await (const batch of readMarc(
      file === STDIN ? watching.stdin : createReadStream(file, { highWaterMark: READ_SIZE }),
    )) {
      for (const item of batch) {
        if (item.kind === 'refused') {
          refused++
          watching.onRefused(file, item)
          continue
        }
        if (grouper.isFull) throw new Refusal('invalid', 'matching.too-many-records', { most: MOST_RECORDS })
        grouper.add(readCard(withoutFields(item.record, hidden), item.family))
        origins.fileOf.push(at)
        origins.numberOf.push(item.number)
        origins.controlOf.push(controlNumberOf(item.record))
      }
      watching.onRead(origins.fileOf.length)
    }
  }
  return { ...origins, grouping: grouper.finish(watching.onCompared), refused }
}

/** Refuses files that cannot be read, and one given twice: each record would find itself. */
async function mustBeDifferent(files: readonly string[]): Promise<void> {
  const places = new Set<string>()
  for (const file of files) {
    if (file !== STDIN) await mustRead(file)
    const place = file === STDIN ? STDIN : await placeOf(file)
    if (places.has(place)) throw new Refusal('invalid', 'matching.file-twice', { file })
    places.add(place)
  }
}

function controlNumberOf(record: MarcRecord): string {
  const field = record.fields.find(({ tag }) => tag === '001')
  return field === undefined || isDataField(field) ? '' : field.value.trim()
}
