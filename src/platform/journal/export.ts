import { sql } from 'kysely'
import type { Db } from '#platform/db.ts'
import { canonicalEntry, recordOf } from '#platform/journal.ts'

const PAGE = 5_000

type LeafRow = Parameters<typeof recordOf>[0] & { sequence: number; hash: Buffer; found: boolean }

/**
 * The whole sealed journal as JSON lines, each without its newline: a header with the public keys, then per leaf
 * `{"sequence","hash","entry"}` (`entry` in its canonical form, so SHA-256(0x00 ‖ those bytes) is `hash`), and after the
 * last leaf it covers each `{"checkpoint"}`. Memory does not grow with the journal.
 */
export async function* exportJournal(db: Db): AsyncGenerator<string> {
  const keys = await sql<{ verifier_key: string }>`
    select verifier_key from platform.journal_key order by first_used_at, verifier_key
  `.execute(db)
  yield JSON.stringify({ journal: 'peyvand', version: 1, keys: keys.rows.map((row) => row.verifier_key) })
  const newest = await sql<{ size: number | null }>`
    select max(size) as size from platform.journal_checkpoint
  `.execute(db)
  const size = newest.rows[0]?.size ?? 0
  for (let from = 0; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size)
    const notes = await checkpointsWithin(db, from, to)
    for (const row of await leavesWithin(db, from, to)) {
      const entry = row.found ? canonicalEntry(recordOf(row)) : 'null'
      yield `{"sequence":${row.sequence},"hash":"${row.hash.toString('base64')}","entry":${entry}}`
      const note = notes.get(row.sequence + 1)
      if (note !== undefined) yield JSON.stringify({ checkpoint: note })
    }
  }
}

async function checkpointsWithin(db: Db, from: number, to: number): Promise<Map<number, string>> {
  const { rows } = await sql<{ size: number; note: string }>`
    select size, note from platform.journal_checkpoint where size > ${from} and size <= ${to}
  `.execute(db)
  return new Map(rows.map((row) => [row.size, row.note]))
}

async function leavesWithin(db: Db, from: number, to: number): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select e.*, l.sequence, l.hash, e.id is not null as found
    from platform.journal_leaf l left join platform.journal_entry e on e.id = l.entry
    where l.sequence >= ${from} and l.sequence < ${to}
    order by l.sequence
  `.execute(db)
  return rows
}
