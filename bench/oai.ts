// A whole catalogue harvested by HTTP, page after page: records a second, and whether the provider's memory grows. The harvester
// is a process of its own. Beside it the same records exported in one stream. PEYVAND_BENCH_SIZES=10000,100000,1000000.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { fill } from '#bench/oai/fill.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { PROTOCOLS } from '#src/protocols.ts'
import { setUpAreas } from '#src/setup.ts'
import { createApp } from '#web/app.ts'

const SIZES = (process.env.PEYVAND_BENCH_SIZES ?? '10000').split(',').map(Number)
const PREFIX = process.env.PEYVAND_BENCH_FORMAT ?? 'marcxml'
const PORT = Number(process.env.PEYVAND_BENCH_PORT ?? 4297)
const MB = 1024 * 1024
const by = systemActor('bench')

const HARVESTER = `
const [url, prefix] = process.argv.slice(1)
let query = 'verb=ListRecords&metadataPrefix=' + prefix, records = 0, bytes = 0
for (;;) {
  const answer = await fetch(url + '?' + query)
  if (answer.status !== 200) throw new Error(String(answer.status))
  const xml = await answer.text()
  const found = xml.split('<header').length - 1
  if (found === 0) throw new Error(xml.slice(0, 600))
  records += found
  bytes += xml.length
  process.send({ records, bytes })
  const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)
  if (token === null) break
  query = 'verb=ListRecords&resumptionToken=' + encodeURIComponent(token[1])
}
process.disconnect()`

interface Harvest {
  records: number
  seconds: number
  bytes: number
  /** Resident memory of the provider when a tenth, a half and all of the records were given. */
  rss: number[]
}

function harvest(expected: number): Promise<Harvest> {
  const start = performance.now()
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', HARVESTER, `http://localhost:${PORT}/oai`, PREFIX],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  const marks = [0.1, 0.5, 1].map((share) => Math.floor(share * expected))
  const done: Harvest = { records: 0, seconds: 0, bytes: 0, rss: [] }
  let most = 0
  child.on('message', ({ records, bytes }: { records: number; bytes: number }) => {
    Object.assign(done, { records, bytes })
    most = Math.max(most, process.memoryUsage.rss())
    while (done.rss.length < marks.length && records >= marks[done.rss.length]!) {
      done.rss.push(most)
      most = 0
    }
  })
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      done.seconds = (performance.now() - start) / 1000
      if (code === 0) resolve(done)
      else reject(new Error(`the harvester ended with ${code}`))
    })
  })
}

async function exported(): Promise<{ records: number; seconds: number }> {
  const start = performance.now()
  const answer = await fetch(`http://localhost:${PORT}/api/catalogue/export?format=jsonl`, {
    headers: { 'accept-encoding': 'identity' },
  })
  let records = 0
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    for (const byte of chunk) if (byte === 10) records += 1
  }
  return { records: records - 1, seconds: (performance.now() - start) / 1000 }
}

async function run(platform: Platform): Promise<void> {
  await addNetwork(platform, by, { code: 'BENCH', name: 'سنجش' })
  await putLibrary(platform, by, { network: 'BENCH', draft: { code: '1', name: 'کتابخانهٔ سنجش' } })
  const server = serve({
    fetch: createApp(platform, { protocols: PROTOCOLS }).fetch,
    hostname: '127.0.0.1',
    port: PORT,
  })
  const n = (value: number) => Math.round(value).toLocaleString('en').padStart(10)
  console.log(`   records   fill/s  stamp s harvested ${PREFIX}/s   MB/s   most MB at 10 %   50 %  100 %   export/s`)
  let filled = 0
  for (const size of SIZES) {
    const fillStart = performance.now()
    await fill(platform, filled, size - filled)
    const fillRate = (size - filled) / ((performance.now() - fillStart) / 1000)
    filled = size
    const stampStart = performance.now()
    for (const round of platform.rounds) await round.work()
    const stamp = (performance.now() - stampStart) / 1000
    globalThis.gc?.()
    const got = await harvest(size)
    if (got.records !== size) throw new Error(`${got.records} of ${size} records were harvested`)
    const all = await exported()
    if (all.records !== size) throw new Error(`${all.records} of ${size} records were exported`)
    const rss = got.rss.map((bytes) => n(bytes / MB))
    console.log(
      `${n(size)}${n(fillRate)}${stamp.toFixed(1).padStart(8)}${n(got.records)}${n(got.records / got.seconds)}${n(got.bytes / MB / got.seconds)}${rss.join('')}${n(all.records / all.seconds)}`,
    )
  }
  server.close()
}

const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const config = readConfig({ PEYVAND_HOME: home, PORT: '0', PEYVAND_DEMO: 'no', PEYVAND_RATE_LIMITS: 'no' })
const platform = await openPlatform(config, { log: silentLog })
try {
  await setUpAreas(platform)
  await run(platform)
} finally {
  await platform.close()
  await rm(home, { recursive: true, force: true })
}
