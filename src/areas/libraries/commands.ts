import { readFile } from 'node:fs/promises'
import { importLibraries } from '#areas/libraries/service/importing.ts'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { systemActor } from '#areas/people/contract.ts'
import { sentenceIn } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { directoryQuery, searchDirectory } from './service.ts'
import { text } from './text.en.ts'

const option = (value: string, summary: string, required = false) =>
  ({ type: 'string', value, summary, required }) as const

const said = (ctx: CommandContext, name: string): string | undefined => {
  const value = ctx.options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const addNetworkCommand: Command = {
  name: 'networks add',
  summary: 'Adds a network, or renames the one with that code',
  usage: '--code N --name NAME',
  options: {
    code: option('N', 'The network’s short code', true),
    name: option('NAME', 'Its name', true),
    'name-en': option('NAME', 'Its name in Latin script'),
    website: option('URL', 'Its website'),
  },
  async run(ctx) {
    const t = text(ctx.lang).commands
    const { outcome, network } = await addNetwork(await ctx.platform(), systemActor('networks add'), {
      code: said(ctx, 'code') ?? '',
      name: said(ctx, 'name') ?? '',
      nameEn: said(ctx, 'name-en'),
      website: said(ctx, 'website'),
    })
    const sentence = { added: t.networkAdded, updated: t.networkUpdated, unchanged: t.networkUnchanged }[outcome]
    ctx.print({ outcome, id: network.id, code: network.code }, sentence(network.code))
    return 0
  },
}

const addLibraryCommand: Command = {
  name: 'libraries add',
  summary: 'Adds a library to a network, or changes the one with that code',
  usage: '--network N --code C --name NAME',
  options: {
    network: option('N', 'The network’s code', true),
    code: option('C', 'The library’s code within the network', true),
    name: option('NAME', 'Its name', true),
    'name-en': option('NAME', 'Its name in Latin script'),
    kind: option('KIND', 'institutional, participatory, reading-hall, mobile, shrine or specialised'),
    province: option('PROVINCE', 'Name or official code'),
    city: option('CITY', 'Name or code'),
  },
  async run(ctx) {
    const t = text(ctx.lang).commands
    const code = said(ctx, 'code') ?? ''
    const { meaning } = await import('#areas/libraries/service/draft.ts')
    const kind = said(ctx, 'kind')
    const { outcome, id } = await putLibrary(await ctx.platform(), systemActor('libraries add'), {
      network: said(ctx, 'network') ?? '',
      draft: {
        code,
        name: said(ctx, 'name') ?? '',
        nameEn: said(ctx, 'name-en'),
        kind: kind === undefined ? undefined : meaning.kind(kind),
        province: said(ctx, 'province'),
        city: said(ctx, 'city'),
      },
    })
    const sentence = { added: t.libraryAdded, updated: t.libraryUpdated, unchanged: t.libraryUnchanged }[outcome]
    ctx.print({ outcome, id, code }, sentence(code))
    return 0
  },
}

const importCommand: Command = {
  name: 'libraries import',
  summary: 'Takes a CSV or XLSX file of a network’s libraries',
  usage: 'FILE [--network N] [--dry-run]',
  options: {
    network: option('N', 'The network’s code; else the column network says it, or there is only one'),
    'dry-run': { type: 'boolean', summary: 'Says what would change and writes nothing' },
  },
  async run(ctx) {
    const [file] = ctx.args
    if (file === undefined) throw new UsageError('FILE is missing')
    const bytes = await readFile(file).catch(() => {
      throw new UsageError(`${file} cannot be read`)
    })
    const summary = await importLibraries(await ctx.platform(), systemActor('libraries import'), {
      network: said(ctx, 'network'),
      bytes,
      dryRun: ctx.options['dry-run'] === true,
    })
    const t = text(ctx.lang).commands
    const refused = summary.refused.map((row) => t.refusedRow(row.row, sentenceIn(text(ctx.lang).refusals, row)))
    ctx.print(summary, [t.summary({ ...summary, refused: summary.refused.length }), ...refused])
    return summary.refused.length > 0 ? 1 : 0
  },
}

const listCommand: Command = {
  name: 'libraries list',
  summary: 'Searches the directory',
  usage: '[WORDS…] [--limit N]',
  options: { limit: option('N', 'How many at most; 20 unless told') },
  async run(ctx) {
    const query = directoryQuery({ q: ctx.args.join(' '), limit: said(ctx, 'limit') ?? 20 })
    const found = await searchDirectory(await ctx.platform(), systemActor('libraries list'), query)
    const lines = found.libraries.map((one) => `${one.network.code}:${one.code}\t${one.name}\t${one.city ?? ''}`)
    ctx.print(found, [...lines, text(ctx.lang).found(String(found.total))])
    return 0
  },
}

export const commands: readonly Command[] = [addNetworkCommand, addLibraryCommand, importCommand, listCommand]
