import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import type { SearchThreads } from '#platform/search/threads/pool.ts'
import { type Answers, answer, type Question } from '#platform/search/threads/questions.ts'
import { canFollowFrom, databaseIdentity, lastChange, settledPosition } from './changes.ts'
import { Follower, putGently, type SearchSource } from './follow.ts'
import type { IndexHandle, Suggestions } from './search.ts'
import { Snapshots } from './snapshot.ts'
import type { Analyse, Correction, IndexSchema, SearchRequest, SearchResult } from './types.ts'

interface Made {
  readonly db: Db
  readonly directory: string
  readonly log: Log
  readonly clock: Clock
  readonly schema: IndexSchema
  readonly source: SearchSource
  readonly analyse: Analyse
  /** The threads that answer and merge; null in a process that only asks now and then. */
  threads(): SearchThreads | null
  readonly threadsFrom?: number
}

const AGAIN_MS = 2_000
/** From so many documents on, threads answer. */
const THREADS_FROM = 20_000

/** One index of this process: opened from its snapshot or built, then kept up to the database. */
export class FollowedIndex implements IndexHandle {
  readonly #made: Made
  readonly #log: Log
  readonly #snapshots: Snapshots
  #index: SearchIndex
  #follower: Follower | null = null
  #database = ''
  #opening: Promise<void> | null = null
  #rebuilding: Promise<{ documents: number; tookMs: number }> | null = null
  #catchingUp: Promise<void> | null = null
  #saving: Promise<void> = Promise.resolve()
  #caughtUpAt: number | null = null
  #woken = false
  #changed = false
  #closed = false

  constructor(made: Made) {
    this.#made = made
    this.#log = made.log.with({ index: made.schema.name })
    this.#snapshots = new Snapshots(made.directory, made.schema)
    this.#index = this.#anIndex()
  }

  #anIndex(): SearchIndex {
    return new SearchIndex(this.#made.schema, this.#made.analyse, null, this.#made.threads() ?? undefined)
  }

  get count(): number {
    return this.#index.count
  }

  get building(): boolean {
    return this.#follower === null
  }

  /** Seconds since the index had everything that was committed; null before it first had. */
  get behind(): number | null {
    return this.#caughtUpAt === null ? null : (performance.now() - this.#caughtUpAt) / 1000
  }

  search(request: SearchRequest): Promise<SearchResult> {
    return this.#ask({ kind: 'search', request })
  }

  suggest(text: string, limit: number): Promise<Suggestions> {
    return this.#ask({ kind: 'suggest', text, limit })
  }

  corrections(word: string, limit: number): Promise<readonly Correction[]> {
    return this.#ask({ kind: 'corrections', word, limit })
  }

  frequencies(words: readonly string[]): Promise<readonly number[]> {
    return this.#ask({ kind: 'frequencies', words })
  }

  /** A small index is answered sooner than a thread is asked. */
  async #ask<K extends keyof Answers>(question: Question & { kind: K }): Promise<Answers[K]> {
    const index = this.#index
    const threads = this.#made.threads()
    if (threads !== null && index.count >= (this.#made.threadsFrom ?? THREADS_FROM))
      return threads.ask<K>(index, question)
    return answer(index.reader(), question as Question) as Answers[K]
  }

  async ready(): Promise<void> {
    await this.open()
    await this.#catchUp()
  }

  /** Opens the index once; tries again as long as the database does not answer. */
  open(): Promise<void> {
    this.#opening ??= this.#openPatiently()
    return this.#opening
  }

  async #openPatiently(): Promise<void> {
    while (!this.#closed) {
      try {
        if (!(await this.#openSnapshot())) await this.rebuild()
        return
      } catch (error) {
        this.#log.error('search.open-failed', { error })
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref())
      }
    }
  }

  async #openSnapshot(): Promise<boolean> {
    const { db, analyse, source, threads } = this.#made
    this.#database = await databaseIdentity(db)
    const opened = await this.#snapshots.open(analyse, threads() ?? undefined).catch((error: unknown) => {
      this.#log.warn('search.snapshot-unusable', { error })
      return null
    })
    if (opened === null) return false
    if (opened.database !== this.#database || !(await canFollowFrom(db, opened.position))) {
      this.#log.warn('search.snapshot-of-another-time', { position: opened.position })
      return false
    }
    this.#index = opened.index
    this.#follower = new Follower(db, source, opened.index, opened.position, 0)
    this.#log.info('search.opened', { documents: opened.index.count })
    return true
  }

  /** Something may have changed: catch up now, or once more when that is under way. */
  wake(): void {
    this.#woken = true
    if (this.#catchingUp === null && this.#follower !== null) void this.#catchUp()
  }

  #catchUp(): Promise<void> {
    this.#woken = true
    this.#catchingUp ??= this.#keepUp().finally(() => {
      this.#catchingUp = null
    })
    return this.#catchingUp
  }

  async #keepUp(): Promise<void> {
    while (this.#woken && !this.#closed) {
      this.#woken = false
      const follower = this.#follower
      if (follower === null) return
      try {
        const asked = performance.now()
        await follower.catchUp()
        this.#caughtUpAt = asked
        if (follower.rebuildAsked) await this.rebuild()
        this.#changed = true
      } catch (error) {
        if (!this.#closed) this.#log.error('search.follow-failed', { error })
      }
    }
  }

  rebuild(): Promise<{ documents: number; tookMs: number }> {
    this.#rebuilding ??= this.#rebuild().finally(() => {
      this.#rebuilding = null
    })
    return this.#rebuilding
  }

  async #rebuild(): Promise<{ documents: number; tookMs: number }> {
    const { db, source } = this.#made
    const started = performance.now()
    this.#database = await databaseIdentity(db)
    const upTo = await lastChange(db)
    const position = await settledPosition(db)
    const fresh = this.#anIndex()
    for await (const documents of source.all(db)) {
      if (this.#closed) return { documents: 0, tookMs: 0 }
      await putGently(fresh, documents, false)
    }
    await fresh.settle()
    const follower = new Follower(db, source, fresh, position, upTo)
    const asked = performance.now()
    await follower.catchUp()
    this.#caughtUpAt = asked
    this.#index.close()
    this.#made.threads()?.forget(this.#index)
    this.#index = fresh
    this.#follower = follower
    this.#changed = true
    const done = { documents: fresh.count, tookMs: performance.now() - started }
    this.#log.info('search.rebuilt', done)
    await this.save()
    return done
  }

  /** Saves a snapshot when something changed since the last. */
  save(): Promise<void> {
    this.#saving = this.#saving.then(async () => {
      const follower = this.#follower
      if (!this.#changed || follower === null) return
      this.#changed = false
      try {
        await this.#snapshots.save(this.#index, this.#database, follower.position)
      } catch (error) {
        this.#changed = true
        this.#log.error('search.snapshot-failed', { error })
      }
    })
    return this.#saving
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#catchingUp?.catch(() => {})
    await this.#rebuilding?.catch(() => {})
    await this.save()
    this.#index.close()
  }
}
