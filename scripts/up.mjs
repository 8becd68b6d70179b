// Plain JavaScript for any Node ≥ 20: `npm start`. Installs what is missing, builds the islands, starts the server.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { buildIslands } from './build-islands.mjs'
import { COMPILED, environment, install, NODE, ROOT, requireNode } from './install.mjs'

requireNode()
await install()
await buildIslands()

// A session of its own, so that Ctrl-C reaches it once and through us; the channel tells it when we are killed.
const server = spawn(NODE, ['--import', 'tsx', 'src/server.ts'], {
  cwd: ROOT,
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: environment({
    PEYVAND_HOME: process.env.PEYVAND_HOME || `${ROOT}/.peyvand`,
    // React renders a page at half the cost without its checks for developers.
    NODE_ENV: process.env.NODE_ENV || 'production',
    NODE_COMPILE_CACHE: COMPILED,
  }),
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))

// npm killed outright leaves us behind without a word; some shells stand between it and us.
if (process.env.npm_lifecycle_event !== undefined) {
  const before = npmAbove()
  setInterval(() => npmAbove() !== before && server.kill('SIGTERM'), 1000).unref()
}

/** The process npm runs in, as far as it can be told: our parent, or the parent of the shell that is ours. */
function npmAbove() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    const [, name, above] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? []
    return /^(sh|dash|bash)$/.test(name ?? '') ? `${process.ppid} ${above}` : `${process.ppid}`
  } catch {
    return `${process.ppid}`
  }
}

server.once('error', (error) => {
  console.error(`The server could not be started: ${error.message}`)
  process.exit(1)
})
server.once('close', (code) => process.exit(code ?? 1))
