import type { Hono } from 'hono'
import type { Actor } from '#areas/people/contract.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { createApp } from '#web/app.ts'

/** The whole web on a platform, asked by whoever `actorOf` says: for doors of a room whose people need no accounts. */
export function appAs(platform: Platform, actorOf: () => Actor): Hono<Env> {
  return createApp(platform, { actorOf: async () => actorOf() })
}
