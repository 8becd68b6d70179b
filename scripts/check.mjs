// Plain JavaScript for any Node ≥ 20: `npm run check`. Runs every check, and says at the end which did not pass.
import { fileURLToPath } from 'node:url'
import { environment, install, NODE, requireNode, run } from './install.mjs'

const CHECKS = [
  [
    'format and lint (Biome)',
    'biome',
    ['ci', '--reporter=summary', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
  ],
  ['types (tsc)', 'tsc', ['-p', '.', '--pretty', 'false']],
  ['imports', NODE, ['--import', 'tsx', 'scripts/check-imports.ts']],
  ['shape', NODE, ['--import', 'tsx', 'scripts/check-shape.ts']],
  ['database types', NODE, ['--import', 'tsx', 'scripts/make-db-types.ts', '--check']],
]

/** Gives the names of the checks that failed. */
export async function check() {
  const failed = []
  for (const [name, program, args] of CHECKS) {
    const code = await run(program, args, { env: environment(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) })
    if (code !== 0) failed.push(name)
  }
  return failed
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  requireNode()
  await install()
  const failed = await check()
  console.log(failed.length === 0 ? 'Every check passed.' : `Did not pass: ${failed.join(', ')}.`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
