import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf } from './check-imports.ts'
import { readSources } from './source-files.ts'

/**
 * Rewrites imports of deeper folders the way the house writes them: `./store/loans.ts` becomes `#areas/…/store/loans.ts`.
 * Give it the beginnings of paths to mend; run `npm run format` afterwards, which puts the imports in order again.
 */
function mend(root: string, beginnings: readonly string[]): void {
  for (const file of readSources(root)) {
    if (!file.path.startsWith('src/') || !beginnings.some((beginning) => file.path.startsWith(beginning))) continue
    let text = file.text
    for (const { specifier, target } of importsOf(file)) {
      if (!/^\.\/.+\//.test(specifier) || target === null) continue
      text = text.replaceAll(`'${specifier}'`, `'#${target.replace(/^src\//, '')}'`)
    }
    if (text === file.text) continue
    writeFileSync(join(root, file.path), text)
    console.log(`Mended ${file.path}`)
  }
}

mend(process.cwd(), process.argv.slice(2))
