import { sql } from 'kysely'
import { type Grant, grantShape } from '#areas/people/contract.ts'
import type { Db, Tx } from '#platform/db.ts'
import { isId, newId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { grantsFrom, grantsJson } from './grants.ts'
import { firstPrepared } from './prepared.ts'

/** A key in force with its owner: all a request needs, in one query. */
export interface OpenKey {
  id: string
  name: string
  grants: readonly Grant[]
  lastUsedAt: Date | null
  owner: { id: string; grants: Grant[]; secondFactor: boolean }
}

function openKey(db: Db, secretHash: string, now: Date) {
  return db
    .selectFrom('people.api_key as k')
    .innerJoin('people.person as p', 'p.id', 'k.person_id')
    .select(['k.id', 'k.name', 'k.grants', 'k.last_used_at', 'p.id as ownerId', grantsJson('p.id').as('ownerGrants')])
    .select(
      sql<boolean>`p.two_factor_enabled or exists (select from people.passkey x where x.person_id = p.id)`.as(
        'secondFactor',
      ),
    )
    .where('k.secret_hash', '=', secretHash)
    .where('k.revoked_at', 'is', null)
    .where('k.expires_at', '>', now)
    .where('p.deactivated_at', 'is', null)
}

/** The key of a hash, when it is in force at `now` and its owner may sign in. */
export async function findOpenKey(
  at: Pick<Platform, 'db' | 'pool'>,
  secretHash: string,
  now: Date,
): Promise<OpenKey | null> {
  const row = await firstPrepared(at, 'people.open-key', (db) => openKey(db, secretHash, now), [secretHash, now])
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    grants: grantShape.array().parse(row.grants),
    lastUsedAt: row.last_used_at,
    owner: { id: row.ownerId, grants: grantsFrom(row.ownerGrants), secondFactor: row.secondFactor },
  }
}

/** Notes that a key was used. */
export async function touchKey(db: Db | Tx, id: string, at: Date): Promise<void> {
  await db.updateTable('people.api_key').set({ last_used_at: at }).where('id', '=', id).execute()
}

/** Keeps a new key and gives its id. */
export async function insertKey(
  tx: Tx,
  key: {
    personId: string
    name: string
    start: string
    secretHash: string
    grants: readonly Grant[]
    at: Date
    expiresAt: Date
  },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('people.api_key')
    .values({
      id,
      person_id: key.personId,
      name: key.name,
      start: key.start,
      secret_hash: key.secretHash,
      grants: JSON.stringify(key.grants),
      created_at: key.at,
      expires_at: key.expiresAt,
    })
    .execute()
  return id
}

/** A person's keys that were not revoked, newest first; expired ones too, so that people see why a program stopped. */
export async function listKeys(db: Db | Tx, personId: string) {
  const rows = await db
    .selectFrom('people.api_key')
    .select(['id', 'name', 'start', 'grants', 'created_at', 'expires_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ grants, ...row }) => ({ ...row, grants: grantShape.array().parse(grants) }))
}

/** Revokes one of a person's keys (all of them when `id` is null). Gives how many. */
export async function revokeKeys(tx: Tx, personId: string, id: string | null, at: Date): Promise<number> {
  if (id !== null && !isId(id)) return 0
  let revoking = tx
    .updateTable('people.api_key')
    .set({ revoked_at: at })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
  if (id !== null) revoking = revoking.where('id', '=', id)
  return Number((await revoking.executeTakeFirst()).numUpdatedRows)
}
