import type { QueryTree } from '#platform/search/types.ts'

/** So many numbers of editions a query may name. */
export const MOST_EDITIONS = 200

const EDITION = 'edition'

/**
 * One edition by its number. The index has no such facet: before a tree is asked, `withEditions` puts in its place what the
 * index knows the edition by.
 */
export const editionLeaf = (number: string): QueryTree => ({
  kind: 'facet',
  facet: EDITION,
  value: number.toLowerCase(),
})

/** The numbers a tree names. */
export function editionsIn(tree: QueryTree): ReadonlySet<string> {
  const found = new Set<string>()
  const look = (node: QueryTree): void => {
    if (node.kind === 'and' || node.kind === 'or') node.of.forEach(look)
    else if (node.kind === 'not') [node.from, node.but].forEach(look)
    else if (node.kind === 'facet' && node.facet === EDITION) found.add(node.value)
  }
  look(tree)
  return found
}

/** The tree with another leaf for each number; one that has none is nowhere. */
export function withEditions(tree: QueryTree, leaves: ReadonlyMap<string, QueryTree>): QueryTree {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return { ...tree, of: tree.of.map((one) => withEditions(one, leaves)) }
    case 'not':
      return { ...tree, from: withEditions(tree.from, leaves), but: withEditions(tree.but, leaves) }
    case 'facet':
      return tree.facet === EDITION ? (leaves.get(tree.value) ?? { kind: 'or', of: [] }) : tree
    default:
      return tree
  }
}
