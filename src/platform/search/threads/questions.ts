import type { IndexReader } from '#platform/search/engine/reader.ts'
import { suggest } from '#platform/search/engine/suggest.ts'
import type { Correction, SearchRequest, SearchResult } from '#platform/search/types.ts'

/** What an index is asked, with its answer. */
export interface Answers {
  search: SearchResult
  suggest: { readonly ids: readonly string[]; readonly words: readonly string[] }
  corrections: readonly Correction[]
  frequencies: readonly number[]
}

export type Question =
  | { readonly kind: 'search'; readonly request: SearchRequest }
  | { readonly kind: 'suggest'; readonly text: string; readonly limit: number }
  | { readonly kind: 'corrections'; readonly word: string; readonly limit: number }
  | { readonly kind: 'frequencies'; readonly words: readonly string[] }

export function answer(reader: IndexReader, question: Question): Answers[keyof Answers] {
  switch (question.kind) {
    case 'search':
      return reader.search(question.request)
    case 'suggest':
      return suggest(reader, question.text, question.limit)
    case 'corrections':
      return reader.corrections(question.word, question.limit)
    case 'frequencies':
      return reader.frequencies(question.words)
  }
}
