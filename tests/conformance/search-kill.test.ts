import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { Snapshots } from '#platform/search/snapshot.ts'
import { WRITTEN } from '#tests/support/search-writer.ts'

const WRITER = fileURLToPath(new URL('../support/search-writer.ts', import.meta.url))

/** Lets a process write until it is at the wanted work for the nth time, kills it a moment later, and returns what it had saved. */
async function killed(folder: string, work: 'merging' | 'saving', times: number, afterMs: number): Promise<number> {
  const writer = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(writer, 'exit')
  let saved = 0
  let seen = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    const [what, count] = line.split(' ')
    if (what === 'saved') saved = Number(count)
    if (what !== work || ++seen < times) continue
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    break
  }
  writer.kill('SIGKILL')
  await ended
  return saved
}

/** What was saved is whole: as many documents as its position says, each found once by its number. */
async function openWhole(folder: string): Promise<number> {
  const opened = await new Snapshots(folder, WRITTEN).open(searchTerms)
  if (opened === null) return 0
  const { index, position } = opened
  assert.equal(index.count, position.id)
  for (let number = 0; number < position.id; number += 37) {
    const { total, hits } = index.search({ text: `"شماره ${number}"`, facets: { library: 50 } })
    assert.deepEqual([total, hits[0]?.id.slice(-6)], [1, number.toString().padStart(6, '0')])
  }
  const { facets, total } = index.search({ facets: { library: 50 } })
  assert.equal(total, position.id)
  assert.equal(
    facets.library?.reduce((sum, { count }) => sum + count, 0),
    position.id,
  )
  return position.id
}

async function aFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-killed-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('a process killed while it merges or saves loses nothing that was saved, and goes on from there', async (t) => {
  const folder = await aFolder(t)
  let last = 0
  for (const [round, afterMs] of [0, 1, 2, 4, 7, 11, 16, 23].entries()) {
    const saved = await killed(folder, round % 2 === 0 ? 'saving' : 'merging', 2 + (round % 3), afterMs)
    const whole = await openWhole(folder)
    assert.ok(whole >= Math.max(saved, last), `${whole} documents, after ${saved} were saved`)
    last = whole
  }
  assert.ok(last > 1_000)
})
