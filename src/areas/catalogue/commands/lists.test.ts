import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aBook, aUnion, takeIn } from '#tests/support/catalogue.ts'
import { runCommand } from '#tests/support/server.ts'

const folder = await mkdtemp(join(tmpdir(), 'peyvand-lists-'))
after(() => rm(folder, { recursive: true, force: true }))

async function aFile(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('import titles guesses the columns or takes --map; what is wrong with a call is told', async (t) => {
  const { platform } = await aUnion(t)
  const file = await aFile('list.csv', 'شرح,کد\nبوستان,11\n,12\n')
  const run = async (...words: string[]) => {
    const { code, stdout, stderr } = await runCommand(platform.databaseUrl, [
      'import',
      'titles',
      file,
      '--library',
      'NLA:11',
      '--json',
      ...words,
    ])
    return { code, stderr, summary: code === 2 ? null : JSON.parse(stdout) }
  }
  const said = await run('--map', '1=title,2=accession', '--heading', '1')
  assert.equal(said.code, 0, said.stderr)
  const { read, added, refused } = said.summary
  assert.deepEqual([read, added, refused.length], [2, 1, 1])
  assert.equal(refused[0].code, 'catalogue.list-row-untitled')
  // What was said is known the next time.
  assert.equal((await run()).summary.unchanged, 1)
  assert.equal((await run('--map', '1=cover')).code, 2)
  assert.equal((await run('--heading', 'first')).code, 2)
})

test('import isbns: what the union knows comes in, the rest waits', async (t) => {
  const { platform } = await aUnion(t)
  await takeIn(platform, 'AQR:31', [aBook('9', 'بوستان', '020 ## $a9789640000014')])
  const file = await aFile('isbns.txt', '9789640000014\n9789640000021\n')
  const words = ['import', 'isbns', file, '--library', 'NLA:11', '--json']
  const { code, stdout } = await runCommand(platform.databaseUrl, words)
  assert.equal(code, 0)
  const { added, refused } = JSON.parse(stdout)
  assert.deepEqual([added, refused.length], [1, 1])
  assert.equal((await platform.db.selectFrom('catalogue.waiting_isbn').select('isbn').execute()).length, 1)
})
