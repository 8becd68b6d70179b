import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { CHANNEL } from './changes.ts'

const AGAIN_MS = 1_000

/**
 * Hears of changes on a connection of its own and connects again when it is lost. `heard` gets an index's name, or null
 * when something may have been missed. Polling goes on beside it, so a lost connection only costs a second.
 */
export function listen(
  databaseUrl: string,
  log: Log,
  heard: (index: string | null) => void,
): { close(): Promise<void> } {
  let closed = false
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null

  const again = (error: unknown): void => {
    if (closed || retry !== null) return
    log.warn('search.listen-lost', { error })
    const lost = client
    client = null
    void lost?.end().catch(() => {})
    retry = setTimeout(() => {
      retry = null
      connect()
    }, AGAIN_MS).unref()
  }
  const connect = (): void => {
    const connecting = new pg.Client({ connectionString: databaseUrl, application_name: 'peyvand search' })
    client = connecting
    connecting.on('notification', ({ payload }) => heard(payload ?? null))
    connecting.on('error', again)
    connecting.on('end', () => {
      if (client === connecting) again(new Error('the connection ended'))
    })
    connecting
      .connect()
      .then(async () => {
        if (closed) return
        await connecting.query(`listen ${CHANNEL}`)
        heard(null)
      }, again)
      .catch(again)
  }
  connect()
  return {
    async close() {
      closed = true
      if (retry !== null) clearTimeout(retry)
      const last = client
      client = null
      await last?.end().catch(() => {})
    },
  }
}
