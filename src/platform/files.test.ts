import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { contentDisposition, safeFileName, safeMediaType } from '#platform/files/disposition.ts'
import { aPlatform } from '#tests/support/database.ts'
import type { FilesConfig } from './config.ts'
import { openFiles } from './files.ts'

type Bucket = new (options: object) => { run(): Promise<{ port: number }>; close(): Promise<void> }
const S3rver = createRequire(import.meta.url)('s3rver') as Bucket

const refused = (code: string) => (error: unknown) => isRefusal(error) && error.code === code
const BYTES = Buffer.from('به نام خداوند جان و خرد '.repeat(20_000))

async function aBucket(t: TestContext, home: string): Promise<FilesConfig> {
  const options = { port: 0, silent: true, directory: join(home, 's3'), configureBuckets: [{ name: 'peyvand' }] }
  const server = new S3rver(options)
  const { port } = await server.run()
  t.after(() => server.close())
  const endpoint = `http://127.0.0.1:${port}`
  return { kind: 's3', bucket: 'peyvand', region: 'us-east-1', endpoint, accessKey: 'S3RVER', secretKey: 'S3RVER' }
}

for (const kind of ['local', 's3'] as const) {
  test(`${kind}: a file comes back as it went in, whole and in part, and goes when it is let go`, async (t) => {
    let now = new Date('2026-11-22T08:00:00Z')
    const { db, config } = await aPlatform(t)
    const where: FilesConfig = kind === 'local' ? config.files : await aBucket(t, config.home)
    const files = openFiles({ config: where, db, clock: () => now })
    const chunks = Array.from({ length: 10 }, (_, i) =>
      BYTES.subarray((i * BYTES.length) / 10, ((i + 1) * BYTES.length) / 10),
    )
    const kept = await files.put(Readable.from(chunks), { name: 'شاه‌نامه.mrc', mediaType: 'application/marc' })
    assert.equal(kept.size, BYTES.length)
    assert.equal(kept.sha256, createHash('sha256').update(BYTES).digest('hex'))
    assert.equal(kept.name, 'شاه‌نامه.mrc')
    const forgotten = await files.put(Readable.from([Buffer.alloc(0)]), { name: 'x', mediaType: 'text/plain' })
    assert.equal(forgotten.size, 0)
    await files.keep(db, kept.id)

    assert.ok((await buffer((await files.open(kept.id)).bytes)).equals(BYTES))
    const part = await files.open(kept.id, { start: 100_000, end: 100_099 })
    assert.ok((await buffer(part.bytes)).equals(BYTES.subarray(100_000, 100_100)))

    now = new Date('2026-11-24T08:00:00Z')
    assert.equal(await files.sweep(), 1)
    await assert.rejects(files.open(forgotten.id), refused('files.missing'))
    assert.equal((await files.find(kept.id))?.keptUntil, null)
    await files.discard(db, kept.id)
    assert.equal(await files.sweep(), 1)
    assert.equal(await files.find(kept.id), null)
  })
}

test('what cannot be is refused, and an upload that broke off leaves nothing behind', async (t) => {
  let now = new Date('2026-11-22T08:00:00Z')
  const { db, config } = await aPlatform(t)
  const files = openFiles({ config: config.files, db, clock: () => now })
  const small = { name: 'a', mediaType: 'text/plain', maxSize: 10 }
  await assert.rejects(files.put(Readable.from([BYTES]), small), refused('files.too-large'))
  const broken = (async function* () {
    yield BYTES
    throw new Error('the line broke')
  })()
  await assert.rejects(files.put(broken, { name: 'b', mediaType: 'text/plain' }), /the line broke/)
  const whole = await files.put(Readable.from([BYTES]), { name: 'c', mediaType: 'text/plain' })
  for (const range of [
    { start: -1, end: 3 },
    { start: 5, end: 4 },
    { start: 0, end: BYTES.length },
  ]) {
    await assert.rejects(files.open(whole.id, range), refused('files.range-outside'))
  }
  await assert.rejects(files.open('../../etc/passwd'), refused('files.missing'))
  await assert.rejects(files.keep(db, 'x'), refused('files.missing'))
  now = new Date('2026-11-24T08:00:00Z')
  assert.equal(await files.sweep(), 3)
  assert.ok(config.files.kind === 'local')
  const left = await readdir(config.files.folder, { recursive: true, withFileTypes: true })
  assert.deepEqual(
    left.filter((entry) => entry.isFile()).map((entry) => entry.name),
    [],
  )
})

const NAMES: [string, string][] = [
  ['کتاب‌های تازه.mrc', 'کتاب‌های تازه.mrc'],
  ['../../etc/passwd', 'etc passwd'],
  ['a"b\r\nSet-Cookie: x.txt', 'a b Set-Cookie x.txt'],
  ['photo\u202egnp.exe', 'photo gnp.exe'],
  ['...', 'file'],
  ['', 'file'],
  [`${'ب'.repeat(500)}.xlsx`, `${'ب'.repeat(175)}.xlsx`],
]
for (const [given, safe] of NAMES) {
  test(`the name ${JSON.stringify(given.slice(0, 30))} is made safe`, () => {
    assert.equal(safeFileName(given), safe)
    assert.match(
      contentDisposition(given),
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
    )
  })
}

test('a media type from outside is one, or none', () => {
  assert.equal(safeMediaType('Text/HTML; charset=utf-8'), 'text/html')
  assert.equal(safeMediaType('application/vnd.ms-excel'), 'application/vnd.ms-excel')
  for (const bad of ['', 'text', 'a/b\0', 'a/b\r\nX: y', '/', `a/${'b'.repeat(200)}`]) {
    assert.equal(safeMediaType(bad), 'application/octet-stream')
  }
})

test('a Persian name is offered in both forms', () => {
  const name = "filename*=UTF-8''%DA%A9%D8%AA%D8%A7%D8%A8%20%281%29.mrc"
  assert.equal(contentDisposition('کتاب (1).mrc', 'inline'), `inline; filename="file.mrc"; ${name}`)
})

test('a file that lies on another machine is refused in a sentence, not broken off', async (t) => {
  const { db, config } = await aPlatform(t)
  const here = openFiles({ config: config.files, db, clock: () => new Date() })
  const elsewhere = openFiles({
    config: { kind: 'local', folder: join(config.home, 'another') },
    db,
    clock: () => new Date(),
  })
  const kept = await here.put(Readable.from([BYTES]), { name: 'a.mrc', mediaType: 'application/marc' })
  await assert.rejects(elsewhere.open(kept.id), refused('files.elsewhere'))
  await assert.rejects(elsewhere.open(kept.id, { start: 0, end: 3 }), refused('files.elsewhere'))
})
