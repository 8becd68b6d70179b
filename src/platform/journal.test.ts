import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { isRefusal } from '#lib/refusal.ts'
import { exportJournal } from '#platform/journal/export.ts'
import { latestCheckpoint, seal } from '#platform/journal/seal.ts'
import { openSigner } from '#platform/journal/signer.ts'
import { verifyJournal } from '#platform/journal/verify.ts'
import { aDatabase, aPlatform } from '#tests/support/database.ts'
import type { Db } from './db.ts'
import { newId } from './id.ts'
import { append, type JournalEntry, listFor, listForOrganisation } from './journal.ts'

const AT = new Date('2026-11-22T08:00:00.123Z')
const BY = { kind: 'person', id: newId(), name: 'زهرا محمدی' } as const

function anEntry(over: Partial<JournalEntry> = {}): JournalEntry {
  const subject = { type: 'record', id: '1' }
  return { at: AT, by: BY, organisation: 'iplf', action: 'catalogue.record-added', subject, ...over }
}

const write = (db: Db, entries: JournalEntry | JournalEntry[]) => db.transaction().execute((tx) => append(tx, entries))

async function aJournal(t: TestContext, entries: number) {
  const { platform, db, config } = await aPlatform(t)
  const signer = await openSigner(db, { home: config.home, origin: 'https://peyvand.example' })
  const sealing = { db, signer, clock: platform.clock }
  await write(
    db,
    Array.from({ length: entries }, (_, n) => anEntry({ facts: { n, title: 'هشت‌کتاب', ratio: 1e21, small: 1.5e-7 } })),
  )
  const exported = async () => {
    const lines: string[] = []
    for await (const line of exportJournal(db)) lines.push(line)
    return lines
  }
  return { db, home: config.home, sealing, exported }
}

/** Changes rows as someone with full rights on the server could. */
const tamper = (db: Db, change: ReturnType<typeof sql>) =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
  })

test('what is appended is read back, newest first, a page at a time', async (t) => {
  const { db } = await aDatabase(t)
  const facts = { title: 'شاهنامه\0', half: 1.5, list: [1, null, { deep: true }], gone: undefined, big: 5n }
  const ids = await write(db, [anEntry({ facts }), anEntry({ subject: { type: 'record', id: '2' } }), anEntry()])
  assert.equal(ids.length, 3)
  const history = await listFor(db, { type: 'record', id: '1' })
  assert.deepEqual(
    history.map((entry) => entry.id),
    [ids[2], ids[0]],
  )
  const expected = { title: 'شاهنامه\ufffd', half: 1.5, list: [1, null, { deep: true }], big: '5' }
  assert.deepEqual(history[1], { ...anEntry(), id: ids[0], facts: expected, sequence: null })
  const next = await listFor(db, { type: 'record', id: '1' }, { limit: 1, before: ids[2] ?? null })
  assert.deepEqual(
    next.map((entry) => entry.id),
    [ids[0]],
  )
  assert.equal((await listForOrganisation(db, 'iplf', { limit: 2 })).length, 2)
  await assert.rejects(
    listFor(db, { type: 'record', id: '1' }, { before: 'x' }),
    (error) => isRefusal(error) && error.code === 'journal.before-malformed',
  )
})

test('an entry goes with its transaction, and is never changed afterwards', async (t) => {
  const { db } = await aDatabase(t)
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      await append(tx, anEntry())
      throw new Error('changed my mind')
    }),
  )
  assert.deepEqual(await listFor(db, { type: 'record', id: '1' }), [])
  await write(db, anEntry())
  for (const change of [
    sql`update platform.journal_entry set by_name = 'کس دیگر'`,
    sql`delete from platform.journal_entry`,
    sql`truncate platform.journal_entry`,
  ]) {
    await assert.rejects(change.execute(db), /never changed/)
  }
})

test('a sealed journal verifies by its export alone', async (t) => {
  const { db, sealing, exported } = await aJournal(t, 7)
  assert.equal(await latestCheckpoint(db), null)
  assert.equal(await seal(sealing, 3), 7)
  const kept = await latestCheckpoint(db)
  await write(db, [anEntry(), anEntry()])
  assert.equal(await seal(sealing), 2)
  assert.equal(await seal(sealing), 0)
  const history = await listFor(db, { type: 'record', id: '1' })
  assert.deepEqual(
    history.map((entry) => entry.sequence),
    [8, 7, 6, 5, 4, 3, 2, 1, 0],
  )
  const verdict = await verifyJournal(await exported(), { kept })
  assert.ok(verdict.ok)
  assert.deepEqual([verdict.size, verdict.checkpoints, verdict.keptSize, verdict.keyGiven], [9, 4, 7, false])
})

test('whatever the facts, what comes back from the database has the hash that was sealed', async (t) => {
  const { db, sealing, exported } = await aJournal(t, 0)
  const facts = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
  const text = fc.string({ unit: 'binary' })
  const entries = fc.sample(
    fc.record({
      facts,
      name: text,
      id: text,
      at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2200-01-01') }),
    }),
    2000,
  )
  await write(
    db,
    entries.map(({ facts, name, id, at }) =>
      anEntry({ at, facts, by: { ...BY, name }, subject: { type: 'record', id } }),
    ),
  )
  await seal(sealing)
  const verdict = await verifyJournal(await exported())
  assert.ok(verdict.ok, JSON.stringify(verdict))
  assert.equal(verdict.size, 2000)
})

test('nothing sealed is an empty, sound journal', async (t) => {
  const { exported } = await aJournal(t, 2)
  const verdict = await verifyJournal(await exported())
  assert.ok(verdict.ok)
  assert.equal(verdict.size, 0)
})

test('several processes seal at once, while others append, and nothing is lost or doubled', async (t) => {
  const { db, sealing, exported } = await aJournal(t, 1)
  const writers = Array.from({ length: 3 }, async () => {
    for (let n = 0; n < 20; n++) await write(db, [anEntry(), anEntry()])
  })
  const sealers = Array.from({ length: 2 }, async () => {
    for (let n = 0; n < 20; n++) await seal(sealing, 5)
  })
  await Promise.all([...writers, ...sealers])
  await seal(sealing)
  const verdict = await verifyJournal(await exported())
  assert.ok(verdict.ok)
  assert.equal(verdict.size, 121)
})

const TAMPERING: [string, ReturnType<typeof sql>, string][] = [
  [
    'a changed fact',
    sql`update platform.journal_entry set facts = '{"n":99}' where facts->>'n' = '4'`,
    'entry-altered',
  ],
  ['a changed name', sql`update platform.journal_entry set by_name = 'x' where facts->>'n' = '4'`, 'entry-altered'],
  ['a deleted entry', sql`delete from platform.journal_entry where facts->>'n' = '4'`, 'entry-missing'],
  ['a deleted leaf', sql`delete from platform.journal_leaf where sequence = 4`, 'entry-missing'],
]
for (const [name, change, problem] of TAMPERING) {
  test(`${name} is found, and which it is`, async (t) => {
    const { db, sealing, exported } = await aJournal(t, 6)
    await seal(sealing)
    await tamper(db, change)
    const verdict = await verifyJournal(await exported())
    assert.ok(!verdict.ok)
    assert.deepEqual([verdict.problem, verdict.sequence], [problem, 4])
  })
}

test('an export changed afterwards is found out', async (t) => {
  const { db, sealing, exported, home } = await aJournal(t, 6)
  await seal(sealing, 3)
  const kept = await latestCheckpoint(db)
  const lines = await exported()
  const found = async (changed: string[], against = {}) => {
    const verdict = await verifyJournal(changed, against)
    return verdict.ok ? 'ok' : `${verdict.problem} ${verdict.sequence ?? verdict.line}`
  }
  assert.equal(lines.length, 1 + 3 + 1 + 3 + 1)
  assert.equal(await found(lines, { kept }), 'ok')
  assert.equal(await found([]), 'not-an-export 0')
  assert.equal(await found(['{}']), 'not-an-export 1')
  assert.equal(await found(lines.toSpliced(3, 1)), 'entry-missing 2')
  assert.equal(await found(lines.with(2, '{"sequence":1')), 'malformed-line 3')
  assert.equal(await found(lines.slice(0, -1)), 'unsealed-end 3')
  // Cut at an older checkpoint it is a sound journal, and only the one kept elsewhere tells that it is short.
  assert.equal(await found(lines.slice(0, 5)), 'ok')
  assert.equal(await found(lines.slice(0, 5), { kept }), 'kept-checkpoint-newer 3')
  assert.equal(await found(lines.with(4, lines[8] ?? '')), 'entry-missing 3')
  assert.equal(await found(lines.with(4, '{"checkpoint":"nonsense"}')), 'checkpoint-forged 3')

  const other = await openSigner(db, { home: join(home, 'other'), origin: 'https://peyvand.example' })
  const rebuilt = await aJournal(t, 6)
  await seal({ ...rebuilt.sealing, signer: sealing.signer })
  assert.equal(await found(await rebuilt.exported(), { kept }), 'kept-checkpoint-contradicts 6')
  await write(rebuilt.db, anEntry())
  await seal({ ...rebuilt.sealing, signer: other })
  const header = JSON.parse(lines[0] ?? '') as { keys: string[] }
  assert.equal(await found(await rebuilt.exported(), { keys: header.keys }), 'checkpoint-forged 7')
})

test('entry and hash changed together are found by the signed root', async (t) => {
  const { db, sealing, exported } = await aJournal(t, 4)
  await seal(sealing, 2)
  const stranger = await aJournal(t, 4)
  await seal(stranger.sealing, 2)
  const lines = await exported()
  const verdict = await verifyJournal(lines.with(5, (await stranger.exported())[5] ?? ''), {
    kept: await latestCheckpoint(db),
  })
  assert.ok(!verdict.ok)
  assert.ok(['history-rewritten', 'kept-checkpoint-contradicts'].includes(verdict.problem))
})

test('the signing key is made once, also by two processes at the same moment, and is for its owner alone', async (t) => {
  const { db } = await aDatabase(t)
  const home = await mkdtemp(join(tmpdir(), 'peyvand-keys-'))
  t.after(() => rm(home, { recursive: true, force: true }))
  const from = { home: join(home, 'keys'), origin: 'https://peyvand.example:4000' }
  const signers = await Promise.all([openSigner(db, from), openSigner(db, from)])
  const [one, two] = signers.map((signer) => signer.privateKey.export({ format: 'pem', type: 'pkcs8' }))
  assert.equal(one, two)
  assert.equal(signers[0].name, 'peyvand.example:4000/journal')
  assert.equal((await stat(join(from.home, 'journal-key.pem'))).mode & 0o777, 0o600)
})

test('a log keeps the name of its first start in every later checkpoint, whatever the address becomes', async (t) => {
  const { db, sealing, exported, home } = await aJournal(t, 3)
  await seal(sealing)
  const moved = await openSigner(db, { home, origin: 'https://elsewhere.example' })
  assert.equal(moved.name, sealing.signer.name)
  await write(db, anEntry())
  await seal({ ...sealing, signer: moved })
  const { rows } = await sql<{ origin: string }>`
    select distinct split_part(note, chr(10), 1) as origin from platform.journal_checkpoint
  `.execute(db)
  assert.deepEqual(rows, [{ origin: sealing.signer.name }])
  const verdict = await verifyJournal(await exported())
  assert.ok(verdict.ok)
  assert.equal(verdict.size, 4)
})

test('processes that start at once under two addresses agree on one name', async (t) => {
  const { db, config } = await aPlatform(t)
  await sql`delete from platform.journal_log`.execute(db)
  const named = await Promise.all(
    ['https://a.example', 'https://b.example', 'https://a.example'].map((origin) =>
      openSigner(db, { home: config.home, origin }),
    ),
  )
  assert.equal(new Set(named.map(({ name }) => name)).size, 1)
})
