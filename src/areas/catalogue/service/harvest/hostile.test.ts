import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { findHarvest } from '#areas/catalogue/store/harvest/harvests.ts'
import { findImport } from '#areas/catalogue/store/imports.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { isRefusal, sentenceIn } from '#lib/refusal.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, aUnion, SYSTEM } from '#tests/support/catalogue.ts'
import { anOaiServer, type OaiServer, type Offered, oaiAnswer, oaiError, oaiRecord } from '#tests/support/oai-server.ts'
import { runHarvest } from './harvesting.ts'
import { HARVEST_LIMITS, type HarvestLimits } from './limits.ts'
import { beginHarvest, keepSource } from './sources.ts'

const LIMITS: HarvestLimits = {
  ...HARVEST_LIMITS,
  pause: 5,
  attempts: 2,
  longestPause: 2_000,
  records: 40,
  answer: { silence: 400, total: 1_500, size: 200_000 },
}

let platform: Platform
const closers: (() => Promise<void>)[] = []
before(async () => {
  const union = await aUnion(
    { after: (work: () => Promise<void>) => void closers.push(work) },
    { env: { PEYVAND_PRIVATE_HOSTS: '127.0.0.1' } },
  )
  platform = union.platform
})
after(async () => {
  for (let work = closers.shift(); work !== undefined; work = closers.shift()) await work()
})

const offered = (n: number): Offered => ({
  identifier: `oai:lib:${n}`,
  datestamp: '2026-11-01T00:00:00Z',
  marc: aBook(`${n}`, `کتاب ${n}`),
})

const list = (records: readonly Offered[], token = '', attributes = '') =>
  oaiAnswer(
    `<ListRecords>${records.map(oaiRecord).join('')}<resumptionToken ${attributes}>${token}</resumptionToken></ListRecords>`,
  )

async function harvested(t: TestContext, misbehave: OaiServer['misbehave'], wishes: Partial<OaiServer> = {}) {
  const server = await anOaiServer(t, [1, 2, 3, 4, 5].map(offered))
  Object.assign(server, wishes, { misbehave })
  return await harvest(server)
}

/** Harvests a server from beginning to end, or to its refusal. */
async function harvest(server: OaiServer) {
  const { id } = await keepSource(platform, SYSTEM, { library: 'NLA:11', url: server.url })
  const begun = await beginHarvest(platform, SYSTEM, { id })
  const job = {
    id: begun.jobId!,
    data: { harvestId: begun.id },
    by: SYSTEM,
    attempt: 1,
    before: { done: 0, total: null, note: null },
    signal: new AbortController().signal,
    report: async () => {},
  }
  let refusal: { code: string; sentences: string[] } | null = null
  try {
    await runHarvest(platform, job, LIMITS)
  } catch (error) {
    if (!isRefusal(error)) throw error
    const sentences = (['fa', 'en'] as const).map((lang) => sentenceIn(text(lang).refusals, error))
    refusal = { code: error.code, sentences }
  }
  const row = (await findHarvest(platform.db, begun.id))!
  return { server, row, refusal, import: (await findImport(platform.db, row.importId))! }
}

type Misbehaviour = (question: URLSearchParams, response: ServerResponse) => boolean

/** Does it only to lists, so that the server is taken for a good one first. */
const lists =
  (work: (response: ServerResponse, question: URLSearchParams) => unknown): Misbehaviour =>
  (question, response) => {
    if (question.get('verb') !== 'ListRecords') return false
    work(response, question)
    return true
  }

const always =
  (work: (response: ServerResponse) => unknown): Misbehaviour =>
  (_, response) => {
    work(response)
    return true
  }

const html = '<!DOCTYPE html><html><head><title>ورود به سامانه</title></head><body>خطا</body></html>'
const bomb = gzipSync(Buffer.alloc(60_000_000, 32))
const bigBody = Buffer.alloc(100_000, 32)
let counter = 0

const CASES: readonly (readonly [name: string, misbehave: Misbehaviour, code: string, state: 'refused' | 'stopped'])[] =
  [
    ['a page for people', always((r) => r.end(html)), 'harvest-web-page', 'refused'],
    [
      'a page for people with a status of error',
      always((r) => r.writeHead(404).end(html)),
      'harvest-status',
      'refused',
    ],
    ['something that is no XML', always((r) => r.end('OK')), 'harvest-not-oai', 'refused'],
    ['other XML', always((r) => r.end('<rss><channel/></rss>')), 'harvest-not-oai', 'refused'],
    ['a locked door', always((r) => r.writeHead(403).end()), 'harvest-closed', 'refused'],
    ['a fault of the server', lists((r) => r.writeHead(500).end('oops')), 'harvest-server-fault', 'stopped'],
    ['half an answer', lists((r) => r.end(list([offered(1)]).slice(0, -200))), 'harvest-cut-short', 'stopped'],
    [
      'half a record on the wire',
      lists((r) => {
        r.writeHead(200, { 'content-length': '9999' })
        r.write(list([offered(1)]).slice(0, 500), () => r.destroy())
      }),
      'harvest-broken-off',
      'stopped',
    ],
    [
      'tags that do not close',
      lists((r) => r.end(list([offered(1)]).replace('</header>', '</head>'))),
      'harvest-malformed',
      'stopped',
    ],
    ['silence', lists(() => {}), 'harvest-timeout', 'stopped'],
    [
      'a byte now and then',
      lists((r) => {
        const drip = setInterval(() => r.write(' '), 100)
        r.once('close', () => clearInterval(drip))
      }),
      'harvest-timeout',
      'stopped',
    ],
    [
      'an answer without end',
      lists((r) => {
        const pour = () => void (r.destroyed || r.write(bigBody, pour))
        pour()
      }),
      'harvest-too-large',
      'refused',
    ],
    [
      'an answer said to be a gigabyte',
      lists((r) => r.writeHead(200, { 'content-length': '1000000000' }).write(' ')),
      'harvest-too-large',
      'refused',
    ],
    [
      'a gzip bomb',
      lists((r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)),
      'harvest-too-large',
      'refused',
    ],
    [
      'a packing nobody asked for',
      lists((r) => r.writeHead(200, { 'content-encoding': 'zstd' }).end('x')),
      'harvest-encoding',
      'refused',
    ],
    [
      'entities that grow',
      lists((r) => r.end(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>${list([offered(1)])}`)),
      'harvest-doctype',
      'refused',
    ],
    [
      'an entity nobody defined',
      lists((r) => r.end(list([offered(1)]).replace('oai:lib:1', '&secret;'))),
      'harvest-entity',
      'refused',
    ],
    [
      'a way to a file',
      always((r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end()),
      'harvest-scheme',
      'refused',
    ],
    [
      'a way to a host inside',
      always((r) => r.writeHead(302, { location: 'http://10.0.0.1/oai' }).end()),
      'harvest-inside',
      'refused',
    ],
    [
      'a way to a name that is inside',
      always((r) => r.writeHead(302, { location: 'http://localhost:1/' }).end()),
      'harvest-inside',
      'refused',
    ],
    [
      'a way to the machine’s own metadata',
      always((r) => r.writeHead(307, { location: 'http://169.254.169.254/latest' }).end()),
      'harvest-inside',
      'refused',
    ],
    [
      'a way in IPv6',
      always((r) => r.writeHead(301, { location: 'http://[::ffff:127.0.0.1]/' }).end()),
      'harvest-inside',
      'refused',
    ],
    [
      'ways without end',
      always((r) => r.writeHead(302, { location: `/oai?n=${++counter}` }).end()),
      'harvest-redirects',
      'refused',
    ],
    ['the same page for ever', lists((r) => r.end(list([offered(1)], 'same'))), 'harvest-loop', 'refused'],
    [
      'pages in a circle under new tokens',
      lists((r, q) => {
        const n = Number(q.get('resumptionToken') ?? '0')
        r.end(list([offered(1 + (n % 3))], String(n + 1)))
      }),
      'harvest-loop',
      'refused',
    ],
    ['empty pages for ever', lists((r) => r.end(list([], `t${++counter}`))), 'harvest-loop', 'refused'],
    ['records for ever', lists((r) => r.end(list([offered(++counter)], `t${counter}`))), 'harvest-endless', 'refused'],
    [
      'its own tokens refused',
      lists((r, q) => r.end(q.has('resumptionToken') ? oaiError('badResumptionToken') : list([offered(1)], 'x'))),
      'harvest-token-refused',
      'stopped',
    ],
    [
      'a format it does not have',
      lists((r) => r.end(oaiError('cannotDisseminateFormat'))),
      'harvest-format',
      'refused',
    ],
    ['an argument it does not like', lists((r) => r.end(oaiError('badVerb'))), 'harvest-error', 'refused'],
    [
      'a long pause',
      lists((r) => r.writeHead(503, { 'retry-after': '86400' }).end()),
      'harvest-asked-to-wait',
      'stopped',
    ],
    [
      'an unknown encoding',
      lists((r) => r.end('<?xml version="1.0" encoding="klingon"?><OAI-PMH/>')),
      'harvest-charset',
      'refused',
    ],
    [
      'another protocol',
      always((r) => r.end(oaiAnswer('<Identify><protocolVersion>1.1</protocolVersion></Identify>'))),
      'harvest-version',
      'refused',
    ],
  ]

for (const [name, misbehave, code, state] of CASES) {
  test(`a server that gives ${name} is left with a sentence`, async (t) => {
    const { refusal, row } = await harvested(t, misbehave)
    assert.equal(refusal?.code, `catalogue.${code}`)
    assert.equal(row.state, state)
    assert.equal(row.fault?.code, refusal?.code)
    for (const sentence of refusal?.sentences ?? []) assert.doesNotMatch(sentence, /catalogue\.|undefined|NaN/)
  })
}

test('a pause that a server asks for is kept', async (t) => {
  const at: number[] = []
  const { row, refusal } = await harvested(t, (question, response) => {
    if (question.get('verb') !== 'ListRecords') return false
    at.push(Date.now())
    if (at.length > 1) return false
    response.writeHead(503, { 'retry-after': '1' }).end()
    return true
  })
  assert.deepEqual([refusal, row.state], [null, 'done'])
  assert.ok(at[1]! - at[0]! >= 990)
})

test('a redirect to another door of the same house is followed, packed answers are unpacked', async (t) => {
  const { row, import: taken } = await harvested(t, (question, response, request) => {
    if (request.url?.startsWith('/oai')) {
      response.writeHead(301, { location: request.url.replace('/oai', '/new/oai') }).end()
      return true
    }
    if (question.get('verb') !== 'ListRecords') return false
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(list([offered(1), offered(2)])))
    return true
  })
  assert.deepEqual([row.state, taken.doneRecords], ['done', 2])
})

test('a list shorter than announced is asked for once more, and then believed', async (t) => {
  const { row, server } = await harvested(t, () => false, { completeListSize: 9 })
  assert.deepEqual([row.state, row.warnings[0]?.code], ['done', 'catalogue.harvest-size'])
  const again = async () => {
    server.asked = []
    await harvest(server)
    return server.asked.find((one) => one.get('verb') === 'ListRecords')?.get('from') ?? null
  }
  assert.equal(await again(), null)
  assert.notEqual(await again(), null)
})

test('a clock ahead of ours does not move the window into the future', async (t) => {
  const { row, server } = await harvested(t, () => false, { responseDate: '2099-01-01T00:00:00Z' })
  assert.deepEqual([row.state, row.warnings[0]?.code], ['done', 'catalogue.harvest-clock'])
  const { harvestedUntil } = await keepSource(platform, SYSTEM, { library: 'NLA:11', url: server.url })
  assert.equal(harvestedUntil?.toISOString(), '2026-11-22T08:00:00.000Z')
})

test('a server that says seconds and takes days is asked by days; one of days by days', async (t) => {
  const { server } = await harvested(t, (question, response) => {
    if ((question.get('from') ?? '').length <= 10) return false
    response.end(oaiError('badArgument'))
    return true
  })
  for (const granularity of ['YYYY-MM-DDThh:mm:ssZ', 'YYYY-MM-DD']) {
    server.granularity = granularity
    server.asked = []
    await harvest(server)
    assert.match(server.asked.at(-1)?.get('from') ?? '', /^2026-11-2\d$/)
  }
})

test('text in another encoding is read when it says so, and mended with a note when it does not', async (t) => {
  const latin = Buffer.from(
    list([offered(1)])
      .replace('UTF-8', 'ISO-8859-1')
      .replace('کتاب 1', 'Bücher'),
    'latin1',
  )
  const said = await harvested(t, lists((r) => r.end(latin)) as OaiServer['misbehave'])
  assert.deepEqual([said.row.state, said.import.refused], ['done', 0])
  const silent = Buffer.from(list([offered(1)]).replace('کتاب 1', 'Bücher'), 'latin1')
  const mended = await harvested(t, lists((r) => r.end(silent)) as OaiServer['misbehave'])
  assert.deepEqual([mended.row.state, mended.import.doneRecords], ['done', 1])
})

test('hosts inside are not asked unless they are named, whatever they are called', async () => {
  const closed = async (url: string) =>
    keepSource(platform, SYSTEM, { library: 'NLA:11', url }).then(
      () => 'kept',
      (error: { code: string }) => error.code,
    )
  assert.equal(await closed('http://192.168.1.5/oai'), 'catalogue.harvest-inside')
  assert.equal(await closed('http://[::1]/oai'), 'catalogue.harvest-inside')
  assert.equal(await closed('http://0x7f.1/oai'), 'kept')
  assert.equal(await closed('ftp://example.org/'), 'catalogue.harvest-scheme')
  assert.equal(await closed('http://me:secret@example.org/'), 'catalogue.harvest-credentials')
  assert.equal(await closed('example'), 'catalogue.harvest-address')
})
