import { type Json, storableJson } from '#lib/merkle/canonical-json.ts'
import { isRefusal } from '#lib/refusal.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { JournalActor } from '#platform/journal.ts'
import type { Log } from '#platform/log.ts'
import { changeJob, claimJob, type JobChange } from './store.ts'

const REPORT_EVERY = 250
// A job that ends its process each time (out of memory) would end every process that takes it up, for ever.
const MOST_INTERRUPTIONS = 30

/** How far a job is; what is left out stays as it was. `note` is for the page: a file name, counts. */
export interface Report {
  done?: number
  total?: number | null
  note?: Json
}

/** What a handler is given. */
export interface RunningJob<Data> {
  id: string
  data: Data
  by: JournalActor
  /** 1 at the first run; more when an earlier run was interrupted or failed. */
  attempt: number
  /** Where an earlier attempt had come to. */
  before: { done: number; total: number | null; note: Json }
  /** Aborted when the process stops or another took the job over: leave off at the next safe point by throwing. */
  signal: AbortSignal
  /** Written a few times a second at most, so it may be called for every record. */
  report(report: Report): Promise<void>
}

/** How a kind of job is run. */
export interface JobOptions {
  /** How many at once in one process (1). */
  concurrency?: number
  /** How often a run that failed by a fault is repeated (3) and how many seconds later at first (2), doubled each time. */
  retry?: { limit?: number; delay?: number }
}

/** A name with its handler. */
export interface Kind {
  name: string
  handler: (job: RunningJob<never>) => Promise<unknown>
  options: JobOptions
}

/** One attempt to be made. */
export interface Run {
  db: Db
  clock: Clock
  log: Log
  kind: Kind
  id: string
  worker: number
  stop: AbortController
}

/** Runs one attempt. Throws when the queue should try again. */
export async function runJob(run: Run): Promise<void> {
  const { db, clock, log, kind, id, stop } = run
  const claim = await claimJob(db, id, run.worker, clock())
  if (claim === null) return
  const { attempt } = claim
  const reporter = reporting(run, attempt)
  const job = {
    id,
    data: claim.data as never,
    by: claim.by,
    attempt,
    before: { done: claim.done, total: claim.total, note: claim.note },
    signal: stop.signal,
    report: reporter.report,
  }
  const end = (change: JobChange) => changeJob(db, id, attempt, { ...reporter.last(), ...change }, clock())
  if (attempt - claim.faults > MOST_INTERRUPTIONS) {
    await end({ state: 'failed', error: 'interrupted too often' })
    return
  }
  try {
    const result = await kind.handler(job)
    await end({ state: 'done', result: storableJson(result) })
  } catch (error) {
    if (isRefusal(error)) {
      const facts = storableJson(error.facts) as Record<string, Json>
      await end({ state: 'refused', refusal: { kind: error.kind, code: error.code, facts } })
      return
    }
    if (stop.signal.aborted) {
      await end({ state: 'waiting' })
      throw error
    }
    log.error('a job failed', { job: kind.name, id, attempt, error })
    const faults = claim.faults + 1
    const over = faults > (kind.options.retry?.limit ?? 3)
    await end({ state: over ? 'failed' : 'waiting', faults, error: String(error) })
    if (!over) throw error
  }
}

/** Keeps the newest report and writes it now and then; finds out when the job is no longer this attempt's. */
function reporting({ db, clock, id, stop }: Run, attempt: number) {
  let latest: Report = {}
  let written = Number.NEGATIVE_INFINITY
  return {
    last: () => latest,
    async report(report: Report): Promise<void> {
      latest = { ...latest, ...report }
      if (performance.now() - written < REPORT_EVERY) return
      written = performance.now()
      const held = await changeJob(db, id, attempt, latest, clock())
      if (!held) stop.abort(new Error('another process took this job over'))
    },
  }
}
