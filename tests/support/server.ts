import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Cleanup } from './database.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A process of its own, as an operator starts it. */
export interface ServerProcess {
  origin: string
  /** Everything it printed so far. */
  said(): string
  kill(signal?: NodeJS.Signals): void
  ended: Promise<number | null>
}

/** A port nobody listens on now. */
export function aFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts `src/server.ts` on a database and waits until it serves; it is ended with the test. */
export async function aServerProcess(
  t: Cleanup,
  url: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const home = await mkdtemp(join(tmpdir(), 'peyvand-server-'))
  const port = await aFreePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: url,
      PEYVAND_HOME: home,
      PEYVAND_DEMO: 'no',
      PORT: String(port),
      NODE_ENV: 'production',
      ...env,
    },
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  t.after(async () => {
    child.kill('SIGTERM')
    await ended
    await rm(home, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('Ctrl-C stops it.')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then(() => reject(new Error(`The server ended before it served:\n${said}`)))
  })
  return {
    origin: `http://localhost:${port}`,
    said: () => said,
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    ended,
  }
}

/** Runs the command line on a database; gives its exit code and what it printed. */
export async function runCommand(
  url: string | null,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const home = await mkdtemp(join(tmpdir(), 'peyvand-cli-'))
  const database = url === null ? {} : { DATABASE_URL: url }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...database, PEYVAND_HOME: home, ...env },
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([readAll(child.stdout), readAll(child.stderr), ended])
  await rm(home, { recursive: true, force: true })
  return { code, stdout, stderr }
}
