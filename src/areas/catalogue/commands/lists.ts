import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { chooseColumns, readSample } from '#areas/catalogue/service/lists/columns.ts'
import { summaryOf } from '#areas/catalogue/service/summary.ts'
import type { ImportForm, ImportRow } from '#areas/catalogue/store/imports.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { systemActor } from '#areas/people/contract.ts'
import { isListField, LIST_FIELDS, type ListField } from '#lib/lists/fields.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'

const OPTIONS = {
  library: {
    type: 'string',
    value: 'CODE',
    summary: 'The library the books belong to: CODE or NETWORK:CODE',
    required: true,
  },
  'dry-run': { type: 'boolean', summary: 'Only checks: says what would be added and refused, and writes nothing' },
} as const

const titles: Command = {
  name: 'import titles',
  summary: 'Takes a table of titles (CSV or XLSX) of a library into the union catalogue',
  usage: 'FILE --library CODE [--map 1=title,2=author,…] [--heading N] [--dry-run] [--json]',
  options: {
    ...OPTIONS,
    map: {
      type: 'string',
      value: 'N=FIELD,…',
      summary: `What the columns hold, counted from 1; guessed when left out. Fields: ${Object.keys(LIST_FIELDS).join(', ')}`,
    },
    heading: { type: 'string', value: 'N', summary: 'The row of the headings, 0 for none; guessed when left out' },
  },
  run: (ctx) => take(ctx, 'titles'),
}

const isbns: Command = {
  name: 'import isbns',
  summary: 'Takes scanned ISBNs of a library: books the catalogue knows become copies, the others wait for a record',
  usage: 'FILE --library CODE [--whole] [--dry-run] [--json]',
  options: {
    ...OPTIONS,
    whole: {
      type: 'boolean',
      summary:
        'The whole library scanned anew: it takes the place of earlier lists; otherwise its copies are added to them',
    },
  },
  run: (ctx) => take(ctx, 'isbns'),
}

async function take(ctx: CommandContext, form: ImportForm): Promise<number> {
  const [file, more] = ctx.args
  if (file === undefined || more !== undefined) throw new UsageError('name one FILE')
  if (!(await stat(file).catch(() => null))?.isFile()) throw new UsageError(`${file} is no file that can be read`)
  const said = typeof ctx.options.map === 'string' ? mapOf(ctx.options.map) : null
  const platform = await ctx.platform()
  const actor = systemActor(`import ${form}`)
  const dryRun = ctx.options['dry-run'] === true
  let row: ImportRow = await beginImport(platform, actor, {
    library: String(ctx.options.library),
    fileName: basename(file),
    bytes: createReadStream(file),
    dryRun,
    form,
    scope: ctx.options.whole === true ? 'whole' : 'part',
  })
  if (form === 'titles') {
    const heading = headingOf(ctx.options.heading)
    const { columns } = await readSample(platform, actor, { id: row.id, heading })
    const fields = said === null ? columns.fields : columns.names.map((_, i) => said.get(i + 1) ?? null)
    row = await chooseColumns(platform, actor, {
      id: row.id,
      fields,
      dryRun,
      ...(heading === undefined ? {} : { heading }),
    })
  }
  if (row.jobId !== null) {
    await platform.jobs.follow(row.jobId, ({ done, total }) => ctx.progress.step(done, total, basename(file)))
  }
  const summary = { file, ...(await summaryOf(platform, await getImport(platform, actor, { id: row.id }), ctx.lang)) }
  const t = text(ctx.lang).commands
  const counts = t.summary({ ...summary, refused: summary.refused.length })
  ctx.print(summary, [`${file}: ${summary.fault ?? counts}`, ...summary.refused.map((one) => `  ${one.reason}`)])
  return summary.state === 'done' ? 0 : 1
}

/** `1=title,3=isbn`: what the columns hold, counted from 1. */
function mapOf(text: string): Map<number, ListField> {
  return new Map(
    text.split(',').map((pair) => {
      const [, column = '', field = ''] = /^\s*(\d{1,3})\s*=\s*(\w+)\s*$/.exec(pair) ?? []
      if (!isListField(field)) throw new UsageError(`--map: “${pair}” is no N=FIELD with a field of the list`)
      return [Number(column), field] as const
    }),
  )
}

function headingOf(option: CommandContext['options'][string]): number | undefined {
  if (typeof option !== 'string') return undefined
  if (!/^\d{1,4}$/.test(option)) throw new UsageError('--heading is the number of a row, 0 for none')
  return Number(option)
}

/** Lists in from the command line. */
export const listCommands: readonly Command[] = [titles, isbns]
