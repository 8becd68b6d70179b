import { warningSentence } from '#areas/catalogue/service/harvest/sentences.ts'
import { beginHarvest, keepSource } from '#areas/catalogue/service/harvest/sources.ts'
import { faultSentence } from '#areas/catalogue/service/summary.ts'
import { findHarvest } from '#areas/catalogue/store/harvest/harvests.ts'
import { eachRefusal } from '#areas/catalogue/store/import/refusals.ts'
import { findImport } from '#areas/catalogue/store/imports.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { systemActor } from '#areas/people/contract.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'

const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

export const harvestCommand: Command = {
  name: 'harvest',
  summary: 'Fetches a library’s records from its own system by OAI-PMH, and later only what changed',
  usage: 'URL --library CODE [--set S] [--from DATE] [--until DATE] [--format NAME] [--full] [--json]',
  options: {
    library: {
      type: 'string',
      value: 'CODE',
      summary: 'The library the records belong to: CODE or NETWORK:CODE',
      required: true,
    },
    set: { type: 'string', value: 'S', summary: 'Only this set of the repository' },
    from: {
      type: 'string',
      value: 'DATE',
      summary: 'Changes from this date (UTC) on, instead of from the last harvest',
    },
    until: { type: 'string', value: 'DATE', summary: 'Changes up to this date (UTC)' },
    format: { type: 'string', value: 'NAME', summary: 'The metadata format; the first MARC one unless told' },
    full: { type: 'boolean', summary: 'Everything anew, whatever was harvested before' },
    'accept-withdrawals': { type: 'boolean', summary: 'Also when a great part of the records is withdrawn' },
  },
  async run(ctx) {
    const [url] = ctx.args
    if (url === undefined) throw new UsageError('URL is missing')
    const platform = await ctx.platform()
    const actor = systemActor('harvest')
    const { library, set, format, from, until } = ctx.options
    const source = await keepSource(platform, actor, {
      library: String(library),
      url,
      set: word(set),
      format: word(format),
    })
    const begun = await beginHarvest(platform, actor, {
      id: source.id,
      from: word(from),
      until: word(until),
      isFull: ctx.options.full === true,
      mayWithdrawMany: ctx.options['accept-withdrawals'] === true,
    })
    if (begun.jobId !== null) {
      await platform.jobs.follow(begun.jobId, ({ done, total }) => ctx.progress.step(done, total, source.url))
    }
    return await tell(ctx, begun.id)
  },
}

async function tell(ctx: CommandContext, id: string): Promise<number> {
  const platform = await ctx.platform()
  const row = (await findHarvest(platform.db, id))!
  const taken = (await findImport(platform.db, row.importId))!
  const t = text(ctx.lang)
  const refused: { record: number; reason: string }[] = []
  for await (const one of eachRefusal(platform.db, row.importId)) {
    refused.push({ record: one.recordNumber, reason: faultSentence(ctx.lang, one.code, one.facts) })
  }
  const counts = { read: taken.doneRecords, added: taken.added, updated: taken.updated, unchanged: taken.unchanged }
  const warnings = row.warnings.map((one) => warningSentence(ctx.lang, one))
  const fault = row.fault === null ? null : faultSentence(ctx.lang, row.fault.code, row.fault.facts)
  const { state, pages, withdrawn, restored } = row
  const value = { id, state, pages, ...counts, withdrawn, restored, refused, warnings, fault }
  ctx.print(value, [
    t.harvest.command({ ...counts, refused: refused.length, withdrawn }),
    ...refused.map((one) => `  ${t.commands.refused(one.record, 0, one.reason)}`),
    ...warnings,
    ...(fault === null ? [] : [fault]),
  ])
  return state === 'done' ? 0 : 1
}
