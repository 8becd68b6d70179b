import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { isRefusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { readConfig } from '#platform/config.ts'
import { aPersianRecord, aRecord, isoBytes } from '#tests/support/marc-records.ts'
import { commands } from './commands.ts'

const convert = commands.find(({ name }) => name === 'marc convert') as Command
const file = Buffer.concat([1, 2, 3].map((i) => isoBytes(aPersianRecord(i))))

async function someone(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-marc-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const input = join(folder, 'input')
  const types = async (
    bytes: Buffer,
    options: CommandContext['options'],
    more: { lang?: 'fa' | 'en'; json?: boolean; stdin?: boolean; args?: string[] } = {},
  ) => {
    await writeFile(input, bytes)
    const printed: { value: unknown; lines: string | readonly string[] }[] = []
    const notes: string[] = []
    const out: Buffer[] = []
    const code = await convert.run({
      args: more.args ?? [more.stdin ? '-' : input],
      options,
      json: more.json ?? false,
      lang: more.lang ?? 'en',
      config: readConfig({}),
      progress: { step: () => {}, end: () => {} },
      platform: () => assert.fail('converting needs no database'),
      print: (value, lines) => void printed.push({ value, lines }),
      note: (line) => void notes.push(line),
      stdin: Readable.from([bytes]),
      stdout: new Writable({
        write(chunk, _encoding, done) {
          out.push(Buffer.from(chunk))
          done()
        },
      }),
    })
    return { code, printed, notes, out: Buffer.concat(out) }
  }
  return { folder, types }
}

test('a file goes to JSON lines on standard output, the summary to people', async (t) => {
  const { types } = await someone(t)
  const { code, out, notes } = await types(file, { to: 'json' })
  assert.equal(code, 0)
  const lines = out.toString().trimEnd().split('\n')
  assert.equal(lines.length, 3)
  assert.equal(JSON.parse(lines[1] as string).fields[0]['001'], '000000002')
  assert.deepEqual(notes, ['3 records read, 3 written, 0 mended; 0 refused.'])
})

test('one record is one record', async (t) => {
  const { types } = await someone(t)
  const { notes } = await types(file.subarray(0, file.indexOf(0x1d) + 1), { to: 'json' })
  assert.deepEqual(notes, ['1 record read, 1 written, 0 mended; 0 refused.'])
})

test('clean records come back from mrc, through gzip and standard input too, byte for byte', async (t) => {
  const { types } = await someone(t)
  assert.deepEqual((await types(file, { to: 'mrc' })).out, file)
  assert.deepEqual((await types(gzipSync(file), { to: 'mrc' }, { stdin: true })).out, file)
})

test('every form turns into every other and back without a loss', async (t) => {
  const { types } = await someone(t)
  for (const path of [
    ['xml', 'mrc'],
    ['json', 'mrc'],
    ['xml', 'json', 'mrc'],
    ['json', 'xml', 'mrc'],
  ]) {
    let bytes = file
    for (const to of path) bytes = (await types(bytes, { to })).out
    assert.deepEqual(bytes, file, path.join(' '))
  }
})

test('faults are told with record and byte, and make the exit code 1', async (t) => {
  const { types } = await someone(t)
  const [first, second] = [isoBytes(aPersianRecord(1)), isoBytes(aPersianRecord(2))]
  const hurt = Buffer.concat([first, second.subarray(0, 500), first])
  const told = await types(hurt, { to: 'mrc' }, { lang: 'fa' })
  assert.equal(told.code, 1)
  assert.match(told.notes[0] ?? '', /^پذیرفته نشد — رکورد ۲ \(بایت [۰-۹]+\): رکورد ناتمام است: ۵۰۰ بایت/)
  const machine = await types(hurt, { to: 'mrc' }, { json: true })
  assert.deepEqual(JSON.parse(machine.notes.join('')), {
    read: 3,
    written: 2,
    mended: 0,
    refused: 1,
    faults: [{ record: 2, offset: first.length, reason: 'marc.cut-short' }],
  })
})

test('a record that does not fit ISO 2709 is refused and the rest written', async (t) => {
  const { types } = await someone(t)
  const large = aRecord(['001=1', ...Array.from({ length: 20 }, () => `500 ## $a${'یادداشت '.repeat(600)}`)])
  const json = Buffer.from(
    [large, aPersianRecord(1)]
      .map((record) =>
        JSON.stringify({
          leader: record.leader,
          fields: record.fields.map((f) =>
            'subfields' in f
              ? { [f.tag]: { subfields: f.subfields.map((s) => ({ [s.code]: s.value })), ind1: f.ind1, ind2: f.ind2 } }
              : { [f.tag]: f.value },
          ),
        }),
      )
      .join('\n'),
  )
  const { code, out, notes } = await types(json, { to: 'mrc' })
  assert.equal(code, 1)
  assert.match(notes[0] ?? '', /ISO 2709 takes no more than 99999/)
  assert.deepEqual(out, isoBytes(aPersianRecord(1)))
})

test('--out writes a file and prints the summary', async (t) => {
  const { types, folder } = await someone(t)
  const out = join(folder, 'out.xml')
  const { printed } = await types(file, { to: 'xml', out })
  assert.deepEqual(printed[0]?.value, { read: 3, written: 3, mended: 0, refused: 0, faults: [] })
  assert.match(await readFile(out, 'utf8'), /^<\?xml[\s\S]+<collection[\s\S]+<\/collection>\n$/)
})

test('a wrong call is told as such', async (t) => {
  const { types, folder } = await someone(t)
  await assert.rejects(types(file, {}), UsageError)
  await assert.rejects(types(file, { to: 'docx' }), UsageError)
  await assert.rejects(types(file, { to: 'json' }, { args: ['a', 'b'] }), UsageError)
  const code = (error: unknown) => (isRefusal(error) ? error.code : '')
  await assert.rejects(
    types(file, { to: 'json' }, { args: [join(folder, 'none')] }),
    (e) => code(e) === 'marc.file-missing',
  )
  await assert.rejects(
    types(file, { to: 'json', out: join(folder, 'no/such/folder') }),
    (e) => code(e) === 'marc.file-unwritable',
  )
})

test('--to unimarc writes another format, tells what has no place, and the way back gives the record again', async (t) => {
  const { types, folder } = await someone(t)
  const report = join(folder, 'report.tsv')
  const there = await types(file, { to: 'unimarc', report })
  assert.equal(there.code, 0)
  const lines = (await readFile(report, 'utf8')).trimEnd().split('\n')
  assert.match(lines[0] ?? '', /^record\tcontrol number\twhat\tfield\toccurrence\tsubfield\tvalue\twhy$/)
  assert.ok(
    lines.some((line) =>
      /^2\t000000002\tdropped\t952\t1\tp\t0000000002\tthe other format has no such field$/.test(line),
    ),
  )
  assert.ok(lines.some((line) => /^2\t000000002\tkept in 886\t952\t/.test(line)))
  assert.deepEqual((await types(there.out, { to: 'marc21' })).out, file)
  const plain = await types(there.out, { to: 'marc21', plain: true, form: 'json' })
  assert.match(plain.out.toString(), /^\{"leader"/)
})

test('--to names a form or a format, and --form goes with a format only', async (t) => {
  const { types } = await someone(t)
  await assert.rejects(types(file, { to: 'unimarc', form: 'docx' }), UsageError)
  const written = await types(file, { to: 'iranmarc', form: 'xml' }, { json: true })
  assert.match(written.out.toString(), /<datafield tag="901"/)
  const { dropped } = JSON.parse(written.notes.join('')) as { dropped: Record<string, number> }
  assert.equal(dropped.records, 3)
})
