import { createWriteStream } from 'node:fs'
import { access, constants, readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '#lib/refusal.ts'

/** Refuses, in a sentence, a file that cannot be read. */
export async function mustRead(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK)
  } catch {
    throw new Refusal('missing', 'matching.file-missing', { file })
  }
}

export async function readTable(file: string): Promise<string> {
  await mustRead(file)
  return readFile(file, 'utf8')
}

/** Writes lines to a file as they come. */
export async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(inPieces(lines)), createWriteStream(file))
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'open') {
      throw new Refusal('invalid', 'matching.file-unwritable', { file })
    }
    throw error
  }
}

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length > 65_536) {
      yield piece
      piece = ''
    }
  }
  yield piece
}

/** A cell of a table: tabs and line ends would break it. */
export const cell = (value: string | number): string => String(value).replace(/[\t\r\n]+/g, ' ')
