import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { Refusal } from '#lib/refusal.ts'
import { type ByteRange, openByteStore } from '#platform/files/disk.ts'
import { safeFileName, safeMediaType } from '#platform/files/disposition.ts'
import type { Clock } from './clock.ts'
import type { FilesConfig } from './config.ts'
import type { Db, Tx } from './db.ts'
import { isId, newId } from './id.ts'

/** A stored file. `sha256` is hexadecimal; `keptUntil` null means for good. */
export interface StoredFile {
  id: string
  name: string
  mediaType: string
  size: number
  sha256: string
  createdAt: Date
  keptUntil: Date | null
}

/** What a file is called when it comes in; `maxSize` in bytes. */
export interface NewFile {
  name: string
  mediaType: string
  maxSize?: number
}

/** Files people send and fetch. Bytes lie in a folder or an S3 bucket, what is known of them in `platform.file`. */
export interface Files {
  /**
   * Stores a stream. It is held for a day; `keep` in the transaction that uses it makes it stay, so an upload that was
   * broken off or never used goes by itself. Refuses `files.too-large`.
   */
  put(bytes: Readable | AsyncIterable<Uint8Array>, file: NewFile): Promise<StoredFile>
  /** Keeps a file until an instant, for good unless told. Refuses `files.missing`. */
  keep(tx: Db | Tx, id: string, until?: Date | null): Promise<void>
  /** Lets a file go at the next sweep. */
  discard(tx: Db | Tx, id: string): Promise<void>
  find(id: string): Promise<StoredFile | null>
  /** The bytes, or some of them. Refuses `files.missing` and `files.range-outside`. */
  open(id: string, range?: ByteRange): Promise<{ file: StoredFile; bytes: Readable }>
  /** Deletes what is kept no longer and returns how many. */
  sweep(): Promise<number>
}

/** What the files stand on. */
export interface FilesOptions {
  config: FilesConfig
  db: Db
  clock: Clock
}

const DAY = 24 * 60 * 60 * 1000
const SWEEP_BATCH = 100

interface FileRow {
  id: string
  name: string
  media_type: string
  size: number
  sha256: string
  created_at: Date
  kept_until: Date | null
}

// The end of a UUIDv7 is random: 256 even folders instead of one for each moment.
const keyOf = (id: string) => `${id.slice(-2)}/${id}`

/** Opens the files of a configuration. */
export function openFiles({ config, db, clock }: FilesOptions): Files {
  const store = openByteStore(config)
  const find = async (id: string) => (isId(id) ? findFile(db, id) : null)
  return {
    find,
    async put(bytes, { name, mediaType, maxSize = Number.POSITIVE_INFINITY }) {
      const id = newId()
      const now = clock()
      const held = new Date(now.getTime() + DAY)
      await sql`
        insert into platform.file (id, name, media_type, created_at, kept_until)
        values (${id}, ${safeFileName(name)}, ${safeMediaType(mediaType)}, ${now}, ${held})
      `.execute(db)
      const meter = metered(bytes, maxSize)
      try {
        await store.put(keyOf(id), meter.bytes)
      } catch (error) {
        await this.discard(db, id)
        // The disk wraps what went wrong upstream in an error of its own.
        throw meter.broken() ?? error
      }
      const { size, sha256 } = meter.measured()
      await sql`update platform.file set size = ${size}, sha256 = ${sha256} where id = ${id}`.execute(db)
      return (await findFile(db, id)) as StoredFile
    },
    async keep(tx, id, until = null) {
      const { rows } = await sql`
        update platform.file set kept_until = ${until}::timestamptz
        where id = ${isId(id) ? id : null}::uuid and size is not null returning id
      `.execute(tx)
      if (rows.length === 0) throw new Refusal('missing', 'files.missing', {})
    },
    async discard(tx, id) {
      await sql`update platform.file set kept_until = ${clock()} where id = ${id}::uuid`.execute(tx)
    },
    async open(id, range) {
      const file = await find(id)
      if (file === null) throw new Refusal('missing', 'files.missing', {})
      if (range && (range.start < 0 || range.end < range.start || range.end >= file.size)) {
        throw new Refusal('invalid', 'files.range-outside', { size: file.size })
      }
      return { file, bytes: await store.get(keyOf(id), range) }
    },
    sweep: () => db.transaction().execute((tx) => sweep(tx, clock(), (id) => store.delete(keyOf(id)))),
  }
}

async function findFile(db: Db, id: string): Promise<StoredFile | null> {
  const { rows } = await sql<FileRow>`
    select * from platform.file where id = ${id}::uuid and size is not null
  `.execute(db)
  const row = rows[0]
  if (!row) return null
  const { name, size, sha256 } = row
  return { id, name, mediaType: row.media_type, size, sha256, createdAt: row.created_at, keptUntil: row.kept_until }
}

function metered(bytes: Readable | AsyncIterable<Uint8Array>, maxSize: number) {
  const hash = createHash('sha256')
  let size = 0
  let broken: unknown = null
  async function* through() {
    try {
      for await (const chunk of bytes) {
        size += chunk.length
        if (size > maxSize) throw new Refusal('invalid', 'files.too-large', { max: maxSize })
        hash.update(chunk)
        yield chunk as Uint8Array
      }
    } catch (error) {
      broken = error
      throw error
    }
  }
  return {
    bytes: Readable.from(through(), { objectMode: false }),
    broken: () => broken,
    measured: () => ({ size, sha256: hash.digest('hex') }),
  }
}

// Bytes first, row last: a crash between leaves a row that the next sweep finds again.
async function sweep(tx: Tx, now: Date, remove: (id: string) => Promise<void>): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from platform.file where kept_until <= ${now} order by id limit ${SWEEP_BATCH} for update skip locked
  `.execute(tx)
  for (const { id } of rows) {
    await remove(id)
    await sql`delete from platform.file where id = ${id}`.execute(tx)
  }
  return rows.length
}
