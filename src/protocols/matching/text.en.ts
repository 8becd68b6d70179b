import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const n = (value: number): string => value.toLocaleString('en')

export const en: Text = {
  matchSummary: 'Finds and groups the records of one edition in MARC files, without a database',
  matchOut: 'file to write a row for every record to',
  matchAsks: 'file for the doubtful pairs, with the reasons of each',
  matchHide: 'fields the matcher must not see, such as 001,035',
  matchCap: 'how many records may share one key',
  evaluateSummary: 'Measures groups by a known truth: precision, recall, F1 and the errors',
  evaluateTruth: 'the truth (TSV)',
  evaluateGroups: 'the groups that match wrote',
  evaluateAsks: 'the doubtful pairs, to count what was asked',
  evaluateErrors: 'how many errors to list (50)',
  needsFiles: 'Name at least one MARC file.',
  badTag: (tag) => `“${tag}” is no field tag; write tags like 001,035.`,
  badNumber: (option) => `Write a whole number for --${option}.`,
  reading: 'reading records',
  comparing: 'comparing records',
  refused: (file, place, sentence) => `refused: ${file}, ${place}: ${sentence}`,
  capped: (key, records) => `The key “${key}” is in ${n(records)} records and was not used to find candidates.`,
  cappedMore: (count) => `… and ${n(count)} more keys of too many records.`,
  matched: (one) => [
    `${n(one.records)} ${one.records === 1 ? 'record' : 'records'} read${one.refused > 0 ? `, ${n(one.refused)} refused` : ''}.`,
    `${n(one.grouped)} records in ${n(one.groups)} groups; ${n(one.asks)} pairs to ask a librarian about.`,
    `${n(one.comparedPairs)} pairs compared; ${n(one.cappedKeys)} keys of too many records left out; ${n(Math.round(one.seconds))} s.`,
  ],
  evaluated: (one) => [
    `records known to the truth: ${n(one.records)} in ${n(one.clusters)} clusters${one.unknown > 0 ? `; ${n(one.unknown)} records of the truth are not in the groups` : ''}`,
    `pairs right: ${n(one.right)}; joined wrongly: ${n(one.joinedWrongly)}; missed: ${n(one.missed)} (${n(one.missedButAsked)} of them asked about)`,
    `precision ${percent(one.precision)}, recall ${percent(one.recall)}, F1 ${percent(one.f1)}`,
  ],
  errorLine: (kind, a, b, asked) => `${kind === 'joined' ? 'joined wrongly' : asked ? 'asked' : 'missed'}: ${a} ↔ ${b}`,
  moreErrors: (count) => `… and ${n(count)} more errors.`,
  refusals: {
    'matching.file-missing': ({ file }) => `There is no file “${file}”, or it cannot be read.`,
    'matching.folder': ({ file }) => `“${file}” is a folder; name the files in it.`,
    'matching.file-twice': ({ file }) =>
      `The file “${file}” is named twice; each of its records would be matched with itself.`,
    'matching.file-taken': ({ file }) =>
      `“${file}” is read or written already; name another file for the table, so that nothing is lost.`,
    'matching.file-unwritable': ({ file }) => `The file “${file}” cannot be written.`,
    'matching.not-groups': () =>
      'This is not the table that match writes: it lacks the columns file, record and group.',
    'matching.not-a-truth': () =>
      'This truth cannot be read: it needs a column local_keys, or the columns file, record and cluster.',
    'matching.truth-unmatched': () => 'None of the records of the truth is in the groups.',
    'matching.too-many-records': ({ most }) => `No more than ${most} different records are grouped at once.`,
  },
}

/** The sentences of the `match` commands in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
