import { sql } from 'kysely'
import { headingText, isListField, type ListColumns, type ListField } from '#lib/lists/fields.ts'
import type { Db, Tx } from '#platform/db.ts'

/** What a library said of headings before, by folded heading. */
export async function rememberedColumns(db: Db | Tx, libraryId: string): Promise<Map<string, ListField | null>> {
  const rows = await db
    .selectFrom('catalogue.list_column')
    .where('library_id', '=', libraryId)
    .select(['heading', 'field'])
    .execute()
  return new Map(rows.map(({ heading, field }) => [heading, isListField(field) ? field : null]))
}

/** Remembers what a library says of headings now. */
export async function rememberColumns(tx: Tx, libraryId: string, columns: ListColumns, at: Date): Promise<void> {
  const said = new Map(
    columns.names
      .map((name, i) => [headingText(name), columns.fields[i] ?? null] as const)
      .filter(([key]) => key !== ''),
  )
  if (said.size === 0) return
  await tx
    .insertInto('catalogue.list_column')
    .values([...said].map(([heading, field]) => ({ library_id: libraryId, heading, field, updated_at: at })))
    .onConflict((conflict) =>
      conflict.columns(['library_id', 'heading']).doUpdateSet({
        field: sql`excluded.field`,
        updated_at: sql`excluded.updated_at`,
      }),
    )
    .execute()
}
