import { CqlFault } from '#lib/cql/fault.ts'
import { parseCql } from '#lib/cql/parse.ts'
import type { CqlBoolean, CqlClause, CqlNode, CqlQuery } from '#lib/cql/query.ts'
import { plainTerm, readTerm } from '#lib/cql/term.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { words } from '#lib/persian/fold.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { clauseTree } from './clause.ts'
import { type Context, cqlName, indexIn, NO_PREFIXES, withPrefixes } from './context.ts'
import { placed, stop } from './stop.ts'

/** Reads CQL; a fault stops with its diagnostic, and its details say where. */
export function queryOf(text: string): CqlQuery {
  try {
    return parseCql(text)
  } catch (error) {
    if (!(error instanceof CqlFault)) throw error
    return stop(error.diagnostic, `${error.message} (at character ${error.at + 1})`, error.at)
  }
}

/** A query as the search engine takes it; stops with the diagnostic of whatever cannot be asked. */
export const treeOf = ({ root }: CqlQuery): QueryTree => nodeTree(root, NO_PREFIXES)

function nodeTree(node: CqlNode, outer: Context): QueryTree {
  return placed(node.at, () => treeAt(node, outer))
}

function treeAt(node: CqlNode, outer: Context): QueryTree {
  const context = withPrefixes(outer, node.prefixes)
  if (node.kind === 'clause') return clauseTree(node, context)
  if (node.operator === 'prox') return nearTree(node, context)
  const modifier = node.modifiers[0]
  if (modifier) stop(46, plainTerm(modifier.type))
  const left = nodeTree(node.left, context)
  const right = nodeTree(node.right, context)
  if (node.operator === 'not') return { kind: 'not', from: left, but: right }
  return joined(node.operator, left, right)
}

/** Chains stay flat, so that a long one does not become a deep one. */
function joined(kind: 'and' | 'or', left: QueryTree, right: QueryTree): QueryTree {
  return left.kind === kind ? { kind, of: [...left.of, right] } : { kind, of: [left, right] }
}

interface Proximity {
  readonly distance: number
  readonly ordered: boolean
}

function nearTree(node: CqlBoolean, context: Context): QueryTree {
  const wanted = proximityOf(node, context)
  const clauses = chained(node, context, wanted)
  const [first] = clauses
  const { target } = indexIn(context, first!.index)
  if (target.kind !== 'words') return stop(39, plainTerm(first!.index))
  for (const { index, relation, modifiers } of clauses) {
    if (indexIn(context, index).target !== target || modifiers.length > 0) stop(39, plainTerm(index))
    if (!['=', 'adj', 'all', '=='].includes(cqlName(context, relation) ?? '')) stop(39, plainTerm(relation))
  }
  return { kind: 'near', words: clauses.map(({ term }) => oneWord(term)), fields: target.fields, ...wanted }
}

/** `a prox b prox c` is one chain where all its steps are alike. */
function chained(node: CqlBoolean, context: Context, wanted: Proximity): CqlClause[] {
  const { left, right } = node
  if (right.kind !== 'clause' || right.prefixes.length > 0) return stop(39, 'terms only')
  if (left.prefixes.length > 0) return stop(39, 'terms only')
  if (left.kind === 'clause') return [left, right]
  if (left.operator !== 'prox') return stop(39, 'terms only')
  const own = proximityOf(left, context)
  if (own.distance !== wanted.distance || own.ordered !== wanted.ordered) stop(44)
  return [...chained(left, context, wanted), right]
}

function oneWord(raw: string): string {
  const { text, hasMask, first, last, inside } = readTerm(raw)
  if (hasMask) stop(33, text)
  if (first || last || inside) stop(34, text)
  if (words(text).length !== 1) stop(39, `one word on each side: ${text}`)
  return text
}

function proximityOf({ modifiers }: CqlBoolean, context: Context): Proximity {
  let distance = 1
  let ordered = false
  for (const { type, comparison, value } of modifiers) {
    const name = cqlName(context, type)
    const given = toAsciiDigits(plainTerm(value ?? ''))
    if (name === 'ordered' || name === 'unordered') ordered = name === 'ordered'
    else if (name === 'unit') {
      if (given !== 'word') stop(42, given)
    } else if (name === 'distance') distance = distanceOf(comparison, given)
    else stop(46, plainTerm(type))
  }
  return { distance, ordered }
}

function distanceOf(comparison: string | null, given: string): number {
  if (!/^\d{1,4}$/.test(given)) return stop(41, given)
  const distance = Number(given) - (comparison === '<' ? 1 : 0)
  if (distance < 1) return stop(41, given)
  // Words cannot be kept apart; at a distance of exactly one they are side by side.
  if (comparison === '<' || comparison === '<=' || (comparison === '=' && distance === 1)) return distance
  return stop(40, comparison ?? '')
}
