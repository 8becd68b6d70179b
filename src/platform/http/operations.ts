import { timingSafeEqual } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono } from 'hono'
import { sql } from 'kysely'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'

const PATIENCE = 2000

/**
 * What watches over the server: `/healthz` (this process lives), `/readyz` (it can serve: 200 or 503 with what is
 * missing) and `/metrics` (Prometheus). The figures are for this machine, or for whoever has PEYVAND_METRICS_TOKEN.
 */
export function operations(app: Hono<Env>, platform: Platform): void {
  watchJobs(platform)
  watchSearch(platform)
  watchProcess(platform)
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', async (c) => {
    const parts = await Promise.all(
      Object.entries(platform.readiness).map(async ([name, ready]) => ({ name, ok: await within(ready(), PATIENCE) })),
    )
    const ok = parts.every((part) => part.ok)
    return c.json({ ok, parts: Object.fromEntries(parts.map((part) => [part.name, part.ok])) }, ok ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    if (!maySeeFigures(c, platform)) return c.text('The figures need a bearer token.\n', 403)
    return c.body(await platform.telemetry.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
}

function watchJobs({ telemetry, db }: Platform): void {
  telemetry.gauge('peyvand_jobs', 'Jobs of the last day by name and state.', async () => {
    const { rows } = await sql<{ name: string; state: string; value: number }>`
      select name, state, count(*)::int as value from platform.job
      where state in ('waiting', 'active') or created_at > now() - interval '1 day' group by name, state`.execute(db)
    return rows.map(({ name, state, value }) => ({ labels: { name, state }, value }))
  })
}

function watchProcess({ telemetry }: Platform): void {
  telemetry.gauge('process_cpu_seconds_total', 'Processor time of this process.', () => {
    const { user, system } = process.cpuUsage()
    return [{ value: (user + system) / 1e6 }]
  })
  telemetry.gauge('process_resident_memory_bytes', 'Memory of this process.', () => [
    { value: process.memoryUsage.rss() },
  ])
}

function watchSearch({ telemetry, search }: Platform): void {
  telemetry.gauge('peyvand_search_documents', 'Documents in an index of this process.', () =>
    search.figures().map(({ name, documents }) => ({ labels: { index: name }, value: documents })),
  )
  telemetry.gauge('peyvand_search_behind_seconds', 'Seconds since an index had everything that was committed.', () =>
    search
      .figures()
      .flatMap(({ name, behind }) => (behind === null ? [] : [{ labels: { index: name }, value: behind }])),
  )
}

function maySeeFigures(c: Context<Env>, { config }: Platform): boolean {
  if (config.metricsToken !== null) {
    const given = Buffer.from(c.req.header('authorization') ?? '')
    const wanted = Buffer.from(`Bearer ${config.metricsToken}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  if (config.behindProxy) return false
  const address = remoteAddress(c)
  return address === null || /^(::1|127\.|::ffff:127\.)/.test(address)
}

/** The other end's address: through the one proxy in front when there is one, null without a socket (tests). */
export function remoteAddress(c: Context<Env>): string | null {
  if (c.get('platform').config.behindProxy) {
    // The proxy appends the address it saw; whatever stands before it, the client may have written itself.
    const last = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (last) return last
  }
  try {
    return getConnInfo(c).remote.address ?? null
  } catch {
    return null
  }
}

async function within(work: Promise<boolean>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
