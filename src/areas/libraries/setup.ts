import { loadPlaces } from '#areas/libraries/service/reference.ts'
import type { Platform } from '#platform/platform.ts'

/** Brings the official divisions up to date with the reference files of this version. */
export async function setUp(platform: Platform): Promise<void> {
  await loadPlaces(platform)
}
