import { randomInt } from 'node:crypto'
import pg from 'pg'
import type { Log } from '#platform/log.ts'

/** The first key of the advisory locks by which workers are seen to live; the second is the worker's number. */
export const PRESENCE = 1_348_757_074

/**
 * A worker's sign of life: an advisory lock held by a connection of its own. PostgreSQL drops it the moment the process is
 * gone, however it ended, so others see it at once without waiting for a heartbeat to fail.
 */
export interface Presence {
  worker: number
  leave(): Promise<void>
}

/** Shows a new worker to the others. A lost connection is made again; meanwhile its jobs may be taken over. */
export async function showPresence(url: string, log: Log): Promise<Presence> {
  const worker = randomInt(1, 2 ** 31 - 1)
  let left = false
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | undefined
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'peyvand worker' })
    fresh.on('error', () => {})
    // One that never came about ends as well; that is told by its fault, and tried again after a pause.
    fresh.on('end', () => client === fresh && again(0))
    await fresh.connect()
    await fresh.query('select pg_advisory_lock($1, $2)', [PRESENCE, worker])
    client = fresh
  }
  const again = (pause: number) => {
    if (left) return
    client = null
    clearTimeout(retry)
    retry = setTimeout(() => {
      connect().catch((error) => {
        log.warn('a worker cannot show itself', { error })
        again(1000)
      })
    }, pause)
  }
  await connect()
  return {
    worker,
    async leave() {
      left = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
