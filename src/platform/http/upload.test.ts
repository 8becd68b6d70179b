import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { Hono } from 'hono'
import { Refusal } from '#lib/refusal.ts'
import { readUpload } from '#platform/http/upload.ts'
import type { Env } from '#platform/http.ts'

const TOKEN = 'the token of this session'
const CHUNK = 64 * 1024

interface Seen {
  fields: Readonly<Record<string, string>>
  name: string | null
  size: number
}

function anApp(limit = Number.POSITIVE_INFINITY, seen: Seen[] = []) {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('csrf', TOKEN)
    return next()
  })
  app.post('/', async (c) => {
    const size = await readUpload(c, async (fields, file) => {
      let size = 0
      for await (const chunk of file?.bytes ?? []) {
        size += chunk.length
        if (size > limit) throw new Refusal('invalid', 'files.too-large')
      }
      seen.push({ fields: { ...fields }, name: file?.name ?? null, size })
      return size
    })
    return c.text(String(size))
  })
  app.onError((error, c) => ('getResponse' in error ? error.getResponse() : c.text(error.message, 422)))
  return app
}

type Part = { name: string; value: string } | { name: string; fileName: string; bytes: AsyncIterable<Uint8Array> }

const BOUNDARY = 'xxboundaryxx'

async function* formOf(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    const file = 'fileName' in part ? `; filename="${part.fileName}"\r\nContent-Type: application/octet-stream` : ''
    yield Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part.name}"${file}\r\n\r\n`)
    if ('value' in part) yield Buffer.from(part.value)
    else yield* part.bytes
    yield Buffer.from('\r\n')
  }
  yield Buffer.from(end)
}

async function* zeros(size: number, counted = { given: 0 }): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= CHUNK) {
    counted.given += Math.min(left, CHUNK)
    yield Buffer.alloc(Math.min(left, CHUNK))
  }
}

function post(app: Hono<Env>, body: AsyncIterable<Uint8Array>, type = `multipart/form-data; boundary=${BOUNDARY}`) {
  const stream = Readable.toWeb(Readable.from(body))
  const init = { method: 'POST', headers: { 'content-type': type }, body: stream, duplex: 'half' }
  return app.fetch(new Request('https://peyvand.test/', init as unknown as RequestInit))
}

const token = { name: 'csrf', value: TOKEN }

test('a file comes as a stream, with the fields before it and its Persian name', async () => {
  const seen: Seen[] = []
  const parts = [
    token,
    { name: 'library', value: '۱۲' },
    { name: 'file', fileName: 'رکوردها.mrc', bytes: zeros(3 * CHUNK + 7) },
  ]
  const answer = await post(anApp(undefined, seen), formOf(parts))
  assert.equal(await answer.text(), String(3 * CHUNK + 7))
  assert.deepEqual(seen, [{ fields: { csrf: TOKEN, library: '۱۲' }, name: 'رکوردها.mrc', size: 3 * CHUNK + 7 }])
})

test('a file is not read ahead of whoever takes it, so its size does not matter', async () => {
  const counted = { given: 0 }
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('csrf', TOKEN)
    return next()
  })
  let ahead = 0
  app.post('/', async (c) => {
    await readUpload(c, async (_fields, file) => {
      for await (const _ of file?.bytes ?? []) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        ahead = counted.given
        break
      }
    })
    return c.text('done')
  })
  await post(app, formOf([token, { name: 'file', fileName: 'a.mrc', bytes: zeros(64 * 1024 * 1024, counted) }]))
  assert.ok(ahead < 2 * 1024 * 1024, `${ahead} bytes were read ahead`)
})

test('a form without its token, or with it behind the file, is stopped and its file never taken', async () => {
  const file = () => ({ name: 'file', fileName: 'a.mrc', bytes: zeros(CHUNK) })
  for (const parts of [[file()], [{ name: 'csrf', value: 'another' }, file()], [file(), token]]) {
    const seen: Seen[] = []
    const answer = await post(anApp(undefined, seen), formOf(parts))
    assert.equal(answer.status, 403)
    assert.deepEqual(seen, [])
  }
})

test('no file chosen is told as null', async () => {
  for (const parts of [[token], [token, { name: 'file', fileName: '', bytes: zeros(0) }]]) {
    const seen: Seen[] = []
    assert.equal((await post(anApp(undefined, seen), formOf(parts))).status, 200)
    assert.equal(seen[0]?.name, null)
  }
})

test('a file that is left early is read to its end and forgotten, and the refusal is heard', async () => {
  const counted = { given: 0 }
  const size = 20 * 1024 * 1024
  const parts = [token, { name: 'file', fileName: 'a.mrc', bytes: zeros(size, counted) }]
  const answer = await post(anApp(CHUNK), formOf(parts))
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /files\.too-large/)
  assert.equal(counted.given, size)
})

test('a file that nobody reads is forgotten too', async () => {
  const app = new Hono<Env>()
  app.use(async (c, next) => {
    c.set('csrf', TOKEN)
    return next()
  })
  app.post('/', (c) => readUpload(c, async () => c.text('unread')))
  const parts = [token, { name: 'file', fileName: 'a.mrc', bytes: zeros(8 * 1024 * 1024) }]
  assert.equal(await (await post(app, formOf(parts))).text(), 'unread')
})

test('a body that breaks off or is no such form answers 400', async () => {
  const broken = formOf([token, { name: 'file', fileName: 'a.mrc', bytes: zeros(CHUNK) }], '')
  assert.equal((await post(anApp(), broken)).status, 400)
  assert.equal((await post(anApp(), formOf([token]), 'application/json')).status, 400)
  assert.equal((await post(anApp(), formOf([token]), 'multipart/form-data')).status, 400)
  async function* dies(): AsyncGenerator<Uint8Array> {
    yield* zeros(CHUNK)
    throw new Error('the line went down')
  }
  const dying = formOf([token, { name: 'file', fileName: 'a.mrc', bytes: dies() }])
  assert.equal((await post(anApp(), dying)).status, 400)
})
