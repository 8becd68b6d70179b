import assert from 'node:assert/strict'
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
