import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`
const entries = (n: number) => counted(n, 'entry', 'entries')

export const en: Text = {
  exportSummary: 'Writes the journal with its signatures to a file',
  exportOut: 'file to write; standard output when left out',
  exported: (lines) => `The journal was written (${counted(lines, 'line', 'lines')}).`,
  sealSummary: 'Seals what was entered right now and shows the newest checkpoint',
  sealed: (count) => `${entries(count)} ${count === 1 ? 'was' : 'were'} sealed.`,
  verifySummary: 'Verifies an exported journal, without a database',
  verifyCheckpoint: 'file with a checkpoint kept earlier',
  verifyKey: 'public key known from elsewhere; may be repeated',
  needsFile: 'Name the exported file.',
  sound: (verdict) =>
    `OK: ${entries(verdict.size)}, ${counted(verdict.checkpoints, 'checkpoint', 'checkpoints')}; nothing was changed. Root: ${verdict.root}`,
  keptHolds: (size) => `The kept checkpoint (${entries(size)}) is the beginning of this journal.`,
  ownKeys: 'Signatures were held against the keys inside the file itself; give --key to be sure whose they are.',
  problems: {
    'not-an-export': () => 'This file is not an exported journal.',
    'malformed-line': (at) => `Line ${at.line} cannot be read.`,
    'entry-altered': (at) => `Entry ${at.sequence} (${at.entry ?? 'without an id'}) was altered; line ${at.line}.`,
    'entry-missing': (at) => `Entry ${at.sequence} is missing; line ${at.line}.`,
    'history-rewritten': (at) =>
      `From entry ${at.sequence} on the journal contradicts the checkpoint of line ${at.line}.`,
    'checkpoint-forged': (at) => `The checkpoint of line ${at.line} was signed by no known key.`,
    'unsealed-end': (at) => `Entries from ${at.sequence} on have no checkpoint: the end of the file is cut off.`,
    'kept-checkpoint-forged': () => 'The kept checkpoint was signed by no known key.',
    'kept-checkpoint-newer': (at) =>
      `The kept checkpoint is newer than this file: entries from ${at.sequence} on are missing.`,
    'kept-checkpoint-contradicts': (at) =>
      `The first ${at.sequence} entries are not those the kept checkpoint speaks of: the past was rewritten.`,
  },
  refusals: {
    'journal.key-malformed': () => 'The public key cannot be read.',
    'journal.note-malformed': () => 'The signed text is not well formed.',
    'journal.note-unsigned': () => 'No known key signed this text.',
    'journal.note-forged': () => 'The signature does not fit the text.',
    'journal.checkpoint-malformed': () => 'The checkpoint is not well formed.',
    'journal.before-malformed': () =>
      'The address of this page of the history is wrong; open the history from its beginning.',
    'journal.file-missing': () => 'There is no such file, or it cannot be read.',
    'journal.file-unwritable': ({ file }) => `The file “${file}” cannot be written.`,
  },
}

/** The journal's sentences in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
