import type { Matched } from './match-files.ts'
import { cell } from './tables.ts'
import type { MatchSummary } from './text.fa.ts'

/** The table of groups: a row a record, in the order read; groups are numbered by their first record. */
export function* groupLines({ files, fileOf, numberOf, controlOf, grouping }: Matched): Generator<string> {
  yield 'file\trecord\tcontrol_number\tgroup\tscore\toutcome'
  const numbers = new Map<number, number>()
  for (let at = 0; at < fileOf.length; at++) {
    const first = grouping.group[at]!
    const group = numbers.get(first) ?? numbers.size + 1
    numbers.set(first, group)
    const score = grouping.score[at]!.toFixed(4)
    yield [cell(files[fileOf[at]!]!), numberOf[at]!, cell(controlOf[at]!), group, score, grouping.outcome[at]!].join(
      '\t',
    )
  }
}

/** The table of doubtful pairs, the likeliest first. */
export function* askLines({ files, fileOf, numberOf, grouping }: Matched): Generator<string> {
  yield 'file_a\trecord_a\tfile_b\trecord_b\tscore\treasons'
  for (const { a, b, score, reasons } of grouping.asks) {
    yield [
      cell(files[fileOf[a]!]!),
      numberOf[a]!,
      cell(files[fileOf[b]!]!),
      numberOf[b]!,
      score.toFixed(4),
      reasons.join(' '),
    ].join('\t')
  }
}

export function summaryOf({ fileOf, grouping, refused }: Matched, seconds: number): MatchSummary {
  const groups = new Set<number>()
  let grouped = 0
  for (let at = 0; at < fileOf.length; at++) {
    if (grouping.outcome[at] !== 'group') continue
    grouped++
    groups.add(grouping.group[at]!)
  }
  return {
    records: fileOf.length,
    refused,
    groups: groups.size,
    grouped,
    asks: grouping.asks.length,
    comparedPairs: grouping.comparedPairs,
    cappedKeys: grouping.cappedKeys.length,
    seconds: Math.round(seconds * 1000) / 1000,
  }
}
