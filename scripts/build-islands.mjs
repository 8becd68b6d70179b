// Plain JavaScript for any Node ≥ 20: bundles the islands with Vite, only when a source of theirs changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment, ROOT, run } from './install.mjs'

const STAMP = join(ROOT, 'dist', '.islands')

/** Builds what is out of date. Ends with a sentence when Vite fails; the pages would work, but nobody would notice. */
export async function buildIslands() {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  console.log('Building the islands …')
  const code = await run('vite', ['build', '--logLevel', 'warn'], { env: environment({ NODE_ENV: 'production' }) })
  if (code !== 0) {
    console.error('The islands could not be built; what Vite said is above.')
    process.exit(1)
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, wanted)
}

// An island may import from ui, lib and contracts: their contents decide, not their dates, which git does not keep.
function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['vite.config.ts', 'package-lock.json']) hash.update(readFileSync(join(ROOT, file)))
  for (const file of sources(join(ROOT, 'src'))) {
    hash.update(file)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory())
        return ['platform', 'protocols', 'store', 'service', 'cases'].includes(entry.name) ? [] : sources(path)
      return /\.(tsx?|css)$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : []
    })
}
