import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aBook, aUnion, fileOf } from '#tests/support/catalogue.ts'
import { isoBytes } from '#tests/support/marc-records.ts'
import { runCommand } from '#tests/support/server.ts'

const folder = await mkdtemp(join(tmpdir(), 'peyvand-import-'))
after(() => rm(folder, { recursive: true, force: true }))

async function aFile(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

const first = fileOf(aBook('1', 'بوستان'), aBook('2', 'گلستان', '852 ## $p1'))
const cut = isoBytes(aBook('3', 'دیوان'))
const mixed = Buffer.concat([first, isoBytes(aBook('1', 'دوباره')), cut.subarray(0, cut.length - 9)])

test('import marc: a dry run, the import, the import again; summaries as JSON', async (t) => {
  const { platform } = await aUnion(t)
  const file = await aFile('mixed.mrc', mixed)
  const run = async (...words: string[]) => {
    const done = await runCommand(platform.databaseUrl, [
      'import',
      'marc',
      file,
      '--library',
      'NLA:11',
      '--json',
      ...words,
    ])
    assert.equal(done.code, 0, done.stderr)
    const { read, added, updated, unchanged, refused, dryRun } = JSON.parse(done.stdout)
    return { read, added, updated, unchanged, refused, dryRun }
  }
  const tried = await run('--dry-run')
  const { refused, ...counts } = tried
  assert.deepEqual(counts, { read: 4, added: 2, updated: 0, unchanged: 0, dryRun: true })
  assert.deepEqual(
    refused.map(({ record, offset }: { record: number; offset: number }) => [record, offset]),
    [
      [3, first.length],
      [4, mixed.length - cut.length + 9],
    ],
  )
  for (const one of refused) assert.match(one.reason, /\p{L}.*\.$/u)
  assert.deepEqual(await platform.db.selectFrom('catalogue.record').select('id').execute(), [])
  assert.deepEqual(await run(), { ...tried, dryRun: false })
  assert.deepEqual(await run(), { ...tried, added: 0, unchanged: 2, dryRun: false })
  assert.equal((await platform.db.selectFrom('catalogue.record').select('id').execute()).length, 2)
})

test('import marc: what was mended in reading is told record by record', async (t) => {
  const { platform } = await aUnion(t)
  const mended = aBook('7', `دیوان${String.fromCharCode(1)}حافظ`)
  const file = await aFile('mended.mrc', Buffer.concat([first, isoBytes(mended)]))
  const args = ['import', 'marc', file, '--library', 'NLA:11', '--json']
  const { stdout } = await runCommand(platform.databaseUrl, args, { PEYVAND_LANG: 'en' })
  const { repaired, repairs } = JSON.parse(stdout)
  const { id } = await platform.db
    .selectFrom('catalogue.record')
    .select('id')
    .where('control_number', '=', '7')
    .executeTakeFirstOrThrow()
  assert.equal(repaired, 1)
  const reason = 'field 245: Control characters in the text became blanks.'
  assert.deepEqual(repairs, [{ id, controlNumber: '7', reason }])
})

test('import marc: a file that is refused as a whole ends with 1 and a sentence; several files give a list', async (t) => {
  const { platform } = await aUnion(t)
  const pdf = await aFile('book.pdf', Buffer.from('%PDF-1.7 …'))
  const good = await aFile('good.mrc', first)
  const args = ['import', 'marc', '--library', 'NLA:11']
  const refused = await runCommand(platform.databaseUrl, [...args, pdf], { PEYVAND_LANG: 'en' })
  assert.equal(refused.code, 1)
  assert.match(refused.stdout, /book\.pdf: This file is not MARC; it looks like a PDF/)
  const both = await runCommand(platform.databaseUrl, [...args, good, pdf, '--json'])
  assert.equal(both.code, 1)
  const [one, two] = JSON.parse(both.stdout)
  assert.deepEqual([one.file, one.state, one.added], [good, 'done', 2])
  assert.deepEqual([two.file, two.state, two.added], [pdf, 'refused', 0])
})

test('import marc: an unknown library is refused, a missing file or library is a mistake of usage', async (t) => {
  const { platform } = await aUnion(t)
  const file = await aFile('first.mrc', first)
  const unknown = await runCommand(platform.databaseUrl, ['import', 'marc', file, '--library', '999'])
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /999/)
  const json = await runCommand(platform.databaseUrl, ['import', 'marc', file, '--library', '999', '--json'])
  assert.equal(JSON.parse(json.stdout).refusal, 'libraries.library-unknown')
  for (const words of [
    ['import', 'marc', '--library', 'NLA:11'],
    ['import', 'marc', `${file}.none`, '--library', 'NLA:11'],
    ['import', 'marc', file],
  ]) {
    assert.equal((await runCommand(platform.databaseUrl, words)).code, 2, words.join(' '))
  }
})
