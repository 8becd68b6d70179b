import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canReach, makeOwned, type Owner } from './owner.ts'

/** Where one embedded server keeps its things. */
export interface Place {
  /** Holds everything below. */
  folder: string
  data: string
  /** The unix socket lies here; short enough for the 107 bytes a socket's path may have. */
  socket: string
  /** Process ids of those who use the server now. */
  users: string
  lock: string
  log: string
  password: string
  owner: Owner
}

const LONGEST_SOCKET_FOLDER = 85

/**
 * Finds or makes the server's place: `<home>/postgres`.
 *
 * When root starts it inside a private folder, PostgreSQL's own user cannot get there; then the place is a folder under
 * /var/lib (or the temporary folder) and `<home>/postgres-lies-in` names it.
 */
export function findPlace(home: string, owner: Owner): Place {
  mkdirSync(home, { recursive: true })
  const inside = join(home, 'postgres')
  const note = join(home, 'postgres-lies-in')
  if (existsSync(note)) return layOut(readFileSync(note, 'utf8').trim(), owner)
  makeOwned(inside, owner)
  if (canReach(inside, owner)) return layOut(inside, owner)
  const outside = makeOutside(owner)
  const draft = `${note}.${process.pid}`
  writeFileSync(draft, `${outside}\n`)
  try {
    // A link never replaces: of several first starts at once, one names the folder for all.
    linkSync(draft, note)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    rmdirSync(outside)
  } finally {
    rmSync(draft, { force: true })
  }
  return layOut(readFileSync(note, 'utf8').trim(), owner)
}

function makeOutside(owner: Owner): string {
  const name = `peyvand-${randomBytes(6).toString('hex')}`
  for (const parent of ['/var/lib', tmpdir(), '/tmp']) {
    try {
      const folder = join(parent, name)
      makeOwned(folder, owner)
      if (canReach(folder, owner)) return folder
    } catch {
      // A read-only system: the next one.
    }
  }
  throw new Error('No folder was found that the database user can reach. Set PEYVAND_HOME to one, or set DATABASE_URL.')
}

function layOut(folder: string, owner: Owner): Place {
  makeOwned(folder, owner)
  const near = join(folder, 'socket')
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const socket = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : join('/tmp', `peyvand-${hash}`)
  makeOwned(socket, owner)
  const users = join(folder, 'users')
  mkdirSync(users, { recursive: true })
  chmodSync(users, 0o700)
  return {
    folder,
    data: join(folder, 'data'),
    socket,
    users,
    lock: join(folder, 'lock'),
    log: join(folder, 'postgres.log'),
    password: join(folder, 'password'),
    owner,
  }
}
