import { pathToFileURL } from 'node:url'
import { type Fault, isTest, lineAt, readSources, report, type SourceFile } from './source-files.ts'

const LINES = 300
const TEST_LINES = 500
const FILES_IN_FOLDER = 14
const DEPTH = 4
const VAGUE = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'base', 'misc'])

/** Sizes, names and places of files, and direction-neutral CSS. Functions' lengths are Biome's to count. */
export function shapeFaults(files: readonly SourceFile[]): Fault[] {
  return [
    ...files.flatMap((file) => [...lengthFaults(file), ...nameFaults(file), ...cssFaults(file)]),
    ...folderFaults(files),
  ]
}

function lengthFaults(file: SourceFile): Fault[] {
  // A table made by a script is as long as its source; its first line says who made it.
  if (file.text.startsWith('// Made by ')) return []
  const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0)
  const limit = isTest(file.path) ? TEST_LINES : LINES
  if (lines <= limit) return []
  return [{ path: file.path, line: limit, sentence: `${lines} lines; ${limit} are the limit. Is this two things?` }]
}

function nameFaults(file: SourceFile): Fault[] {
  const parts = file.path.split('/')
  const faults: Fault[] = []
  const say = (sentence: string) => faults.push({ path: file.path, line: 1, sentence })
  for (const part of parts) {
    const words = part.replace(/\.\w+$/, '').split(/[-.]/)
    const vague = words.find((word) => VAGUE.has(word))
    if (vague !== undefined) say(`'${vague}' in a name says nothing: name what it does.`)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(part)) say(`'${part}' is not kebab-case.`)
  }
  if (parts[0] === 'src' && parts.length - 2 > DEPTH)
    say(`${parts.length - 2} folders deep under src/; ${DEPTH} are the limit.`)
  return faults
}

function folderFaults(files: readonly SourceFile[]): Fault[] {
  const counts = new Map<string, number>()
  for (const file of files) {
    if (!file.path.startsWith('src/') || isTest(file.path)) continue
    const folder = file.path.slice(0, file.path.lastIndexOf('/'))
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > FILES_IN_FOLDER)
    .map(([path, count]) => ({
      path,
      line: 1,
      sentence: `${count} source files; over ${FILES_IN_FOLDER} it is two rooms.`,
    }))
}

const PHYSICAL_CSS =
  /(?:^|[{;\s])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|\b(text-align|float|clear)\s*:\s*(left|right)\b/g
const PHYSICAL_STYLE = /\b(margin|padding|border)(Left|Right)\w*\s*:|\btextAlign:\s*['"](left|right)['"]/g

// Persian runs from right to left and English back: a side is named by where the line begins.
function cssFaults(file: SourceFile): Fault[] {
  if (isTest(file.path)) return []
  const pattern = file.path.endsWith('.css') ? PHYSICAL_CSS : file.path.endsWith('.tsx') ? PHYSICAL_STYLE : null
  if (pattern === null) return []
  const lines = file.text.split('\n')
  const text = file.text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  return [...text.matchAll(pattern)].flatMap((found) => {
    const line = lineAt(text, found.index + 1)
    if (/physical:/.test(lines[line - 1] ?? '')) return []
    return [
      {
        path: file.path,
        line,
        sentence: `'${found[0].trim()}' names a side: write inline-start or inline-end (or say /* physical: why */).`,
      },
    ]
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = readSources(process.argv[2] ?? process.cwd())
  report('check-shape', files, shapeFaults(files))
}
