import { SCHEMA } from '#areas/catalogue/service/search/document.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import type { Task } from './tasks.ts'

/** Our best ten for each query of a task, found as the catalogue's search page finds them. */
export async function askOurs(task: Task): Promise<string[][]> {
  const index = await indexOf(task)
  return task.queries.map(({ text }) => index.search({ text, limit: 10 }).hits.map(({ id }) => id))
}

const indexes = new WeakMap<Task['documents'], SearchIndex>()

async function indexOf({ documents }: Task): Promise<SearchIndex> {
  const known = indexes.get(documents)
  if (known !== undefined) return known
  const index = new SearchIndex(SCHEMA, searchTerms)
  index.put(documents)
  await index.compact()
  indexes.set(documents, index)
  return index
}
