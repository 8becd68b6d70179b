import { serve } from '@hono/node-server'
import type { Platform } from '#platform/platform.ts'
import { createApp } from '#web/app.ts'
import { aPeyvand, type Cleanup, type PlatformWishes } from './database.ts'
import { aFreePort } from './server.ts'

/** A whole Peyvand served from this process on a free port, for stories: its platform is at hand to set the scene. */
export async function aSite(t: Cleanup, wishes: PlatformWishes = {}): Promise<{ origin: string; platform: Platform }> {
  const port = await aFreePort()
  const env = { PORT: String(port), PEYVAND_RATE_LIMITS: 'no', ...wishes.env }
  const { platform } = await aPeyvand(t, { now: () => new Date(), ...wishes, env })
  await platform.jobs.start()
  platform.search.start()
  const server = serve({ fetch: createApp(platform).fetch, hostname: '127.0.0.1', port })
  await new Promise((resolve) => server.once('listening', resolve))
  t.after(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  )
  return { origin: `http://localhost:${port}`, platform }
}
