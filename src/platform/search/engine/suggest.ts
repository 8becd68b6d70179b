import type { SearchIndex } from './search-index.ts'

/**
 * Documents that have the words so far, the last as a beginning. No words are offered: the index only has them folded
 * (`قران`, `مساله`), and nobody should be shown a spelling that nobody wrote.
 */
export function suggest(index: SearchIndex, text: string, limit: number): { ids: string[]; words: string[] } {
  const last = index.analyse(text).at(-1)
  if (last === undefined || /\s$/u.test(text)) {
    return { ids: index.search({ text, limit }).hits.map(({ id }) => id), words: [] }
  }
  const { suggest: fields = Object.keys(index.schema.fields) } = index.schema
  const { hits, relaxed } = index.search({ text, limit, prefixLast: true, fields })
  return { ids: relaxed === 'none' ? hits.map(({ id }) => id) : [], words: [] }
}
