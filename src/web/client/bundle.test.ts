import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

// Built apart from dist/, so that a running server keeps its own files.
const outDir = mkdtempSync(join(tmpdir(), 'peyvand-islands-'))
after(() => rmSync(outDir, { recursive: true }))

// As it is built for browsers: Vite goes by the environment, and tests have one of their own.
process.env.NODE_ENV = 'production'
const built = await build({ logLevel: 'silent', build: { outDir, emptyOutDir: true } })
const output = 'output' in built ? built.output : []
const chunks = output.flatMap((part) => (part.type === 'chunk' ? [part] : []))
const modules = chunks.flatMap((chunk) => chunk.moduleIds)
const sizeOf = (name: string) => {
  const chunk = chunks.find((one) => one.name === name)
  assert.ok(chunk, `no chunk ${name}`)
  return gzipSync(chunk.code).length
}

test('what browsers get holds our islands', () => {
  assert.ok(modules.some((id) => id.endsWith('/src/ui/islands/day-picker.tsx')))
})

test('what browsers get holds nothing of the server', () => {
  const server =
    /\/src\/(platform|protocols)\/|\/src\/areas\/\w+\/(store|service|rules|routes|api)(\.ts|\/)|\/react-dom\/server|\/kysely\/|\/pg\//
  assert.deepEqual(
    modules.filter((id) => server.test(id)),
    [],
  )
})

test('of React Aria’s thirty-four languages only English and Persian are sent', () => {
  const words = modules.filter((id) => /\/intl\/\w+\/[a-z]{2}-[A-Z]{2}\.mjs/.test(id))
  const text = chunks.map((chunk) => chunk.code).join('')
  assert.ok(words.length > 0)
  assert.match(text, /تاریخ انتخاب‌شده/)
  assert.doesNotMatch(text, /Ausgewähltes Datum|Date sélectionnée/)
})

test('the suggestion box is under 5 kB, alone: it pulls in no other file', () => {
  const chunk = chunks.find((one) => one.name === 'suggest')
  assert.deepEqual(chunk?.imports, [])
  assert.ok(sizeOf('suggest') < 5000, `${sizeOf('suggest')} bytes`)
})

test('the calendar comes only when it is opened', () => {
  const islands = chunks.find((one) => one.name === 'islands')
  const early = new Set([islands?.fileName, ...(islands?.imports ?? [])])
  const aria = chunks.filter((chunk) => chunk.moduleIds.some((id) => id.includes('/react-aria-components/')))
  assert.ok(aria.length > 0)
  for (const chunk of aria) assert.ok(!early.has(chunk.fileName), chunk.fileName)
})

test('no script carries an address of the machine it was built on', () => {
  for (const file of readdirSync(join(outDir, 'assets'))) {
    assert.ok(!readFileSync(join(outDir, 'assets', file), 'utf8').includes(process.cwd()), file)
  }
})
