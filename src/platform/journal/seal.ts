import { sql } from 'kysely'
import { signCheckpoint } from '#lib/merkle/checkpoint.ts'
import { Frontier } from '#lib/merkle/frontier.ts'
import { type NoteSigner, verifierKey } from '#lib/merkle/signed-note.ts'
import { HASH_LENGTH } from '#lib/merkle/tree.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db.ts'

// Any number no other part locks: "journal" spelt on a telephone.
const SEALING_LOCK = 5_687_625
const BATCH = 50_000

/** What sealing needs. */
export interface Sealing {
  db: Db
  signer: NoteSigner
  clock: Clock
}

/**
 * Moves every committed entry that waits into the Merkle log and signs a checkpoint for each batch. Returns how many
 * were sealed; 0 also when another process is sealing.
 *
 * An entry waits as a row of `journal_pending` and is taken by deleting it, so nothing can be passed over: a transaction
 * that commits late simply gets a later place. (An order by transaction id would stall behind any long transaction and
 * break when a backup is restored into a new server.)
 */
export async function seal(sealing: Sealing, batch = BATCH): Promise<number> {
  const waiting = await sql<{ any: boolean }>`
    select exists (select 1 from platform.journal_pending) as any
  `.execute(sealing.db)
  if (!waiting.rows[0]?.any) return 0
  let sealed = 0
  for (;;) {
    const moved = await sealing.db.transaction().execute((tx) => sealBatch(tx, sealing, batch))
    sealed += moved
    if (moved < batch) return sealed
  }
}

async function sealBatch(tx: Tx, { signer, clock }: Sealing, batch: number): Promise<number> {
  const lock = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${SEALING_LOCK}) as got`.execute(tx)
  if (!lock.rows[0]?.got) return 0
  const frontier = await readFrontier(tx)
  const before = frontier.size
  // One value for all hashes: a row apiece would cost more than the hashing.
  const { rows } = await sql<{ hashes: Buffer | null }>`
    with taken as (
      delete from platform.journal_pending
      where position in (select position from platform.journal_pending order by position limit ${batch})
      returning position, entry, hash
    ), numbered as (
      select ${before}::bigint - 1 + row_number() over (order by position) as sequence, entry, hash from taken
    ), kept as (
      insert into platform.journal_leaf (sequence, entry, hash) select sequence, entry, hash from numbered
    )
    select string_agg(hash, ''::bytea order by sequence) as hashes from numbered
  `.execute(tx)
  const hashes = rows[0]?.hashes
  if (!hashes) return 0
  for (let at = 0; at < hashes.length; at += HASH_LENGTH) frontier.append(hashes.subarray(at, at + HASH_LENGTH))
  await writeCheckpoint(tx, frontier, signer, clock())
  return frontier.size - before
}

async function readFrontier(tx: Tx): Promise<Frontier> {
  const { rows } = await sql<{ size: number; frontier: Buffer }>`
    select size, frontier from platform.journal_checkpoint order by size desc limit 1
  `.execute(tx)
  const last = rows[0]
  return last ? Frontier.fromBytes(last.size, last.frontier) : new Frontier()
}

async function writeCheckpoint(tx: Tx, frontier: Frontier, signer: NoteSigner, at: Date): Promise<void> {
  const root = frontier.root()
  const note = signCheckpoint({ origin: signer.name, size: frontier.size, root, extensions: [] }, signer)
  await sql`
    insert into platform.journal_checkpoint (size, root, frontier, note, made_at)
    values (${frontier.size}, ${root}, ${frontier.toBytes()}, ${note}, ${at})
  `.execute(tx)
  await sql`
    insert into platform.journal_key (verifier_key, first_used_at) values (${verifierKey(signer)}, ${at})
    on conflict do nothing
  `.execute(tx)
}

/** The newest signed checkpoint, for anyone to keep; null while nothing is sealed. */
export async function latestCheckpoint(db: Db | Tx): Promise<string | null> {
  const { rows } = await sql<{ note: string }>`
    select note from platform.journal_checkpoint order by size desc limit 1
  `.execute(db)
  return rows[0]?.note ?? null
}
