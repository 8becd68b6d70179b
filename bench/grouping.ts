// What grouping costs as it grows: the present rules applied to all records again, and one more record, a hidden copy, the page
// and the machine record of a book that 30, 300 and 3,000 records describe. PEYVAND_BENCH_SIZES=2000,20000 (regrouped).
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { unionItems } from '#areas/catalogue/service/following/union.ts'
import { beginRegrouping } from '#areas/catalogue/service/grouping/regrouping.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getEditionPage } from '#areas/catalogue/service/reading.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { madeRecord } from '#bench/catalogue/made-marc.ts'
import { readConfig } from '#platform/config.ts'
import { silentLog } from '#platform/log.ts'
import { openPlatform, type Platform } from '#platform/platform.ts'
import { setUpAreas } from '#src/setup.ts'

const SIZES = (process.env.PEYVAND_BENCH_SIZES ?? '2000,20000').split(',').map(Number)
const POPULAR = (process.env.PEYVAND_BENCH_POPULAR ?? '30,300,3000').split(',').map(Number)
const AGAIN = 5
const by = systemActor('bench')

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Takes in records `from` … of the books that `bookOf` tells. */
async function take(platform: Platform, from: number, count: number, bookOf: (n: number) => number): Promise<void> {
  const bytes = Array.from({ length: count }, (_, i) => madeRecord(from + i, bookOf(from + i)))
  const made = { library: 'bench', fileName: 'made.mrc', bytes: Readable.from(bytes), dryRun: false }
  await beginImport(platform, by, made)
  await platform.jobs.drain()
}

const column = (text: string | number) =>
  (typeof text === 'number' ? Math.round(text).toLocaleString('en') : text).padStart(14)

async function regrouping(platform: Platform): Promise<void> {
  console.log(`${column('records')}${column('regrouped/s')}${column('seconds')}`)
  let records = 0
  for (const size of SIZES) {
    await take(platform, records, size - records, (n) => Math.floor(n / 2))
    records = size
    const took = await seconds(async () => {
      await beginRegrouping(platform, by)
      await platform.jobs.drain()
    })
    console.log(`${column(size)}${column(size / took)}${column(took.toFixed(1))}`)
  }
}

async function popular(platform: Platform): Promise<void> {
  const FIRST = 10_000_000
  console.log(
    `\n${['of one book', 'all in, rec/s', 'one more, ms', 'page, ms', 'machine, ms', 'search, ms'].map(column).join('')}`,
  )
  let next = FIRST
  for (const size of POPULAR) {
    const count = FIRST + size - next
    const all = await seconds(() => take(platform, next, count, () => FIRST))
    next += count
    const one = await seconds(async () => {
      for (let i = 0; i < AGAIN; i++) await take(platform, next++, 1, () => FIRST)
    })
    const { rows } = await sql<{ id: string }>`
      select id from catalogue.edition order by record_count desc limit 1`.execute(platform.db)
    const id = rows[0]!.id
    const page = await seconds(() => getEditionPage(platform, by, { id }))
    const machine = await seconds(() => unionItems(platform, [id]))
    const search = await seconds(() => platform.search.ready('catalogue'))
    console.log(
      [size, count / all, (one / AGAIN) * 1000, page * 1000, machine * 1000, search * 1000].map(column).join(''),
    )
  }
}

const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const platform = await openPlatform(readConfig({ PEYVAND_HOME: home, PORT: '0', PEYVAND_DEMO: 'no' }), {
  log: silentLog,
})
try {
  await setUpAreas(platform)
  await addNetwork(platform, by, { code: 'bench', name: 'bench' })
  await putLibrary(platform, by, { network: 'bench', draft: { code: 'bench', name: 'کتابخانهٔ سنجش' } })
  await regrouping(platform)
  await popular(platform)
} finally {
  await platform.close()
  await rm(home, { recursive: true, force: true })
}
