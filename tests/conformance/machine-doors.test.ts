import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type Actor, ANONYMOUS, systemActor } from '#areas/people/contract.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { aBook, aUnion, aWorker, takeIn, type Union } from '#tests/support/catalogue.ts'
import { createApp } from '#web/app.ts'

const HOST = 'https://peyvand.test'

let union: Union
let app: ReturnType<typeof createApp>
let actor: Actor = ANONYMOUS
const cleanups: (() => Promise<void>)[] = []

before(async () => {
  union = await aUnion(
    { after: (work: () => Promise<void>) => void cleanups.push(work) },
    { env: { PEYVAND_ORIGIN: HOST } },
  )
  app = createApp(union.platform, { protocols: PROTOCOLS, actorOf: async () => actor })
  await takeIn(
    union.platform,
    'NLA:11',
    Array.from({ length: 30 }, (_, i) => aBook(`b${i}`, `کتاب ${i}`)),
  )
})

after(async () => {
  // Cleanups may add cleanups of their own, for what must come last.
  for (let next = cleanups.shift(); next; next = cleanups.shift()) await next()
})

const ask = (path: string, init?: RequestInit) => app.fetch(new Request(`${HOST}${path}`, init))

test('the export comes in every form, compressed when asked, and says where to go on', async () => {
  for (const [format, type, ends] of [
    ['marcxml', 'application/marcxml+xml', /<\/collection>\n<!-- end: 30 records, after=[0-9a-f-]{36} -->\n$/],
    ['iso2709', 'application/marc', /\x1d$/],
    ['jsonl', 'application/x-ndjson', /"end":true,"after":"[0-9a-f-]{36}","records":30\}\}\n$/],
  ] as const) {
    const plain = await ask(`/api/catalogue/export?format=${format}`)
    assert.equal(plain.status, 200)
    assert.ok(plain.headers.get('content-type')?.startsWith(type))
    assert.match(plain.headers.get('peyvand-changes-after') ?? '', /^\d+$/)
    const text = await plain.text()
    assert.match(text, ends)
    const zipped = await ask(`/api/catalogue/export?format=${format}`, { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(zipped.headers.get('content-encoding'), 'gzip')
    assert.equal(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString('utf8'), text)
  }
})

test('a connection cut in the middle of an export goes on where it was', async () => {
  const whole = (await (await ask('/api/catalogue/export?format=jsonl')).text()).split('\n')
  const reader = (await ask('/api/catalogue/export?format=jsonl')).body!.getReader()
  let got = ''
  while (got.length < 3000) got += Buffer.from((await reader.read()).value ?? []).toString('latin1')
  await reader.cancel()
  const kept = Buffer.from(got.slice(0, 3000), 'latin1').toString('utf8').split('\n').slice(0, -1)
  assert.ok(kept.length > 2)
  const { id } = JSON.parse(kept.at(-1)!).peyvand
  const rest = (await (await ask(`/api/catalogue/export?format=jsonl&after=${id}`)).text()).split('\n')
  assert.deepEqual([...kept, ...rest].slice(0, -2), whole.slice(0, -2))
})

test('while many exports run one more is asked to come back', async () => {
  const readers = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const reader = (await ask('/api/catalogue/export?format=jsonl')).body!.getReader()
      await reader.read()
      return reader
    }),
  )
  const busy = await ask('/api/catalogue/export')
  assert.deepEqual([busy.status, busy.headers.get('retry-after')], [429, '30'])
  for (const reader of readers) await reader.cancel()
  assert.equal((await ask('/api/catalogue/export')).status, 200, 'whoever goes away makes room')
})

test('the feed and the export refuse in JSON and in sentences', async () => {
  for (const [path, status, code] of [
    ['/api/catalogue/export?format=docx', 400, 'catalogue.export-parameter'],
    ['/api/catalogue/export?after=none', 400, 'catalogue.export-after'],
    ['/api/catalogue/export?library=NLA:none', 404, 'libraries.library-unknown'],
    ['/api/catalogue/export?network=none', 404, 'libraries.network-unknown'],
    ['/api/catalogue/changes?after=999999', 409, 'catalogue.feed-ahead'],
    ['/api/catalogue/changes?library=NLA:none', 404, 'libraries.library-unknown'],
    ['/api/catalogue/changes?after=-1', 400, 'BAD_REQUEST'],
    ['/api/catalogue/changes?limit=0', 400, 'BAD_REQUEST'],
  ] as const) {
    const answer = await ask(path)
    assert.equal(answer.status, status, path)
    const body = (await answer.json()) as { code: string; message: string }
    assert.equal(body.code, code, path)
    assert.match(body.message, /[\u0600-\u06ff]{3}/, path)
  }
  assert.match(await (await ask('/api/catalogue/changes')).text(), /"change":"put"/)
  assert.match(await (await ask('/api/openapi.json')).text(), /\/catalogue\/changes/)
})

test('the feed answers a caller who waits when something changes', async () => {
  const first = (await (await ask('/api/catalogue/changes?limit=1000')).json()) as { next: string }
  const waiting = ask(`/api/catalogue/changes?after=${first.next}&wait=20`)
  await takeIn(union.platform, 'NLA:12', [aBook('later', 'کتابی که دیرتر آمد')])
  const { changes } = (await (await waiting).json()) as { changes: unknown[] }
  assert.equal(changes.length, 1)
})

test('whoever asks, no door for machines fails on what is sent', async () => {
  const actors = [
    ANONYMOUS,
    systemActor('tests'),
    aWorker(union.places['NLA:11']!, 'network-officer', { kind: 'key', id: 'k' }),
  ]
  const value = fc.oneof(
    fc.constantFrom(
      'ListRecords',
      'GetRecord',
      'oai_dc',
      'marcxml',
      'NLA',
      'NLA:11',
      '2026-11-22',
      '0',
      '1e9',
      '-1',
      'jsonl',
      '\0',
    ),
    fc.constantFrom(
      `oai:peyvand.test:${'0'.repeat(36)}`,
      '01a20399-8549-74ad-8704-56012fc4764e',
      '99999999999999',
      '%',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const name = fc.constantFrom(
    ...['verb', 'metadataPrefix', 'identifier', 'set', 'from', 'until', 'resumptionToken'],
    ...['after', 'library', 'network', 'limit', 'format', 'id', 'q'],
  )
  const path = fc.constantFrom(
    '/oai',
    '/api/catalogue/changes',
    '/api/catalogue/export',
    '/unapi',
    '/opensearch/suggestions',
  )
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.array(fc.tuple(name, value), { maxLength: 5 }),
      fc.constantFrom(...actors),
      fc.boolean(),
      async (where, pairs, who, posts) => {
        actor = who
        const query = new URLSearchParams(pairs.map(([key, text]) => [key, text.toWellFormed()])).toString()
        const answer = posts
          ? await ask(where, {
              method: 'POST',
              body: query,
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
            })
          : await ask(`${where}?${query}`)
        assert.ok(answer.status < 500, `${where}?${query}: ${answer.status}`)
        const text = await answer.text()
        if (where === '/oai') assert.match(text, /<\/OAI-PMH>\n$/)
      },
    ),
    { numRuns: 300 },
  )
  actor = ANONYMOUS
})
