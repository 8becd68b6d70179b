import { type Grant, grantShape } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import type { Db, Tx } from '#platform/db.ts'
import { isId, newId } from '#platform/id.ts'

/** An invitation or a recovery letter. */
export interface Letter {
  id: string
  purpose: 'invitation' | 'recovery'
  email: string
  name: string
  lang: Lang
  personId: string | null
  grants: readonly Grant[]
  sentBy: string | null
  sentAt: Date
  expiresAt: Date
  usedAt: Date | null
  withdrawnAt: Date | null
}

/** Keeps a new letter and gives its id. */
export async function insertLetter(
  tx: Tx,
  letter: Omit<Letter, 'id' | 'usedAt' | 'withdrawnAt'> & { secretHash: string },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('people.letter')
    .values({
      id,
      purpose: letter.purpose,
      secret_hash: letter.secretHash,
      email: letter.email,
      name: letter.name,
      lang: letter.lang,
      person_id: letter.personId,
      grants: JSON.stringify(letter.grants),
      sent_by: letter.sentBy,
      sent_at: letter.sentAt,
      expires_at: letter.expiresAt,
    })
    .execute()
  return id
}

/** The letter of a secret; in a transaction it is locked, so that it works once. */
export async function findLetter(db: Db | Tx, purpose: Letter['purpose'], secretHash: string): Promise<Letter | null> {
  let asking = db
    .selectFrom('people.letter')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('secret_hash', '=', secretHash)
  if (db.isTransaction) asking = asking.forUpdate()
  const row = await asking.executeTakeFirst()
  return row ? letterOf(row) : null
}

/** One invitation, locked. */
export async function findInvitation(tx: Tx, id: string): Promise<Letter | null> {
  if (!isId(id)) return null
  const row = await tx
    .selectFrom('people.letter')
    .selectAll()
    .where('purpose', '=', 'invitation')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? letterOf(row) : null
}

/** Invitations still unanswered, the newest first. The caller leaves out what the actor may not see. */
export async function listOpenInvitations(db: Db | Tx, now: Date, limit = 500): Promise<Letter[]> {
  const rows = await db
    .selectFrom('people.letter')
    .selectAll()
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(letterOf)
}

/** The letter was answered by this person: it never works again. */
export async function answerLetter(tx: Tx, id: string, personId: string, at: Date): Promise<void> {
  await tx.updateTable('people.letter').set({ used_at: at, person_id: personId }).where('id', '=', id).execute()
}

/** Takes open letters of one purpose back: one by its id, or all to an address. */
export async function withdrawLetters(
  tx: Tx,
  which: { purpose: Letter['purpose'] } & ({ id: string } | { email: string }),
  at: Date,
): Promise<number> {
  const withdrawing = tx
    .updateTable('people.letter')
    .set({ withdrawn_at: at })
    .where('purpose', '=', which.purpose)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
  const done = 'id' in which ? withdrawing.where('id', '=', which.id) : withdrawing.where('email', '=', which.email)
  return Number((await done.executeTakeFirst()).numUpdatedRows)
}

/** When the last recovery letter went to a person. */
export async function findLastRecovery(db: Db | Tx, personId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('people.letter')
    .select('sent_at')
    .where('purpose', '=', 'recovery')
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sent_at ?? null
}

function letterOf(row: {
  id: string
  purpose: string
  email: string
  name: string
  lang: string
  person_id: string | null
  grants: unknown
  sent_by: string | null
  sent_at: Date
  expires_at: Date
  used_at: Date | null
  withdrawn_at: Date | null
}): Letter {
  return {
    id: row.id,
    purpose: row.purpose === 'recovery' ? 'recovery' : 'invitation',
    email: row.email,
    name: row.name,
    lang: row.lang === 'en' ? 'en' : 'fa',
    personId: row.person_id,
    grants: grantShape.array().parse(row.grants),
    sentBy: row.sent_by,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    withdrawnAt: row.withdrawn_at,
  }
}
