import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync } from 'node:fs'

/** The user PostgreSQL runs as. null when we are not root: it runs as ourselves. */
export type Owner = { uid: number; gid: number } | null

const FALLBACK = { uid: 65534, gid: 65534 }

/** PostgreSQL refuses to run as root, so root lends it the uid of `postgres`, or else of `nobody`. */
export function postgresOwner(): Owner {
  if (process.getuid?.() !== 0) return null
  const accounts = readAccounts()
  return accounts.get('postgres') ?? accounts.get('nobody') ?? FALLBACK
}

function readAccounts(): Map<string, { uid: number; gid: number }> {
  const accounts = new Map<string, { uid: number; gid: number }>()
  try {
    for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
      const [name, , uid, gid] = line.split(':')
      if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) })
    }
  } catch {
    // No passwd file: the numbers of nobody serve as well.
  }
  return accounts
}

/** Makes a folder that only the owner can open. */
export function makeOwned(folder: string, owner: Owner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (owner) chownSync(folder, owner.uid, owner.gid)
}

/** Asks the system itself whether the owner can reach a folder: only it knows of ACLs and mounts. */
export function canReach(folder: string, owner: Owner): boolean {
  if (!owner) return true
  const asked = spawnSync('/bin/sh', ['-c', 'cd "$1" 2>/dev/null', 'sh', folder], {
    ...owner,
    cwd: '/',
    stdio: 'ignore',
  })
  return asked.status === 0
}
