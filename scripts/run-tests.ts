import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '#platform/postgres/server.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const HOME = fileURLToPath(new URL('../.peyvand-test', import.meta.url))

/** Tests by the room they need: plain ones side by side, then the browser's, one after another. */
const ROUNDS = [
  {
    name: 'tests',
    patterns: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'tests/{support,conformance}/**/*.test.ts'],
    concurrency: 2,
  },
  { name: 'stories', patterns: ['tests/stories/**/*.test.ts'], concurrency: 1 },
] as const

// A file that hangs must not hang the whole run; the slowest story takes a third of this.
const LONGEST = 6 * 60 * 1000

async function runRound(files: readonly string[], concurrency: number, database: string): Promise<number> {
  const limits = [
    `--test-concurrency=${Math.min(concurrency, Math.max(1, cpus().length))}`,
    `--test-timeout=${LONGEST}`,
  ]
  // The dots of passed tests, then every failure in full, then node's closing lines with the counts.
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec', ...limits, ...files]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', PEYVAND_TEST_DATABASE: database },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

const server = await startEmbedded(HOME, { careless: true })
try {
  for (const { name, patterns, concurrency } of ROUNDS) {
    const files = globSync([...patterns], { cwd: ROOT }).sort()
    if (files.length === 0) {
      console.log(`${name}: there are none.`)
      continue
    }
    if (name === 'stories' && !process.env.PEYVAND_CHROMIUM) {
      console.log(`${name}: ${files.length} files were not run, for want of Chromium.`)
      continue
    }
    console.log(`\n${name}: ${files.length} files`)
    const code = await runRound(files, concurrency, server.url('postgres'))
    if (code !== 0) process.exitCode = 1
  }
} finally {
  await server.leave()
}
