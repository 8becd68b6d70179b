import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { shapeFaults } from './check-shape.ts'
import { readSources } from './source-files.ts'

const lines = (count: number) => 'const x = 1\n'.repeat(count)

const MISTAKES: readonly [name: string, files: readonly [path: string, text: string][], says: RegExp][] = [
  ['a long file', [['src/lib/a.ts', lines(301)]], /301 lines/],
  ['a long test', [['src/lib/a.test.ts', lines(501)]], /501 lines/],
  ['a long stylesheet', [['src/ui/a.css', lines(301)]], /301 lines/],
  ['a vague name', [['src/lib/date-utils.ts', '']], /'utils'/],
  ['a vague folder', [['src/lib/common/a.ts', '']], /'common'/],
  ['a vague part of a name', [['src/lib/person.manager.ts', '']], /'manager'/],
  ['a name in capitals', [['src/ui/SearchBox.tsx', '']], /kebab-case/],
  ['a name with an underscore', [['src/lib/sort_key.ts', '']], /kebab-case/],
  ['a deep folder', [['src/areas/people/store/sessions/parts/a.ts', '']], /5 folders deep/],
  [
    'a crowded folder',
    Array.from({ length: 15 }, (_, i): [string, string] => [`src/lib/x/a${i}.ts`, '']),
    /15 source files/,
  ],
  ['a left margin', [['src/ui/a.css', '.a { margin-left: 1rem; }']], /names a side/],
  ['a right position', [['src/ui/a.css', '.a {\n  right: 0;\n}']], /names a side/],
  ['text set left', [['src/ui/a.css', '.a { text-align: left }']], /names a side/],
  ['a corner', [['src/ui/a.css', '.a { border-top-left-radius: 2px }']], /names a side/],
  ['a padding in a style', [['src/ui/a.tsx', 'const s = { paddingRight: 4 }']], /names a side/],
]

for (const [name, files, says] of MISTAKES) {
  test(`refuses ${name}`, () => {
    const sentences = shapeFaults(files.map(([path, text]) => ({ path, text }))).map((fault) => fault.sentence)
    assert.ok(
      sentences.some((sentence) => says.test(sentence)),
      `said: ${sentences.join(' | ') || 'nothing'}`,
    )
  })
}

test('accepts what the house does', () => {
  const files: [string, string][] = [
    ['src/lib/a.ts', lines(300)],
    ['src/lib/a.test.ts', lines(500)],
    ['src/lib/database.ts', ''],
    ['src/areas/people/text.fa.ts', ''],
    ['src/platform/db-types.ts', `// Made by a script\n${lines(900)}`],
    ['src/ui/a.css', '.a { margin-inline-start: 1rem; inset-inline-end: 0; text-align: start }\n/* left: 0 */'],
    ['src/ui/b.css', '.a { left: 50%; } /* physical: the middle of the map */'],
    ...Array.from({ length: 14 }, (_, i): [string, string] => [`src/lib/x/a${i}.ts`, '']),
    ...Array.from({ length: 14 }, (_, i): [string, string] => [`src/lib/x/a${i}.test.ts`, '']),
  ]
  assert.deepEqual(shapeFaults(files.map(([path, text]) => ({ path, text }))), [])
})

/** A project on disk, so that reading and exit codes are tested as well. */
function aTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'peyvand-check-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

function runCheck(script: string, root: string) {
  return spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}`, root], { cwd: ROOT, encoding: 'utf8' })
}

for (const script of ['check-imports.ts', 'check-shape.ts']) {
  test(`${script} fails when it reads no files`, (t) => {
    const root = aTree({ 'README.md': '' })
    t.after(() => rmSync(root, { recursive: true }))
    const { status, stderr } = runCheck(script, root)
    assert.equal(status, 1)
    assert.match(stderr, /no files were read/)
  })

  test(`${script} names the file and line of a planted mistake, and passes without it`, (t) => {
    const bad = aTree({ 'src/lib/utils.ts': `\nimport { x } from '../y.ts'\n` })
    const good = aTree({ 'src/lib/day.ts': 'export const day = 1\n' })
    t.after(() => {
      for (const root of [bad, good]) rmSync(root, { recursive: true })
    })
    const refused = runCheck(script, bad)
    assert.equal(refused.status, 1)
    assert.match(refused.stderr, /src\/lib\/utils\.ts:[12]: /)
    const passed = runCheck(script, good)
    assert.equal(passed.status, 0, passed.stderr)
    assert.match(passed.stdout, /1 files, 0 faults/)
  })
}

test('case folders and fixtures are not read', (t) => {
  const root = aTree({ 'src/lib/cases/A B.ts': '', 'src/lib/fixtures/x.ts': '', 'src/lib/a.ts': '' })
  t.after(() => rmSync(root, { recursive: true }))
  assert.deepEqual(
    readSources(root).map((file) => file.path),
    ['src/lib/a.ts'],
  )
})
