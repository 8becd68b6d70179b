// The public search page as readers meet it: a real server process, asked 100 times a second for 20 seconds with varied
// searches, each measured from the moment it was due (a late answer also counts for those that waited behind it). Beside it
// the same process' /healthz at the same pace, and PostgreSQL's full text answering the same words, one at a time, without a page.
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { brotliDecompressSync, gzipSync } from 'node:zlib'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { aShelf } from '#bench/search/persian-records.ts'
import { PostgresPeer } from '#bench/search/postgres-peer.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { setUpAreas } from '#src/setup.ts'
import { aServerProcess } from '#tests/support/server.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    /** A server that runs already: nothing is made, no peer is asked. */
    at: { type: 'string' },
    /** Keeps the made records in this folder for the next run. */
    home: { type: 'string' },
  },
})
const RECORDS = Number(options.records)
const RATE = Number(options.rate)
const SECONDS = Number(options.seconds)
const LIBRARIES = 8
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const shelf = aShelf()
const words = [1, 2, 3, 2].flatMap((length) => shelf.queries(length, 100, RECORDS))

/** Addresses of search pages as readers make them: most with words, some further on, narrowed, sorted or in English. */
const paths = words.map((text, at) => {
  const query = new URLSearchParams({ q: text })
  if (at % 5 === 1) query.set('page', '2')
  if (at % 7 === 2) query.set('language', 'per')
  if (at % 11 === 3) query.set('yearFrom', '1990')
  if (at % 13 === 4) query.set('sort', 'title')
  if (at % 17 === 5) query.delete('q')
  return `${at % 10 === 9 ? '/en' : ''}/search?${query}`
})

interface Answer {
  status: number
  body: Buffer
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}

/** Asks at a constant pace, whatever the answers take. */
async function atAPace(origin: string, all: readonly string[], seconds: number) {
  const times: number[] = []
  let errors = 0
  const faults = new Map<string, number>()
  const fail = (what: string) => {
    errors += 1
    faults.set(what, (faults.get(what) ?? 0) + 1)
  }
  const waiting: Promise<void>[] = []
  const begun = performance.now()
  for (let n = 0; n < RATE * seconds; n++) {
    const due = begun + (n * 1000) / RATE
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    const one = ask(`${origin}${all[n % all.length]}`).then(
      ({ status }) => {
        // A second page that is not there leads to the last one: that is an answer too.
        if (status === 200 || status === 302) times.push(performance.now() - due)
        else fail(`status ${status}`)
      },
      (error: Error) => fail(error.message),
    )
    waiting.push(one)
  }
  await Promise.all(waiting)
  return { times, errors, faults }
}

function row(what: string, times: readonly number[], errors: number): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1).padStart(9)
  console.log(`${what.padEnd(44)}${at(0.5)}${at(0.95)}${at(0.99)}${String(errors).padStart(8)}`)
}

async function weigh(origin: string): Promise<void> {
  const pages: string[] = []
  for (const path of paths.slice(0, 60)) {
    const { status, body } = await ask(`${origin}${path}`)
    if (status === 200) pages.push(brotliDecompressSync(body).toString())
  }
  // The heaviest of them.
  const html = pages.reduce((most, page) => (page.length > most.length ? page : most), '')
  const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? ''
  const css = brotliDecompressSync((await ask(`${origin}${sheet}`)).body)
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map((match) => match[1])
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
  const [page, style] = [gzipSync(html).length, gzipSync(css).length]
  console.log(
    `HTML ${kilobytes(page)} + CSS ${kilobytes(style)} = ${kilobytes(page + style)} kB gz (goal 40); scripts: ${scripts.join(', ') || 'none'}`,
  )
}

async function measure(origin: string): Promise<void> {
  for (let tries = 0; (await ask(`${origin}/readyz`)).status !== 200; tries++) {
    if (tries > 3000) throw new Error('the server does not become ready')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await weigh(origin)
  await atAPace(origin, paths, 4)
  console.log(`\n${`${RATE} a second for ${SECONDS} s`.padEnd(44)}   p50 ms   p95 ms   p99 ms  errors`)
  const before = await processorSeconds(origin)
  const page = await atAPace(origin, paths, SECONDS)
  const spent = (await processorSeconds(origin)) - before
  row('search page (goal: p95 80)', page.times, page.errors)
  const floor = await atAPace(origin, ['/healthz'], Math.min(SECONDS, 5))
  row('/healthz', floor.times, floor.errors)
  console.log(`the server's processor time for a search page: ${((spent * 1000) / (RATE * SECONDS)).toFixed(2)} ms`)
  for (const [what, count] of new Map([...page.faults, ...floor.faults])) console.log(`  ${count} × ${what}`)
}

async function processorSeconds(origin: string): Promise<number> {
  const figures = (await ask(`${origin}/metrics`)).body.toString()
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(figures)?.[1])
}

async function fill(platform: Platform): Promise<void> {
  const by = systemActor('bench')
  await setUpAreas(platform)
  await addNetwork(platform, by, { code: 'bench', name: 'شبکهٔ سنجش' })
  for (let n = 0; n < LIBRARIES; n++) {
    const code = `bench-${n}`
    await putLibrary(platform, by, { network: 'bench', draft: { code, name: `کتابخانهٔ سنجش ${n}` } })
    const bytes = (async function* () {
      for (let at = n; at < RECORDS; at += LIBRARIES) yield madeRecord(at)
    })()
    await beginImport(platform, by, { library: code, fileName: 'made.mrc', bytes, dryRun: false })
    await platform.jobs.drain()
  }
}

async function askPeer(url: string): Promise<void> {
  const peer = new PostgresPeer(url)
  await peer.load(Array.from({ length: RECORDS }, (_, n) => shelf.record(n)))
  const { times } = await peer.ask(words, 1, 1)
  row('PostgreSQL full text and three facets, bare', times, 0)
  await peer.close()
}

async function main(): Promise<void> {
  if (options.at !== undefined) return measure(options.at)
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'peyvand-bench-')))
  const filled = existsSync(join(home, 'filled'))
  const config = readConfig({ PEYVAND_HOME: home, PORT: '0', PEYVAND_DEMO: 'no' })
  const platform = await openPlatform(config, { log: silentLog })
  const cleanups: (() => Promise<void>)[] = []
  try {
    const started = performance.now()
    if (!filled) await fill(platform)
    writeFileSync(join(home, 'filled'), '')
    console.log(`${RECORDS} records taken in (${((performance.now() - started) / 1000).toFixed(0)} s)`)
    const env = {
      PEYVAND_HOME: home,
      PEYVAND_RATE_LIMITS: 'no',
      PEYVAND_LOG_LEVEL: 'warn',
    }
    const t = { after: (work: () => Promise<void>) => void cleanups.push(work) }
    const server = await aServerProcess(t, platform.databaseUrl, env)
    await measure(server.origin)
    await askPeer(platform.databaseUrl)
  } finally {
    for (const cleanup of cleanups) await cleanup()
    agent.destroy()
    await platform.close()
    if (options.home === undefined) await rm(home, { recursive: true, force: true })
  }
}

await main()
