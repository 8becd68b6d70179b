import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type NoteSigner, readSigner } from '#lib/merkle/signed-note.ts'
import type { Db } from '#platform/db.ts'

const KEY_FILE = 'journal-key.pem'

/**
 * The key that signs this installation's checkpoints: `journalKey` (PEM) when the environment gives one (several machines on one
 * database must share it), else `journal-key.pem` under `home`, made at the first start, readable by its owner only.
 * Its name is the log's origin (C2SP tlog-checkpoint), which the database keeps.
 */
export async function openSigner(
  db: Db,
  from: { home: string; origin: string; journalKey?: string | null },
): Promise<NoteSigner> {
  return readSigner(await logOrigin(db, from.origin), from.journalKey ?? (await keyUnder(from.home)))
}

// One log has one origin for life: whoever starts first names it after its address, and it outlives every move.
async function logOrigin(db: Db, address: string): Promise<string> {
  await db
    .insertInto('platform.journal_log')
    .values({ origin: `${new URL(address).host}/journal` })
    .onConflict((conflict) => conflict.column('is_only').doNothing())
    .execute()
  const { origin } = await db.selectFrom('platform.journal_log').select('origin').executeTakeFirstOrThrow()
  return origin
}

async function keyUnder(home: string): Promise<string> {
  const path = join(home, KEY_FILE)
  const kept = await readFile(path, 'utf8').catch(absent)
  if (kept !== null) return kept
  await mkdir(home, { recursive: true })
  const { privateKey } = generateKeyPairSync('ed25519')
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  try {
    // A link either makes the whole file or finds that another process was first.
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return readFile(path, 'utf8')
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
