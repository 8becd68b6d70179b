import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '#platform/clock.ts'
import { type Db, openDatabase, openPool } from '#platform/db.ts'
import { newId } from '#platform/id.ts'
import { exportJournal } from '#platform/journal/export.ts'
import { seal } from '#platform/journal/seal.ts'
import { openSigner } from '#platform/journal/signer.ts'
import { verifyJournal } from '#platform/journal/verify.ts'
import { append, type JournalEntry } from '#platform/journal.ts'
import { migrate, readMigrations } from '#platform/postgres/migrate.ts'
import { startEmbedded } from '#platform/postgres/server.ts'

const ENTRIES = 100_000
const BATCH = 500
const by = { kind: 'person', id: newId(), name: 'زهرا محمدی' } as const

function anEntry(n: number): JournalEntry {
  const facts = { control: `b${n}`, title: 'شاهنامهٔ فردوسی: از روی نسخهٔ مسکو', import: by.id }
  const subject = { type: 'catalogue.record', id: newId() }
  return { at: new Date(), by, organisation: by.id, action: 'catalogue.record-added', subject, facts }
}

// The peer: the same rows in a bare table with the same two indexes, no hash, no order, no guard.
async function plain(db: Db, entries: readonly JournalEntry[]): Promise<void> {
  const rows = entries.map((e) => ({ id: newId(), ...e, by: e.by.id, subject: e.subject.id, facts: e.facts ?? {} }))
  await sql`
    insert into plain_entry select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, at timestamptz, by text, organisation text, action text, subject text, facts jsonb)
  `.execute(db)
}

async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return count / ((performance.now() - start) / 1000)
}

const home = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
const server = await startEmbedded(home)
const pool = openPool(server.url('postgres'), 5)
const db = openDatabase(pool)
try {
  await migrate(pool, readMigrations())
  await sql`create table plain_entry (id uuid primary key, at timestamptz, by text, organisation text, action text,
    subject text, facts jsonb)`.execute(db)
  await sql`create index on plain_entry (subject, id desc)`.execute(db)
  await sql`create index on plain_entry (organisation, id desc)`.execute(db)
  const batches = (write: (n: number) => Promise<unknown>) => async () => {
    for (let n = 0; n < ENTRIES; n += BATCH) await write(n)
  }
  const batch = (n: number) => Array.from({ length: BATCH }, (_, i) => anEntry(n + i))
  const signer = await openSigner(db, { home, origin: 'http://localhost:4000' })
  const sealing = { db, signer, clock: systemClock }
  await db.transaction().execute((tx) => append(tx, batch(0)))
  await seal(sealing)

  const bare = await rate(
    ENTRIES,
    batches((n) => plain(db, batch(n))),
  )
  const written = await rate(
    ENTRIES,
    batches((n) => db.transaction().execute((tx) => append(tx, batch(n)))),
  )
  const sealed = await rate(ENTRIES, () => seal(sealing))
  const single = await rate(1000, async () => {
    for (let n = 0; n < 1000; n++) await db.transaction().execute((tx) => append(tx, anEntry(n)))
  })
  await seal(sealing)
  const lines: string[] = []
  const exported = await rate(ENTRIES + BATCH + 1000, async () => {
    for await (const line of exportJournal(db)) lines.push(line)
  })
  const verified = await rate(ENTRIES + BATCH + 1000, () => verifyJournal(lines))
  const line = (what: string, perSecond: number, beside = '') =>
    console.log(`${what.padEnd(44)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} /s  ${beside}`)
  console.log(`journal: ${ENTRIES.toLocaleString('en')} entries, durable commits`)
  line(`append, ${BATCH} in a transaction`, written, `${(written / bare).toFixed(2)}× the bare table`)
  line('the same rows into a bare table', bare)
  line('append, one in a transaction', single)
  line('seal (floor 20,000)', sealed, sealed >= 20_000 ? 'held' : 'MISSED')
  line('export', exported)
  line('verify an export', verified)
} finally {
  await db.destroy()
  await server.leave()
  await rm(home, { recursive: true, force: true })
}
