import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

export const en: Text = {
  convertSummary: 'Converts a MARC file to JSON, MARCXML or ISO 2709, without a database',
  convertTo: 'what to write: json, xml or mrc',
  convertOut: 'file to write; standard output when left out',
  needsTo: 'Say with --to what to write: json, xml or mrc.',
  needsOneFile: 'Name one file, or - for standard input.',
  refused: (place, sentence) => `refused: ${place}: ${sentence}`,
  mended: (place, sentence) => `mended: ${place}: ${sentence}`,
  done: ({ read, written, mended, refused }) =>
    `${read} ${read === 1 ? 'record' : 'records'} read, ${written} written, ${mended} mended; ${refused} refused.`,
  refusals: {
    'marc.file-missing': ({ file }) => `There is no file “${file}”, or it cannot be read.`,
    'marc.file-unwritable': ({ file }) => `The file “${file}” cannot be written.`,
  },
}

/** The sentences of the `marc` commands in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
