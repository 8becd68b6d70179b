import { gregorianYear } from '#lib/calendar/year-asked.ts'
import type { CqlClause } from '#lib/cql/query.ts'
import { type CqlTerm, plainTerm, readTerm } from '#lib/cql/term.ts'
import { words } from '#lib/persian/fold.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { type Context, cqlName, indexIn } from './context.ts'
import { stop } from './stop.ts'
import { kindAsked, languageAsked } from './values.ts'

type WordsLeaf = Extract<QueryTree, { kind: 'words' }>

const EVERYTHING: QueryTree = { kind: 'all' }
const NOTHING: QueryTree = { kind: 'or', of: [] }

/** One clause as the search engine takes it. Stops with the diagnostic of what it cannot do. */
export function clauseTree(clause: CqlClause, context: Context): QueryTree {
  if (cqlName(context, clause.index) === 'resultsetid') stop(50)
  const { target } = indexIn(context, clause.index)
  const relation = relationOf(clause, context)
  switch (target.kind) {
    case 'everything':
      return EVERYTHING
    case 'record':
      return editionTree(clause, relation)
    case 'year':
      return yearTree(clause, relation)
    case 'facet':
      return facetTree(clause, relation, target.facet)
    case 'code':
      return codeTree(clause, relation, target.field)
    default:
      return wordsTree(clause, relation, target.fields)
  }
}

interface Relation {
  readonly name: string
  readonly isUnmasked: boolean
  /** The term is one value, not words. */
  readonly isString: boolean
}

const RELATIONS = new Set(['=', '==', '<>', '<', '<=', '>', '>=', 'any', 'all', 'adj', 'within', 'scr', 'exact'])
// What the index does anyway: it folds case and accents, finds other forms of a word, and ranks.
const ALREADY = new Set(['stem', 'relevant', 'ignorecase', 'ignoreaccents', 'masked', 'word', 'isodate', 'number'])

function relationOf({ relation, modifiers }: CqlClause, context: Context): Relation {
  const name = cqlName(context, relation) ?? ''
  if (!RELATIONS.has(name)) stop(19, plainTerm(relation))
  const types = modifiers.map(({ type, comparison }) => {
    const known = cqlName(context, type) ?? ''
    const isKnown = ALREADY.has(known) || known === 'unmasked' || known === 'string'
    return isKnown && comparison === null ? known : stop(20, plainTerm(type))
  })
  // `scr` is `=` by its older name, `exact` is `==`.
  const today = { scr: '=', exact: '==' }[name] ?? name
  return { name: today, isUnmasked: types.includes('unmasked'), isString: types.includes('string') }
}

function termOf({ term, index }: CqlClause, { isUnmasked }: Relation): CqlTerm {
  const read = isUnmasked
    ? { text: plainTerm(term), hasMask: false, first: false, last: false, inside: false }
    : readTerm(term)
  if (read.inside || (read.last && !read.first)) stop(32, plainTerm(term))
  if (read.text.trim() === '') stop(27, plainTerm(index))
  return read
}

const MOST_MASKS = 8

function wordsTree(clause: CqlClause, relation: Relation, fields: readonly string[] | null): QueryTree {
  const { text, hasMask, first, last } = termOf(clause, relation)
  if (hasMask) {
    if ((text.match(/[*?]/g)?.length ?? 0) > MOST_MASKS) stop(30, text)
    if (/^[*?\s]+$/.test(text) && fields === null) return EVERYTHING
  }
  const leaf = (match: WordsLeaf['match'], exact = false): WordsLeaf => ({
    kind: 'words',
    text,
    // The very words of a field are those it has, not our reading of a romanised one.
    fields: exact ? (fields?.slice(0, 1) ?? null) : fields,
    match,
    ...(exact ? { exact } : {}),
    ...(hasMask ? { pattern: true } : {}),
  })
  const { name, isString } = relation
  if (name === '<>') return { kind: 'not', from: EVERYTHING, but: leaf('whole', true) }
  if (first && name === 'any') stop(32, text)
  if (name === '==' || (first && last) || isString) return leaf('whole', name === '==')
  if (first) return leaf('begins')
  if (name === 'any' || name === 'all') return leaf(name)
  if (name === 'adj') return leaf('phrase')
  // §"=": adjacency suits words of one field; without a field, and for words nobody put in quotes, all of them.
  if (name === '=') return leaf(fields === null || clause.isLoose || words(text).length < 2 ? 'all' : 'phrase')
  return stop(22, `${plainTerm(clause.index)} ${name}`)
}

function codeTree(clause: CqlClause, relation: Relation, field: string): QueryTree {
  const { text, hasMask, first } = termOf(clause, relation)
  const leaf = (value: string): QueryTree => ({
    kind: 'words',
    text: value,
    fields: [field],
    match: first ? 'begins' : 'whole',
    ...(hasMask ? { pattern: true } : {}),
  })
  const { name } = relation
  if (name === '=' || name === '==' || name === 'adj') return leaf(text)
  if (name === '<>') return { kind: 'not', from: EVERYTHING, but: leaf(text) }
  if (name !== 'any' && name !== 'all') return stop(22, `${plainTerm(clause.index)} ${name}`)
  return { kind: name === 'any' ? 'or' : 'and', of: text.trim().split(/\s+/).map(leaf) }
}

function editionTree(clause: CqlClause, relation: Relation): QueryTree {
  const { text, hasMask, first } = termOf(clause, relation)
  if (hasMask) stop(28, text)
  if (first) stop(31, text)
  return valuesTree(clause, relation, text, (value) => ({ kind: 'ids', ids: [value.toLowerCase()] }))
}

function facetTree(clause: CqlClause, relation: Relation, facet: string): QueryTree {
  const { text, hasMask } = termOf(clause, relation)
  if (hasMask) stop(28, text)
  const leaf = (value: string): QueryTree => {
    const asked = facet === 'language' ? languageAsked(value) : facet === 'kind' ? kindAsked(value) : value
    return asked === null ? NOTHING : { kind: 'facet', facet, value: asked }
  }
  return valuesTree(clause, relation, text, leaf)
}

/** One value, or any or all of several with spaces between. */
function valuesTree(
  clause: CqlClause,
  { name }: Relation,
  text: string,
  leaf: (value: string) => QueryTree,
): QueryTree {
  if (name === '=' || name === '==') return leaf(text.trim())
  if (name === '<>') return { kind: 'not', from: EVERYTHING, but: leaf(text.trim()) }
  if (name !== 'any' && name !== 'all') return stop(22, `${plainTerm(clause.index)} ${name}`)
  return { kind: name === 'any' ? 'or' : 'and', of: text.trim().split(/\s+/).map(leaf) }
}

function yearTree(clause: CqlClause, relation: Relation): QueryTree {
  const { text, hasMask, first } = termOf(clause, relation)
  if (hasMask) stop(28, text)
  if (first) stop(31, text)
  const years = text
    .trim()
    .split(/\s+/)
    .map((one) => gregorianYear(one.replace(/[-/].*$/, '')) ?? stop(36, text))
  const [year, last] = years as [number, number?]
  const { name } = relation
  if (name === 'within') {
    if (last === undefined || years.length > 2) stop(36, text)
    return { kind: 'range', sort: 'year', from: Math.min(year, last), to: Math.max(year, last) }
  }
  if (name === 'any') return { kind: 'or', of: years.map((one) => yearRange('=', one)) }
  if (years.length > 1) stop(36, text)
  if (name === '<>') return { kind: 'not', from: EVERYTHING, but: yearRange('=', year) }
  if (name === 'adj' || name === 'all') stop(22, `${plainTerm(clause.index)} ${name}`)
  return yearRange(name, year)
}

function yearRange(relation: string, year: number): QueryTree {
  const range = { kind: 'range', sort: 'year' } as const
  if (relation.startsWith('<')) return { ...range, to: year, ...(relation === '<' ? { toExclusive: true } : {}) }
  if (relation.startsWith('>')) return { ...range, from: year, ...(relation === '>' ? { fromExclusive: true } : {}) }
  return { ...range, from: year, to: year }
}
