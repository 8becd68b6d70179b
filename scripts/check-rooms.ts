import { AREAS } from '#areas/areas.ts'
import type { Import } from './check-imports.ts'
import { type Fault, isTest, lineAt, type SourceFile, withoutComments } from './source-files.ts'

type ImportsOf = (file: SourceFile) => Import[]
type Rule = (file: SourceFile, code: string, imports: readonly Import[]) => Fault[]

const IMPURE = new Set(
  'fs fs/promises net http https http2 tls dgram dns child_process worker_threads cluster os process timers readline sqlite'.split(
    ' ',
  ),
)
const DATABASE = /^(kysely|pg|pg-boss|postgres)($|\/)/
const TABLE_CALL =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|mergeInto|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|using|from|table)\(\s*\[?\s*['"`](\w+)\.(\w+)/g
const TABLE_SQL = /\b(?:from|join|into|update|truncate|table|copy)\s+(?:only\s+)?(\w+)\.(\w+)/gi

/** What each file of a room may hold (house.md, "A room"), and that lib is pure. */
export function roomFaults(files: readonly SourceFile[], importsOf: ImportsOf): Fault[] {
  const schemas = new Set<string>([...AREAS, 'platform'])
  const rules: Rule[] = [
    libIsPure,
    rulesDecide,
    contractIsPlain,
    pagesShow,
    layersOfRoom,
    plainExports,
    tablesOf(schemas),
  ]
  return files
    .filter((file) => file.path.startsWith('src/') && !file.path.endsWith('.css') && !isTest(file.path))
    .flatMap((file) => {
      const code = withoutComments(file.text)
      const imports = importsOf(file)
      return rules.flatMap((rule) => rule(file, code, imports))
    })
}

// A table that people edit beside its module and that is read once as the module loads is part of the module, as an import would be.
const readsOwnTable = (code: string, specifier: string) =>
  specifier === 'node:fs' &&
  /import \{ readFileSync \} from 'node:fs'/.test(code) &&
  code.includes('readFileSync(') &&
  [...code.matchAll(/readFileSync\((.{0,60})/g)].every(([, read]) =>
    /^new URL\(`\.\/tables\/[^`]*`, import\.meta\.url\)/.test(read ?? ''),
  )

const libIsPure: Rule = (file, code, imports) => {
  if (!file.path.startsWith('src/lib/')) return []
  return [
    ...imports
      .filter((one) => !readsOwnTable(code, one.specifier))
      .filter((one) => !one.typeOnly && one.specifier.startsWith('node:') && IMPURE.has(one.specifier.slice(5)))
      .map((one) => fault(file, one.line, `lib is pure: ${one.specifier} reaches outside.`)),
    ...matches(
      file,
      code,
      /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/g,
      'lib has no clock: take the time as a value.',
    ),
    ...matches(
      file,
      code,
      /\bMath\.random\(|\bprocess\.(env|argv|cwd|stdout|stderr)|\bconsole\.\w+\(|\bfetch\(/g,
      'lib is pure: no chance, environment, printing or network.',
    ),
  ]
}

const rulesDecide: Rule = (file, code, imports) => {
  if (!isPart(file.path, 'rules')) return []
  return [
    ...matches(file, code, /\basync\b|\bawait\b|\bPromise\b/g, 'rules decide and never wait: nothing async.'),
    ...matches(
      file,
      code,
      /\bDate\.now\(|\bnew Date\(\s*\)|\bclock\(\)/g,
      'rules have no clock: take the instant as a fact.',
    ),
    ...imports
      .filter(
        (one) =>
          !one.typeOnly &&
          (one.specifier.startsWith('node:') ||
            DATABASE.test(one.specifier) ||
            one.target?.startsWith('src/platform/')),
      )
      .map((one) => fault(file, one.line, `rules know facts only, not ${one.specifier}.`)),
  ]
}

const contractIsPlain: Rule = (file, _code, imports) => {
  if (!isPart(file.path, 'contract')) return []
  return imports
    .filter(
      (one) =>
        one.specifier.startsWith('node:') || DATABASE.test(one.specifier) || one.target?.startsWith('src/platform/'),
    )
    .map((one) => fault(file, one.line, `A contract runs anywhere: no ${one.specifier}.`))
}

const pagesShow: Rule = (file, _code, imports) => {
  const inPages = /^src\/areas\/\w+\/(pages|islands)\//.test(file.path)
  if (!inPages) return []
  return imports
    .filter((one) => !one.typeOnly && /^src\/areas\/\w+\/(store|service|rules)(\.ts|\/)/.test(one.target ?? ''))
    .map((one) => fault(file, one.line, 'Pages show what they are given: they load and decide nothing.'))
}

const FORBIDDEN: readonly [part: string, what: RegExp, sentence: string][] = [
  [
    'store',
    /^src\/areas\/\w+\/(rules|service|routes|api)(\.ts|\/)|^(hono|react)($|\/)/,
    'A store reads and writes, and knows no rules, services or pages',
  ],
  [
    'service',
    /^(hono|react|react-dom)($|\/)|^src\/areas\/\w+\/(routes\.ts|pages\/|api\.ts)|^src\/ui\//,
    'A service knows no HTTP and no React',
  ],
  ['routes', /^src\/areas\/\w+\/(store|rules|api)(\.ts|\/)|^(kysely|pg)$/, 'Routes go through service.ts'],
  ['api', /^src\/areas\/\w+\/(store|rules|routes)(\.ts|\/)|^(kysely|pg)$/, 'The API goes through service.ts'],
  ['demo', /^src\/areas\/\w+\/store(\.ts|\/)|^(kysely|pg)$/, 'The demonstration is told through services'],
]

const layersOfRoom: Rule = (file, _code, imports) =>
  FORBIDDEN.flatMap(([part, what, sentence]) =>
    isPart(file.path, part)
      ? imports
          .filter((one) => !one.typeOnly && what.test(one.target ?? one.specifier))
          .map((one) => fault(file, one.line, `${sentence}: not ${one.specifier}.`))
      : [],
  )

const plainExports: Rule = (file, code) => [
  ...matches(file, code, /^export default\b/gm, 'No default exports: a thing has one name.'),
  ...matches(
    file,
    code,
    /^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as\s+\w+\s*)?from\b/gm,
    'No barrels: import from the file itself.',
  ),
]

const tablesOf =
  (schemas: ReadonlySet<string>): Rule =>
  (file, code) => {
    const own = file.path.startsWith('src/platform/') ? 'platform' : /^src\/areas\/(\w+)\//.exec(file.path)?.[1]
    if (own === undefined) return []
    const mayQuery = own === 'platform' || isPart(file.path, 'store')
    return [...code.matchAll(TABLE_CALL), ...code.matchAll(TABLE_SQL)].flatMap((found) => {
      const [, schema = '', table = ''] = found
      if (!schemas.has(schema)) return []
      const line = lineAt(code, found.index)
      if (!mayQuery) return [fault(file, line, `${schema}.${table}: SQL lives in store.ts.`)]
      if (schema === own) return []
      if (table.endsWith('_brief') && isBefore(schema, own)) return []
      return [
        fault(
          file,
          line,
          `${schema}.${table} belongs to ${schema}: ask its service, or read a published view (…_brief).`,
        ),
      ]
    })
  }

function isBefore(schema: string, own: string): boolean {
  const order: readonly string[] = AREAS
  return order.indexOf(schema) !== -1 && order.indexOf(schema) < order.indexOf(own)
}

function isPart(path: string, part: string): boolean {
  return new RegExp(`^src/areas/\\w+/${part}(\\.tsx?$|/)`).test(path)
}

function matches(file: SourceFile, code: string, pattern: RegExp, sentence: string): Fault[] {
  return [...code.matchAll(pattern)].map((found) => fault(file, lineAt(code, found.index), sentence))
}

function fault(file: SourceFile, line: number, sentence: string): Fault {
  return { path: file.path, line, sentence }
}
