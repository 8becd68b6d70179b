// End to end: a made file → records, items, editions, journal, search documents. Beside it the same bytes copied into a bare
// table of the same server in the same batches: what the database alone would cost.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { setUpAreas } from '#src/setup.ts'

const SIZES = (process.env.PEYVAND_BENCH_SIZES ?? '2000,20000').split(',').map(Number)
const by = systemActor('bench')

async function* file(from: number, count: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 100) {
    yield Buffer.concat(Array.from({ length: Math.min(100, count - n) }, (_, i) => madeRecord(from + n + i)))
  }
}

async function importRate(platform: Platform, from: number, count: number) {
  const begun = await beginImport(platform, by, {
    library: 'bench',
    fileName: 'made.mrc',
    bytes: file(from, count),
    dryRun: false,
  })
  const cpu = process.cpuUsage()
  const start = performance.now()
  await platform.jobs.drain()
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  const { rows } = await sql<{ added: number }>`select added from catalogue.import where id = ${begun.id}`.execute(
    platform.db,
  )
  if (rows[0]?.added !== count) throw new Error(`${rows[0]?.added} of ${count} records were added`)
  return { rate: count / seconds, cpuRate: count / ((used.user + used.system) / 1e6) }
}

async function bareRate(platform: Platform, from: number, count: number): Promise<number> {
  await sql`create table if not exists bare (bytes bytea)`.execute(platform.db)
  const start = performance.now()
  for (let n = 0; n < count; n += 500) {
    const batch = Array.from({ length: 500 }, (_, i) => Buffer.from(madeRecord(from + n + i)))
    await sql`insert into bare select unnest(${batch}::bytea[])`.execute(platform.db)
  }
  return count / ((performance.now() - start) / 1000)
}

const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const platform = await openPlatform(readConfig({ PEYVAND_HOME: home, PORT: '0', PEYVAND_DEMO: 'no' }), {
  log: silentLog,
})
try {
  await setUpAreas(platform)
  await addNetwork(platform, by, { code: 'bench', name: 'bench' })
  await putLibrary(platform, by, { network: 'bench', draft: { code: 'bench', name: 'کتابخانهٔ سنجش' } })
  console.log('records      import/s   per CPU second of Node   bare insert/s   ratio')
  let from = 0
  for (const count of SIZES) {
    const { rate, cpuRate } = await importRate(platform, from, count)
    const bare = await bareRate(platform, from, count)
    from += count
    const column = (n: number) => Math.round(n).toLocaleString('en').padStart(10)
    console.log(`${column(count)}${column(rate)}${column(cpuRate)}${column(bare)}      ${(rate / bare).toFixed(2)}`)
  }
  const start = performance.now()
  await platform.search.ready('catalogue')
  console.log(`search caught up with all of them in ${((performance.now() - start) / 1000).toFixed(1)} s`)
} finally {
  await platform.close()
  await rm(home, { recursive: true, force: true })
}
