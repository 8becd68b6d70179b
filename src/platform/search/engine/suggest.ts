import { stringAt } from '#platform/search/segments/string-table.ts'
import { frequenciesOfPrefix } from './resolve.ts'
import type { SearchIndex } from './search-index.ts'

/** Documents that have the words so far, the last as a beginning; and the commonest words that complete it. */
export function suggest(index: SearchIndex, text: string, limit: number): { ids: string[]; words: string[] } {
  const last = index.analyse(text).at(-1)
  if (last === undefined || /\s$/u.test(text)) {
    return { ids: index.search({ text, limit }).hits.map(({ id }) => id), words: [] }
  }
  const { suggest: fields = Object.keys(index.schema.fields) } = index.schema
  const { hits, relaxed } = index.search({ text, limit, prefixLast: true, fields })
  const frequencies = new Map<string, number>()
  for (const segment of index.segments()) {
    frequenciesOfPrefix(segment, last.word, (word, frequency) => {
      const spelt = stringAt(segment.words, word)
      frequencies.set(spelt, (frequencies.get(spelt) ?? 0) + frequency)
    })
  }
  const words = [...frequencies].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, limit)
  return { ids: relaxed === 'none' ? hits.map(({ id }) => id) : [], words: words.map(([word]) => word) }
}
