import { editionsIn, withEditions } from '#areas/catalogue/rules/cql/editions.ts'
import { stop } from '#areas/catalogue/rules/cql/stop.ts'
import { newestKey, titleKey } from '#areas/catalogue/service/search/document.ts'
import { INDEX_NAME } from '#areas/catalogue/service/search/index-name.ts'
import { type EditionRow, listEditionsByIds } from '#areas/catalogue/store/editions.ts'
import { isId } from '#platform/id.ts'
import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'

/**
 * A tree in which editions named by their numbers are named by what the index has of them: the moment they came, which a
 * part of the number makes finer, and the title. Should that ever be two editions, diagnostic 18 says so.
 */
export async function withEditionNumbers(platform: Platform, tree: QueryTree): Promise<QueryTree> {
  const numbers = [...editionsIn(tree)]
  if (numbers.length === 0) return tree
  const editions = await listEditionsByIds(platform.db, numbers.filter(isId))
  const leaves = new Map(editions.filter(({ isPublic }) => isPublic).map((one) => [one.id, leafOf(one)]))
  if (leaves.size > 0) {
    const where: QueryTree = { kind: 'or', of: [...leaves.values()] }
    const { hits } = await platform.search.index(INDEX_NAME).search({ where, limit: leaves.size + 1 })
    if (hits.some(({ id }) => !leaves.has(id))) stop(18, 'rec.id: two editions came in one moment')
  }
  return withEditions(tree, leaves)
}

function leafOf({ id, brief, createdAt }: EditionRow): QueryTree {
  const [newest, title] = [newestKey(createdAt, id), titleKey(brief)]
  return {
    kind: 'and',
    of: [
      { kind: 'range', sort: 'newest', from: newest, to: newest },
      { kind: 'range', sort: 'title', from: title, to: title },
    ],
  }
}
