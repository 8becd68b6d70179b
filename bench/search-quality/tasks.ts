import type { SearchDocument } from '#platform/search/types.ts'

/** What is looked for, and the documents that would be right. */
export interface Query {
  readonly text: string
  readonly relevant: ReadonlySet<string>
}

/** One line of the table: queries put to one set of documents. */
export interface Task {
  readonly name: string
  readonly documents: readonly SearchDocument[]
  readonly queries: readonly Query[]
}

/** The ids of the best ten, best first. */
export type Answer = (text: string) => readonly string[] | Promise<readonly string[]>

export interface Score {
  /** Mean reciprocal rank of the first right document among ten. */
  readonly mrr: number
  /** The share of queries that have it among the ten at all. */
  readonly found: number
}

const DEPTH = 10

/** Scores answers that are already there, in the order of the queries. */
export function scoreOf(queries: readonly Query[], answers: readonly (readonly string[])[]): Score {
  let reciprocal = 0
  let found = 0
  queries.forEach(({ relevant }, i) => {
    const rank = answers[i]!.slice(0, DEPTH).findIndex((id) => relevant.has(id))
    if (rank < 0) return
    reciprocal += 1 / (rank + 1)
    found++
  })
  return { mrr: reciprocal / queries.length, found: found / queries.length }
}
