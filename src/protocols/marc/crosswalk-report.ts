import { createWriteStream, type WriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import type { FormatWanted } from '#lib/marc/convert.ts'
import { isDataField, type MarcFamily, type MarcField, type ReadRecord } from '#lib/marc/record.ts'
import { Refusal } from '#lib/refusal.ts'
import type { CommandContext } from '#platform/command.ts'
import { text } from './text.en.ts'

/** How much a conversion between formats dropped and kept, in the end. */
export interface DroppedCounts {
  records: number
  subfields: number
  keptFields: number
}

export interface Report {
  readonly format: FormatWanted
  readonly counts: DroppedCounts
  readonly close: () => Promise<void>
}

const cell = (value: string) => value.replace(/[\t\r\n]+/g, ' ')

/**
 * Counts what a conversion to another format drops, and writes it line by line to `--report`: every dropped subfield, and every field
 * that 886 keeps. Refuses `marc.file-unwritable`.
 */
export async function openReport(ctx: CommandContext, family: MarcFamily): Promise<Report> {
  const say = text(ctx.lang)
  const path = typeof ctx.options.report === 'string' ? ctx.options.report : null
  const out = path === null ? null : await writable(path)
  const counts: DroppedCounts = { records: 0, subfields: 0, keptFields: 0 }
  const line = (read: ReadRecord, cells: readonly string[]) => {
    const number = read.record.fields.find(({ tag }) => tag === '001')
    const own = number && !isDataField(number) ? number.value : ''
    out?.write(`${[String(read.number), own, ...cells].map(cell).join('\t')}\n`)
  }
  out?.write(`${say.reportColumns.join('\t')}\n`)
  const onConverted: FormatWanted['onConverted'] = (read, { losses, kept }) => {
    counts.records++
    counts.subfields += losses.length
    counts.keptFields += kept.length
    for (const { tag, occurrence, code, value, why } of losses) {
      line(read, [say.dropped, tag, String(occurrence), code ?? '', value, say.why[why]])
    }
    for (const field of kept) line(read, [say.kept, field.tag, '', '', contentOf(field), say.keptWhy])
  }
  const format = { family, keep: ctx.options.plain !== true, onConverted }
  return { format, counts, close: async () => void (out && (await finished(out.end()))) }
}

async function writable(path: string): Promise<WriteStream> {
  try {
    const handle = await open(path, 'w')
    return createWriteStream(path, { fd: handle })
  } catch {
    throw new Refusal('invalid', 'marc.file-unwritable', { file: path })
  }
}

const contentOf = (field: MarcField) =>
  isDataField(field)
    ? `${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code} ${value}`).join(' ')}`
    : field.value
