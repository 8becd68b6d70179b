import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { identityOf, isSameAlive, waitUntil } from './processes.ts'

const PATIENCE = 90_000

/**
 * Runs `work` while no other process runs under the same lock file. A lock whose holder died is taken over.
 *
 * Linking a finished file into place is atomic, so the lock is never seen half written.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, identityOf(process.pid))
  try {
    const taken = await waitUntil(() => take(mine, file), PATIENCE)
    if (!taken) throw new Error(`Another process has been starting the database for too long (${file}).`)
    return await work()
  } finally {
    if (read(file) === identityOf(process.pid)) rmSync(file, { force: true })
    rmSync(mine, { force: true })
  }
}

function take(mine: string, file: string): boolean {
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = read(file)
  if (holder !== null && !isSameAlive(holder)) breakLock(mine, file, holder)
  return false
}

// Two may find the same dead holder: whoever moves the file away looks at it again, and puts back a living one's.
function breakLock(mine: string, file: string, dead: string): void {
  const aside = `${mine}.aside`
  try {
    renameSync(file, aside)
    if (read(aside) !== dead) linkSync(aside, file)
  } catch {
    // Another was quicker.
  }
  rmSync(aside, { force: true })
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
