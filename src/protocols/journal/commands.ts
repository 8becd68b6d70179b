import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRefusal, Refusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { exportJournal } from '#platform/journal/export.ts'
import { latestCheckpoint, seal } from '#platform/journal/seal.ts'
import { verifyJournal } from '#platform/journal/verify.ts'
import { linesOf } from './lines.ts'
import { en, text } from './text.en.ts'

const exportCommand: Command = {
  name: 'journal export',
  summary: en.exportSummary,
  usage: '[--out FILE]',
  options: { out: { type: 'string', value: 'FILE', summary: en.exportOut } },
  async run(ctx) {
    const { db } = await ctx.platform()
    let lines = 0
    async function* written() {
      for await (const line of exportJournal(db)) {
        lines += 1
        yield `${line}\n`
      }
    }
    const out = ctx.options.out
    if (typeof out !== 'string') {
      await pipeline(Readable.from(written()), ctx.stdout, { end: false }).catch(readEnough)
      return 0
    }
    await pipeline(Readable.from(written()), createWriteStream(out)).catch((error: unknown) => unwritable(error, out))
    ctx.print({ file: out, lines }, text(ctx.lang).exported(lines))
    return 0
  },
}

// The reader of a pipe has seen enough (`| head`): the end, not a fault.
function readEnough(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
}

function unwritable(error: unknown, file: string): never {
  if (error instanceof Error && 'syscall' in error && error.syscall === 'open')
    throw new Refusal('invalid', 'journal.file-unwritable', { file })
  throw error
}

const sealCommand: Command = {
  name: 'journal seal',
  summary: en.sealSummary,
  usage: '',
  options: {},
  async run(ctx) {
    const platform = await ctx.platform()
    const sealed = await seal(platform)
    const checkpoint = await latestCheckpoint(platform.db)
    ctx.print({ sealed, checkpoint }, [text(ctx.lang).sealed(sealed), ...(checkpoint ? ['', checkpoint] : [])])
    return 0
  },
}

const verifyCommand: Command = {
  name: 'journal verify',
  summary: en.verifySummary,
  usage: 'FILE [--checkpoint KEPT] [--key KEY …]',
  options: {
    checkpoint: { type: 'string', value: 'KEPT', summary: en.verifyCheckpoint },
    key: { type: 'string', multiple: true, value: 'KEY', summary: en.verifyKey },
  },
  async run(ctx) {
    const say = text(ctx.lang)
    const file = ctx.args[0]
    if (file === undefined) throw new UsageError(say.needsFile)
    const { checkpoint, key } = ctx.options
    const kept = typeof checkpoint === 'string' ? await readable(readFile(checkpoint, 'utf8')) : null
    const keys = Array.isArray(key) ? key : []
    const verdict = await readable(verifyJournal(linesOf(source(file, ctx)), { kept, keys }))
    if (!verdict.ok) {
      ctx.print(verdict, say.problems[verdict.problem](verdict))
      return 1
    }
    const lines = [say.sound(verdict)]
    if (verdict.keptSize !== null) lines.push(say.keptHolds(verdict.keptSize))
    if (!verdict.keyGiven) lines.push(say.ownKeys)
    ctx.print(verdict, lines)
    return 0
  },
}

function source(file: string, ctx: CommandContext): AsyncIterable<Uint8Array | string> {
  return file === '-' ? (ctx.stdin as AsyncIterable<Uint8Array | string>) : createReadStream(file)
}

// A file that is not there is the caller's slip, not a fault of ours.
async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (!isRefusal(error) && error instanceof Error && 'syscall' in error) {
      throw new Refusal('missing', 'journal.file-missing', {})
    }
    throw error
  }
}

export const commands: Command[] = [exportCommand, sealCommand, verifyCommand]
