import type { CqlNode, CqlQuery } from '#lib/cql/query.ts'
import { plainTerm } from '#lib/cql/term.ts'
import { type Context, cqlName, indexIn, NO_PREFIXES, withPrefixes } from './context.ts'
import { stop } from './stop.ts'

/** So many numbers of editions a query may name. */
export const MOST_EDITIONS = 200

/**
 * The numbers of editions a query asks for and nothing else: `rec.id = x`, `rec.id any "x y"`, several of these with `or`.
 * What is no number, such as a mask, is for the tree to refuse.
 */
export function recordIdsOf({ root }: CqlQuery): readonly string[] | null {
  const found = idsIn(root, NO_PREFIXES)
  const ids = found === null ? null : [...new Set(found)]
  return ids !== null && ids.length > MOST_EDITIONS ? stop(38, `${MOST_EDITIONS} numbers`) : ids
}

function idsIn(node: CqlNode, outer: Context): string[] | null {
  const context = withPrefixes(outer, node.prefixes)
  if (node.kind === 'boolean') {
    if (node.operator !== 'or' || node.modifiers.length > 0) return null
    const left = idsIn(node.left, context)
    const right = left === null ? null : idsIn(node.right, context)
    return left === null || right === null ? null : [...left, ...right]
  }
  if (cqlName(context, node.index) === 'resultsetid') stop(50)
  if (indexIn(context, node.index).target.kind !== 'record') return null
  if (node.modifiers.length > 0 || node.term.trim() === '' || /[*?^]/.test(node.term)) return null
  const text = plainTerm(node.term).trim().toLowerCase()
  const relation = cqlName(context, node.relation) ?? ''
  if (relation === 'any') return text.split(/\s+/)
  return ['=', '==', 'exact', 'scr'].includes(relation) ? [text] : null
}
