import { type ExpressionBuilder, sql } from 'kysely'
import { type Grant, type Role, roleShape, type Scope } from '#areas/people/contract.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Database } from '#platform/db-types.ts'
import { isId, newId } from '#platform/id.ts'

/** A grant as it is kept. */
export interface KeptGrant extends Grant {
  id: string
  personId: string
  grantedAt: Date
  grantedBy: string | null
}

interface ScopeColumns {
  level: string
  network_id: string | null
  province_code: string | null
  library_id: string | null
}

/** A scope as columns. */
export function columnsOf(scope: Scope): ScopeColumns {
  return {
    level: scope.level,
    network_id: scope.level === 'system' ? null : scope.network,
    province_code: scope.level === 'province' || scope.level === 'library' ? scope.province : null,
    library_id: scope.level === 'library' ? scope.library : null,
  }
}

/** Columns as a scope. */
function scopeOf(row: ScopeColumns): Scope {
  const [network, province, library] = [row.network_id ?? '', row.province_code ?? '', row.library_id ?? '']
  if (row.level === 'network') return { level: 'network', network }
  if (row.level === 'province') return { level: 'province', network, province }
  if (row.level === 'library') return { level: 'library', network, province, library }
  return { level: 'system' }
}

/** Every grant that is in force of a person, oldest first. Roles of a later version are left out. */
export async function listGrants(db: Db | Tx, personIds: readonly string[]): Promise<KeptGrant[]> {
  const ids = personIds.filter(isId)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('people.role_grant')
    .selectAll()
    .where('person_id', 'in', ids)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const role = roleShape.safeParse(row.role)
    if (!role.success) return []
    const kept = { id: row.id, personId: row.person_id, grantedAt: row.granted_at, grantedBy: row.granted_by }
    return [{ ...kept, role: role.data, scope: scopeOf(row) }]
  })
}

/** Gives a role; false when the person has it already. */
export async function insertGrant(
  tx: Tx,
  grant: Grant & { personId: string; grantedBy: string | null; at: Date },
): Promise<boolean> {
  const done = await tx
    .insertInto('people.role_grant')
    .values({
      id: newId(),
      person_id: grant.personId,
      role: grant.role,
      ...columnsOf(grant.scope),
      granted_at: grant.at,
      granted_by: grant.grantedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows) > 0
}

/** Takes a grant back; false when it was not in force. */
export async function revokeGrant(tx: Tx, id: string, by: string | null, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('people.role_grant')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/**
 * Administrators beside `personId` who may sign in. Locks their grants, so that two administrators taking each other's
 * role away at the same moment cannot both succeed.
 */
export async function countOtherAdministrators(tx: Tx, personId: string): Promise<number> {
  const rows = await tx
    .selectFrom('people.role_grant as g')
    .innerJoin('people.person as p', 'p.id', 'g.person_id')
    .select('g.person_id')
    .where('g.role', '=', 'administrator')
    .where('g.revoked_at', 'is', null)
    .where('p.deactivated_at', 'is', null)
    .orderBy('g.id')
    .forUpdate()
    .execute()
  return rows.filter((row) => row.person_id !== personId).length
}

/** Puts every grant at a library under its new ancestors. Gives how many there were. */
export async function moveLibraryGrants(
  tx: Tx,
  libraryId: string,
  to: { network: string; province: string },
): Promise<number> {
  const done = await tx
    .updateTable('people.role_grant')
    .set({ network_id: to.network, province_code: to.province })
    .where('library_id', '=', libraryId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** A condition on grants `g`: they lie within one of the scopes. */
export function within(scopes: readonly Scope[]) {
  return (eb: ExpressionBuilder<Database & { g: Database['people.role_grant'] }, 'g'>) =>
    eb.or(
      scopes.map((scope) => {
        const columns = columnsOf(scope)
        const parts = [
          columns.network_id === null ? null : eb('g.network_id', '=', columns.network_id),
          columns.province_code === null ? null : eb('g.province_code', '=', columns.province_code),
          columns.library_id === null ? null : eb('g.library_id', '=', columns.library_id),
        ].filter((part) => part !== null)
        return parts.length === 0 ? eb.lit(true) : eb.and(parts)
      }),
    )
}

/** SQL: the grants in force of the person `id`, as a JSON array of `{role, level, network_id, province_code, library_id}`. */
export function grantsJson(id: string) {
  return sql<({ role: string } & ScopeColumns)[]>`coalesce((
    select jsonb_agg(jsonb_build_object('role', g.role, 'level', g.level, 'network_id', g.network_id,
      'province_code', g.province_code, 'library_id', g.library_id) order by g.id)
    from people.role_grant g where g.person_id = ${sql.ref(id)} and g.revoked_at is null), '[]')`
}

/** What `grantsJson` gave, as grants. */
export function grantsFrom(rows: readonly ({ role: string } & ScopeColumns)[]): Grant[] {
  return rows.flatMap((row) =>
    roleShape.safeParse(row.role).success ? [{ role: row.role as Role, scope: scopeOf(row) }] : [],
  )
}
