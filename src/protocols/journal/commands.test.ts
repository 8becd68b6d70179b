import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { append } from '#platform/journal.ts'
import type { Platform } from '#platform/platform.ts'
import { aPlatform } from '#tests/support/database.ts'
import { commands } from './commands.ts'
import { linesOf } from './lines.ts'

const command = (name: string) => commands.find((one) => one.name === name) as Command

async function someone(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-journal-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const { platform, db, config } = await aPlatform(t)
  const types = async (
    words: { args?: string[]; options?: CommandContext['options']; lang?: 'fa' | 'en'; stdin?: string },
    name: string,
    opened: Platform | null = platform,
  ) => {
    const said: { value: unknown; lines: string[] }[] = []
    const out: string[] = []
    const code = await command(name).run({
      args: words.args ?? [],
      options: words.options ?? {},
      json: false,
      lang: words.lang ?? 'en',
      config,
      progress: { step: () => {}, end: () => {} },
      platform: async () => opened ?? assert.fail('this command needs no database'),
      print: (value, lines) => void said.push({ value, lines: typeof lines === 'string' ? [lines] : [...lines] }),
      note: () => {},
      stdin: Readable.from([words.stdin ?? '']),
      stdout: new Writable({
        write(chunk, _encoding, done) {
          out.push(String(chunk))
          done()
        },
      }),
    })
    const value = (said[0]?.value ?? {}) as Record<string, unknown>
    return { code, value, lines: said[0]?.lines ?? [], out: out.join('') }
  }
  const write = (n: number) =>
    db.transaction().execute((tx) =>
      append(
        tx,
        Array.from({ length: n }, () => ({
          at: platform.clock(),
          by: { kind: 'system', id: null, name: 'test' } as const,
          organisation: null,
          action: 'libraries.library-added',
          subject: { type: 'library', id: '1' },
        })),
      ),
    )
  return { folder, types, write }
}

test('seal, keep, write on, export, verify; and a changed export is told in both languages', async (t) => {
  const { folder, types, write } = await someone(t)
  const [file, kept] = [join(folder, 'journal.jsonl'), join(folder, 'kept')]
  await write(3)
  const sealed = await types({}, 'journal seal')
  await writeFile(kept, String(sealed.value.checkpoint))
  await write(2)
  await types({}, 'journal seal')
  assert.equal((await types({ options: { out: file } }, 'journal export')).code, 0)
  const exported = await readFile(file, 'utf8')
  assert.equal((await types({}, 'journal export')).out, exported)

  const verified = await types({ args: [file], options: { checkpoint: kept } }, 'journal verify', null)
  assert.equal(verified.code, 0)
  assert.match(verified.lines.join('\n'), /OK: 5 entries, 2 checkpoints.*\nThe kept checkpoint \(3 entries\)/s)
  const key = (JSON.parse(exported.split('\n')[0] ?? '') as { keys: string[] }).keys[0] ?? ''
  const pinned = await types({ args: ['-'], stdin: exported, options: { key: [key] } }, 'journal verify', null)
  assert.equal(pinned.code, 0)
  assert.equal(pinned.lines.length, 1)

  await writeFile(file, exported.replace('"name":"test"', '"name":"tset"'))
  const english = await types({ args: [file] }, 'journal verify', null)
  assert.equal(english.code, 1)
  assert.match(english.lines[0] ?? '', /^Entry 0 \([0-9a-f-]{36}\) was altered; line 2\.$/)
  const persian = await types({ args: [file], lang: 'fa' }, 'journal verify', null)
  assert.match(persian.lines[0] ?? '', /تغییر داده شده است/)
})

test('one is one, and a file that cannot be written is a refusal with its name', async (t) => {
  const { folder, types, write } = await someone(t)
  await write(1)
  assert.equal((await types({}, 'journal seal')).lines[0], '1 entry was sealed.')
  const file = join(folder, 'journal.jsonl')
  await types({ options: { out: file } }, 'journal export')
  const { lines } = await types({ args: [file] }, 'journal verify', null)
  assert.match(lines[0] ?? '', /^OK: 1 entry, 1 checkpoint; /)
  await assert.rejects(
    types({ options: { out: join(folder, 'absent', 'x') } }, 'journal export'),
    (error) => isRefusal(error) && error.code === 'journal.file-unwritable',
  )
})

test('what is not an export is told so, and never a fault', async (t) => {
  const { folder, types } = await someone(t)
  const file = join(folder, 'x')
  for (const bytes of [
    '',
    'x'.repeat(100),
    '%PDF-1.7',
    '{"journal":"peyvand","version":1,"keys":["x"]}',
    '[[['.repeat(1000),
  ]) {
    await writeFile(file, bytes)
    const { code, value } = await types({ args: [file] }, 'journal verify', null)
    assert.equal(code, 1)
    assert.equal(value.problem, 'not-an-export')
  }
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const line = `{"sequence":0,"hash":"AAAA","entry":${deep}}`
  const { value } = await types(
    { args: ['-'], stdin: `{"journal":"peyvand","version":1,"keys":[]}\n${line}\n` },
    'journal verify',
    null,
  )
  assert.equal(value.problem, 'entry-altered')
  const refused = (code: string) => (error: unknown) => isRefusal(error) && error.code === code
  await assert.rejects(
    types({ args: [join(folder, 'absent')] }, 'journal verify', null),
    refused('journal.file-missing'),
  )
  await assert.rejects(
    types({ args: [file], options: { key: ['x'] } }, 'journal verify', null),
    refused('journal.key-malformed'),
  )
  await assert.rejects(types({}, 'journal verify', null), UsageError)
})

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines) found.push(line)
  return found
}

test('lines are found over the borders of chunks, and one that never ends is given up', async () => {
  const bytes = Buffer.from('یک\nدو\nسه')
  const chunks = Array.from({ length: bytes.length }, (_, i) => bytes.subarray(i, i + 1))
  assert.deepEqual(await all(linesOf(Readable.from(chunks))), ['یک', 'دو', 'سه'])
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(1 << 20, 'x')
    })(),
  )
  assert.deepEqual(await all(linesOf(endless)), [''])
})
