import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { aShelf, type Shelf, schema } from '#bench/search/persian-records.ts'
import { facets, PostgresPeer } from '#bench/search/postgres-peer.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { startEmbedded } from '#platform/postgres/server.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { columnsOf } from '#platform/search/segments/segment-file.ts'
import { Snapshots } from '#platform/search/snapshot.ts'

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    growth: { type: 'boolean', default: false },
    peer: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const QUERIES = 400

interface Times {
  readonly p50: number
  readonly p95: number
}

const percentiles = (times: number[]): Times => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { p50: at(0.5), p95: at(0.95) }
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const ms = (value: number): string => value.toFixed(2)

async function build(shelf: Shelf, count: number): Promise<{ index: SearchIndex; seconds: number; megabytes: number }> {
  const started = performance.now()
  const index = new SearchIndex(schema, searchTerms)
  for (let number = 0; number < count; number++) {
    index.put([shelf.record(number)])
    if (number % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await index.compact()
  const seconds = (performance.now() - started) / 1000
  const bytes = index
    .segments()
    .flatMap((segment) => columnsOf(schema, segment))
    .reduce((sum, [, column]) => sum + column.byteLength, 0)
  return { index, seconds, megabytes: bytes / 1e6 }
}

/** The middle of three runs of each query, so that a neighbour's work on the machine does not count. */
async function time(
  queries: readonly string[],
  search: (text: string) => unknown,
): Promise<Times & { times: number[] }> {
  for (const text of queries.slice(0, 50)) await search(text)
  const times: number[] = []
  for (const text of queries) {
    const runs: number[] = []
    for (let run = 0; run < 3; run++) {
      const started = performance.now()
      const answer = search(text)
      if (answer instanceof Promise) await answer
      runs.push(performance.now() - started)
    }
    times.push(runs.sort((x, y) => x - y)[1]!)
  }
  return { ...percentiles(times), times }
}

const ours =
  (index: SearchIndex) =>
  (text: string): unknown =>
    index.search({ text, facets, limit: 20 })

/** The longest the event loop is held while 2,000 documents are replaced and merged. */
async function longestPause(index: SearchIndex, shelf: Shelf, count: number): Promise<number> {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  for (let number = 0; number < 20_000; number++) {
    index.put([shelf.record((number * 7) % count)])
    if (number % 25 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await index.settle()
  clearInterval(timer)
  return longest
}

async function snapshot(index: SearchIndex): Promise<{ saved: number; opened: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
  try {
    const before = performance.now()
    await new Snapshots(folder, schema).save(index, 'bench', { tx: '1', id: 1, at: '2026-01-01T00:00:00Z' })
    const between = performance.now()
    await new Snapshots(folder, schema).open(searchTerms)
    return { saved: (between - before) / 1000, opened: (performance.now() - between) / 1000 }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function aServer(): Promise<{ url: string; leave(): Promise<void> }> {
  const { DATABASE_URL: url } = process.env
  if (url !== undefined) return { url, leave: async () => {} }
  const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
  const server = await startEmbedded(home)
  return {
    url: server.url('postgres'),
    async leave() {
      await server.leave()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function* firstOf(shelf: Shelf, count: number) {
  for (let number = 0; number < count; number++) yield shelf.record(number)
}

async function beside(shelf: Shelf, index: SearchIndex, count: number): Promise<void> {
  const server = await aServer()
  const peer = new PostgresPeer(server.url)
  try {
    const started = performance.now()
    await peer.load(firstOf(shelf, count))
    console.log(`PostgreSQL loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    const spent = { own: 0, theirs: 0 }
    for (const words of [1, 2, 3]) {
      const queries = shelf.queries(words, QUERIES, count)
      const own = await time(queries, ours(index))
      const theirs = await time(queries, (text) => peer.search(text))
      spent.own += sum(own.times)
      spent.theirs += sum(theirs.times)
      const ratio = (key: keyof Times): string => `${(theirs[key] / own[key]).toFixed(0)}×`
      console.log(
        `${words} word(s): ours p50 ${ms(own.p50)} p95 ${ms(own.p95)} ms · PostgreSQL p50 ${ms(theirs.p50)} p95 ${ms(theirs.p95)} ms · ${ratio('p50')} ${ratio('p95')}`,
      )
    }
    const perSecond = (total: number): string => ((QUERIES * 3_000) / total).toFixed(0)
    console.log(
      `all ${QUERIES * 3}: ours ${perSecond(spent.own)} queries/s · PostgreSQL ${perSecond(spent.theirs)} · ${(spent.theirs / spent.own).toFixed(1)}×`,
    )
    await peer.close()
  } finally {
    await server.leave()
  }
}

const shelf = aShelf()
const sizes = options.growth ? [10_000, 100_000, 1_000_000] : [Number(options.records)]
const growth: Record<string, unknown>[] = []
for (const count of sizes) {
  const { index, seconds, megabytes } = await build(shelf, count)
  const times: Times[] = []
  for (const words of [1, 2, 3]) times.push(await time(shelf.queries(words, QUERIES, count), ours(index)))
  const { saved, opened } = await snapshot(index)
  if (options.peer && (!options.growth || count === 100_000)) await beside(shelf, index, count)
  growth.push({
    records: count,
    'index s': seconds.toFixed(1),
    MB: megabytes.toFixed(0),
    ...Object.fromEntries(times.map(({ p50, p95 }, i) => [`${i + 1} word p50/p95 ms`, `${ms(p50)} / ${ms(p95)}`])),
    'save s': saved.toFixed(2),
    'open s': opened.toFixed(2),
    'longest pause ms': (await longestPause(index, shelf, count)).toFixed(0),
  })
}
console.table(growth)
