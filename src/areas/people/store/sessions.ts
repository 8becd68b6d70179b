import { sql } from 'kysely'
import type { Grant } from '#areas/people/contract.ts'
import type { Db, Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import { grantsFrom, grantsJson } from './grants.ts'
import { firstPrepared } from './prepared.ts'

/** A session with whose it is and what they may do: all a request needs, in one query. */
export interface OpenSession {
  sessionId: string
  personId: string
  name: string
  secondFactor: boolean
  lastUsedAt: Date | null
  grants: Grant[]
}

function openSession(db: Db, token: string, now: Date) {
  return db
    .selectFrom('people.session as s')
    .innerJoin('people.person as p', 'p.id', 's.person_id')
    .select([
      's.id',
      's.second_factor_at',
      's.last_used_at',
      'p.id as personId',
      'p.name',
      grantsJson('p.id').as('grants'),
    ])
    .where('s.token', '=', token)
    .where('s.expires_at', '>', now)
    .where('p.deactivated_at', 'is', null)
}

/** The session of a token, when it is open at `now` and its person may sign in. */
export async function findOpenSession(
  at: Pick<Platform, 'db' | 'pool'>,
  token: string,
  now: Date,
): Promise<OpenSession | null> {
  const row = await firstPrepared(at, 'people.open-session', (db) => openSession(db, token, now), [token, now])
  if (!row) return null
  return {
    sessionId: row.id,
    personId: row.personId,
    name: row.name,
    secondFactor: row.second_factor_at !== null,
    lastUsedAt: row.last_used_at,
    grants: grantsFrom(row.grants),
  }
}

/** Notes that a session was used. */
export async function touchSession(db: Db | Tx, id: string, at: Date): Promise<void> {
  await db.updateTable('people.session').set({ last_used_at: at }).where('id', '=', id).execute()
}

/** Marks a session as having passed a second factor. */
export async function passSecondFactor(tx: Tx, token: string, at: Date): Promise<void> {
  await tx
    .updateTable('people.session')
    .set({ second_factor_at: at, last_used_at: at })
    .where('token', '=', token)
    .execute()
}

/** A person's sessions that are open at `now`, the latest used first. */
export function listSessions(db: Db | Tx, personId: string, now: Date) {
  return db
    .selectFrom('people.session')
    .select(['id', 'user_agent', 'created_at', 'last_used_at', 'expires_at', 'second_factor_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy(sql`coalesce(last_used_at, created_at)`, 'desc')
    .orderBy('id')
    .execute()
}

/** Ends one session of a person; false when it is not theirs or over already. */
export async function endSession(tx: Tx, personId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const done = await tx
    .deleteFrom('people.session')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}

/** Ends all sessions of a person, but for the one `except`. Gives how many. */
export async function endSessions(tx: Tx, personId: string, except: string | null): Promise<number> {
  let ending = tx.deleteFrom('people.session').where('person_id', '=', personId)
  if (except !== null) ending = ending.where('id', '<>', except)
  return Number((await ending.executeTakeFirst()).numDeletedRows)
}

/** Ends the session of a token, whoever's it is. */
export async function endSessionOfToken(tx: Db | Tx, token: string): Promise<void> {
  await tx.deleteFrom('people.session').where('token', '=', token).execute()
}

/** Clears what is over: this person's sessions, and everybody's half-done sign-ins. */
export async function sweepSessions(db: Db | Tx, personId: string, now: Date): Promise<void> {
  await db.deleteFrom('people.session').where('person_id', '=', personId).where('expires_at', '<', now).execute()
  await db.deleteFrom('people.verification').where('expires_at', '<', now).execute()
}
