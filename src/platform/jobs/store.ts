import { sql } from 'kysely'
import { type Json, storableJson, storableText } from '#lib/merkle/canonical-json.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { JournalActor } from '#platform/journal.ts'
import { PRESENCE } from './presence.ts'

/** Where a job is: `refused` ended with a sentence for people, `failed` with a fault that repeating did not mend. */
export type JobState = 'waiting' | 'active' | 'done' | 'refused' | 'failed'

/** A job as a page follows it. */
export interface JobProgress {
  id: string
  name: string
  state: JobState
  done: number
  /** null while nobody knows. */
  total: number | null
  note: Json
  by: JournalActor
  result: Json
  refusal: { kind: string; code: string; facts: Record<string, Json> } | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

interface JobRow {
  id: string
  name: string
  data: unknown
  state: JobState
  done: number
  total: number | null
  note: Json
  by_kind: JournalActor['kind']
  by_id: string | null
  by_name: string
  attempt: number
  faults: number
  result: Json
  refusal: JobProgress['refusal']
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
}

function progressOf(row: JobRow): JobProgress {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    done: row.done,
    total: row.total,
    note: row.note,
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    result: row.result,
    refusal: row.refusal,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}

/** One job, or null. */
export async function findJob(db: Db | Tx, id: string): Promise<JobProgress | null> {
  const { rows } = await sql<JobRow>`select * from platform.job where id = ${id}::uuid`.execute(db)
  return rows[0] ? progressOf(rows[0]) : null
}

/** The newest jobs of a name. */
export async function listJobs(db: Db | Tx, name: string, limit: number): Promise<JobProgress[]> {
  const { rows } = await sql<JobRow>`
    select * from platform.job where name = ${name} order by id desc limit ${limit}
  `.execute(db)
  return rows.map(progressOf)
}

/** What is written when a job is sent. */
export interface NewJob {
  id: string
  name: string
  data: object
  key: string | null
  by: JournalActor
  at: Date
}

/** Writes the row; null when an unfinished job has the same key. */
export async function insertJob(tx: Tx, job: NewJob): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into platform.job (id, name, data, singleton_key, by_kind, by_id, by_name, created_at, updated_at)
    values (${job.id}, ${job.name}, ${JSON.stringify(storableJson(job.data))}, ${job.key},
      ${job.by.kind}, ${job.by.id}, ${job.by.name}, ${job.at}, ${job.at})
    on conflict (name, singleton_key) where state in ('waiting', 'active') do nothing
    returning id
  `.execute(tx)
  return rows[0]?.id ?? null
}

/** The unfinished job of a key. */
export async function findUnfinished(tx: Tx, name: string, key: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from platform.job where name = ${name} and singleton_key = ${key} and state in ('waiting', 'active')
  `.execute(tx)
  return rows[0]?.id ?? null
}

/** Takes a job for this worker; null when it is finished already. Each taking is an attempt with the next number. */
export async function claimJob(db: Db, id: string, worker: number, at: Date): Promise<(JobProgress & Claim) | null> {
  const { rows } = await sql<JobRow>`
    update platform.job set state = 'active', attempt = attempt + 1, worker = ${worker}, error = null,
      started_at = coalesce(started_at, ${at}), updated_at = ${at}
    where id = ${id}::uuid and state in ('waiting', 'active') returning *
  `.execute(db)
  const row = rows[0]
  return row ? { ...progressOf(row), data: row.data, attempt: row.attempt, faults: row.faults } : null
}

/** What an attempt has beyond what people see. */
export interface Claim {
  data: unknown
  attempt: number
  faults: number
}

/** What an attempt may change; left out stays as it is. */
export interface JobChange {
  state?: JobState
  done?: number | undefined
  total?: number | null | undefined
  note?: Json | undefined
  result?: Json
  refusal?: JobProgress['refusal']
  error?: string
  faults?: number
}

const jsonb = (value: Json | undefined) => (value === undefined ? null : JSON.stringify(storableJson(value)))

/** Writes on behalf of one attempt; false when the job is no longer that attempt's. */
export async function changeJob(db: Db, id: string, attempt: number, change: JobChange, at: Date): Promise<boolean> {
  const finished = change.state === 'done' || change.state === 'refused' || change.state === 'failed'
  const { rows } = await sql`
    update platform.job set
      state = coalesce(${change.state ?? null}, state),
      done = coalesce(${change.done ?? null}::bigint, done),
      total = coalesce(${change.total ?? null}::bigint, total),
      note = coalesce(${jsonb(change.note)}::jsonb, note),
      result = coalesce(${jsonb(change.result)}::jsonb, result),
      refusal = coalesce(${jsonb(change.refusal as Json | undefined)}::jsonb, refusal),
      error = coalesce(${change.error === undefined ? null : storableText(change.error)}, error),
      faults = coalesce(${change.faults ?? null}::integer, faults),
      finished_at = ${finished ? at : null}::timestamptz, updated_at = ${at}
    where id = ${id}::uuid and attempt = ${attempt} and state = 'active' returning id
  `.execute(db)
  return rows.length === 1
}

/** Jobs whose worker is gone, with the number pg-boss gives the attempt. */
export async function findOrphans(db: Db): Promise<{ id: string; name: string; retryCount: number }[]> {
  const { rows } = await sql<{ id: string; name: string; retryCount: number }>`
    select j.id, j.name, b.retry_count as "retryCount"
    from platform.job j join pgboss.job b on b.id = j.id and b.name = j.name
    where j.state = 'active' and b.state = 'active' and not exists (
      select 1 from pg_locks l
      where l.locktype = 'advisory' and l.classid = ${PRESENCE}::int::oid and l.objid = j.worker::oid
        and l.database = (select oid from pg_database where datname = current_database())
    )
  `.execute(db)
  return rows
}

/** Puts interrupted jobs first in line, and ends those that the queue gave up. */
export async function mendJobs(db: Db, at: Date): Promise<void> {
  await sql`
    update pgboss.job b set start_after = now() from platform.job j
    where j.state in ('waiting', 'active') and j.error is null
      and b.id = j.id and b.name = j.name and b.state = 'retry' and b.start_after > now()
  `.execute(db)
  await sql`
    update platform.job j set state = 'failed', finished_at = ${at}, updated_at = ${at},
      error = coalesce(j.error, 'given up by the queue')
    where j.state in ('waiting', 'active') and not exists (
      select 1 from pgboss.job b where b.id = j.id and b.name = j.name and b.state not in ('failed', 'cancelled')
    )
  `.execute(db)
}

/** Deletes jobs that were finished before `before`. */
export async function pruneJobs(db: Db, before: Date): Promise<void> {
  await sql`delete from platform.job where finished_at < ${before}`.execute(db)
}
