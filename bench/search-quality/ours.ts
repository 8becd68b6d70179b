import { SCHEMA } from '#areas/catalogue/service/search/document.ts'
import { type Finder, find } from '#areas/catalogue/service/search/finding.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { vocabularyOf } from '#platform/search/engine/resolve.ts'
import { SearchIndex } from '#platform/search/engine/search-index.ts'
import { correctionsOf } from '#platform/search/spelling/corrections.ts'
import type { Task } from './tasks.ts'

/** Our best ten for each query of a task, found as the catalogue's search page finds them. */
export async function askOurs(task: Task): Promise<string[][]> {
  const finder = await finderOf(task)
  const answers: string[][] = []
  for (const { text } of task.queries) {
    const { hits } = await find(finder, { text, limit: 10 })
    answers.push(hits.map(({ id }) => id))
  }
  return answers
}

const finders = new WeakMap<Task['documents'], Finder>()

export async function finderOf({ documents }: Task): Promise<Finder> {
  const known = finders.get(documents)
  if (known !== undefined) return known
  const index = new SearchIndex(SCHEMA, searchTerms)
  index.put(documents)
  await index.compact()
  const finder: Finder = {
    search: async (request) => index.search(request),
    corrections: async (word, limit) => correctionsOf(index.segments(), word, limit),
    frequencies: async (words) => words.map((word) => vocabularyOf(index.segments()).frequency(word)),
  }
  finders.set(documents, finder)
  return finder
}
