import { createReadStream, createWriteStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Conversion, convertMarc, TARGETS, type Target } from '#lib/marc/convert.ts'
import type { Fault, MarcFamily } from '#lib/marc/record.ts'
import { faultSentence, text as marcText } from '#lib/marc/text.en.ts'
import { Refusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { openReport } from './crosswalk-report.ts'
import { en, text } from './text.en.ts'

/** Measured: larger pieces than the usual 64 kB, yet small enough to stay in the processor's cache. */
const READ_SIZE = 262_144

const convertCommand: Command = {
  name: 'marc convert',
  summary: en.convertSummary,
  usage: 'FILE --to json|xml|mrc|marc21|unimarc|iranmarc [--form json|xml|mrc] [--out FILE] [--report FILE] [--plain]',
  options: {
    to: { type: 'string', value: 'FORMAT', summary: en.convertTo },
    form: { type: 'string', value: 'FORM', summary: en.convertForm },
    out: { type: 'string', value: 'FILE', summary: en.convertOut },
    report: { type: 'string', value: 'FILE', summary: en.convertReport },
    plain: { type: 'boolean', summary: en.convertPlain },
  },
  async run(ctx) {
    const say = text(ctx.lang)
    const { to, form, family } = asked(ctx)
    const [file = '-', more] = ctx.args
    if (more !== undefined) throw new UsageError(say.needsOneFile)
    if (to === undefined || form === undefined) throw new UsageError(say.needsTo)
    const report = family === undefined ? null : await openReport(ctx, family)
    const counts: Conversion = { read: 0, written: 0, mended: 0, refused: 0 }
    const faults: object[] = []
    const onFault = (number: number, fault: Fault, refused: boolean) => {
      if (ctx.json && refused && faults.length < 1000)
        faults.push({ record: number, offset: fault.offset, reason: fault.code })
      const place = marcText(ctx.lang).place(number, fault.offset)
      const sentence = faultSentence(fault, ctx.lang)
      if (!ctx.json) ctx.note(refused ? say.refused(place, sentence) : say.mended(place, sentence))
    }
    const options = report === null ? {} : { format: report.format }
    await write(convertMarc(await source(file, ctx), form, counts, onFault, options), ctx)
    await report?.close()
    const summary = { ...counts, ...(report === null ? {} : { dropped: report.counts }), faults }
    // Without --out the records themselves are what stdout carries, so the summary must not mix with them.
    if (typeof ctx.options.out === 'string') ctx.print(summary, say.done(counts))
    else ctx.note(ctx.json ? JSON.stringify(summary) : say.done(counts))
    return counts.refused > 0 ? 1 : 0
  },
}

/** `--to` names a form or a format; a format comes in ISO 2709 unless `--form` says otherwise. */
function asked({ options: { to, form } }: CommandContext): {
  to?: string
  form?: Target
  family?: MarcFamily
} {
  if (isTarget(to)) return { to, form: to }
  if (!isFamily(to) || (form !== undefined && !isTarget(form))) return {}
  return { to, form: form ?? 'mrc', family: to }
}

const FAMILIES: readonly MarcFamily[] = ['marc21', 'unimarc', 'iranmarc']
const isFamily = (value: unknown): value is MarcFamily => FAMILIES.includes(value as MarcFamily)
const isTarget = (value: unknown): value is Target => TARGETS.includes(value as Target)

async function source(file: string, ctx: CommandContext): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return ctx.stdin as AsyncIterable<Uint8Array>
  try {
    await access(file, constants.R_OK)
  } catch {
    throw new Refusal('missing', 'marc.file-missing', { file })
  }
  return createReadStream(file, { highWaterMark: READ_SIZE })
}

async function write(pieces: AsyncIterable<Uint8Array>, ctx: CommandContext): Promise<void> {
  const { out } = ctx.options
  if (typeof out !== 'string') {
    try {
      await pipeline(Readable.from(pieces), ctx.stdout, { end: false })
    } catch (error) {
      // The reader of a pipe has seen enough (`| head`): the end, not a fault.
      if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
    }
    return
  }
  try {
    await pipeline(Readable.from(pieces), createWriteStream(out))
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'open') {
      throw new Refusal('invalid', 'marc.file-unwritable', { file: out })
    }
    throw error
  }
}

export const commands: Command[] = [convertCommand]
