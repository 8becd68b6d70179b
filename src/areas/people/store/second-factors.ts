import type { Db, Tx } from '#platform/db.ts'
import { isId } from '#platform/id.ts'

/** The encrypted secret of an authenticator app; `confirmed` once a first code has passed. */
export async function findTotp(db: Db | Tx, personId: string): Promise<{ secret: string; confirmed: boolean } | null> {
  const row = await db
    .selectFrom('people.two_factor')
    .select(['secret', 'verified'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ? { secret: row.secret, confirmed: row.verified } : null
}

/** Uses up a code; false when it is the one that passed last, within the time a code lives. */
export async function spendCode(tx: Tx, personId: string, code: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('people.two_factor')
    .set({ last_code: code, last_code_at: at })
    .where('person_id', '=', personId)
    .where((eb) =>
      eb.or([
        eb('last_code', 'is', null),
        eb('last_code', '<>', code),
        eb('last_code_at', '<', new Date(at.getTime() - 2 * 60 * 1000)),
      ]),
    )
    .executeTakeFirst()
  return Number(done.numUpdatedRows) > 0
}

/** A person's passkeys, oldest first. */
export function listPasskeys(db: Db | Tx, personId: string) {
  return db
    .selectFrom('people.passkey')
    .select(['id', 'name', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
}

/** Forgets one passkey of a person; false when it is not theirs. */
export async function deletePasskey(tx: Tx, personId: string, id: string): Promise<boolean> {
  if (!isId(id)) return false
  const done = await tx
    .deleteFrom('people.passkey')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(done.numDeletedRows) > 0
}

/** Takes every second factor of a person away, for somebody who lost theirs. */
export async function clearSecondFactors(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('people.two_factor').where('person_id', '=', personId).execute()
  await tx.deleteFrom('people.passkey').where('person_id', '=', personId).execute()
  await tx.updateTable('people.person').set({ two_factor_enabled: false }).where('id', '=', personId).execute()
  await tx.updateTable('people.session').set({ second_factor_at: null }).where('person_id', '=', personId).execute()
}

/** Whom a half-done sign-in belongs to, while it lasts. */
export async function findSignInUnderWay(db: Db | Tx, identifier: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('people.verification')
    .select('value')
    .where('identifier', '=', identifier)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.value ?? null
}
