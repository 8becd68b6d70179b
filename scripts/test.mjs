// Plain JavaScript for any Node ≥ 20: `npm test`. Checks, then tests, then stories in a browser; one summary at the end.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { buildIslands } from './build-islands.mjs'
import { check } from './check.mjs'
import { environment, install, NODE, requireNode, run } from './install.mjs'

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  process.env.PEYVAND_CHROMIUM,
]

/** Finds Chromium; installs Debian's where we may. Gives its path, or null after saying how to get it. */
async function findChromium() {
  const found = () => BROWSERS.find((path) => path && existsSync(path)) ?? null
  if (found()) return found()
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (process.getuid?.() === 0 && hasApt) {
    console.log('Installing Chromium with apt …')
    const env = environment({ DEBIAN_FRONTEND: 'noninteractive' })
    await run('apt-get', ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const args = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
    await run('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  if (!found()) {
    console.error(
      'The stories need Chromium. Install it (Debian: `sudo apt-get install chromium`), or name one in PEYVAND_CHROMIUM.',
    )
  }
  return found()
}

requireNode()
const began = Date.now()
await install()
// The stories wake islands: a fresh clone has none built.
await buildIslands()
const failed = await check()
const chromium = await findChromium()
const env = environment({ PEYVAND_CHROMIUM: chromium ?? '' })
const code = await run(NODE, ['--import', 'tsx', 'scripts/run-tests.ts', ...process.argv.slice(2)], { env })
if (code !== 0) failed.push('tests')
if (!chromium) failed.push('stories (no Chromium)')
const seconds = Math.round((Date.now() - began) / 1000)
const verdict = failed.length === 0 ? 'Everything passed' : `Did not pass: ${failed.join(', ')}`
console.log(`\n${verdict}, in ${Math.floor(seconds / 60)} min ${seconds % 60} s.`)
process.exitCode = failed.length === 0 ? 0 : 1
