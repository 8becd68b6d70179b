import { sql } from 'kysely'
import type { ComposedField, FieldRules } from '#areas/catalogue/rules/grouping/composing.ts'
import type { Db, Tx } from '#platform/db.ts'

/** The rules that differ from the house's own, by field. */
export async function listFieldRules(db: Db | Tx): Promise<FieldRules> {
  const found = await sql<{ field: ComposedField; rule: 'fullest' | 'owner' | 'union'; networks: string[] }>`
    select field, rule, networks from catalogue.field_rule`.execute(db)
  return new Map(found.rows.map(({ field, rule, networks }) => [field, { rule, networks }]))
}

/** Makes these the rules; a field that is left out goes back to the house's own. */
export async function putFieldRules(tx: Tx, rules: FieldRules, byName: string, at: Date): Promise<void> {
  await tx.deleteFrom('catalogue.field_rule').execute()
  for (const [field, { rule, networks }] of rules) {
    await tx
      .insertInto('catalogue.field_rule')
      .values({ field, rule, networks: [...networks], set_by_name: byName, set_at: at })
      .execute()
  }
}
