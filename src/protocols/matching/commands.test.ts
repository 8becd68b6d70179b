import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { readConfig } from '#platform/config.ts'
import { aRecord, isoBytes } from '#tests/support/marc-records.ts'
import { commands } from './commands.ts'

const match = commands.find(({ name }) => name === 'match') as Command
const evaluate = commands.find(({ name }) => name === 'match evaluate') as Command

function aBook(controlNumber: string, title: string, year = '1382') {
  return isoBytes(
    aRecord([
      `001=${controlNumber}`,
      `008=260101s${year}    ir            000 0 per d`,
      '035 ## $a(OCoLC)123',
      '100 1# $aراوندی، مرتضی',
      `245 10 $a${title}`,
      `260 ## $aتهران :$bامیرکبیر،$c${year}.`,
      '300 ## $a۵۲۰ ص.',
    ]),
  )
}

async function someone(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-match-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const place = (name: string) => join(folder, name)
  const types = async (
    command: Command,
    args: string[],
    options: CommandContext['options'],
    lang: 'fa' | 'en' = 'en',
    stdin: CommandContext['stdin'] = process.stdin,
  ) => {
    const printed: { value: unknown; lines: readonly string[] }[] = []
    const notes: string[] = []
    const code = await command.run({
      args,
      options,
      json: false,
      lang,
      config: readConfig({}),
      progress: { step: () => {}, end: () => {} },
      platform: () => assert.fail('matching needs no database'),
      print: (value, lines) => void printed.push({ value, lines: [lines].flat() }),
      note: (line) => void notes.push(line),
      stdin,
      stdout: process.stdout,
    })
    return { code, notes, printed: printed[0]! }
  }
  await writeFile(
    place('local_A.mrc'),
    Buffer.concat([
      aBook('a1', 'تاریخ اجتماعی ایران'),
      aBook('a2', 'تاریخ اجتماعی ایران، جلد ۱'),
      aBook('a3', 'اصول فلسفه'),
    ]),
  )
  await writeFile(
    place('local_B.mrc'),
    Buffer.concat([aBook('b1', 'تاريخ اجتماعي ايران', '2003'), aBook('b2', 'تاریخ اجتماعی ایران، جلد ۲')]),
  )
  return { place, types }
}

test('files become a table of groups and one of questions, and a truth measures them', async (t) => {
  const { place, types } = await someone(t)
  const [out, asks, truth] = [place('groups.tsv'), place('asks.tsv'), place('truth.tsv')]
  const files = [place('local_A.mrc'), place('local_B.mrc')]
  const matched = await types(match, files, { out, asks, hide: '001,035' })
  assert.equal(matched.code, 0)
  assert.match(matched.printed.lines.join('\n'), /5 records read\.\n2 records in 1 groups; 4 pairs/)
  const rows = (await readFile(out, 'utf8')).trimEnd().split('\n')
  assert.equal(rows[0], 'file\trecord\tcontrol_number\tgroup\tscore\toutcome')
  assert.deepEqual(
    rows.slice(1).map((row) => row.split('\t').filter((_, at) => at !== 0 && at !== 4)),
    [
      ['1', 'a1', '1', 'group'],
      ['2', 'a2', '2', 'ask'],
      ['3', 'a3', '3', 'apart'],
      ['1', 'b1', '1', 'group'],
      ['2', 'b2', '4', 'ask'],
    ],
  )
  assert.match(await readFile(asks, 'utf8'), /^file_a\trecord_a\tfile_b\trecord_b\tscore\treasons\n.*volume\.missing/)
  await writeFile(truth, 'oclc\tlocal_keys\n1\tA_a1|B_b1\n2\tA_a2|B_b2\n')
  const measured = await types(evaluate, [], { truth, groups: out, asks })
  assert.match(measured.printed.lines.join('\n'), /precision 100\.00 %, recall 50\.00 %/)
  assert.match(measured.printed.lines.join('\n'), /missed: .*local_A\.mrc #2 \(a2\) ↔ .*local_B\.mrc #2 \(b2\)/)
  const persian = await types(evaluate, [], { truth, groups: out, errors: '0' }, 'fa')
  assert.match(persian.printed.lines.join('\n'), /دقت: ۱۰۰٫۰۰٪؛ بازیابی: ۵۰٫۰۰٪/)
})

test('what is hidden is not seen: a shared number no longer helps', async (t) => {
  const { place, types } = await someone(t)
  await writeFile(
    place('one.mrc'),
    isoBytes(aRecord(['001=1', '010 ## $a75233966', '245 10 $aتاریخ ایران باستان و تمدن آن'])),
  )
  await writeFile(
    place('two.mrc'),
    isoBytes(aRecord(['001=2', '010 ## $a75233966', '245 10 $aتاریخ ایران باستان و تمدن آن'])),
  )
  const outcomes = async (hide: string) => {
    await types(match, [place('one.mrc'), place('two.mrc')], { out: place('g.tsv'), hide })
    return (await readFile(place('g.tsv'), 'utf8')).match(/(group|ask|apart)$/gm)
  }
  assert.deepEqual(await outcomes(''), ['group', 'group'])
  assert.deepEqual(await outcomes('010'), ['apart', 'apart'])
})

test('a damaged record is told and the rest is matched', async (t) => {
  const { place, types } = await someone(t)
  const whole = await readFile(place('local_B.mrc'))
  await writeFile(place('hurt.mrc'), whole.subarray(0, whole.length - 40))
  const { code, notes } = await types(match, [place('hurt.mrc')], { out: place('g.tsv') })
  assert.equal(code, 1)
  assert.match(notes[0] ?? '', /^refused: .*hurt\.mrc, record 2 /)
})

test('a wrong call is told as such', async (t) => {
  const { place, types } = await someone(t)
  const code = (error: unknown) => (isRefusal(error) ? error.code : '')
  const out = place('g.tsv')
  await assert.rejects(types(match, [], { out }), UsageError)
  await assert.rejects(types(match, [place('local_A.mrc')], { out, hide: '00' }), UsageError)
  await assert.rejects(types(match, [place('local_A.mrc')], { out, 'key-cap': 'x' }), UsageError)
  await assert.rejects(types(match, [place('none')], { out }), (e) => code(e) === 'matching.file-missing')
  const nowhere = place('no/such/folder/g.tsv')
  await assert.rejects(
    types(match, [place('local_A.mrc')], { out: nowhere }),
    (e) => code(e) === 'matching.file-unwritable',
  )
  await types(match, [place('local_A.mrc')], { out })
  await writeFile(place('other.tsv'), 'file\trecord\tcluster\nelsewhere.mrc\t1\t1\n')
  await assert.rejects(
    types(evaluate, [], { truth: place('other.tsv'), groups: out }),
    (e) => code(e) === 'matching.truth-unmatched',
  )
})

test('a hyphen is the standard input', async (t) => {
  const { place, types } = await someone(t)
  const stdin = Readable.from([aBook('x1', 'تاریخ اجتماعی ایران')])
  const out = place('g.tsv')
  const { code } = await types(match, [place('local_A.mrc'), '-'], { out }, 'en', stdin)
  assert.equal(code, 0)
  assert.match(await readFile(out, 'utf8'), /^-\t1\tx1\t1\t[\d.]+\tgroup$/m)
})

test('no file is read twice, and none is written over that is read', async (t) => {
  const { place, types } = await someone(t)
  const refused = (args: string[], options: CommandContext['options'], code: string) =>
    assert.rejects(types(match, args, options), (e) => isRefusal(e) && e.code === code)
  const [a, b, out] = [place('local_A.mrc'), place('local_B.mrc'), place('g.tsv')]
  const before = await readFile(a)
  await symlink(a, place('again.mrc'))
  await refused([a, place('again.mrc')], { out }, 'matching.file-twice')
  await refused(['-', '-'], { out }, 'matching.file-twice')
  await refused([a, b], { out: place('again.mrc') }, 'matching.file-taken')
  await refused([a, b], { out, asks: out }, 'matching.file-taken')
  await refused([place('.')], { out }, 'matching.folder')
  assert.deepEqual(await readFile(a), before)
})

test('tables from a spreadsheet are read: byte order mark, CRLF, UTF-16', async (t) => {
  const { place, types } = await someone(t)
  const files = [place('local_A.mrc'), place('local_B.mrc')]
  const [out, asks, truth] = [place('g.tsv'), place('a.tsv'), place('t.tsv')]
  await types(match, files, { out, asks })
  const crlf = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`
  for (const file of [out, asks]) await writeFile(file, crlf(await readFile(file, 'utf8')))
  const lines = crlf('oclc\tlocal_keys\n1\tA_a1|B_b1\n2\tA_a3|A_none\n')
  for (const bytes of [Buffer.from(lines), Buffer.from(lines, 'utf16le')]) {
    await writeFile(truth, bytes)
    const { printed } = await types(evaluate, [], { truth, groups: out, asks })
    const { right, missed, joinedWrongly, unknown } = printed.value as Record<string, number>
    assert.deepEqual({ right, missed, joinedWrongly, unknown }, { right: 1, missed: 0, joinedWrongly: 0, unknown: 1 })
  }
})
