import type { Platform } from '#platform/platform.ts'
import { loadPlaces } from './service/reference.ts'

/** Brings the official divisions up to date with the reference files of this version. */
export async function setUp(platform: Platform): Promise<void> {
  await loadPlaces(platform)
}
