import { pathToFileURL } from 'node:url'
import { AREAS } from '#areas/areas.ts'
import { roomFaults } from './check-rooms.ts'
import { type Fault, isTest, lineAt, readSources, report, type SourceFile, withoutComments } from './source-files.ts'

/** One import of a file: where to, and whether only types cross. */
export interface Import {
  line: number
  specifier: string
  /** The path inside the project, or null for packages and Node's own modules. */
  target: string | null
  typeOnly: boolean
}

const LAYERS: Readonly<Record<string, readonly string[]>> = {
  lib: ['lib'],
  ui: ['ui', 'lib'],
  platform: ['platform', 'lib'],
  areas: ['areas', 'platform', 'ui', 'lib'],
  protocols: ['protocols', 'areas', 'platform', 'lib'],
  web: ['web', 'areas', 'platform', 'ui', 'lib'],
  kiosk: ['kiosk', 'areas', 'ui', 'lib'],
}

const IMPORT =
  /\b(import|export)(\s+type\b)?\s*(?:[\w$*{},\s]+?\sfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)|import\.meta\.resolve\(\s*['"]([^'"\n]+)['"]/g

/** Reads the imports of a file: static, type-only, dynamic and re-exports. */
export function importsOf(file: SourceFile): Import[] {
  // What stands in a template is text, such as a mistake planted by a test.
  const text = withoutComments(file.text).replace(/`(?:[^`\\]|\\.)*`/g, (found) => found.replace(/[^\n]/g, ' '))
  return [...text.matchAll(IMPORT)].map((found) => {
    const specifier = found[3] ?? found[4] ?? found[5] ?? ''
    return {
      line: lineAt(text, found.index),
      specifier,
      target: resolve(file.path, specifier),
      typeOnly: found[2] !== undefined,
    }
  })
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return new URL(specifier, `file:///${from}`).pathname.slice(1)
  const own = /^#(\w+)\/(.*)$/.exec(specifier)
  if (!own) return null
  if (own[1] === 'src') return `src/${own[2]}`
  return own[1] === 'tests' || own[1] === 'scripts' ? `${own[1]}/${own[2]}` : `src/${own[1]}/${own[2]}`
}

/** Every import that breaks the plan of the house. */
export function importFaults(files: readonly SourceFile[], areas: readonly string[] = AREAS): Fault[] {
  return files
    .filter((file) => !file.path.endsWith('.css'))
    .flatMap((file) =>
      importsOf(file).flatMap((found) => {
        const sentence = wayFault(file.path, found) ?? layerFault(file, found, areas)
        return sentence === null ? [] : [{ path: file.path, line: found.line, sentence }]
      }),
    )
}

function wayFault(path: string, { specifier }: Import): string | null {
  if (specifier.startsWith('../') || specifier === '..' || specifier.includes('/../'))
    return `'${specifier}' goes up: write it with #, such as #lib/….`
  // bench/ has no name with #: its parts are its own.
  if (/^\.\/.+\//.test(specifier) && !path.startsWith('bench/'))
    return `'${specifier}' is in another folder: write it with #, such as #lib/….`
  if (specifier.startsWith('.') && !/\.(ts|tsx|mjs|js|css|json)$/.test(specifier))
    return `'${specifier}' lacks its file extension.`
  if (/(^|\/)index\.tsx?$/.test(path)) return 'An index file is a barrel: import from the file itself.'
  return null
}

function layerFault(file: SourceFile, found: Import, areas: readonly string[]): string | null {
  const { path } = file
  const { target } = found
  if (target === null || !path.startsWith('src/')) return null
  if (!target.startsWith('src/')) return isTest(path) ? null : `Only tests import '${found.specifier}'.`
  const from = layerOf(path)
  const to = layerOf(target)
  // server.ts, cli.ts and demo.ts stand above everything and put it together.
  if (from === null) return null
  if (to === null) return `Nothing imports '${found.specifier}': it only composes.`
  const allowed = LAYERS[from]
  if (allowed === undefined) return `src/${from} is no part of the plan in check-imports.ts.`
  if (!allowed.includes(to)) return `${from} may not import ${to}: the house imports downwards only.`
  return to === 'areas' ? areaFault(path, from, found, target, areas) : null
}

function areaFault(path: string, from: string, found: Import, target: string, areas: readonly string[]): string | null {
  const [, , toArea = '', ...inside] = target.split('/')
  const door = inside.join('/')
  if (inside.length === 0) return null
  if (from === 'kiosk') return door === 'contract.ts' ? null : `The kiosk knows an area only by its contract.ts.`
  if (from === 'protocols') return doorFault(door, found)
  if (from === 'web') {
    return /^(store|rules|demo|commands)(\.ts|\/)/.test(door) ? `The web does not reach into ${toArea}/${door}.` : null
  }
  const [, , ownArea = '', ...own] = path.split('/')
  if (own.length === 0) return door === 'contract.ts' ? null : `src/areas/${ownArea} may import contracts only.`
  if (ownArea === toArea) return null
  const mine = areas.indexOf(ownArea)
  const theirs = areas.indexOf(toArea)
  if (mine === -1) return `The area ${ownArea} is not in src/areas/areas.ts.`
  if (theirs === -1) return `The area ${toArea} is not in src/areas/areas.ts.`
  if (theirs > mine) return `${ownArea} comes before ${toArea} and may not use it: write a row in platform.outbox.`
  return doorFault(door, found)
}

function doorFault(door: string, found: Import): string | null {
  if (door === 'service.ts' || door === 'contract.ts') return null
  return `'${found.specifier}' is inside another area: only its service.ts and contract.ts are doors.`
}

function layerOf(path: string): string | null {
  const [, layer = '', ...rest] = path.split('/')
  return rest.length === 0 ? null : layer
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = readSources(process.argv[2] ?? process.cwd())
  report('check-imports', files, [...importFaults(files), ...roomFaults(files, importsOf)])
}
