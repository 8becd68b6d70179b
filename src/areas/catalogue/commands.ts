import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { harvestCommand } from '#areas/catalogue/commands/harvest.ts'
import { listCommands } from '#areas/catalogue/commands/lists.ts'
import { regroupCommand } from '#areas/catalogue/commands/regroup.ts'
import { reportCommand } from '#areas/catalogue/commands/report.ts'
import { beginImport } from '#areas/catalogue/service/import/importing.ts'
import { getImport } from '#areas/catalogue/service/keeping.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { searchCatalogue, searchQuery } from '#areas/catalogue/service/search/searching.ts'
import { type ImportSummary, summaryOf } from '#areas/catalogue/service/summary.ts'
import { systemActor } from '#areas/people/contract.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { text } from './text.en.ts'

const importCommand: Command = {
  name: 'import marc',
  summary: 'Takes MARC files of a library into the union catalogue',
  usage: 'FILE… --library CODE [--dry-run] [--json]',
  options: {
    library: {
      type: 'string',
      value: 'CODE',
      summary: 'The library the records belong to: CODE or NETWORK:CODE',
      required: true,
    },
    'dry-run': { type: 'boolean', summary: 'Only checks: says what would be added and refused, and writes nothing' },
  },
  async run(ctx) {
    if (ctx.args.length === 0) throw new UsageError('FILE is missing')
    for (const file of ctx.args) {
      const found = await stat(file).catch(() => null)
      if (!found?.isFile()) throw new UsageError(`${file} is no file that can be read`)
    }
    const summaries: (ImportSummary & { file: string })[] = []
    for (const file of ctx.args) summaries.push({ file, ...(await importFile(ctx, file)) })
    const t = text(ctx.lang).commands
    const lines = summaries.flatMap((summary) => [
      `${summary.file}: ${summary.fault ?? t.summary({ ...summary, refused: summary.refused.length })}`,
      ...(summary.fault === null
        ? summary.refused.map((one) => `  ${t.refused(one.record, one.offset, one.reason)}`)
        : []),
    ])
    ctx.print(summaries.length === 1 ? summaries[0] : summaries, lines)
    return summaries.some((summary) => summary.state !== 'done') ? 1 : 0
  },
}

async function importFile(ctx: CommandContext, file: string): Promise<ImportSummary> {
  const platform = await ctx.platform()
  const actor = systemActor('import marc')
  const begun = await beginImport(platform, actor, {
    library: String(ctx.options.library),
    fileName: basename(file),
    bytes: createReadStream(file),
    dryRun: ctx.options['dry-run'] === true,
  })
  if (begun.jobId !== null) {
    await platform.jobs.follow(begun.jobId, ({ done, total }) => ctx.progress.step(done, total, basename(file)))
  }
  return await summaryOf(platform, await getImport(platform, actor, { id: begun.id }), ctx.lang)
}

const rebuildCommand: Command = {
  name: 'search rebuild',
  summary: 'Builds the search index anew from the database, in this process and in every server',
  usage: '',
  options: {},
  async run(ctx) {
    const platform = await ctx.platform()
    const { noteRebuild } = await import('#platform/search/changes.ts')
    const { documents, tookMs } = await platform.search.rebuild(INDEX_NAME)
    await noteRebuild(platform.db, INDEX_NAME)
    const seconds = (tookMs / 1000).toFixed(1)
    ctx.print({ documents, tookMs }, text(ctx.lang).commands.rebuilt(documents, seconds))
    return 0
  },
}

const searchCommand: Command = {
  name: 'catalogue search',
  summary: 'Searches the union catalogue',
  usage: 'WORDS… [--limit N]',
  options: { limit: { type: 'string', value: 'N', summary: 'How many at most; 20 unless told' } },
  async run(ctx) {
    const platform = await ctx.platform()
    await platform.search.ready(INDEX_NAME)
    const limit = typeof ctx.options.limit === 'string' ? ctx.options.limit : undefined
    const query = searchQuery({ q: ctx.args.join(' '), limit })
    const answer = await searchCatalogue(platform, systemActor('catalogue search'), query, ctx.lang)
    const lines = answer.hits.map((hit) => `${hit.id}  ${hit.title} / ${hit.authors.join('، ')} (${hit.year ?? '–'})`)
    ctx.print(answer, [...lines, text(ctx.lang).results(String(answer.total))])
    return 0
  },
}

export const commands: readonly Command[] = [
  importCommand,
  ...listCommands,
  harvestCommand,
  reportCommand,
  regroupCommand,
  rebuildCommand,
  searchCommand,
]
