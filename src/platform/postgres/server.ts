import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { type Binaries, copyBinaries } from './binaries.ts'
import { withLock } from './lock.ts'
import { postgresOwner } from './owner.ts'
import { findPlace, type Place } from './place.ts'
import { identityOf, isAlive, isSameAlive, processesIn, waitUntil } from './processes.ts'

/** A running embedded server. */
export interface EmbeddedServer {
  /** The address of one of its databases. */
  url(database: string): string
  /** Where it lies on disk. */
  folder: string
  /** Leaves the server; the last process to leave stops it. */
  leave(): Promise<void>
}

/** How to start it. */
export interface StartOptions {
  say?(line: string): void
  /** For tests alone: nothing waits for the disk, and a crash may lose everything. */
  careless?: boolean
}

const STARTING = 60_000
const STOPPING = 60_000

/**
 * Starts the embedded PostgreSQL of an installation, or adopts the one that already runs there.
 *
 * Several processes may share it: the first starts it, the last to leave stops it. Whatever a killed process left
 * behind (a half-made cluster, a stale pid file, a server without its parent) is put right here.
 */
export async function startEmbedded(home: string, options: StartOptions = {}): Promise<EmbeddedServer> {
  const say = options.say ?? (() => {})
  const place = findPlace(home, postgresOwner())
  const mark = join(place.users, String(process.pid))
  await withLock(place.lock, async () => {
    const binaries = copyBinaries(place.folder)
    if (!existsSync(place.data)) await makeCluster(place, binaries, say)
    if (!isReady(place)) await start(place, binaries, options.careless ?? false)
    writeFileSync(mark, identityOf(process.pid))
  })
  const password = readFileSync(place.password, 'utf8').trim()
  return {
    folder: place.folder,
    url: (database) =>
      `postgresql://peyvand:${password}@localhost/${database}?host=${encodeURIComponent(place.socket)}`,
    leave: () =>
      withLock(place.lock, async () => {
        rmSync(mark, { force: true })
        if (!isUsed(place)) await stop(place)
      }),
  }
}

async function makeCluster(place: Place, binaries: Binaries, say: (line: string) => void): Promise<void> {
  say('Making the database …')
  await sweepHalfMade(place)
  const password = randomBytes(24).toString('base64url')
  const half = `${place.data}.new-${process.pid}`
  const passwordFile = join(place.folder, `password.new-${process.pid}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.owner) chownSync(passwordFile, place.owner.uid, place.owner.gid)
  // The C locale of PostgreSQL itself: the order of Persian is ours (a stored sort key), and ICU's changes with versions.
  const asked = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--username=peyvand',
    `--pwfile=${passwordFile}`,
  ]
  const made = spawn(binaries.initdb, ['-D', half, ...asked, '--no-instructions'], {
    ...place.owner,
    cwd: place.folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Buffer[] = []
  made.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  made.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const code = await new Promise((resolve, reject) => made.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`The database could not be made:\n${Buffer.concat(said).toString('utf8').trim()}`)
  renameSync(passwordFile, place.password)
  renameSync(half, place.data)
}

// A killed start may have left a half-made cluster, perhaps with its initdb still at work.
async function sweepHalfMade(place: Place): Promise<void> {
  for (const name of readdirSync(place.folder)) {
    if (!/^(data|password)\.new-/.test(name)) continue
    const half = join(place.folder, name)
    const workers = () =>
      [...(processesIn(place.folder) ?? []), ...(processesIn(half) ?? [])].filter((pid) => pid !== process.pid)
    for (const pid of workers()) kill(pid, 'SIGKILL')
    await waitUntil(() => workers().length === 0, STOPPING)
    rmSync(half, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function start(place: Place, binaries: Binaries, careless: boolean): Promise<void> {
  await clearStale(place)
  const log = openSync(place.log, 'a', 0o600)
  const server = spawn(binaries.postgres, ['-D', place.data, '-k', place.socket, ...settings(careless)], {
    ...place.owner,
    cwd: place.folder,
    env: environment(),
    // In a session of its own: Ctrl-C reaches the whole terminal, and the database must outlive its clients.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let failed = false
  server.once('error', () => {
    failed = true
  })
  server.once('exit', () => {
    failed = true
  })
  server.unref()
  const ready = await waitUntil(() => failed || isReady(place), STARTING)
  if (!ready || failed) throw new Error(`The database did not start. Its own words:\n${lastLines(place.log)}`)
}

// A crash leaves postmaster.pid behind. PostgreSQL mistrusts it when the id is in use again, perhaps by another program.
async function clearStale(place: Place): Promise<void> {
  const living = processesIn(place.data)
  if (living === null || !existsSync(join(place.data, 'postmaster.pid'))) return
  const pid = postmasterPid(place)
  if (pid !== null && living.includes(pid)) {
    // Starting up or shutting down: wait for either end.
    await waitUntil(() => isReady(place) || !isAlive(pid), STARTING)
    if (isReady(place)) return
  }
  await waitUntil(() => processesIn(place.data)?.length === 0, STOPPING)
  rmSync(join(place.data, 'postmaster.pid'), { force: true })
}

async function stop(place: Place): Promise<void> {
  const pid = postmasterPid(place)
  if (pid === null || !isOurs(place, pid)) return
  kill(pid, 'SIGINT')
  if (await waitUntil(() => !isAlive(pid) || isZombie(pid), STOPPING)) return
  kill(pid, 'SIGQUIT')
  await waitUntil(() => !isAlive(pid) || isZombie(pid), STOPPING)
}

function isUsed(place: Place): boolean {
  return readdirSync(place.users).some((name) => {
    const file = join(place.users, name)
    if (isSameAlive(readOr(file, ''))) return true
    rmSync(file, { force: true })
    return false
  })
}

/** postmaster.pid: line 1 is the process, line 8 its state. */
function isReady(place: Place): boolean {
  const lines = readOr(join(place.data, 'postmaster.pid'), '').split('\n')
  const pid = Number(lines[0])
  return lines[7]?.trim() === 'ready' && isOurs(place, pid)
}

function isOurs(place: Place, pid: number): boolean {
  const living = processesIn(place.data)
  return living === null ? isAlive(pid) : living.includes(pid)
}

function postmasterPid(place: Place): number | null {
  const pid = Number(readOr(join(place.data, 'postmaster.pid'), '').split('\n')[0])
  return Number.isInteger(pid) && pid > 0 ? pid : null
}

// A stopped postmaster that nobody has waited for yet keeps its id, but no longer a working folder.
function isZombie(pid: number): boolean {
  return /^\d+ \(.*\) Z/.test(readOr(`/proc/${pid}/stat`, ''))
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

function settings(careless: boolean): string[] {
  const megabytes = Math.floor(totalmem() / 2 ** 20)
  const buffers = Math.max(32, Math.min(512, Math.floor(megabytes / 8)))
  const values = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: 200,
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${Math.floor(megabytes / 2)}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    // An import writes much in a burst: fewer checkpoints, less written twice. A commit still waits for the disk.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'pglz',
    random_page_cost: 1.1,
    jit: 'off',
    // Containers often give 64 MB of shared memory, which parallel plans outgrow.
    max_parallel_workers_per_gather: 0,
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_min_messages: 'warning',
    idle_in_transaction_session_timeout: '10min',
    ...(careless ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// PG* variables of the caller would change the server; HOME of root is not the owner's.
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
}

function lastLines(file: string): string {
  return readOr(file, '').trimEnd().split('\n').slice(-12).join('\n')
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
