import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

/** Tables that came before an instant and still wait until somebody says what their columns hold, the oldest first. */
export async function listUnanswered(db: Db | Tx, before: Date, limit: number): Promise<{ id: string }[]> {
  return await db
    .selectFrom('catalogue.import')
    .select('id')
    .where('state', '=', 'mapping')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

/** Removes such a table if it still waits; undefined when it does no more. `fileId` is null when another import needs the file. */
export async function removeUnanswered(
  tx: Tx,
  id: string,
  before: Date,
): Promise<{ libraryId: string; fileId: string | null; fileName: string } | undefined> {
  const gone = await sql<{ libraryId: string; fileId: string | null; fileName: string }>`
    delete from catalogue.import i where i.id = ${id} and i.state = 'mapping' and i.created_at < ${before}
    returning i.library_id as "libraryId", i.file_name as "fileName",
      case when exists (select from catalogue.import o where o.file_id = i.file_id and o.id <> i.id) then null
        else i.file_id end as "fileId"`.execute(tx)
  return gone.rows[0]
}
