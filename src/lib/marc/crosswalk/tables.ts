import { readFileSync } from 'node:fs'

/** The two formats; IRANMARC is UNIMARC with a block 9 of its own. */
export type Side = 'unimarc' | 'marc21'

/** One line of fields.tsv, seen from the side that is read. */
export interface FieldLine {
  readonly tag: string
  readonly ind: string
  readonly toTag: string
  readonly toInd: string
  /** Code of the subfield read → code of the subfield written; `*` stands for all. */
  readonly codes: ReadonlyMap<string, string>
  readonly rule: string
}

/** The lines of a table without its comments, cut at tabs. */
function rowsOf(name: string): string[][] {
  const text = readFileSync(new URL(`./tables/${name}.tsv`, import.meta.url), 'utf8')
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('# ') && line !== '#')
    .map((line) => line.split('\t'))
}

const goes = (way: string, from: Side) => way === '=' || way === (from === 'unimarc' ? '>' : '<')

function pairsOf(subfields: string, from: Side): Map<string, string> {
  const codes = new Map<string, string>()
  for (const pair of subfields.split(' ').filter((text) => text !== '')) {
    const [unimarc = '', way = '', marc21 = ''] = pair
    if (!goes(way, from)) continue
    const [code, to] = from === 'unimarc' ? [unimarc, marc21] : [marc21, unimarc]
    if (!codes.has(code)) codes.set(code, to)
  }
  return codes
}

function linesFrom(from: Side): ReadonlyMap<string, readonly FieldLine[]> {
  const lines = new Map<string, FieldLine[]>()
  for (const [uTag = '', uInd = '', way = '', mTag = '', mInd = '', subfields = '', rule = ''] of rowsOf('fields')) {
    if (!goes(way, from)) continue
    const [tag, ind, toTag, toInd] = from === 'unimarc' ? [uTag, uInd, mTag, mInd] : [mTag, mInd, uTag, uInd]
    const line = { tag, ind, toTag, toInd, codes: pairsOf(subfields, from), rule }
    lines.set(tag, [...(lines.get(tag) ?? []), line])
  }
  return lines
}

/** The lines of fields.tsv by the side that is read and its tag, in the table's order. */
export const FIELD_LINES: Readonly<Record<Side, ReadonlyMap<string, readonly FieldLine[]>>> = {
  unimarc: linesFrom('unimarc'),
  marc21: linesFrom('marc21'),
}

type Pairs = Readonly<Record<Side, ReadonlyMap<string, string>>>

function pairs(rows: readonly (readonly [unimarc: string, way: string, marc21: string])[]): Pairs {
  const found = { unimarc: new Map<string, string>(), marc21: new Map<string, string>() }
  for (const [unimarc, way, marc21] of rows) {
    if (goes(way, 'unimarc') && !found.unimarc.has(unimarc)) found.unimarc.set(unimarc, marc21)
    if (goes(way, 'marc21') && !found.marc21.has(marc21)) found.marc21.set(marc21, unimarc)
  }
  return found
}

const blank = (text: string) => text.replaceAll('#', ' ')

const CODES: ReadonlyMap<string, Pairs> = (() => {
  const lists = new Map<string, [string, string, string][]>()
  for (const [list = '', unimarc = '', way = '', marc21 = ''] of rowsOf('codes')) {
    lists.set(list, [...(lists.get(list) ?? []), [blank(unimarc), way, blank(marc21)]])
  }
  return new Map([...lists].map(([list, rows]) => [list, pairs(rows)]))
})()

/** The other side's code of a list of codes.tsv, or null. */
export function codeOf(list: string, from: Side, code: string): string | null {
  const found = CODES.get(list)
  if (found === undefined) throw new RangeError(`codes.tsv has no list ${list}`)
  return found[from].get(code) ?? null
}

const relatorRows = rowsOf('relators')
const RELATORS = pairs(relatorRows.map(([unimarc = '', marc21 = '']) => [unimarc, '=', marc21]))
const TERMS: ReadonlyMap<string, string> = new Map(
  relatorRows
    .flatMap(([unimarc = '', , english = '', persian = '']) =>
      [...english.split(';'), ...persian.split(';')].map((term): [string, string] => [termKey(term), unimarc]),
    )
    .filter(([term]) => term !== '')
    .reverse(),
)

function termKey(term: string): string {
  return term
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[\u200c\s]+/g, ' ')
    .replace(/^[\s,،(]+|[\s.,،)]+$/g, '')
}

/** The other side's code of a role (`070` ↔ `aut`), or null. */
export const relatorOf = (from: Side, code: string): string | null =>
  RELATORS[from].get(
    code
      .replace(/^https?:\/\/id\.loc\.gov\/vocabulary\/relators\//, '')
      .replace(/[\s.,]+$/, '')
      .trim(),
  ) ?? null

/** UNIMARC's number of a role written as a word (`translator.`, `مترجم`), or null. */
export const relatorOfTerm = (term: string): string | null => TERMS.get(termKey(term)) ?? null

const COUNTRIES = pairs(rowsOf('countries').map(([iso = '', marc21 = '']) => [iso, '=', marc21]))

/** The other side's code of a country (`IR` ↔ `ir`, `GB-ENG` ↔ `enk`), or null. */
export const countryOf = (from: Side, code: string): string | null => COUNTRIES[from].get(code) ?? null
