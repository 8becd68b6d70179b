import { Refusal } from '#lib/refusal.ts'
import { type NoteSigner, type NoteVerifier, openNote, signNote } from './signed-note.ts'
import { HASH_LENGTH, type Hash } from './tree.ts'

/** What a log says about itself: its name, how many entries it has, the root over them. C2SP tlog-checkpoint. */
export interface Checkpoint {
  origin: string
  size: number
  root: Hash
  extensions: readonly string[]
}

/** The unsigned text of a checkpoint: origin, size and root, a line each, then the extension lines. */
function formatCheckpoint(checkpoint: Checkpoint): string {
  const root = Buffer.from(checkpoint.root).toString('base64')
  return `${[checkpoint.origin, String(checkpoint.size), root, ...checkpoint.extensions].join('\n')}\n`
}

/** Reads the text of a checkpoint; refuses `journal.checkpoint-malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n')
  const extensions = rest.slice(0, -1)
  const hash = Buffer.from(root ?? '', 'base64')
  const sound =
    rest.at(-1) === '' &&
    origin !== '' &&
    /^(0|[1-9]\d{0,15})$/.test(size ?? '') &&
    Number.isSafeInteger(Number(size)) &&
    hash.length === HASH_LENGTH &&
    hash.toString('base64') === root &&
    !extensions.includes('')
  if (!sound) throw new Refusal('invalid', 'journal.checkpoint-malformed', {})
  return { origin: origin as string, size: Number(size), root: hash, extensions }
}

/** Writes and signs a checkpoint. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  return signNote(formatCheckpoint(checkpoint), signer)
}

/** Opens a signed checkpoint with the refusals of `openNote` and `parseCheckpoint`. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): Checkpoint {
  return parseCheckpoint(openNote(note, verifiers).text)
}
