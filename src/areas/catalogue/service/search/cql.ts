import { gregorianYear } from '#lib/calendar/year-asked.ts'
import { CqlFault } from '#lib/cql/fault.ts'
import { parseCql } from '#lib/cql/parse.ts'
import { type CqlClause, type CqlNode, SERVER_CHOICE } from '#lib/cql/query.ts'
import { readTerm } from '#lib/cql/term.ts'
import type { QueryTree } from '#platform/search/types.ts'

/** What of CQL a reader may write in the search box; programs have all of it at the SRU door. */
const FIELDS: Readonly<Record<string, readonly string[] | null>> = {
  [SERVER_CHOICE]: null,
  'cql.anywhere': null,
  title: ['title', 'romanised'],
  author: ['author', 'romanised'],
  creator: ['author', 'romanised'],
  subject: ['subject'],
  publisher: ['publisher'],
  identifier: ['identifier'],
  isbn: ['identifier'],
  issn: ['identifier'],
  note: ['note'],
  description: ['note'],
}
const YEARS = new Set(['date', 'year'])
const FACETS: Readonly<Record<string, string>> = { language: 'language', kind: 'kind', type: 'kind' }

const INDEXES = ['anywhere', 'serverChoice', ...Object.keys(FIELDS), ...YEARS, ...Object.keys(FACETS)].join('|')
const BEGINS = new RegExp(
  `^[\\s(]*(?:cql:|(?:(?:dc|cql|bath|rec)\\.)?(?:${INDEXES})\\s*(?:[<>=]|(?:any|all|adj|exact|within)\\s))`,
  'i',
)

/** True for a text that begins as CQL does (`title = …`), or says that it is: `cql: …`. */
export function looksLikeCql(text: string): boolean {
  return BEGINS.test(text)
}

/** Reads CQL as the search engine takes it. `at` is the character from 1 where it is no CQL, or asks what is not offered here. */
export function readCql(text: string): { ok: true; tree: QueryTree } | { ok: false; at: number } {
  const start = /^\s*cql:/i.exec(text)?.[0].length ?? 0
  try {
    return { ok: true, tree: treeOf(parseCql(text.slice(start)).root) }
  } catch (error) {
    if (!(error instanceof CqlFault)) throw error
    return { ok: false, at: start + error.at + 1 }
  }
}

function treeOf(node: CqlNode): QueryTree {
  if (node.kind === 'clause') return clauseOf(node)
  if (node.operator === 'prox') throw unknown(node)
  const [left, right] = [treeOf(node.left), treeOf(node.right)]
  return node.operator === 'not' ? { kind: 'not', from: left, but: right } : { kind: node.operator, of: [left, right] }
}

const unknown = ({ at }: { at: number }) => new CqlFault('junk-after-end', at, 'not offered in the search box')

function clauseOf(clause: CqlClause): QueryTree {
  const name = nameOf(clause.index)
  const { text, hasMask, first, last, inside } = readTerm(clause.term)
  const relation = nameOf(clause.relation)
  if (inside || text.trim() === '') throw unknown(clause)
  if (YEARS.has(name)) return yearsOf(clause, relation, text)
  const facet = FACETS[name]
  if (facet !== undefined) return { kind: 'facet', facet, value: text.trim().toLowerCase() }
  const fields = FIELDS[name]
  if (fields === undefined) throw unknown(clause)
  const pattern = hasMask ? { pattern: true } : {}
  const leaf = (match: 'all' | 'any' | 'phrase' | 'whole' | 'begins'): QueryTree => {
    return { kind: 'words', text, fields, match, ...pattern }
  }
  if (relation === '==' || relation === 'exact' || (first && last)) return leaf('whole')
  if (first) return leaf('begins')
  if (relation === 'any') return leaf('any')
  if (relation === 'adj' || (relation === '=' && !clause.isLoose && /\s/.test(text))) return leaf('phrase')
  if (relation === '=' || relation === 'all' || relation === 'scr') return leaf('all')
  throw unknown(clause)
}

function nameOf(index: string): string {
  if (index === SERVER_CHOICE) return index
  const name = index.toLowerCase().replace(/^(dc|bath|rec|cql)\./, '')
  return name === 'serverchoice' ? SERVER_CHOICE : name === 'anywhere' ? 'cql.anywhere' : name
}

function yearsOf(clause: CqlClause, relation: string, text: string): QueryTree {
  const [from, to = from] = text.split(/\s+/u).map((year) => gregorianYear(year))
  if (from === undefined || to === undefined) throw unknown(clause)
  const range = (bounds: { from?: number; to?: number; fromExclusive?: boolean; toExclusive?: boolean }): QueryTree => {
    return { kind: 'range', sort: 'year', ...bounds }
  }
  if (relation === '=' || relation === '==' || relation === 'within') return range({ from, to })
  if (relation === '>' || relation === '>=') return range({ from, fromExclusive: relation === '>' })
  if (relation === '<' || relation === '<=') return range({ to, toExclusive: relation === '<' })
  throw unknown(clause)
}
