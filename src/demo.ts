import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { AREAS } from '#areas/areas.ts'
import { openPool } from '#platform/db.ts'
import type { Platform } from '#platform/platform.ts'

/** Hears how far an area's part of the demonstration is. */
export type Report = (line: string) => void

/** What `areas/<name>/demo.ts` exports: tells its part through its service. Told again after a kill, it adds nothing twice. */
type Tell = (platform: Platform, report: Report) => Promise<void>

/** Who can sign in to the demonstration, printed at every start. */
export interface DemoSignIn {
  userName: string
  password: string
  role: string
}

interface DemoModule {
  tell: Tell
  signIns?: readonly DemoSignIn[]
}

const LOCK = 7_190_433

/**
 * Tells the demonstration once per database, area by area in the order of the house. A finished area is a row in
 * `platform.milestone`, so a killed start goes on where it was; two servers starting together wait for each other.
 */
export async function tellDemonstration(platform: Platform, report: Report): Promise<void> {
  const modules = await demoModules()
  const lock = openPool(platform.databaseUrl, 1)
  const client = await lock.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    for (const [area, { tell }] of modules) {
      const name = `demonstration.${area}`
      const { rows } = await sql`select from platform.milestone where name = ${name}`.execute(platform.db)
      if (rows.length > 0) continue
      report(`Telling the demonstration: ${area}`)
      await tell(platform, (line) => report(`  ${line}`))
      await sql`insert into platform.milestone (name) values (${name})`.execute(platform.db)
    }
  } finally {
    client.release()
    await lock.end()
  }
}

/** The demonstration's accounts, of every area that has some. */
export async function demoSignIns(): Promise<readonly DemoSignIn[]> {
  return (await demoModules()).flatMap(([, module]) => module.signIns ?? [])
}

// By the file's presence, so that an area tells its part by having one.
async function demoModules(): Promise<[string, DemoModule][]> {
  const found: [string, DemoModule][] = []
  for (const area of AREAS) {
    const file = new URL(`./areas/${area}/demo.ts`, import.meta.url)
    if (existsSync(file)) found.push([area, (await import(file.href)) as DemoModule])
  }
  return found
}
