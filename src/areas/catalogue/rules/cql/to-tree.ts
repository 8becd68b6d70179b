import { CqlFault } from '#lib/cql/fault.ts'
import { parseCql } from '#lib/cql/parse.ts'
import type { CqlNode, CqlQuery } from '#lib/cql/query.ts'
import { plainTerm } from '#lib/cql/term.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { clauseTree } from './clause.ts'
import { type Context, NO_PREFIXES, withPrefixes } from './context.ts'
import { nearTree } from './proximity.ts'
import { MOST_EDITIONS } from './record-ids.ts'
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
export function treeOf({ root }: CqlQuery): QueryTree {
  const tree = nodeTree(root, NO_PREFIXES)
  if (idsIn(tree) > MOST_EDITIONS) stop(38, `${MOST_EDITIONS} numbers`)
  return tree
}

/** How many numbers a tree names. */
function idsIn(tree: QueryTree): number {
  if (tree.kind === 'and' || tree.kind === 'or') return tree.of.reduce((sum, part) => sum + idsIn(part), 0)
  if (tree.kind === 'not') return idsIn(tree.from) + idsIn(tree.but)
  return tree.kind === 'ids' ? tree.ids.length : 0
}

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
