import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { aDatabaseUrl } from '#tests/support/database.ts'
import { runCommand } from '#tests/support/server.ts'

test('without a command it names them all', async () => {
  const { code, stdout } = await runCommand(null, ['--help'])
  assert.equal(code, 0)
  for (const name of [
    'networks add',
    'libraries import',
    'import marc',
    'search rebuild',
    'journal verify',
    'marc convert',
  ]) {
    assert.match(stdout, new RegExp(`^  ${name} +\\S`, 'm'))
  }
})

test('a command that does not exist is a mistake of usage', async () => {
  const { code, stdout, stderr } = await runCommand(null, ['libraries', 'burn'])
  assert.equal(code, 2)
  assert.equal(stdout, '')
  assert.match(stderr, /There is no command 'libraries burn'/)
})

test('a missing option is a mistake of usage, told before any database is opened', async () => {
  const { code, stderr } = await runCommand('postgresql://nobody@127.0.0.1:1/none', ['networks', 'add', '--code', 'x'])
  assert.equal(code, 2)
  assert.match(stderr, /--name .*is needed/)
})

test('a word that the command does not take is a mistake of usage, never left aside', async () => {
  for (const words of [
    ['journal', 'export', 'journal.jsonl'],
    ['people', 'list', 'x'],
    ['journal', 'verify', 'a', 'b'],
  ]) {
    const { code, stderr } = await runCommand('postgresql://nobody@127.0.0.1:1/none', words)
    assert.equal(code, 2)
    assert.match(stderr, new RegExp(`^'${words.at(-1)}' is one word too many: ${words[0]} ${words[1]} takes `))
  }
})

test('three commands that start at once on a home without a database share the one that the first makes', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-at-once-'))
  t.after(async () => {
    const note = join(folder, 'postgres-lies-in')
    if (existsSync(note)) await rm(readFileSync(note, 'utf8').trim(), { recursive: true, force: true, maxRetries: 5 })
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const home = { PEYVAND_HOME: folder, DATABASE_URL: '' }
  const all = await Promise.all(
    ['a', 'b', 'c'].map((name) => runCommand(null, ['journal', 'export', '--out', join(folder, name)], home)),
  )
  for (const { code, stderr } of all) assert.equal(code, 0, stderr)
  const said = all.map(({ stderr }) => stderr).join('')
  assert.equal(said.split('Making the database').length, 2, said)
  for (const name of ['a', 'b', 'c']) assert.match(readFileSync(join(folder, name), 'utf8'), /^{"journal":"peyvand"/)
})

test('a refusal is a sentence and 1; with --json it has its code', async (t) => {
  const url = await aDatabaseUrl(t)
  const words = ['libraries', 'add', '--network', 'none', '--code', 'a', '--name', 'کتابخانه']
  const said = await runCommand(url, words)
  assert.equal(said.code, 1)
  assert.match(said.stderr, /^[A-Z].*\.$/m)
  const inPersian = await runCommand(url, words, { PEYVAND_LANG: 'fa' })
  assert.match(inPersian.stderr, /[آ-ی]/)
  const asJson = await runCommand(url, [...words, '--json'])
  assert.equal(asJson.code, 1)
  assert.match((JSON.parse(asJson.stdout) as { refusal: string }).refusal, /^libraries\.[a-z-]+$/)
})

test('adding twice adds once', async (t) => {
  const url = await aDatabaseUrl(t)
  const add = () => runCommand(url, ['networks', 'add', '--code', 'iplf', '--name', 'نهاد', '--json'])
  const first = JSON.parse((await add()).stdout) as { outcome: string; id: string }
  const second = JSON.parse((await add()).stdout) as { outcome: string; id: string }
  assert.equal(first.outcome, 'added')
  assert.equal(second.id, first.id)
  assert.notEqual(second.outcome, 'added')
})

test('a configuration that cannot be used is told in sentences', async () => {
  const { code, stderr } = await runCommand(null, ['networks', 'add', '--code', 'a', '--name', 'b'], { PORT: 'x' })
  assert.equal(code, 1)
  assert.match(stderr, /PORT must be a whole number from 0 to 65535\./)
  assert.doesNotMatch(stderr, /at .*\.ts:/)
})
