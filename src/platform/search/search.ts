import { availableParallelism } from 'node:os'
import { searchTerms } from '#lib/persian/search-terms.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import { SearchThreads } from '#platform/search/threads/pool.ts'
import { pruneChanges } from './changes.ts'
import type { SearchSource } from './follow.ts'
import { FollowedIndex } from './followed-index.ts'
import { listen } from './listen.ts'
import type { Correction, IndexSchema, SearchRequest, SearchResult } from './types.ts'

export interface SearchOptions {
  /** Where snapshots are kept; one folder an index. */
  readonly directory: string
  readonly db: Db
  /** Of the same database, for a connection that listens. */
  readonly databaseUrl: string
  readonly log: Log
  readonly clock: Clock
  /** How many threads answer once the search is started; as many as there are processors when absent. */
  readonly threads?: number
  /** So many documents an index must have for threads to answer from it; 20,000 when absent. */
  readonly threadsFrom?: number
}

/** One index as an area uses it. */
export interface IndexHandle {
  /** Finds documents in what is loaded now; `building` says when that is not all. */
  search(request: SearchRequest): Promise<SearchResult>
  /** Documents and words for an unfinished text, for a suggestion box. */
  suggest(text: string, limit: number): Promise<Suggestions>
  /** Words that may have been meant by a word that is in no or few documents, the likeliest first. */
  corrections(word: string, limit: number): Promise<readonly Correction[]>
  /** About how many documents have each of these folded words. */
  frequencies(words: readonly string[]): Promise<readonly number[]>
  readonly count: number
  /** True until the index has been opened or built for the first time. */
  readonly building: boolean
}

export interface Suggestions {
  /** The best documents, to show by their titles. */
  readonly ids: readonly string[]
  /** Words that complete the last word, as they are written; none as long as the index keeps only folded ones. */
  readonly words: readonly string[]
}

/** How an index of this process stands, for those who watch over it. */
export interface IndexFigures {
  readonly name: string
  readonly documents: number
  readonly building: boolean
  /** Seconds since it had everything that was committed; null before it first had. */
  readonly behind: number | null
}

export interface Search {
  /** Names an index and where its documents come from. Nothing is read yet. */
  define(schema: IndexSchema, source: SearchSource): void
  /** Opens every defined index and follows the database from now on. A server calls it once. */
  start(): void
  index(name: string): IndexHandle
  figures(): readonly IndexFigures[]
  /** Opens one index and waits until it has everything that was committed before the call. */
  ready(name: string): Promise<void>
  /** Builds the index anew from the database while the old one answers (in this process; see `noteRebuild`). */
  rebuild(name: string): Promise<{ documents: number; tookMs: number }>
  /** Saves snapshots and lets go of the database. */
  close(): Promise<void>
}

const MOST_THREADS = 8
const POLL_MS = 1_000
const SAVE_MS = 5 * 60_000
const PRUNE_MS = 60 * 60_000

/** The search of one process: indexes in memory, kept up to the database, with snapshots on disk. */
export function createSearch(options: SearchOptions): Search {
  const { log, db } = options
  const indexes = new Map<string, FollowedIndex>()
  const timers: NodeJS.Timeout[] = []
  let threads: SearchThreads | null = null
  let listening: { close(): Promise<void> } | null = null

  const named = (name: string): FollowedIndex => {
    const index = indexes.get(name)
    if (index === undefined) throw new TypeError(`no index "${name}" is defined`)
    return index
  }
  const wake = (name: string | null): void => {
    for (const [own, index] of indexes) if (name === null || own === name) index.wake()
  }
  const every = (ms: number, work: () => void): void => {
    timers.push(setInterval(work, ms).unref())
  }
  const follow = (): void => {
    if (listening !== null) return
    listening = listen(options.databaseUrl, log, wake)
    every(POLL_MS, () => wake(null))
    every(SAVE_MS, () => {
      for (const index of indexes.values()) void index.save()
    })
    every(PRUNE_MS, () => void pruneChanges(db).catch((error: unknown) => log.warn('search.prune-failed', { error })))
  }
  return {
    define(schema, source) {
      if (indexes.has(schema.name)) throw new TypeError(`the index "${schema.name}" is defined twice`)
      indexes.set(
        schema.name,
        new FollowedIndex({ ...options, schema, source, analyse: searchTerms, threads: () => threads }),
      )
    },
    start() {
      const count = options.threads ?? Math.min(availableParallelism(), MOST_THREADS)
      threads ??= new SearchThreads(count, (error) => log.error('search.thread-failed', { error }))
      follow()
      for (const index of indexes.values()) void index.open()
    },
    index: (name) => named(name),
    figures: () =>
      [...indexes].map(([name, { count, building, behind }]) => ({ name, documents: count, building, behind })),
    async ready(name) {
      follow()
      await named(name).ready()
    },
    rebuild: (name) => named(name).rebuild(),
    async close() {
      for (const timer of timers.splice(0)) clearInterval(timer)
      await listening?.close()
      listening = null
      await Promise.all([...indexes.values()].map((index) => index.close()))
      await threads?.close()
    },
  }
}
