import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type NoteSigner, readSigner } from '#lib/merkle/signed-note.ts'

const KEY_FILE = 'journal-key.pem'

/**
 * The key that signs this installation's checkpoints: `journalKey` (PEM) when the environment gives one (several machines on one
 * database must share it), else `journal-key.pem` under `home`, made at the first start, readable by its owner only.
 * The key's name is the host of `origin` and `/journal`.
 */
export async function openSigner(from: {
  home: string
  origin: string
  journalKey?: string | null
}): Promise<NoteSigner> {
  const name = `${new URL(from.origin).host}/journal`
  return readSigner(name, from.journalKey ?? (await keyUnder(from.home)))
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
