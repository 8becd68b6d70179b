import { faultSentence, text as marcText } from '#lib/marc/text.en.ts'
import { evaluate, pairKey } from '#lib/matching/evaluation/evaluate.ts'
import { type Row, readGroups, readTruth } from '#lib/matching/evaluation/truth.ts'
import { Refusal } from '#lib/refusal.ts'
import { type Command, type CommandContext, UsageError } from '#platform/command.ts'
import { askLines, groupLines, summaryOf } from './groups-file.ts'
import { type Matched, matchFiles, STDIN } from './match-files.ts'
import { mustRead, mustWrite, placeOf, readTable, writeLines } from './tables.ts'
import { en, text } from './text.en.ts'

const SHOWN_KEYS = 5
const SHOWN_ERRORS = 50

const matchCommand: Command = {
  name: 'match',
  summary: en.matchSummary,
  usage: 'FILE… --out FILE [--asks FILE] [--hide TAGS] [--key-cap NUMBER]',
  options: {
    out: { type: 'string', value: 'FILE', required: true, summary: en.matchOut },
    asks: { type: 'string', value: 'FILE', summary: en.matchAsks },
    hide: { type: 'string', value: 'TAGS', summary: en.matchHide },
    'key-cap': { type: 'string', value: 'NUMBER', summary: en.matchCap },
  },
  async run(ctx) {
    const say = text(ctx.lang)
    if (ctx.args.length === 0) throw new UsageError(say.needsFiles)
    await mustNotOverwrite(ctx)
    const started = performance.now()
    const matched = await matchFiles(ctx.args, hiddenTags(ctx), numberOption(ctx, 'key-cap'), {
      stdin: ctx.stdin as AsyncIterable<Uint8Array>,
      onRefused: (file, item) => {
        const place = marcText(ctx.lang).place(item.number, item.offset)
        if (!ctx.json) ctx.note(say.refused(file, place, faultSentence(item.fault, ctx.lang)))
      },
      onRead: (records) => ctx.progress.step(records, null, say.reading),
      onCompared: (done, total) => ctx.progress.step(done, total, say.comparing),
    })
    await writeLines(String(ctx.options.out), groupLines(matched))
    if (typeof ctx.options.asks === 'string') await writeLines(ctx.options.asks, askLines(matched))
    tellCappedKeys(ctx, matched)
    const summary = summaryOf(matched, (performance.now() - started) / 1000)
    ctx.print(summary, say.matched(summary))
    return matched.refused > 0 ? 1 : 0
  },
}

/** Refuses to write over a file that is read, and both tables into one file; finds out early whether they can be written. */
async function mustNotOverwrite({ args, options }: CommandContext): Promise<void> {
  const taken = new Set<string>()
  for (const file of args) if (file !== STDIN) taken.add(await placeOf(file))
  for (const file of [options.out, options.asks]) {
    if (typeof file !== 'string') continue
    const place = await placeOf(file)
    if (taken.has(place)) throw new Refusal('invalid', 'matching.file-taken', { file })
    taken.add(place)
  }
  for (const file of args) if (file !== STDIN) await mustRead(file)
  for (const file of [options.out, options.asks]) if (typeof file === 'string') await mustWrite(file)
}

function tellCappedKeys(ctx: CommandContext, { grouping }: Matched): void {
  if (ctx.json) return
  const say = text(ctx.lang)
  const { cappedKeys } = grouping
  for (const { key, records } of cappedKeys.slice(0, SHOWN_KEYS)) ctx.note(say.capped(key, records))
  if (cappedKeys.length > SHOWN_KEYS) ctx.note(say.cappedMore(cappedKeys.length - SHOWN_KEYS))
}

function hiddenTags(ctx: CommandContext): Set<string> {
  const { hide } = ctx.options
  const tags = typeof hide === 'string' ? hide.split(/[\s,]+/).filter((tag) => tag !== '') : []
  const wrong = tags.find((tag) => !/^[0-9A-Za-z]{3}$/.test(tag))
  if (wrong !== undefined) throw new UsageError(text(ctx.lang).badTag(wrong))
  return new Set(tags)
}

function numberOption(ctx: CommandContext, name: string): number | undefined {
  const given = ctx.options[name]
  if (given === undefined) return undefined
  const number = Number(given)
  if (!Number.isInteger(number) || number < 0) throw new UsageError(text(ctx.lang).badNumber(name))
  return number
}

const evaluateCommand: Command = {
  name: 'match evaluate',
  summary: en.evaluateSummary,
  usage: '--truth FILE --groups FILE [--asks FILE] [--errors NUMBER]',
  options: {
    truth: { type: 'string', value: 'FILE', required: true, summary: en.evaluateTruth },
    groups: { type: 'string', value: 'FILE', required: true, summary: en.evaluateGroups },
    asks: { type: 'string', value: 'FILE', summary: en.evaluateAsks },
    errors: { type: 'string', value: 'NUMBER', summary: en.evaluateErrors },
  },
  async run(ctx) {
    const say = text(ctx.lang)
    const shown = numberOption(ctx, 'errors') ?? SHOWN_ERRORS
    const truth = readTruth(await readTable(String(ctx.options.truth)))
    const groups = readGroups(await readTable(String(ctx.options.groups)))
    const { asks } = ctx.options
    const result = evaluate(groups, truth, typeof asks === 'string' ? askedPairs(await readTable(asks)) : new Set())
    if (result.records === 0) throw new Refusal('invalid', 'matching.truth-unmatched')
    const lines = result.errors
      .slice(0, shown)
      .map(({ kind, a, b, asked }) => say.errorLine(kind, named(a), named(b), asked))
    if (result.errors.length > shown) lines.push(say.moreErrors(result.errors.length - shown))
    ctx.print({ ...result, errors: result.errors.slice(0, shown) }, [...say.evaluated(result), ...lines])
    return 0
  },
}

const named = ({ file, record, controlNumber }: Row): string =>
  `${file} #${record}${controlNumber === '' ? '' : ` (${controlNumber})`}`

function askedPairs(table: string): Set<string> {
  const [head = '', ...lines] = table.split(/\r?\n/)
  if (!head.startsWith('file_a\trecord_a\tfile_b\trecord_b')) throw new Refusal('invalid', 'matching.not-groups')
  const pairs = new Set<string>()
  for (const line of lines) {
    const [fileA, recordA, fileB, recordB] = line.split('\t')
    if (fileA && recordA && fileB && recordB) {
      pairs.add(pairKey({ file: fileA, record: recordA }, { file: fileB, record: recordB }))
    }
  }
  return pairs
}

export const commands: Command[] = [matchCommand, evaluateCommand]
