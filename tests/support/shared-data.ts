import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = process.env.PEYVAND_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))

/** Where a file or folder of that data would lie, and what `test(name, { skip })` is told: why, or false when it is there. */
export function sharedPlace(path: string): { path: string; skip: string | false } {
  const place = join(ROOT, 'data', path)
  return { path: place, skip: existsSync(place) ? false : '../shared/data is absent' }
}

/** A folder of the data that lies beside the project and never in it; null, and the test skipped plainly, without it. */
export function sharedData(t: TestContext, folder: string): string | null {
  const { path, skip } = sharedPlace(folder)
  if (skip === false) return path
  t.skip(skip)
  return null
}

/** Every file under a folder, by its path inside it. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}
