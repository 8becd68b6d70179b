import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'

export interface NetworkRow {
  id: string
  code: string
  name: string
  nameEn: string | null
  website: string | null
}

const COLUMNS = ['id', 'code', 'name', 'name_en as nameEn', 'website'] as const

export async function listNetworks(db: Db | Tx): Promise<NetworkRow[]> {
  return await db.selectFrom('libraries.network').select(COLUMNS).orderBy('created_at').orderBy('id').execute()
}

export async function findNetwork(db: Db | Tx, code: string): Promise<NetworkRow | undefined> {
  return await db.selectFrom('libraries.network').select(COLUMNS).where('code', '=', code).executeTakeFirst()
}

/** The network that somebody names by its code; where none is written just so, the one whose code differs in case alone. */
export async function findNetworkInAnyCase(db: Db | Tx, code: string): Promise<NetworkRow | undefined> {
  return await db
    .selectFrom('libraries.network')
    .select(COLUMNS)
    .where(sql`lower(code)`, '=', code.toLowerCase())
    .orderBy(sql`code = ${code}`, 'desc')
    .executeTakeFirst()
}

export async function findNetworkById(db: Db | Tx, id: string): Promise<NetworkRow | undefined> {
  return await db.selectFrom('libraries.network').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** Adds a network, or changes the name of the one with that code; says whether anything changed. */
export async function putNetwork(tx: Tx, network: NetworkRow, at: Date): Promise<'added' | 'updated' | 'unchanged'> {
  const before = await findNetwork(tx, network.code)
  if (before === undefined) {
    await tx
      .insertInto('libraries.network')
      .values({
        id: network.id,
        code: network.code,
        name: network.name,
        name_en: network.nameEn,
        website: network.website,
        created_at: at,
        updated_at: at,
      })
      .execute()
    return 'added'
  }
  if (before.name === network.name && before.nameEn === network.nameEn && before.website === network.website) {
    return 'unchanged'
  }
  await tx
    .updateTable('libraries.network')
    .set({ name: network.name, name_en: network.nameEn, website: network.website, updated_at: at })
    .where('code', '=', network.code)
    .execute()
  return 'updated'
}

/** Holds a network's libraries for this transaction: writers of one network follow each other. */
export async function lockNetwork(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('libraries.network').select('id').where('id', '=', id).forUpdate().execute()
}
