import { searchTerms } from '#lib/persian/search-terms.ts'
import type { SearchDocument } from '#platform/search/types.ts'

/** Searching by reading every word of every document: slow, and plain enough to be believed. */

export type Word = { readonly word: string; readonly term: string }

/** Every value of the fields (all when none are named) as words. */
export const valuesOf = (document: SearchDocument, fields = Object.keys(document.fields)): Word[][] =>
  fields.flatMap((field) => document.fields[field] ?? []).map((value) => [...searchTerms(value)])
export const stemOf = (text: string): string => searchTerms(text)[0]!.term

export const isWord = (token: Word, wanted: Word): boolean =>
  token.word === wanted.word || token.term === wanted.term || token.word === wanted.term
export const hasRun = (values: Word[][], run: readonly string[]): boolean =>
  values.some((value) => value.some((_, at) => run.every((word, i) => value[at + i]?.word === word)))
export const splits = (word: string): string[][] =>
  word.length < 4 || /^\d+$/.test(word)
    ? []
    : Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)])

export function hasWord(values: Word[][], all: readonly Word[], i: number): boolean {
  const wanted = all[i]!
  const joined = [all[i - 1] && all[i - 1]!.word + wanted.word, all[i + 1] && wanted.word + all[i + 1]!.word]
  return (
    values.flat().some((token) => isWord(token, wanted)) ||
    joined.some(
      (word) =>
        word !== undefined &&
        searchTerms(word).length === 1 &&
        values.flat().some((token) => isWord(token, { word, term: stemOf(word) })),
    ) ||
    splits(wanted.word).some((split) => hasRun(values, split))
  )
}

export function hasPhrase(values: Word[][], words: readonly string[]): boolean {
  const joined = words.slice(1).map((word, i) => words.toSpliced(i, 2, words[i]! + word))
  const split = words.flatMap((word, i) => splits(word).map((parts) => words.toSpliced(i, 1, ...parts)))
  return [[...words], ...joined, ...split].some((run) => hasRun(values, run))
}
