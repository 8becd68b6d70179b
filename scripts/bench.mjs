// Plain JavaScript for any Node ≥ 20: `npm run bench [NAME…] [--option=value…]`. Runs each file of bench/, one after another, since they measure.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { COMPILED, environment, install, NODE, ROOT, requireNode, run } from './install.mjs'

requireNode()
await install()
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const files = readdirSync(join(ROOT, 'bench'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, '')))
  .sort()
if (files.length === 0) {
  console.error(`There is no benchmark${wanted.length > 0 ? ` called ${wanted.join(', ')}` : ''} in bench/.`)
  process.exit(2)
}
for (const file of files) {
  console.log(`\n— ${file.replace(/\.ts$/, '')}`)
  const code = await run(NODE, ['--expose-gc', '--import', 'tsx', `bench/${file}`, ...options], {
    env: environment({ NODE_ENV: 'production', NODE_COMPILE_CACHE: COMPILED }),
  })
  if (code !== 0) process.exitCode = 1
}
