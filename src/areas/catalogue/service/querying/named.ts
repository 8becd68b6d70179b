import type { Platform } from '#platform/platform.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { withEditionNumbers } from './editions.ts'
import { withLibraryIds } from './library-codes.ts'

/** A tree as CQL gives it, in which libraries and editions are named as the index has them. */
export async function namedTree(platform: Platform, tree: QueryTree): Promise<QueryTree> {
  return await withEditionNumbers(platform, await withLibraryIds(platform, tree))
}
