import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importFaults, importsOf } from './check-imports.ts'
import { roomFaults } from './check-rooms.ts'
import type { SourceFile } from './source-files.ts'

const AREAS = ['people', 'libraries', 'catalogue']

/** Each row plants one mistake: the file, its text, and a word of the sentence it must raise. */
const MISTAKES: readonly [name: string, path: string, text: string, says: RegExp][] = [
  ['a way up', 'src/lib/a.ts', `import { x } from '../b.ts'`, /goes up/],
  ['a way up in a script', 'scripts/a.mjs', `import { x } from '../src/b.ts'`, /goes up/],
  ['a way up, late', 'src/lib/a.ts', `const x = await import('../b.ts')`, /goes up/],
  ['a way up through #', 'src/web/a.ts', `import { x } from '#lib/../web/b.ts'`, /goes up/],
  ['another folder without #', 'src/platform/a.ts', `import { x } from './http/b.ts'`, /with #/],
  ['a missing extension', 'src/lib/a.ts', `import { x } from './b'`, /extension/],
  ['an index file', 'src/lib/x/index.ts', `import { x } from './b.ts'`, /barrel/],
  ['lib to platform', 'src/lib/a.ts', `import { x } from '#platform/db.ts'`, /downwards/],
  ['a type upwards', 'src/lib/a.ts', `import type { X } from '#areas/people/contract.ts'`, /downwards/],
  ['ui to platform', 'src/ui/a.tsx', `import { x } from '#platform/db.ts'`, /downwards/],
  ['ui to an area', 'src/ui/a.tsx', `import { x } from '#areas/people/contract.ts'`, /downwards/],
  ['platform to an area', 'src/platform/a.ts', `import { x } from '#areas/people/service.ts'`, /downwards/],
  ['an area to the web', 'src/areas/people/routes.ts', `import { x } from '#web/app.ts'`, /downwards/],
  ['protocols to the web', 'src/protocols/sru/a.ts', `import { x } from '#web/app.ts'`, /downwards/],
  ['web to protocols', 'src/web/a.ts', `import { x } from '#protocols/sru/a.ts'`, /downwards/],
  ['a folder outside the plan', 'src/extras/a.ts', `import { x } from '#lib/a.ts'`, /no part of the plan/],
  ['someone importing the composer', 'src/web/a.ts', `import { x } from '#src/server.ts'`, /only composes/],
  [
    'an earlier area to a later',
    'src/areas/people/service.ts',
    `import { x } from '#areas/catalogue/service.ts'`,
    /outbox/,
  ],
  [
    'a later area through a wrong door',
    'src/areas/catalogue/service.ts',
    `import { x } from '#areas/people/store.ts'`,
    /doors/,
  ],
  ['a page of another area', 'src/areas/catalogue/routes.ts', `import { x } from '#areas/people/pages/a.tsx'`, /doors/],
  [
    'an area nobody listed',
    'src/areas/gifts/service.ts',
    `import { x } from '#areas/people/service.ts'`,
    /not in src\/areas/,
  ],
  ['protocols inside an area', 'src/protocols/sru/a.ts', `import { x } from '#areas/people/store.ts'`, /doors/],
  ['the web in a store', 'src/web/a.ts', `import { x } from '#areas/people/store.ts'`, /does not reach/],
  ['the kiosk at a service', 'src/kiosk/a.ts', `import { x } from '#areas/people/service.ts'`, /kiosk/],
  ['code importing tests', 'src/lib/a.ts', `import { x } from '#tests/support/database.ts'`, /Only tests/],
]

for (const [name, path, text, says] of MISTAKES) {
  test(`refuses ${name}`, () => {
    const sentences = importFaults([{ path, text }], AREAS).map((fault) => fault.sentence)
    assert.ok(
      sentences.some((sentence) => says.test(sentence)),
      `said: ${sentences.join(' | ') || 'nothing'}`,
    )
  })
}

/** What each file of a room may not hold. */
const ROOM_MISTAKES: readonly [name: string, path: string, text: string, says: RegExp][] = [
  ['a file read in lib', 'src/lib/a.ts', `import { readFileSync } from 'node:fs'`, /pure/],
  ['a clock in lib', 'src/lib/a.ts', `export const now = () => Date.now()`, /clock/],
  ['a fresh Date in lib', 'src/lib/a.ts', `export const now = () => new Date()`, /clock/],
  ['chance in lib', 'src/lib/a.ts', `export const n = Math.random()`, /pure/],
  ['a rule that waits', 'src/areas/people/rules.ts', `export async function f() {}`, /never wait/],
  [
    'a rule that promises, in a folder',
    'src/areas/people/rules/a.ts',
    `export const f = (x: Promise<void>) => x`,
    /never wait/,
  ],
  ['a rule with a clock', 'src/areas/people/rules.ts', `export const f = () => new Date()`, /no clock/],
  ['a rule with a database', 'src/areas/people/rules.ts', `import { sql } from 'kysely'`, /facts only/],
  ['a contract with node', 'src/areas/people/contract.ts', `import { x } from 'node:crypto'`, /anywhere/],
  [
    'a contract with the platform',
    'src/areas/people/contract.ts',
    `import type { Db } from '#platform/db.ts'`,
    /anywhere/,
  ],
  [
    'a page that loads',
    'src/areas/people/pages/a.tsx',
    `import { load } from '#areas/people/service.ts'`,
    /load and decide/,
  ],
  [
    'a page that asks the store',
    'src/areas/people/pages/a.tsx',
    `import { load } from '#areas/people/store/people.ts'`,
    /load and decide/,
  ],
  ['a store with rules', 'src/areas/people/store.ts', `import { x } from './rules.ts'`, /no rules/],
  ['a service with HTTP', 'src/areas/people/service.ts', `import { Hono } from 'hono'`, /no HTTP/],
  [
    'routes at the store',
    'src/areas/people/routes.ts',
    `import { x } from '#areas/people/store/people.ts'`,
    /through service/,
  ],
  ['a demonstration in SQL', 'src/areas/people/demo.ts', `import { sql } from 'kysely'`, /through services/],
  ['a default export', 'src/ui/a.tsx', `export default function A() {}`, /default/],
  ['a barrel', 'src/ui/a.ts', `export { b } from './b.ts'`, /barrels/],
  ['a whole barrel', 'src/ui/a.ts', `export * from './b.ts'`, /barrels/],
  [
    "another area's table",
    'src/areas/catalogue/store.ts',
    `db.selectFrom('libraries.library as l')`,
    /belongs to libraries/,
  ],
  [
    "another area's table, joined",
    'src/areas/libraries/store/a.ts',
    `q.innerJoin('people.person', 'a', 'b')`,
    /belongs to people/,
  ],
  [
    "another area's table in raw SQL",
    'src/areas/catalogue/store.ts',
    'sql`select * from people.person`',
    /belongs to people/,
  ],
  [
    'a view of a later area',
    'src/areas/people/store.ts',
    `db.selectFrom('catalogue.edition_brief')`,
    /belongs to catalogue/,
  ],
  ['SQL in a service', 'src/areas/people/service.ts', `tx.insertInto('people.person')`, /lives in store/],
  ['an area table in the platform', 'src/platform/a.ts', `db.selectFrom('people.person')`, /belongs to people/],
]

for (const [name, path, text, says] of ROOM_MISTAKES) {
  test(`refuses ${name}`, () => {
    const sentences = roomFaults([{ path, text }], importsOf).map((fault) => fault.sentence)
    assert.ok(
      sentences.some((sentence) => says.test(sentence)),
      `said: ${sentences.join(' | ') || 'nothing'}`,
    )
  })
}

test('accepts what the house does', () => {
  const files: SourceFile[] = [
    {
      path: 'src/lib/a.ts',
      text: `// new Date() and Date.now() in a comment\nexport const at = (iso: string) => new Date(iso)`,
    },
    {
      path: 'src/lib/a.test.ts',
      text: `import { readFileSync } from 'node:fs'\nimport { x } from '#tests/support/cases.ts'`,
    },
    {
      path: 'src/areas/catalogue/store.ts',
      text: `db.selectFrom('libraries.library_brief').innerJoin('catalogue.item', 'a', 'b')`,
    },
    {
      path: 'src/areas/catalogue/service.ts',
      text: `import { x } from '#areas/people/service.ts'\nimport { y } from './store.ts'`,
    },
    { path: 'src/areas/people/pages/a.tsx', text: `import type { Person } from '#areas/people/service.ts'` },
    {
      path: 'src/web/app.ts',
      text: `import { routes } from '#areas/people/routes.ts'\nconst t = text('people.person')`,
    },
    { path: 'src/server.ts', text: `import { createApp } from '#web/app.ts'\nimport { tell } from './demo.ts'` },
    { path: 'src/protocols/sru/a.ts', text: `import { search } from '#areas/catalogue/service.ts'` },
    {
      path: 'src/areas/people/service.ts',
      text: `const page = Array.from(libraries.map(x))\nthrow new Refusal('missing', 'people.person-missing')`,
    },
  ]
  assert.deepEqual([...importFaults(files, AREAS), ...roomFaults(files, importsOf)], [])
})

test('finds imports of every form, and the line they are on', () => {
  const text = `import type { A } from '#lib/a.ts'\nimport './b.ts'\nimport {\n  c,\n} from './c.ts'\nconst d = import('./d.ts')\nexport { e } from './e.ts'\n// import { f } from './f.ts'\n`
  const found = importsOf({ path: 'src/lib/x.ts', text })
  assert.deepEqual(
    found.map(({ line, target, typeOnly }) => [line, target, typeOnly]),
    [
      [1, 'src/lib/a.ts', true],
      [2, 'src/lib/b.ts', false],
      [3, 'src/lib/c.ts', false],
      [6, 'src/lib/d.ts', false],
      [7, 'src/lib/e.ts', false],
    ],
  )
})
