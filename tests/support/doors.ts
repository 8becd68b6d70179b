import type { Hono } from 'hono'
import type { Visit } from '#areas/people/auth.ts'
import type { Env } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import { type AppOptions, createApp } from '#web/app.ts'
import type { Room } from '#web/rooms.ts'
import { aPlatform, type Cleanup, type PlatformWishes } from './database.ts'
import { afterwards, aVisit } from './people.ts'

const HOST = 'http://localhost:4000'

/** The whole web on a database of its own, asked without a port. */
export interface Doors {
  app: Hono<Env>
  platform: Platform
}

/** The doors of every room of the house, or only of these. */
export async function theDoors(t: Cleanup, wishes: PlatformWishes & { rooms?: readonly Room[] } = {}): Promise<Doors> {
  const { rooms, ...rest } = wishes
  const { platform } = await aPlatform(t, { ...rest, env: { PEYVAND_ORIGIN: HOST, ...rest.env } })
  return { app: createApp(platform, rooms ? { rooms } : {}), platform }
}

/** The doors of a platform that a test has set up itself. */
export const doorsOf = (platform: Platform, options: AppOptions = {}): Doors => ({
  app: createApp(platform, options),
  platform,
})

/** A page as it came; `to` is where a redirect leads. */
export interface Page {
  status: number
  html: string
  to: string | null
}

/** Asks for a page, as a browser without script. */
export async function getPage({ app }: Doors, path: string, visit: Visit = aVisit()): Promise<Page> {
  const answer = await app.fetch(new Request(`${HOST}${path}`, { headers: { cookie: visit.cookie } }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}

/** Sends a form, as a browser without script; `visit` of the answer carries the cookies on. */
export async function postForm(
  { app }: Doors,
  path: string,
  fields: Readonly<Record<string, string>>,
  visit: Visit = aVisit(),
): Promise<Page & { visit: Visit }> {
  const headers = {
    cookie: visit.cookie,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = new URLSearchParams(fields)
  const answer = await app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
  const then = afterwards(visit, answer.headers.getSetCookie())
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location'), visit: then }
}

/** Sends JSON, as an island does. */
export async function postJson({ app }: Doors, path: string, body: string, visit: Visit = aVisit()): Promise<Page> {
  const headers = { cookie: visit.cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const answer = await app.fetch(new Request(`${HOST}${path}`, { method: 'POST', headers, body }))
  return { status: answer.status, html: await answer.text(), to: answer.headers.get('location') }
}
