import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db.ts'

/**
 * A secret word that every process on one database shares: made at the first asking, kept in `platform.secret`.
 *
 * 43 characters of base64url, 256 bits.
 */
export async function sharedSecret(db: Db, name: string): Promise<string> {
  const fresh = randomBytes(32).toString('base64url')
  await db
    .insertInto('platform.secret')
    .values({ name, value: fresh })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const kept = await db.selectFrom('platform.secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  return kept.value
}
