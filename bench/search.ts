import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LucenePeer } from '#bench/search/lucene-peer.ts'
import { type Engine, type Measured, percentile, sum } from '#bench/search/measure.ts'
import { OwnEngine } from '#bench/search/own-engine.ts'
import { aShelf, type Shelf } from '#bench/search/persian-records.ts'
import { PostgresPeer } from '#bench/search/postgres-peer.ts'
import { startEmbedded } from '#platform/postgres/server.ts'

// Three engines over the same made records and the same queries, with the same work: every word must be in the document, the
// exact total, the twenty best, and the ten commonest values of three facets counted over all hits. Each engine is asked one
// query at a time (times), then by two clients at once (queries/s); the processor's time counts beside a busy neighbour.
const { values: options } = parseArgs({
  options: {
    /** Sizes, one after another: `--records 100000,1000000,5000000` shows the growth. */
    records: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '400' },
    clients: { type: 'string', default: '2' },
    runs: { type: 'string', default: '3' },
    /** The peers are asked up to so many records: PostgreSQL needs minutes to take in millions. */
    lucene: { type: 'string', default: '5000000' },
    postgres: { type: 'string', default: '1000000' },
    updates: { type: 'string', default: '2000' },
  },
})
const QUERIES = Number(options.queries)
const CLIENTS = Number(options.clients)
const WORDS = [1, 2, 3]
const WARMING = 2

type Row = Record<string, string | number>

function* firstOf(shelf: Shelf, count: number) {
  for (let number = 0; number < count; number++) yield shelf.record(number)
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

const ms = (value: number): string => value.toFixed(2)

interface Outcome {
  readonly engine: string
  readonly alone: readonly Measured[]
  readonly together: Measured
}

/** One client for the times, then several at once over all queries together. */
async function asked(engine: Engine, shelf: Shelf, records: number): Promise<Outcome> {
  const sets = WORDS.map((words) => shelf.queries(words, QUERIES, records))
  // A server has been up for a while: compilers and caches of all engines have seen the queries.
  for (let round = 0; round < WARMING; round++) await engine.ask(sets.flat(), CLIENTS, 1)
  const alone: Measured[] = []
  for (const queries of sets) alone.push(await engine.ask(queries, 1, Number(options.runs)))
  return { engine: engine.name, alone, together: await engine.ask(sets.flat(), CLIENTS, 1) }
}

function rowOf(records: number, { engine, alone, together }: Outcome, own: Outcome): Row {
  const all = alone.flatMap(({ times }) => times)
  const perSecond = (one: Outcome): number => one.together.times.length / one.together.wall
  const cpu = (one: Outcome): number => (one.together.cpu / one.together.times.length) * 1000
  return {
    records,
    engine,
    ...Object.fromEntries(
      alone.map(({ times }, i) => [
        `${WORDS[i]}w p50/p95 ms`,
        `${ms(percentile(times, 0.5))}/${ms(percentile(times, 0.95))}`,
      ]),
    ),
    'all p95 ms': ms(percentile(all, 0.95)),
    'queries/s': perSecond({ engine, alone, together }).toFixed(0),
    'cpu ms/query': ms(cpu({ engine, alone, together })),
    'Peyvand is': `${(perSecond(own) / perSecond({ engine, alone, together })).toFixed(1)}×`,
    'by cpu': `${(cpu({ engine, alone, together }) / cpu(own)).toFixed(1)}×`,
    'hits/query': (sum(together.totals) / together.totals.length).toFixed(0),
  }
}

const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const began = performance.now()
  return [await work(), (performance.now() - began) / 1000]
}

async function lucene(shelf: Shelf, records: number): Promise<{ outcome: Outcome; row: Row } | null> {
  const peer = records <= Number(options.lucene) ? await LucenePeer.start() : null
  if (peer === null) return null
  try {
    const [{ bytes }, seconds] = await timed(() => peer.load(firstOf(shelf, records)))
    const outcome = await asked(peer, shelf, records)
    return { outcome, row: { engine: peer.name, 'index s': seconds.toFixed(0), MB: (bytes / 1e6).toFixed(0) } }
  } finally {
    await peer.close()
  }
}

async function postgres(shelf: Shelf, records: number): Promise<{ outcome: Outcome; row: Row } | null> {
  if (records > Number(options.postgres)) return null
  const server = await aServer()
  const peer = new PostgresPeer(server.url)
  try {
    const [bytes, seconds] = await timed(() => peer.load(firstOf(shelf, records)))
    const outcome = await asked(peer, shelf, records)
    await peer.close()
    return { outcome, row: { engine: peer.name, 'index s': seconds.toFixed(0), MB: (bytes / 1e6).toFixed(0) } }
  } finally {
    await server.leave()
  }
}

const shelf = aShelf()
const speeds: Row[] = []
const sizes: Row[] = []
for (const records of options.records.split(',').map(Number)) {
  const engine = new OwnEngine(shelf, records, CLIENTS)
  const seconds = await engine.load()
  const megabytes = engine.megabytes
  const own = await asked(engine, shelf, records)
  const { saved, opened } = await engine.snapshot()
  const queries = WORDS.flatMap((words) => shelf.queries(words, 100, records))
  const updated = await engine.update(queries, Number(options.updates), 10)
  await engine.close()
  const stood: Row = {
    records,
    engine: engine.name,
    'index s': seconds.toFixed(0),
    MB: megabytes.toFixed(0),
    'save s': ms(saved),
    'open s': ms(opened),
    'updates/s': updated.perSecond.toFixed(0),
    'queries/s meanwhile': updated.asked.toFixed(0),
    'their p95 ms': ms(updated.p95),
    'longest pause ms': updated.longest.toFixed(0),
  }
  sizes.push(stood)
  speeds.push(rowOf(records, own, own))
  // What takes an hour should not be lost when its last part fails.
  console.log(JSON.stringify(stood), JSON.stringify(speeds.at(-1)))
  // Each peer alone: with all three in memory they would take it from each other.
  for (const peer of [lucene, postgres]) {
    const stands = await peer(shelf, records)
    if (stands === null) continue
    speeds.push(rowOf(records, stands.outcome, own))
    sizes.push({ records, ...stands.row })
    console.log(JSON.stringify(speeds.at(-1)))
  }
  console.log(`\n${records.toLocaleString('en')} records, ${QUERIES} queries of each length, ${CLIENTS} clients`)
  console.table(speeds)
  console.table(sizes)
}
