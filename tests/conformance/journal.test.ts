import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { exportJournal } from '#platform/journal/export.ts'
import { seal } from '#platform/journal/seal.ts'
import { append } from '#platform/journal.ts'
import { aPlatform } from '#tests/support/database.ts'

const DOCUMENT = new URL('../../docs/journal.md', import.meta.url)

async function anExport(t: TestContext): Promise<{ home: string; lines: string[] }> {
  const { platform, db, config } = await aPlatform(t)
  const by = { kind: 'person', id: 'p1', name: 'زهرا "محمدی"' } as const
  for (let n = 0; n < 13; n++) {
    const subject = { type: 'library', id: String(n) }
    const facts = { n, ratio: n / 7, title: 'کتاب‌های تازه\n\u2028' }
    const entry = { at: platform.clock(), by, organisation: null, action: 'libraries.library-added', subject, facts }
    await db.transaction().execute((tx) => append(tx, entry))
    if (n % 5 === 4 || n === 12) await seal(platform)
  }
  const lines: string[] = []
  for await (const line of exportJournal(db)) lines.push(line)
  return { home: config.home, lines }
}

test('an export agrees with the program printed in its document, which shares no code with ours', async (t) => {
  if (spawnSync('python3', ['--version']).status !== 0) return t.skip('python3 is absent')
  const program = /```python\n(.*?)```/s.exec(readFileSync(DOCUMENT, 'utf8'))?.[1]
  assert.ok(program, 'docs/journal.md prints no program')
  const { home, lines } = await anExport(t)
  const file = join(home, 'journal.jsonl')
  const check = async (text: string) => {
    await writeFile(file, text)
    return spawnSync('python3', ['-c', program, file], { encoding: 'utf8' })
  }
  const sound = await check(`${lines.join('\n')}\n`)
  assert.equal(sound.stdout, '13 entries agree with what was signed\n', sound.stderr)
  const changed = await check(`${lines.join('\n').replace('"n":7', '"n":8')}\n`)
  assert.equal(changed.status, 1)
  assert.match(changed.stderr, /the entries are not those that were signed/)
})

test('OpenSSL accepts the signature of a checkpoint', async (t) => {
  if (spawnSync('openssl', ['version']).status !== 0) return t.skip('openssl is absent')
  const { home, lines } = await anExport(t)
  const { keys } = JSON.parse(lines[0] ?? '') as { keys: string[] }
  const { checkpoint } = JSON.parse(lines.at(-1) ?? '') as { checkpoint: string }
  const raw = Buffer.from(/\+[0-9a-f]{8}\+(.+)$/.exec(keys[0] ?? '')?.[1] ?? '', 'base64').subarray(1)
  // RFC 8410 §4: the fixed beginning of an Ed25519 public key in DER.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const cut = checkpoint.lastIndexOf('\n\n') + 1
  const signature = Buffer.from(checkpoint.trim().split(' ').at(-1) ?? '', 'base64').subarray(4)
  const path = (name: string) => join(home, name)
  await writeFile(path('key.der'), der)
  await writeFile(path('text'), checkpoint.slice(0, cut))
  await writeFile(path('signature'), signature)
  const verify = () =>
    spawnSync('openssl', [
      ...['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', path('key.der'), '-rawin'],
      ...['-in', path('text'), '-sigfile', path('signature')],
    ])
  assert.equal(verify().status, 0, String(verify().stderr))
  await writeFile(path('text'), checkpoint.slice(0, cut).replace('\n13\n', '\n14\n'))
  assert.notEqual(verify().status, 0)
})
