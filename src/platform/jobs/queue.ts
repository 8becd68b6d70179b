import { PgBoss } from 'pg-boss'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import type { Log } from '#platform/log.ts'
import { type Presence, showPresence } from './presence.ts'
import type { Kind } from './run.ts'
import { findOrphans, mendJobs } from './store.ts'

const DAY = 24 * 60 * 60
// A worker whose connection broke shows itself again sooner than this.
const DOUBT = 1_500

/** pg-boss and this process's sign of life. */
export interface Queue {
  boss: PgBoss
  presence: Presence
  /** Names whose queue was made. */
  known: Set<string>
  /** Jobs that seem to be without a worker, with the moment this was first seen. */
  suspects: Map<string, number>
}

/** Connects, making pg-boss's own schema where it is missing. */
export async function connectQueue(url: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', max: 4, schedule: false, useListenNotify: true })
  boss.on('error', (error) => log.error('the job queue failed', { error }))
  boss.on('warning', (warning) => log.warn('the job queue warns', { warning }))
  await boss.start()
  return { boss, presence: await showPresence(url, log), known: new Set(), suspects: new Map() }
}

/** Makes the queue of a kind of job, or brings its settings up to date; once a process. */
export async function ensureQueue({ boss, known }: Queue, kind: Kind): Promise<void> {
  if (known.has(kind.name)) return
  const settings = {
    // Interruptions count as retries for pg-boss; faults are counted in platform.job and end the job there.
    retryLimit: 1000,
    retryDelay: kind.options.retry?.delay ?? 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: DAY,
    deleteAfterSeconds: DAY,
    // The advisory lock tells of a dead process at once; this is for a machine that vanished from the network.
    heartbeatSeconds: 60,
    notify: true,
  }
  await boss.createQueue(kind.name, settings)
  await boss.updateQueue(kind.name, settings)
  known.add(kind.name)
}

/** Takes up the jobs of processes that are gone: those without a worker for longer than a reconnection takes. */
export async function takeOver({ boss, suspects }: Queue, db: Db, clock: Clock): Promise<void> {
  const orphans = await findOrphans(db)
  const now = performance.now()
  const attemptOf = (orphan: { id: string; retryCount: number }) => `${orphan.id} ${orphan.retryCount}`
  const seen = new Set(orphans.map(attemptOf))
  for (const suspect of suspects.keys()) if (!seen.has(suspect)) suspects.delete(suspect)
  for (const orphan of orphans) {
    const since = suspects.get(attemptOf(orphan)) ?? now
    suspects.set(attemptOf(orphan), since)
    if (now - since < DOUBT) continue
    await boss.fail(orphan.name, { id: orphan.id, retryCount: orphan.retryCount }, { message: 'its process is gone' })
  }
  await mendJobs(db, clock())
}
