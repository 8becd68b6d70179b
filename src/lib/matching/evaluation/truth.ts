import { Refusal } from '#lib/refusal.ts'

/** A record as a groups file or a truth names it. */
export interface Row {
  readonly file: string
  readonly record: string
  readonly controlNumber: string
  readonly group: string
}

/** Which records belong together: each key of a record with the name of its cluster. */
export type Truth = ReadonlyMap<string, string>

/** Lines that say anything; a byte order mark and the line ends of any system are none of the text. */
const linesOf = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')

const cells = (line: string): string[] => line.split('\t')

/** The file's own name without folder and endings: `/x/local_NNU.xml.gz` is `local_NNU`. */
const stemOf = (file: string): string =>
  (file.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:gz|xml|mrc|marc|json|jsonl|iso|dat)(?=\.|$)/gi, '')

/** Reads the table that `peyvand match` writes. Refuses a table without those columns. */
export function readGroups(text: string): Row[] {
  const rows: Row[] = []
  const [head = '', ...lines] = linesOf(text)
  const header = cells(head)
  const at = (name: string): number => header.indexOf(name)
  if (at('file') < 0 || at('record') < 0 || at('group') < 0) throw new Refusal('invalid', 'matching.not-groups')
  for (const line of lines) {
    const cell = cells(line)
    rows.push({
      file: cell[at('file')] ?? '',
      record: cell[at('record')] ?? '',
      controlNumber: cell[at('control_number')] ?? '',
      group: cell[at('group')] ?? '',
    })
  }
  return rows
}

/**
 * Every name a truth may give a record: file and record number, and file and control number; the file by its whole name
 * or, where it is `local_NNU.xml.gz`, also by the code `NNU`.
 */
export function keysOf({ file, record, controlNumber }: Row): string[] {
  const stem = stemOf(file)
  const code = stem.slice(stem.lastIndexOf('_') + 1)
  const names = [...new Set([file, file.split(/[\\/]/).at(-1) ?? '', stem, code])]
  const control = controlNumber === '' ? [] : names.map((name) => `${name}_${controlNumber}`)
  return [...names.map((name) => `${name}\t${record}`), ...control]
}

const RECORD_COLUMNS = ['record', 'record_number', 'record number', 'number']
const CLUSTER_COLUMNS = ['cluster', 'group', 'edition', 'oclc']
const CONTROL_COLUMNS = ['control_number', 'control number', 'control']

/**
 * Reads a truth in one of three shapes: rows of clusters with a `local_keys` column (`NNU_001682533|NjP_1317618`, code of
 * the file and control number); rows of records with `file`, `record` or `control_number`, and `cluster`; or three columns
 * without a header: file, record number, cluster.
 */
export function readTruth(text: string): Truth {
  const lines = linesOf(text)
  const header = cells(lines[0] ?? '').map((cell) => cell.trim().toLowerCase())
  const truth = new Map<string, string>()
  const keysAt = header.indexOf('local_keys')
  if (keysAt >= 0) {
    for (const [at, line] of lines.slice(1).entries()) {
      for (const key of (cells(line)[keysAt] ?? '').split('|')) if (key.trim() !== '') truth.set(key.trim(), `${at}`)
    }
    return truth
  }
  const find = (names: readonly string[]): number => header.findIndex((cell) => names.includes(cell))
  const [file, record, control, cluster] = [
    header.indexOf('file'),
    find(RECORD_COLUMNS),
    find(CONTROL_COLUMNS),
    find(CLUSTER_COLUMNS),
  ]
  if (file < 0 && header.length === 3) {
    for (const line of lines) put(truth, cells(line), { file: 0, record: 1, control: -1, cluster: 2 })
    return truth
  }
  if (file < 0 || cluster < 0 || (record < 0 && control < 0)) throw new Refusal('invalid', 'matching.not-a-truth')
  for (const line of lines.slice(1)) put(truth, cells(line), { file, record, control, cluster })
  return truth
}

interface Columns {
  readonly file: number
  readonly record: number
  readonly control: number
  readonly cluster: number
}

function put(truth: Map<string, string>, cell: readonly string[], columns: Columns): void {
  const text = (at: number): string => (at < 0 ? '' : (cell[at] ?? '').trim())
  const [file, record, control, cluster] = [columns.file, columns.record, columns.control, columns.cluster].map(text)
  if (!file || !cluster) return
  if (record) truth.set(`${file}\t${record}`, cluster)
  else if (control) truth.set(`${file}_${control}`, cluster)
}
