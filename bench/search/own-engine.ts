import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finder } from '#areas/catalogue/service/search/finding.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { columnsOf } from '#platform/search/segments/segment-file.ts'
import { Snapshots } from '#platform/search/snapshot.ts'
import { SearchThreads } from '#platform/search/threads/pool.ts'
import { type Engine, type Measured, measured, percentile } from './measure.ts'
import { type Shelf, schema } from './persian-records.ts'

export const facets = { publisher: 10, year: 10, subject: 10 } as const
const BATCH = 256
/** More merges than this under way: wait, so that small segments do not pile up. */
const MOST_SEGMENTS = 60

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Our own engine as the server runs it: threads answer and merge, this one takes what changes. */
export class OwnEngine implements Engine {
  readonly name = 'Peyvand'
  readonly #threads: SearchThreads
  readonly #index: SearchIndex
  readonly #shelf: Shelf
  readonly #records: number

  constructor(shelf: Shelf, records: number, threads: number) {
    this.#threads = new SearchThreads(threads, (error) => console.error(error))
    this.#index = new SearchIndex(schema, searchTerms, null, this.#threads)
    this.#shelf = shelf
    this.#records = records
  }

  /** Takes all records, merges them into one segment, and says in how many seconds. */
  async load(): Promise<number> {
    const began = performance.now()
    for (let number = 0; number < this.#records; number++) {
      this.#index.put([this.#shelf.record(number)])
      if (number % BATCH !== 0) continue
      await pause()
      while (this.#index.segments().length > MOST_SEGMENTS) await wait(10)
    }
    await this.#index.compact()
    return (performance.now() - began) / 1000
  }

  get megabytes(): number {
    const columns = this.#index.segments().flatMap((segment) => columnsOf(schema, segment))
    const words = Object.values(this.#index.dictionaries).map(
      ({ shared }) => shared.bytes.byteLength + shared.ends.byteLength,
    )
    return (columns.reduce((all, [, column]) => all + column.byteLength, 0) + words.reduce((a, b) => a + b, 0)) / 1e6
  }

  async #search(text: string): Promise<number> {
    const request = { text, facets, limit: 20 }
    return (await this.#threads.ask(this.#index, { kind: 'search', request })).total
  }

  ask(queries: readonly string[], clients: number, runs: number): Promise<Measured> {
    return measured(queries, clients, runs, (text) => this.#search(text), cpu)
  }

  /** What a reader's search asks of an index, answered by the threads. */
  get finder(): Finder {
    const [threads, index] = [this.#threads, this.#index]
    return {
      search: (request) => threads.ask(index, { kind: 'search', request }),
      corrections: (word, limit) => threads.ask(index, { kind: 'corrections', word, limit }),
      frequencies: (words) => threads.ask(index, { kind: 'frequencies', words }),
    }
  }

  /** Saves and opens a snapshot: seconds each. */
  async snapshot(): Promise<{ saved: number; opened: number }> {
    const folder = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
    try {
      const before = performance.now()
      await new Snapshots(folder, schema).save(this.#index, 'bench', { tx: '1', id: 1, at: '2026-01-01T00:00:00Z' })
      const between = performance.now()
      await new Snapshots(folder, schema).open(searchTerms)
      return { saved: (between - before) / 1000, opened: (performance.now() - between) / 1000 }
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  /** Replaces records as fast as wanted while one client asks; how it went for both. */
  async update(queries: readonly string[], perSecond: number, seconds: number) {
    let stop = false
    let longest = 0
    const times: number[] = []
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    const asking = (async () => {
      for (let q = 0; !stop; q = (q + 1) % queries.length) {
        const started = performance.now()
        await this.#search(queries[q]!)
        times.push(performance.now() - started)
      }
    })()
    const began = performance.now()
    let done = 0
    for (; performance.now() - began < seconds * 1000; ) {
      const due = ((performance.now() - began) / 1000) * perSecond
      for (; done < due; done += 25) {
        this.#index.put(Array.from({ length: 25 }, (_, i) => this.#shelf.record(((done + i) * 7_919) % this.#records)))
        this.#index.segments()
        await pause()
      }
      await wait(2)
    }
    const took = (performance.now() - began) / 1000
    stop = true
    await asking
    clearInterval(watch)
    const segments = this.#index.segments().length
    return { perSecond: done / took, p95: percentile(times, 0.95), asked: times.length / took, longest, segments }
  }

  async close(): Promise<void> {
    this.#index.close()
    await this.#threads.close()
  }
}
