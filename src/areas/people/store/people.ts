import { sql } from 'kysely'
import type { Scope } from '#areas/people/contract.ts'
import { fold } from '#lib/persian/fold.ts'
import { sortKey } from '#lib/persian/sort-key.ts'
import type { Db, Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'
import { within } from './grants.ts'

/** A person as every use-case reads one. */
export interface Person {
  id: string
  name: string
  userName: string
  email: string
  totp: boolean
  passkeys: number
  deactivatedAt: Date | null
  demonstration: boolean
  createdAt: Date
}

/** One way to name a person. */
export type Which = { id: string } | { userName: string } | { email: string }

/** The person, if there is one; closed accounts too. */
export async function findPerson(db: Db | Tx, which: Which): Promise<Person | null> {
  if ('id' in which && !isId(which.id)) return null
  const found = people(db)
  const one =
    'id' in which
      ? found.where('p.id', '=', which.id)
      : 'email' in which
        ? found.where('p.email', '=', which.email)
        : found.where('p.user_name', '=', which.userName)
  const row = await one.executeTakeFirst()
  return row ? personOf(row) : null
}

/** What a list of people may ask. */
export interface PeopleQuery {
  /** Only people with a grant within one of these; a system scope means everybody. */
  within: readonly Scope[]
  text: string
  limit: number
  offset: number
}

/** People in alphabet order, and how many there are in all. */
export async function listPeople(db: Db | Tx, query: PeopleQuery): Promise<{ total: number; people: Person[] }> {
  let found = people(db)
  if (!query.within.some((scope) => scope.level === 'system')) {
    found = found.where((eb) =>
      eb.exists(
        eb
          .selectFrom('people.role_grant as g')
          .select(sql`1`.as('one'))
          .whereRef('g.person_id', '=', 'p.id')
          .where('g.revoked_at', 'is', null)
          .where(within(query.within)),
      ),
    )
  }
  for (const word of fold(query.text).split(' ').filter(Boolean)) {
    found = found.where('p.search_key', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  }
  const rows = await found
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('p.sort_key')
    .orderBy('p.id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return { total: rows[0]?.total ?? 0, people: rows.map(personOf) }
}

/** Names and addresses by id, of those to whom letters go; the people of a demonstration only where they are asked for. */
export async function addresseesOf(
  db: Db | Tx,
  ids: readonly string[],
  withDemonstration: boolean,
): Promise<ReadonlyMap<string, { name: string; email: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people.person')
    .select(['id', 'name', 'email'])
    .where('id', 'in', ids)
    .where('deactivated_at', 'is', null)
    .where((eb) => (withDemonstration ? eb.lit(true) : eb('demonstration', '=', false)))
    .execute()
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]))
}

/** Names by id, for whoever shows who did something. */
export async function namesOf(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('people.person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Writes what better-auth does not know of a new person. */
export async function completePerson(
  tx: Tx,
  person: { id: string; name: string; userName: string; email: string; demonstration: boolean },
): Promise<void> {
  await tx
    .updateTable('people.person')
    .set({
      search_key: fold(`${person.name} ${person.userName} ${person.email}`),
      sort_key: sortKey(person.name),
      demonstration: person.demonstration,
    })
    .where('id', '=', person.id)
    .execute()
}

/** Closes an account at an instant, or opens it again with null. */
export async function setDeactivated(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.updateTable('people.person').set({ deactivated_at: at }).where('id', '=', id).execute()
}

/** The scrypt hash of a person's password. */
export async function findPasswordHash(db: Db | Tx, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('people.account')
    .select('password')
    .where('person_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

function people(db: Db | Tx) {
  return db
    .selectFrom('people.person as p')
    .select([
      'p.id',
      'p.name',
      'p.user_name',
      'p.email',
      'p.two_factor_enabled',
      'p.deactivated_at',
      'p.demonstration',
      'p.created_at',
    ])
    .select(sql<number>`(select count(*) from people.passkey k where k.person_id = p.id)`.as('passkeys'))
}

function personOf(row: {
  id: string
  name: string
  user_name: string
  email: string
  two_factor_enabled: boolean
  passkeys: number
  deactivated_at: Date | null
  demonstration: boolean
  created_at: Date
}): Person {
  return {
    id: row.id,
    name: row.name,
    userName: row.user_name,
    email: row.email,
    totp: row.two_factor_enabled,
    passkeys: row.passkeys,
    deactivatedAt: row.deactivated_at,
    demonstration: row.demonstration,
    createdAt: row.created_at,
  }
}
