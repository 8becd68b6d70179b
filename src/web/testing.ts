import type { Hono } from 'hono'
import { ANONYMOUS } from '#areas/people/contract.ts'
import { readConfig } from '#platform/config.ts'
import type { Env } from '#platform/http.ts'
import { openLog } from '#platform/log.ts'
import type { Platform } from '#platform/platform.ts'
import { openTelemetry } from '#platform/telemetry.ts'
import { type AppOptions, createApp } from './app.ts'

/** A web without a database, for tests of the frame itself: whoever asks it for rows gets a fault. */
export function aWeb(options: AppOptions = {}, lines: string[] = []): Hono<Env> {
  const platform = {
    config: readConfig({ PEYVAND_ORIGIN: 'https://peyvand.test' }),
    clock: () => new Date('2026-11-15T08:00:00Z'),
    log: openLog({ level: 'info', format: 'json', write: (line) => lines.push(line) }),
    telemetry: openTelemetry(),
    readiness: {},
    secret: 'a secret of thirty-two characters',
    close: async () => {},
  } as Partial<Platform> as Platform
  return createApp(platform, { actorOf: async () => ANONYMOUS, ...options })
}

/** Asks for a page and reads it. */
export async function get(
  app: Hono<Env>,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string; headers: Headers }> {
  const response = await app.fetch(new Request(`https://peyvand.test${path}`, { headers }))
  return { status: response.status, html: await response.text(), headers: response.headers }
}
