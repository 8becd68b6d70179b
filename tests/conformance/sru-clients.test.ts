import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { PROTOCOLS } from '#src/protocols.ts'
import { aUnion, takeIn } from '#tests/support/catalogue.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { aFreePort } from '#tests/support/server.ts'
import { createApp } from '#web/app.ts'

// Foreign clients: YAZ over SRU, and over Z39.50 through the gateway that docs/z3950.md describes.

const DOCS = fileURLToPath(new URL('../../docs/z3950', import.meta.url))
const noYaz = spawnSync('yaz-client', ['-V']).error === undefined ? false : "Debian's yaz is not installed"
const noGateway =
  noYaz ||
  (existsSync('/usr/share/perl5/Net/Z3950/Simple2ZOOM.pm')
    ? false
    : "Debian's libnet-z3950-simple2zoom-perl is not installed")

const BOOKS = [
  aRecord([
    '001=1',
    '008=250903s2003    ir a          000 0 per d',
    '100 1  $aفردوسی، ابوالقاسم',
    '245 10 $aشاهنامه',
    '020    $a9789644484995',
  ]),
  aRecord([
    '001=2',
    '008=250903s2011    ir a          000 0 per d',
    '100 1  $aپیرنیا، حسن',
    '245 10 $aتاریخ ایران باستان',
    '650  4 $aایران -- تاریخ',
  ]),
]

async function aServer(t: TestContext): Promise<number> {
  const port = await aFreePort()
  const { platform } = await aUnion(t, { env: { PEYVAND_ORIGIN: `http://localhost:${port}` } })
  await takeIn(platform, 'NLA:11', BOOKS)
  await platform.search.ready('catalogue')
  const server = serve({ fetch: createApp(platform, { protocols: PROTOCOLS }).fetch, port, hostname: '127.0.0.1' })
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return port
}

/** What a client prints while it does what it is told, a command a line. */
async function told(t: TestContext, commands: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-yaz-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'commands')
  writeFileSync(file, `${[...commands, 'quit'].join('\n')}\n`)
  return await printed('yaz-client', ['-f', file])
}

async function printed(command: string, words: readonly string[]): Promise<string> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return out + err
}

const hits = (said: string) => [...said.matchAll(/Number of hits: (\d+)/g)].map((found) => Number(found[1]))

for (const [version, method] of [
  ['1.1', 'get'],
  ['1.2', 'get'],
  ['1.2', 'post'],
] as const) {
  test(`yaz-client searches and scans over SRU ${version} by ${method}`, { skip: noYaz }, async (t) => {
    const port = await aServer(t)
    const said = await told(t, [
      `sru ${method} ${version}`,
      `open http://127.0.0.1:${port}/sru`,
      'querytype cql',
      'find dc.title = "شاهنامة"',
      'show 1',
      'find dc.creator any "فردوسی پیرنیا" and dc.date > ۱۳۸۵',
      'schema mods',
      'find dc.title = ایران',
      'show 1',
      'find dc.title = (',
      'find dc.colour = red',
      'scan dc.title = ت',
    ])
    assert.deepEqual(
      hits(said).filter((_, i) => i !== 1 && i !== 4),
      [1, 1, 1, 0, 0],
      said,
    )
    assert.match(said, /<subfield code="a">شاهنامه<\/subfield>/)
    assert.match(said, /<mods xmlns="http:\/\/www.loc.gov\/mods\/v3"/)
    assert.match(said, /diagnostic\/1\/10\s+Message: Query syntax error\s+Details: expected index or term/)
    assert.match(said, /diagnostic\/1\/16\s+Message: Unsupported index\s+Details: dc.colour/)
    assert.match(said, /تاریخ ایران باستان: 1.*\n.*شاهنامه: 1/)
  })
}

test('zoomsh fetches MARCXML over SRU', { skip: noYaz }, async (t) => {
  const port = await aServer(t)
  const open = ['set sru get', 'set preferredRecordSyntax xml', `connect http://127.0.0.1:${port}/sru`]
  const said = await printed('zoomsh', [...open, 'search cql:dc.title=شاهنامه', 'show 0 1', 'quit'])
  assert.match(said, /: 1 hits/)
  assert.match(said, /<subfield code="a">فردوسی، ابوالقاسم<\/subfield>/)
})

async function aGateway(t: TestContext, sru: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'peyvand-z3950-'))
  const port = await aFreePort()
  const config = join(folder, 'simple2zoom.xml')
  const example = readFileSync(join(DOCS, 'simple2zoom.xml'), 'utf8')
  writeFileSync(config, example.replace('localhost:4000', `127.0.0.1:${sru}`))
  const child = spawn('perl', [join(DOCS, 'peyvand-z3950.pl'), config, `@:${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  t.after(async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('Adding dynamic listener')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(said)))
  })
  return port
}

test('a Z39.50 client searches, reads and scans through the gateway, in Persian', { skip: noGateway }, async (t) => {
  const port = await aGateway(t, await aServer(t))
  const said = await told(t, [
    `open 127.0.0.1:${port}/peyvand`,
    'format usmarc',
    'find @attr 1=4 "شاهنامة"',
    'show 1',
    'find @and @attr 1=1003 فردوسی @attr 1=4 شاهنامه',
    'find @or @attr 1=21 ایران @attr 1=7 9789644484995',
    'find @not @attr 1=1016 ایران @attr 1=4 تاریخ',
    'find @attr 1=4 @attr 5=1 شاهنا',
    'find @attr 1=31 ۱۳۸۲',
    'find @attr 1=9999 x',
    'format xml',
    'find @attr 1=4 "ایران باستان"',
    'show 1',
    'scan @attr 1=4 ت',
  ])
  assert.deepEqual(hits(said), [1, 1, 2, 0, 1, 1, 0, 1], said)
  assert.match(said, /Record type: USmarc[\s\S]*100 1 {2}\$a فردوسی، ابوالقاسم[\s\S]*852 {4}\$a NLA:11/)
  assert.match(said, /Record type: XML[\s\S]*<subfield code="a">تاریخ ایران باستان<\/subfield>/)
  assert.match(said, /\[114\] Unsupported Use attribute/)
  assert.match(said, /تاریخ ایران باستان \(1\)\s+شاهنامه \(1\)/)
})

test('a Z39.50 client sorts, and finds words near each other', { skip: noGateway }, async (t) => {
  const port = await aGateway(t, await aServer(t))
  const said = await told(t, [
    `open 127.0.0.1:${port}/peyvand`,
    'format usmarc',
    'find @or @attr 1=4 شاهنامه @attr 1=4 تاریخ',
    ...['sort 1=31 id', 'show 1+2', 'sort 1=31 ia', 'show 1+2', 'sort 1=4 ia 1=31 id', 'show 1+2', 'sort 1=1003 ia'],
    'find @prox 0 1 1 2 k 2 @attr 1=4 تاریخ @attr 1=4 باستان',
    'find @prox 0 2 1 2 k 2 @attr 1=4 تاریخ @attr 1=4 باستان',
    'find @prox 0 1 0 2 k 2 @attr 1=4 "ایران باستان" @attr 1=4 تاریخ',
    'find @and @attr 1=31 1390 @prox 0 2 1 3 k 2 @attr 1=4 تاریخ @attr 1=4 باستان',
    'find @prox 0 2 1 5 k 2 @attr 1=4 تاریخ @attr 1=4 باستان',
    'find @prox 0 2 1 2 k 3 @attr 1=4 تاریخ @attr 1=4 باستان',
    'find @prox 1 2 1 2 k 2 @attr 1=4 تاریخ @attr 1=4 باستان',
  ])
  const [old, new_] = ['تاریخ ایران باستان', 'شاهنامه']
  const titles = [...said.matchAll(/^245 10 \$a ([^\n.]+)/gm)].map((found) => found[1]?.trim())
  assert.deepEqual(titles, [old, new_, new_, old, old, new_], said)
  assert.deepEqual(hits(said), [2, 0, 1, 1, 1, 0, 0, 0], said)
  assert.deepEqual(
    [...said.matchAll(/^ +\[(\d+)\]/gm)].map((found) => Number(found[1])),
    [237, 131, 132, 201],
    said,
  )
})
