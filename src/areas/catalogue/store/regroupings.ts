import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** What a run of the present rules has done so far. */
export interface RegroupingCounts {
  done: number
  /** Records that went to another edition. */
  moved: number
  /** Editions that were joined into others. */
  joined: number
  /** New questions. */
  asked: number
  passedOver: number
}

export interface RegroupingRow extends RegroupingCounts {
  id: string
  state: 'running' | 'done' | 'stopped'
  after: string | null
  total: number
  jobId: string | null
  startedByName: string
  createdAt: Date
  finishedAt: Date | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('catalogue.regrouping')
    .select([
      'id',
      sql<RegroupingRow['state']>`state`.as('state'),
      'after',
      'total',
      'done',
      'moved',
      'joined',
      'asked',
      'passed_over as passedOver',
      'job_id as jobId',
      'started_by_name as startedByName',
      'created_at as createdAt',
      'finished_at as finishedAt',
    ])

/** Begins a run over all records there are now. */
export async function addRegrouping(tx: Tx, made: { id: string; byName: string }, at: Date): Promise<void> {
  await sql`
    insert into catalogue.regrouping (id, state, total, started_by_name, created_at)
    select ${made.id}, 'running', count(*), ${made.byName}, ${at} from catalogue.record`.execute(tx)
}

export async function setRegroupingJob(tx: Tx, id: string, jobId: string): Promise<void> {
  await tx.updateTable('catalogue.regrouping').set({ job_id: jobId }).where('id', '=', id).execute()
}

export async function findRegrouping(db: Db | Tx, id: string): Promise<RegroupingRow | undefined> {
  return await rows(db).where('id', '=', id).executeTakeFirst()
}

/** The run, locked until the transaction ends: two workers never do the same stretch. */
export async function lockRegrouping(tx: Tx, id: string): Promise<RegroupingRow | undefined> {
  return await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The newest run that has not come to its end. */
export async function findUnfinishedRegrouping(db: Db | Tx): Promise<RegroupingRow | undefined> {
  return await rows(db).where('state', '=', 'running').orderBy('created_at', 'desc').executeTakeFirst()
}

/** Notes how far a run has come; `after` null leaves the place as it is and ends the run. */
export async function countRegrouping(
  tx: Tx,
  id: string,
  counts: RegroupingCounts,
  to: { after: string } | { finishedAt: Date },
): Promise<void> {
  const { done, moved, joined, asked, passedOver } = counts
  const where = 'after' in to ? { after: to.after } : { state: 'done', finished_at: to.finishedAt }
  await tx
    .updateTable('catalogue.regrouping')
    .set({ done, moved, joined, asked, passed_over: passedOver, ...where })
    .where('id', '=', id)
    .execute()
}

/** Ends unfinished runs: a new one begins at the first record, by the rules of now. */
export async function stopRegroupings(tx: Tx, at: Date): Promise<void> {
  await tx
    .updateTable('catalogue.regrouping')
    .set({ state: 'stopped', finished_at: at })
    .where('state', '=', 'running')
    .execute()
}
