import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { Refusal } from '#lib/refusal.ts'
import type { FilesConfig } from '#platform/config.ts'

/** Which bytes, both ends included, from 0. */
export interface ByteRange {
  start: number
  end: number
}

/** Where bytes are kept under opaque keys. */
export interface ByteStore {
  put(key: string, bytes: Readable): Promise<void>
  get(key: string, range?: ByteRange): Promise<Readable>
  delete(key: string): Promise<void>
}

/** Opens the folder or bucket of a configuration; nothing is read or made before the first use. */
export function openByteStore(config: FilesConfig): ByteStore {
  if (config.kind === 'local') return localStore(config.folder)
  let opening: Promise<ByteStore> | null = null
  // The S3 client is large: only an installation that uses it loads it.
  const store = () => {
    opening ??= s3Store(config)
    return opening
  }
  return {
    put: async (key, bytes) => (await store()).put(key, bytes),
    get: async (key, range) => (await store()).get(key, range),
    delete: async (key) => (await store()).delete(key),
  }
}

function localStore(folder: string): ByteStore {
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
  return {
    async put(key, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await disk.putStream(key, bytes)
      const written = await open(join(folder, key), 'r+')
      await written.sync()
      await written.close()
    },
    async get(key, range) {
      // Opened before it is handed on: a file that is not here must be a sentence, not a stream that breaks.
      const file = await open(join(folder, key)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new Refusal('conflict', 'files.elsewhere') : error
      })
      return file.createReadStream(range ?? {})
    },
    delete: (key) => disk.delete(key),
  }
}

async function s3Store(config: Extract<FilesConfig, { kind: 's3' }>): Promise<ByteStore> {
  const { GetObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const { S3Driver } = await import('flydrive/drivers/s3')
  const client = new S3Client({
    region: config.region,
    credentials: { accessKeyId: config.accessKey, secretAccessKey: config.secretKey },
    ...(config.endpoint === null ? {} : { endpoint: config.endpoint, forcePathStyle: true }),
    // Ceph's gateway refuses streams with the client's own trailing checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const disk = new Disk(new S3Driver({ client, bucket: config.bucket, visibility: 'private', supportsACL: false }))
  return {
    put: (key, bytes) =>
      spooled(bytes, (path, size) => disk.putStream(key, createReadStream(path), { contentLength: size })),
    async get(key, range) {
      if (range === undefined) return disk.getStream(key)
      const bytes = `bytes=${range.start}-${range.end}`
      const got = await client.send(new GetObjectCommand({ Bucket: config.bucket, Key: key, Range: bytes }))
      return got.Body as Readable
    },
    delete: (key) => disk.delete(key),
  }
}

// S3 wants the length before the bytes, and an upload does not know it.
async function spooled(bytes: Readable, send: (path: string, size: number) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-upload-'))
  const path = join(folder, 'bytes')
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    await send(path, (await stat(path)).size)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
