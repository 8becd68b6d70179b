import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** A part of the sitemap: public editions from one id on. */
export interface SitemapPart {
  first: string
  changedAt: Date | null
}

/** Cuts the public editions into parts of `size`, in the order of their ids. */
export async function listSitemapParts(db: Db | Tx, size: number): Promise<SitemapPart[]> {
  const found = await sql<SitemapPart>`
    select min(edition_id::text) as first, max(changed_at) as "changedAt" from (
      select edition_id, changed_at, (row_number() over (order by edition_id) - 1) / ${size}::int as part
      from catalogue.edition_change where is_public) c
    group by part order by part`.execute(db)
  return found.rows
}

/** The editions of a part; a last change is unknown until it is stamped. */
export async function listSitemapEditions(db: Db | Tx, first: string, size: number) {
  const found = await sql<{ id: string; changedAt: Date | null }>`
    select edition_id as id, changed_at as "changedAt" from catalogue.edition_change
    where is_public and edition_id >= ${first} order by edition_id limit ${size}`.execute(db)
  return found.rows
}
