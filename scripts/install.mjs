// Plain JavaScript for any Node ≥ 20: runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
/** What lets Node run our TypeScript with JSX; an address, so that any folder may be the current one. */
/** Where Node keeps what it compiled, so that the next start need not. */
export const COMPILED = join(ROOT, 'node_modules', '.cache', 'peyvand')
export const NODE = join(ROOT, 'node_modules', '.bin', 'node')

/** Ends with a sentence when the Node that runs us is too old to install anything. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 20) return
  console.error(`Peyvand needs Node 20 or newer to start; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Our own Node and programs first on PATH, so that npm does not pick old packages under an old Node. */
export function environment(extra = {}) {
  return { ...process.env, PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`, ...extra }
}

/** Runs a program with our standard streams; gives its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: environment(), ...options })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(signal === null ? code : 1))
  })
}

// Stands while npm works: what a killed install left cannot be told from a whole one, so it is taken away and done again.
const AT_WORK = join(ROOT, '.peyvand-installing')
const STAMP = join(ROOT, 'node_modules', '.peyvand-installed')

/**
 * Installs the packages of package-lock.json when they are missing or another lock was installed.
 */
export async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const wasKilled = existsSync(AT_WORK)
  if (!wasKilled && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock && existsSync(NODE)) return
  if (!wasKilled && adoptExisting(lock)) return
  console.log('Installing the packages (a minute or two the first time) …')
  if (wasKilled) rmSync(join(ROOT, 'node_modules'), { recursive: true, force: true })
  mkdirSync(AT_WORK, { recursive: true })
  // Not `npm ci`: it wants every platform's optional packages in the lock. This one keeps to the lock and leaves it alone.
  const code = await runNpm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    console.error('The packages could not be installed. What npm said is above; is there a network?')
    process.exit(1)
  }
  writeStamp(lock)
  rmSync(AT_WORK, { recursive: true, force: true })
}

// Where a person ran `npm install` by hand, npm's own record of what is there fits the lock, and nothing need be done again.
function adoptExisting(lock) {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden) || !existsSync(NODE)) return false
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link || entry.optional || entry.peer) continue
    if (found[path]?.version !== entry.version) return false
    if (!existsSync(join(ROOT, path, 'package.json'))) return false
  }
  writeStamp(lock)
  return true
}

function runNpm(args) {
  const npm = process.env.npm_execpath
  const program = npm ? process.execPath : 'npm'
  return run(program, npm ? [npm, ...args] : args, {
    env: environment({ npm_config_progress: String(process.stdout.isTTY) }),
  })
}

function writeStamp(lock) {
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(`${STAMP}.new`, lock)
  renameSync(`${STAMP}.new`, STAMP)
}
