import { canonicalJson, type Json } from '#lib/merkle/canonical-json.ts'
import { type Checkpoint, openCheckpoint } from '#lib/merkle/checkpoint.ts'
import { Frontier } from '#lib/merkle/frontier.ts'
import { type NoteVerifier, readVerifierKey } from '#lib/merkle/signed-note.ts'
import { leafHash, sameHash } from '#lib/merkle/tree.ts'
import { isRefusal } from '#lib/refusal.ts'

/** What an export was found to be. `line` counts from 1. */
export type Verdict =
  | { ok: true; size: number; root: string; checkpoints: number; keyGiven: boolean; keptSize: number | null }
  | {
      ok: false
      problem:
        | 'not-an-export'
        | 'malformed-line'
        | 'entry-altered'
        | 'entry-missing'
        | 'history-rewritten'
        | 'checkpoint-forged'
        | 'unsealed-end'
        | 'kept-checkpoint-forged'
        | 'kept-checkpoint-newer'
        | 'kept-checkpoint-contradicts'
      line: number
      sequence: number | null
      /** The id of the entry at fault, where the export still names it. */
      entry: string | null
    }

/** What to hold the export against: a signed checkpoint kept earlier, and public keys known from elsewhere. */
export interface Against {
  kept?: string | null
  keys?: readonly string[]
}

type Problem = Extract<Verdict, { ok: false }>

interface Reading {
  line: number
  frontier: Frontier
  verifiers: readonly NoteVerifier[]
  keyGiven: boolean
  checkpoints: number
  checkpointSize: number
  kept: Checkpoint | null
}

/**
 * Checks an exported journal by the export alone: recomputes every leaf and every root, checks every signature, and that
 * a checkpoint kept from earlier is the beginning of it. Without `keys` the signatures are held against the keys the
 * export itself names, which proves only that it agrees with itself.
 *
 * Refuses `journal.key-malformed` for a key in `keys` that cannot be read; anything wrong in the export is a verdict.
 */
export async function verifyJournal(
  lines: AsyncIterable<string> | Iterable<string>,
  against: Against = {},
): Promise<Verdict> {
  const given = (against.keys ?? []).map(readVerifierKey)
  let reading: Reading | null = null
  for await (const text of lines) {
    if (reading === null) {
      const started = start(text, given, against.kept ?? null)
      if ('ok' in started) return started
      reading = started
    } else {
      reading.line += 1
      const wrong = readLine(reading, text)
      if (wrong) return wrong
    }
    const contradiction = holdAgainstKept(reading)
    if (contradiction) return contradiction
  }
  return reading === null ? fail('not-an-export', 0) : finish(reading)
}

function fail(problem: Problem['problem'], line: number, sequence: number | null = null, entry: string | null = null) {
  return { ok: false, problem, line, sequence, entry } as const satisfies Problem
}

function start(text: string, given: readonly NoteVerifier[], kept: string | null): Reading | Problem {
  const header = parsed(text)
  if (header?.journal !== 'peyvand' || header.version !== 1) return fail('not-an-export', 1)
  const own = Array.isArray(header.keys) ? header.keys : []
  let verifiers: readonly NoteVerifier[] = given
  if (given.length === 0) {
    try {
      verifiers = own.map((key) => readVerifierKey(String(key)))
    } catch {
      return fail('not-an-export', 1)
    }
  }
  const common = { line: 1, frontier: new Frontier(), verifiers, keyGiven: given.length > 0 }
  const counts = { checkpoints: 0, checkpointSize: 0 }
  if (kept === null) return { ...common, ...counts, kept: null }
  const opened = opening(kept, verifiers)
  return opened ? { ...common, ...counts, kept: opened } : fail('kept-checkpoint-forged', 0)
}

// Every member a line may have, none of them trusted yet.
interface Line {
  journal?: unknown
  version?: unknown
  keys?: unknown
  sequence?: unknown
  hash?: unknown
  entry?: unknown
  checkpoint?: unknown
}

function parsed(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function opening(note: unknown, verifiers: readonly NoteVerifier[]): Checkpoint | null {
  try {
    return typeof note === 'string' ? openCheckpoint(note, verifiers) : null
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

function readLine(reading: Reading, text: string): Problem | null {
  const line = parsed(text)
  if (line === null) return fail('malformed-line', reading.line)
  if ('checkpoint' in line) return readCheckpoint(reading, line.checkpoint)
  return readLeaf(reading, line)
}

function readLeaf(reading: Reading, line: Line): Problem | null {
  const next = reading.frontier.size
  const { sequence, hash, entry } = line
  if (typeof sequence !== 'number' || typeof hash !== 'string') return fail('malformed-line', reading.line)
  if (sequence !== next || entry === null || entry === undefined) return fail('entry-missing', reading.line, next)
  const claimed = Buffer.from(hash, 'base64')
  const id = typeof entry === 'object' && 'id' in entry && typeof entry.id === 'string' ? entry.id : null
  const found = hashOf(entry as Json)
  if (found === null || !sameHash(found, claimed)) return fail('entry-altered', reading.line, next, id)
  reading.frontier.append(found)
  return null
}

function hashOf(entry: Json): Uint8Array | null {
  try {
    return leafHash(canonicalJson(entry))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function readCheckpoint(reading: Reading, note: unknown): Problem | null {
  const size = reading.frontier.size
  const checkpoint = opening(note, reading.verifiers)
  if (checkpoint === null) return fail('checkpoint-forged', reading.line, size)
  if (checkpoint.size > size) return fail('entry-missing', reading.line, size)
  // Entry and hash were changed together, so only the signed root tells: somewhere since the checkpoint before.
  if (checkpoint.size < size || !sameHash(checkpoint.root, reading.frontier.root())) {
    return fail('history-rewritten', reading.line, reading.checkpointSize)
  }
  reading.checkpoints += 1
  reading.checkpointSize = size
  return null
}

function holdAgainstKept(reading: Reading): Problem | null {
  const { kept, frontier } = reading
  if (kept === null || kept.size !== frontier.size || sameHash(kept.root, frontier.root())) return null
  return fail('kept-checkpoint-contradicts', reading.line, kept.size)
}

function finish(reading: Reading): Verdict {
  const { frontier, kept } = reading
  if (reading.checkpointSize !== frontier.size) return fail('unsealed-end', reading.line, reading.checkpointSize)
  if (kept !== null && kept.size > frontier.size) return fail('kept-checkpoint-newer', reading.line, frontier.size)
  return {
    ok: true,
    size: frontier.size,
    root: Buffer.from(frontier.root()).toString('base64'),
    checkpoints: reading.checkpoints,
    keyGiven: reading.keyGiven,
    keptSize: kept?.size ?? null,
  }
}
