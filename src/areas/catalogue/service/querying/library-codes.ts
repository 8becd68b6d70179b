import { placesOf } from '#areas/catalogue/service/places.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'

/** A tree in which libraries named `NETWORK:CODE` are named by their ids, as the index has them. */
export async function withLibraryIds(platform: Platform, tree: QueryTree): Promise<QueryTree> {
  if (!namesLibrary(tree)) return tree
  const { libraries, networks } = await placesOf(platform)
  const codes = new Map([...libraries.values()].map((one) => [`${one.networkCode}:${one.code}`.toLowerCase(), one.id]))
  for (const code of networks.keys()) codes.set(code.toLowerCase(), code)
  return replaced(tree, codes)
}

const isCoded = (facet: string): boolean => facet === 'library' || facet === 'network'

function namesLibrary(tree: QueryTree): boolean {
  if (tree.kind === 'and' || tree.kind === 'or') return tree.of.some(namesLibrary)
  if (tree.kind === 'not') return namesLibrary(tree.from) || namesLibrary(tree.but)
  return tree.kind === 'facet' && isCoded(tree.facet)
}

function replaced(tree: QueryTree, codes: ReadonlyMap<string, string>): QueryTree {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return { ...tree, of: tree.of.map((one) => replaced(one, codes)) }
    case 'not':
      return { ...tree, from: replaced(tree.from, codes), but: replaced(tree.but, codes) }
    case 'facet':
      return isCoded(tree.facet) ? { ...tree, value: codes.get(tree.value.toLowerCase()) ?? tree.value } : tree
    default:
      return tree
  }
}
