import { createWriteStream } from 'node:fs'
import { access, constants, open, readFile, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
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
  if ((await stat(file)).isDirectory()) throw new Refusal('invalid', 'matching.folder', { file })
}

/** Refuses, before hours of work, a file that cannot be written; what is in it stays until it is written. */
export async function mustWrite(file: string): Promise<void> {
  try {
    const opened = await open(file, 'a')
    await opened.close()
  } catch {
    throw new Refusal('invalid', 'matching.file-unwritable', { file })
  }
}

/** What a path names, links followed; the path itself where nothing is there yet. */
export async function placeOf(file: string): Promise<string> {
  return realpath(file).catch(() => resolve(file))
}

export async function readTable(file: string): Promise<string> {
  await mustRead(file)
  const bytes = await readFile(file)
  // Spreadsheets save "Unicode text" as UTF-16.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  return new TextDecoder().decode(bytes)
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
