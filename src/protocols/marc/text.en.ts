import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

export const en: Text = {
  convertSummary: 'Converts a MARC file to JSON, MARCXML or ISO 2709, without a database',
  convertTo: 'what to write: json, xml or mrc; or the format: marc21, unimarc or iranmarc',
  convertForm: 'json, xml or mrc, when --to names a format; mrc when left out',
  convertReport: 'file (tab-separated) for every subfield dropped and every field kept in 886',
  convertPlain: 'keep nothing in 886: only what has a place in the other format is written',
  convertOut: 'file to write; standard output when left out',
  needsTo: 'Say with --to what to write: json, xml, mrc, marc21, unimarc or iranmarc.',
  needsOneFile: 'Name one file, or - for standard input.',
  refused: (place, sentence) => `refused: ${place}: ${sentence}`,
  mended: (place, sentence) => `mended: ${place}: ${sentence}`,
  done: ({ read, written, mended, refused }) =>
    `${read} ${read === 1 ? 'record' : 'records'} read, ${written} written, ${mended} mended; ${refused} refused.`,
  reportColumns: ['record', 'control number', 'what', 'field', 'occurrence', 'subfield', 'value', 'why'],
  dropped: 'dropped',
  kept: 'kept in 886',
  keptWhy: 'it would not come back as it was written',
  why: {
    'no-field': 'the other format has no such field',
    'no-subfield': 'the other format has no such subfield',
    'no-code': 'the code has no like in the other format',
    'bad-link': 'the link to the field in the other script cannot be read',
    'not-bibliographic': 'the record is no bibliographic one',
  },
  refusals: {
    'marc.file-missing': ({ file }) => `There is no file “${file}”, or it cannot be read.`,
    'marc.file-unwritable': ({ file }) => `The file “${file}” cannot be written.`,
  },
}

/** The sentences of the `marc` commands in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
