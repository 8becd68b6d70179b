import type { IndexReader } from './reader.ts'

/**
 * Documents that have the words so far, the last as a beginning. No words are offered: the index only has them folded
 * (`قران`, `مساله`), and nobody should be shown a spelling that nobody wrote.
 */
export function suggest(reader: IndexReader, text: string, limit: number): { ids: string[]; words: string[] } {
  const last = reader.analyse(text).at(-1)
  if (last === undefined || /\s$/u.test(text)) {
    return { ids: reader.search({ text, limit }).hits.map(({ id }) => id), words: [] }
  }
  const { suggest: fields = Object.keys(reader.schema.fields) } = reader.schema
  const { hits, relaxed } = reader.search({ text, limit, prefixLast: true, fields })
  return { ids: relaxed === 'none' ? hits.map(({ id }) => id) : [], words: [] }
}
