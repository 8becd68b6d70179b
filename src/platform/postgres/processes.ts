import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** True while a process with this id lives, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A process as no other can be taken for it: ids are used again, so its starting time stands beside. */
export function identityOf(pid: number): string {
  return `${pid} ${startTime(pid)}`
}

/** True while the very process that wrote this identity lives. */
export function isSameAlive(identity: string): boolean {
  const pid = Number(identity.split(' ')[0])
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && identityOf(pid) === identity.trim()
}

function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces; field 22 is the start in clock ticks.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-'
  } catch {
    return '-'
  }
}

/** Processes whose working folder is `folder`: a postmaster's, and those its death left behind. null where /proc is not. */
export function processesIn(folder: string): number[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => workingFolder(pid) === folder)
      .map(Number)
  } catch {
    return null
  }
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** Waits until `done` holds, looking every 25 ms; false when `milliseconds` pass first. */
export async function waitUntil(done: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!done()) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return true
}
