import { sql } from 'kysely'
import type { MarcFamily } from '#lib/marc/record.ts'
import type { Db, Tx } from '#platform/db.ts'

/** Who stands in an edition, without the records themselves. */
export interface Member {
  id: string
  editionId: string
  libraryId: string
  isSuppressed: boolean
  /** How much it says; null where nobody has counted yet. */
  fullness: number | null
}

/** The members of some editions, the oldest first. */
export async function listMembers(db: Db | Tx, editionIds: readonly string[]): Promise<Member[]> {
  if (editionIds.length === 0) return []
  const found = await sql<Member>`
    select id, edition_id as "editionId", library_id as "libraryId", suppressed_at is not null as "isSuppressed", fullness
    from catalogue.record where edition_id = any(${editionIds}::uuid[]) order by created_at, id`.execute(db)
  return found.rows
}

/** What leads to an edition: titles, identifiers, candidate keys. */
export interface LeadingKeys {
  titleKeys: string[]
  keys: string[]
  matchKeys: number[]
}

/** What leads to some editions now; unknown ones are left out. */
export async function listLeadingKeys(db: Db | Tx, editionIds: readonly string[]): Promise<Map<string, LeadingKeys>> {
  if (editionIds.length === 0) return new Map()
  const found = await sql<LeadingKeys & { id: string }>`
    select e.id, e.title_keys as "titleKeys", e.match_keys as "matchKeys",
      array(select k.key from catalogue.edition_key k where k.edition_id = e.id) as keys
    from catalogue.edition e where e.id = any(${editionIds}::uuid[])`.execute(db)
  return new Map(found.rows.map(({ id, ...keys }) => [id, keys]))
}

/** A record by its names, without what it says. */
export interface RecordHead {
  id: string
  editionId: string
  libraryId: string
  controlNumber: string
  family: MarcFamily
  updatedAt: Date
}

/** The shown records of some editions, the oldest first, by their names. */
export async function listShownHeads(db: Db | Tx, editionIds: readonly string[]): Promise<RecordHead[]> {
  if (editionIds.length === 0) return []
  const found = await sql<RecordHead>`
    select id, edition_id as "editionId", library_id as "libraryId", control_number as "controlNumber", family,
      updated_at as "updatedAt"
    from catalogue.record where edition_id = any(${editionIds}::uuid[]) and suppressed_at is null
    order by created_at, id`.execute(db)
  return found.rows
}
