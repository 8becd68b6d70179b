// Plain JavaScript for any Node ≥ 20: `npm run peyvand -- COMMAND`.
import { spawn } from 'node:child_process'
import { COMPILED, environment, install, NODE, ROOT, requireNode } from './install.mjs'

requireNode()
await install()

// INIT_CWD is where the person stands, so that file names mean what they typed.
// Commands hold no markup, so Node runs them as they are: a third of the start that a loader needs.
const command = spawn(NODE, [`${ROOT}/src/cli.ts`, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD || process.cwd(),
  stdio: 'inherit',
  env: environment({
    PEYVAND_HOME: process.env.PEYVAND_HOME || `${ROOT}/.peyvand`,
    NODE_COMPILE_CACHE: COMPILED,
  }),
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal))
command.once('close', (code) => process.exit(code ?? 1))
