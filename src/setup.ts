import { existsSync } from 'node:fs'
import { AREAS } from '#areas/areas.ts'
import type { Platform } from '#platform/platform.ts'

/** What `areas/<name>/setup.ts` exports: names the area's jobs and search indexes, and brings its reference data up to date. */
interface SetupModule {
  setUp(platform: Platform): Promise<void>
}

/**
 * Prepares every area in the order of the house, once per process and before anything is served or asked: the server,
 * the command line and the tests that need a whole Peyvand call it right after `openPlatform`.
 */
export async function setUpAreas(platform: Platform): Promise<void> {
  for (const area of AREAS) {
    const file = new URL(`./areas/${area}/setup.ts`, import.meta.url)
    if (existsSync(file)) await ((await import(file.href)) as SetupModule).setUp(platform)
  }
}
