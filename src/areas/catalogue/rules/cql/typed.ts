import type { QueryTree } from '#platform/search/types.ts'
import { INDEXES } from './indexes.ts'
import { type SortKey, sortOf } from './sort.ts'
import { CqlStop } from './stop.ts'
import { queryOf, treeOf } from './to-tree.ts'

const oneOf = (names: readonly string[]) => `(?:${names.map((name) => name.replace('.', '\\.')).join('|')})`
const FULL = oneOf(INDEXES.map(({ set, name }) => `${set}.${name}`))
const BARE = oneOf(INDEXES.flatMap(({ name, bare }) => [name, ...bare]).filter((name) => name !== ''))
// «name all the animals» is a title: after a bare name a word is a relation only before quotes.
const BEGINS = new RegExp(
  `^[\\s(]*(?:cql:|(?:${FULL}|${BARE})\\s*[<>=]|(?:${FULL}\\s+(?:any|all|adj|exact|within)[\\s/]|${BARE}\\s+(?:any|all|adj|exact|within)(?:/[\\w.]+)*\\s*"))`,
  'iu',
)

/** True for a text that begins as CQL does (`title = …`, `عنوان = …`), or says that it is: `cql: …`. */
export function looksLikeCql(text: string): boolean {
  return BEGINS.test(text)
}

/** Why what was typed cannot be asked: the diagnostic's number and what it is about, and the character, from 1. */
export interface TypedFault {
  readonly number: number
  readonly details: string | null
  readonly at: number
}

export type TypedCql =
  | { readonly ok: true; readonly tree: QueryTree; readonly sort: readonly SortKey[] | null }
  | { readonly ok: false; readonly fault: TypedFault }

/** Reads CQL from the search box, for the search engine. */
export function readTyped(text: string): TypedCql {
  const start = /^\s*cql:/i.exec(text)?.[0].length ?? 0
  try {
    const query = queryOf(text.slice(start))
    return { ok: true, tree: treeOf(query), sort: sortOf(query) }
  } catch (error) {
    if (!(error instanceof CqlStop)) throw error
    const { number, details, at } = error
    return { ok: false, fault: { number, details, at: start + (at ?? 0) + 1 } }
  }
}
