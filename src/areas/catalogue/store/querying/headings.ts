import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export interface HeadingValues {
  kind: 'author' | 'subject' | 'publisher'
  key: string
  label: string
  alternate: string | null
  /** Headings are listed in the order of it. */
  filingKey: string
}

/** Remembers a label for each folded name; the first one stays. */
export async function putHeadings(tx: Tx, headings: readonly HeadingValues[]): Promise<void> {
  if (headings.length === 0) return
  const column = <T>(read: (heading: HeadingValues) => T): T[] => headings.map(read)
  await sql`
    insert into catalogue.heading (kind, key, label, alternate, filing_key)
    select * from unnest(${column((h) => h.kind)}::text[], ${column((h) => h.key)}::text[], ${column((h) => h.label)}::text[],
      ${column((h) => h.alternate)}::text[], ${column((h) => h.filingKey)}::text[])
    on conflict (kind, key) do nothing`.execute(tx)
}

export async function listHeadings(db: Db | Tx, kind: HeadingValues['kind'], keys: readonly string[]) {
  if (keys.length === 0) return []
  return await db
    .selectFrom('catalogue.heading')
    .select(['key', 'label', 'alternate'])
    .where('kind', '=', kind)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
}

/** A place in the order of headings. */
export interface FiledAt {
  filingKey: string
  key: string
}

/** Headings in their order: from a filing key on (`at` or after), or past a place, or back from it. */
export async function listHeadingsNear(
  db: Db | Tx,
  kind: HeadingValues['kind'],
  at: FiledAt,
  direction: 'from' | 'after' | 'before',
  limit: number,
): Promise<(FiledAt & { label: string })[]> {
  const place = sql`(${at.filingKey}, ${at.key})`
  const own = sql`(filing_key, key)`
  const { rows } = await sql<FiledAt & { label: string }>`
    select filing_key as "filingKey", key, label from catalogue.heading
    where kind = ${kind} and ${direction === 'from' ? sql`${own} >= ${place}` : direction === 'after' ? sql`${own} > ${place}` : sql`${own} < ${place}`}
    order by ${direction === 'before' ? sql`filing_key desc, key desc` : sql`filing_key, key`} limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Headings without a place in the order: of a kind, or of all. */
export async function listUnfiled(db: Db | Tx, kind: HeadingValues['kind'] | null, limit: number) {
  const unfiled = db.selectFrom('catalogue.heading').select(['kind', 'key', 'label']).where('filing_key', 'is', null)
  return await (kind === null ? unfiled : unfiled.where('kind', '=', kind)).limit(limit).execute()
}

/** Gives headings their places. */
export async function fileHeadings(
  db: Db | Tx,
  headings: readonly { kind: string; key: string; filingKey: string }[],
): Promise<void> {
  const column = (read: (heading: { kind: string; key: string; filingKey: string }) => string) => headings.map(read)
  await sql`
    update catalogue.heading h set filing_key = g.filing_key
    from unnest(${column((h) => h.kind)}::text[], ${column((h) => h.key)}::text[], ${column((h) => h.filingKey)}::text[])
      as g(kind, key, filing_key)
    where h.kind = g.kind and h.key = g.key`.execute(db)
}
