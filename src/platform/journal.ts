import { sql } from 'kysely'
import { canonicalJson, type Json, storableJson, storableText } from '#lib/merkle/canonical-json.ts'
import { leafHash } from '#lib/merkle/tree.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Db, Tx } from './db.ts'
import { isId, newId } from './id.ts'

/** Who did it: an actor as far as the journal remembers one. An `Actor` fits. */
export interface JournalActor {
  kind: 'person' | 'key' | 'system' | 'anonymous'
  id: string | null
  name: string
}

/** What was done, by whom, for which organisation, to what. */
export interface JournalEntry {
  at: Date
  by: JournalActor
  /** The organisation it was done for: a library's or network's id; null for the system's own business. */
  organisation: string | null
  /** `area.what-happened`: `catalogue.record-added`. */
  action: string
  subject: { type: string; id: string }
  /** What a reader of the history needs to know. Never a secret, never a national id: it is kept for ever. */
  facts?: Readonly<Record<string, unknown>>
}

/** An entry as the journal keeps it. `sequence` is its place in the Merkle log, null until it is sealed. */
export interface JournalRecord extends Required<JournalEntry> {
  id: string
  facts: Readonly<Record<string, Json>>
  sequence: number | null
}

/**
 * The bytes that are hashed for an entry: RFC 8785 canonical JSON of
 * `{action, at, by: {id, kind, name}, facts, id, organisation, subject: {id, type}}`, `at` in UTC with milliseconds.
 */
export function canonicalEntry(entry: Omit<JournalRecord, 'sequence'>): string {
  const { id, at, by, organisation, action, subject, facts } = entry
  return canonicalJson({
    id,
    at: at.toISOString(),
    by: { kind: by.kind, id: by.id, name: by.name },
    organisation,
    action,
    subject: { type: subject.type, id: subject.id },
    facts,
  })
}

function toRecord(entry: JournalEntry): Omit<JournalRecord, 'sequence'> {
  return {
    id: newId(),
    at: entry.at,
    by: {
      kind: entry.by.kind,
      id: entry.by.id === null ? null : storableText(entry.by.id),
      name: storableText(entry.by.name),
    },
    organisation: entry.organisation === null ? null : storableText(entry.organisation),
    action: entry.action,
    subject: { type: entry.subject.type, id: storableText(entry.subject.id) },
    facts: storableJson(entry.facts ?? {}) as Record<string, Json>,
  }
}

/**
 * Writes entries in the caller's transaction, all of them in one statement, and returns their ids in the same order.
 * They are sealed into the Merkle log soon after the transaction commits.
 */
export async function append(tx: Tx, entries: JournalEntry | readonly JournalEntry[]): Promise<string[]> {
  const list: readonly JournalEntry[] = Array.isArray(entries) ? entries : [entries as JournalEntry]
  if (list.length === 0) return []
  const records = list.map(toRecord)
  const column = <T>(read: (record: (typeof records)[number]) => T): T[] => records.map(read)
  await sql`
    with given as (
      select * from unnest(
        ${column((r) => r.id)}::uuid[], ${column((r) => r.at.toISOString())}::timestamptz[],
        ${column((r) => r.by.kind)}::text[], ${column((r) => r.by.id)}::text[], ${column((r) => r.by.name)}::text[],
        ${column((r) => r.organisation)}::text[], ${column((r) => r.action)}::text[],
        ${column((r) => r.subject.type)}::text[], ${column((r) => r.subject.id)}::text[],
        ${column((r) => JSON.stringify(r.facts))}::text[],
        ${column((r) => Buffer.from(leafHash(canonicalEntry(r))).toString('hex'))}::text[]
      ) with ordinality
        as g (id, at, by_kind, by_id, by_name, organisation, action, subject_type, subject_id, facts, hash, nth)
    ), written as (
      insert into platform.journal_entry
        (id, at, by_kind, by_id, by_name, organisation, action, subject_type, subject_id, facts)
      select id, at, by_kind, by_id, by_name, organisation, action, subject_type, subject_id, facts::jsonb from given
    )
    insert into platform.journal_pending (entry, hash) select id, decode(hash, 'hex') from given order by nth
  `.execute(tx)
  return column((r) => r.id)
}

interface EntryRow {
  id: string
  at: Date
  by_kind: JournalActor['kind']
  by_id: string | null
  by_name: string
  organisation: string | null
  action: string
  subject_type: string
  subject_id: string
  facts: Record<string, Json>
  sequence: number | null
}

/** An entry out of its row. */
export function recordOf(row: EntryRow): JournalRecord {
  return {
    id: row.id,
    at: row.at,
    by: { kind: row.by_kind, id: row.by_id, name: row.by_name },
    organisation: row.organisation,
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id },
    facts: row.facts,
    sequence: row.sequence,
  }
}

/** Which part of a history: `limit` entries (50 unless told, at most 500), older than the entry `before`. */
export interface HistoryPage {
  limit?: number
  before?: string | null
}

/** The history of one thing, newest first. Refuses `journal.before-malformed` when `before` is no entry's id. */
export function listFor(db: Db | Tx, subject: { type: string; id: string }, page: HistoryPage = {}) {
  return list(db, sql`e.subject_type = ${subject.type} and e.subject_id = ${storableText(subject.id)}`, page)
}

/** What was done for one organisation, newest first; refusals as `listFor`. */
export function listForOrganisation(db: Db | Tx, organisation: string, page: HistoryPage = {}) {
  return list(db, sql`e.organisation = ${storableText(organisation)}`, page)
}

async function list(db: Db | Tx, which: ReturnType<typeof sql>, page: HistoryPage): Promise<JournalRecord[]> {
  const before = page.before ?? null
  if (before !== null && !isId(before)) throw new Refusal('invalid', 'journal.before-malformed', { field: 'before' })
  const limit = Math.min(Math.max(Math.trunc(page.limit ?? 50), 1), 500)
  const older = before === null ? sql`true` : sql`e.id < ${before}::uuid`
  const { rows } = await sql<EntryRow>`
    select e.*, l.sequence
    from platform.journal_entry e left join platform.journal_leaf l on l.entry = e.id
    where ${which} and ${older}
    order by e.id desc limit ${limit}
  `.execute(db)
  return rows.map(recordOf)
}
