import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** One file the checks look at; `path` is relative to the project, with `/`. */
export interface SourceFile {
  path: string
  text: string
}

/** A broken rule of the house, where, and what to do. */
export interface Fault {
  path: string
  line: number
  sentence: string
}

const FOLDERS = ['src', 'scripts', 'tests', 'bench']
const SOURCE = /\.(ts|tsx|mts|mjs|js|css)$/
// Case folders hold what librarians and foreign tools wrote.
const SKIPPED = new Set(['node_modules', 'cases', 'fixtures', 'dist'])

/** Reads every source file of a project; an empty answer means the check was pointed at nothing. */
export function readSources(root: string): SourceFile[] {
  return FOLDERS.flatMap((folder) => walk(join(root, folder))).map((file) => ({
    path: relative(root, file).split(sep).join('/'),
    text: readFileSync(file, 'utf8'),
  }))
}

function walk(folder: string): string[] {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    if (SKIPPED.has(entry.name) || entry.name.startsWith('.')) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return SOURCE.test(entry.name) ? [path] : []
  })
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/')
}

/** The text with comments blanked out; line numbers stay. Strings are kept, since rules read them. */
export function withoutComments(text: string): string {
  const token = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g
  return text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found))
}

/** The line, from 1, on which a position of the text lies. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < position; i = text.indexOf('\n', i + 1)) line += 1
  return line
}

/** Prints faults as an editor can follow them and sets the exit code; refuses to be content with no files. */
export function report(check: string, files: readonly SourceFile[], faults: readonly Fault[]): void {
  if (files.length === 0) {
    console.error(`${check}: no files were read, so nothing was checked.`)
    process.exitCode = 1
    return
  }
  for (const fault of faults) console.error(`${fault.path}:${fault.line}: ${fault.sentence}`)
  if (faults.length > 0) process.exitCode = 1
  console.log(`${check}: ${files.length} files, ${faults.length} faults.`)
}
