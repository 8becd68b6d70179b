import { fromKysely } from 'pg-boss'
import { type Loop, startLoop } from '#platform/jobs/loop.ts'
import { connectQueue, ensureQueue, type Queue, takeOver } from '#platform/jobs/queue.ts'
import { type JobOptions, type Kind, type RunningJob, runJob } from '#platform/jobs/run.ts'
import { findJob, findUnfinished, insertJob, type JobProgress, listJobs } from '#platform/jobs/store.ts'
import type { Clock } from './clock.ts'
import type { Db, Tx } from './db.ts'
import { isId, newId } from './id.ts'
import type { JournalActor } from './journal.ts'
import type { Log } from './log.ts'

/** Work that outlives a request: sent in a transaction, done by any process, followed by a page. */
export interface Jobs {
  /**
   * Says how jobs of a name are done. The handler must be idempotent: a process may die after the work and before the
   * note of it. A `Refusal` it throws ends the job as `refused`; any other error is a fault and is tried again.
   */
  define<Data extends object>(
    name: string,
    handler: (job: RunningJob<Data>) => Promise<unknown>,
    options?: JobOptions,
  ): void
  /**
   * Sends a job in the caller's transaction and returns its id. With `singletonKey` an unfinished job of the same name and
   * key is answered instead of a second one.
   */
  send(tx: Tx, name: string, data: object, options: { by: JournalActor; singletonKey?: string }): Promise<string>
  /** Where a job is; null when there is none of that id. */
  progress(id: string): Promise<JobProgress | null>
  /** The newest jobs of a name, 20 unless told. */
  recent(name: string, limit?: number): Promise<JobProgress[]>
  /** Waits for the end of a job, and does it here when no other process takes it: for the command line. */
  follow(id: string, seen?: (progress: JobProgress) => void): Promise<JobProgress>
  /** Does everything that waits, here and now, and returns how many: for tests and the command line. */
  drain(names?: readonly string[]): Promise<number>
  /** Begins to take jobs of the kinds defined so far, until `stop`. */
  start(): Promise<void>
  /** Takes no more, tells running handlers to leave off, and closes. What was interrupted is taken up elsewhere. */
  stop(): Promise<void>
}

/** What the jobs stand on. `url` is the database of `db`. */
export interface JobsOptions {
  db: Db
  url: string
  clock: Clock
  log: Log
}

const WATCH = 1_000
const FOLLOW_EVERY = 250
const PATIENCE = 10_000

/** Opens the jobs of one process. Nothing is connected before the first `send`, `drain` or `start`. */
export function openJobs(options: JobsOptions): Jobs {
  return new QueuedJobs(options)
}

class QueuedJobs implements Jobs {
  readonly #on: JobsOptions
  readonly #kinds = new Map<string, Kind>()
  readonly #running = new Set<AbortController>()
  #queue: Promise<Queue> | null = null
  #watch: Loop | null = null

  constructor(options: JobsOptions) {
    this.#on = options
  }

  define<Data extends object>(
    name: string,
    handler: (job: RunningJob<Data>) => Promise<unknown>,
    options: JobOptions = {},
  ): void {
    if (this.#kinds.has(name)) throw new Error(`the job ${name} is defined twice`)
    this.#kinds.set(name, { name, handler, options })
  }

  async send(tx: Tx, name: string, data: object, options: { by: JournalActor; singletonKey?: string }) {
    const { boss } = await this.#ready(name)
    const key = options.singletonKey ?? null
    for (;;) {
      const id = await insertJob(tx, { id: newId(), name, data, key, by: options.by, at: this.#on.clock() })
      if (id !== null) {
        await boss.send(name, {}, { id, db: fromKysely(tx as never) })
        return id
      }
      const other = key === null ? null : await findUnfinished(tx, name, key)
      if (other !== null) return other
    }
  }

  async progress(id: string) {
    return isId(id) ? findJob(this.#on.db, id) : null
  }

  recent(name: string, limit = 20) {
    return listJobs(this.#on.db, name, limit)
  }

  async follow(id: string, seen: (progress: JobProgress) => void = () => {}): Promise<JobProgress> {
    let here: Promise<unknown> | null = null
    for (;;) {
      const now = await this.progress(id)
      if (now === null) throw new Error(`there is no job ${id}`)
      seen(now)
      if (now.finishedAt !== null) {
        await here
        return now
      }
      if (!this.#watch && !here) {
        await takeOver(await this.#open(), this.#on.db, this.#on.clock)
        here = this.drain([now.name]).finally(() => {
          here = null
        })
      }
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY))
    }
  }

  async drain(names: readonly string[] = [...this.#kinds.keys()]): Promise<number> {
    let count = 0
    for (const name of names) {
      while (await this.#runNext(name)) count += 1
    }
    return count
  }

  async start(): Promise<void> {
    for (const kind of this.#kinds.values()) {
      const { boss } = await this.#ready(kind.name)
      const settings = {
        localConcurrency: kind.options.concurrency ?? 1,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: 1,
      }
      await boss.work(kind.name, settings, async ([job]) => {
        if (job) await this.#run(kind, job.id)
      })
    }
    const { db, clock, log } = this.#on
    this.#watch = startLoop('watching jobs', WATCH, log, async () => takeOver(await this.#open(), db, clock))
  }

  async stop(): Promise<void> {
    await this.#watch?.stop()
    this.#watch = null
    if (this.#queue === null) return
    const { boss, presence } = await this.#queue
    for (const stop of this.#running) stop.abort(new Error('the process stops'))
    await boss.stop({ graceful: true, timeout: PATIENCE })
    await presence.leave()
    this.#queue = null
  }

  #open(): Promise<Queue> {
    this.#queue ??= connectQueue(this.#on.url, this.#on.log)
    return this.#queue
  }

  async #ready(name: string): Promise<Queue> {
    const kind = this.#kinds.get(name)
    if (!kind) throw new Error(`no job is defined as ${name}`)
    const queue = await this.#open()
    await ensureQueue(queue, kind)
    return queue
  }

  async #run(kind: Kind, id: string): Promise<void> {
    const { presence } = await this.#open()
    const stop = new AbortController()
    this.#running.add(stop)
    try {
      await runJob({ ...this.#on, kind, id, worker: presence.worker, stop })
    } finally {
      this.#running.delete(stop)
    }
  }

  async #runNext(name: string): Promise<boolean> {
    const { boss } = await this.#ready(name)
    const [job] = await boss.fetch(name)
    if (!job) return false
    const alive = setInterval(() => boss.touch(name, job.id).catch(() => {}), 10_000)
    try {
      await this.#run(this.#kinds.get(name) as Kind, job.id)
      await boss.complete(name, job)
    } catch (error) {
      await boss.fail(name, job, { message: String(error) })
    } finally {
      clearInterval(alive)
    }
    return true
  }
}
