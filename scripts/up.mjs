// Plain JavaScript for any Node ≥ 20: `npm start`. Installs what is missing, builds the islands, starts the server.
import { spawn } from 'node:child_process'
import { buildIslands } from './build-islands.mjs'
import { environment, install, NODE, ROOT, requireNode } from './install.mjs'

requireNode()
await install()
await buildIslands()

// A session of its own, so that Ctrl-C reaches it once and through us; the channel tells it when we are killed.
const server = spawn(NODE, ['--import', 'tsx', 'src/server.ts'], {
  cwd: ROOT,
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: environment({ PEYVAND_HOME: process.env.PEYVAND_HOME || `${ROOT}/.peyvand` }),
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))

// npm killed outright leaves us behind without a word: our parent is then another.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 1000).unref()
}

server.once('error', (error) => {
  console.error(`The server could not be started: ${error.message}`)
  process.exit(1)
})
server.once('close', (code) => process.exit(code ?? 1))
