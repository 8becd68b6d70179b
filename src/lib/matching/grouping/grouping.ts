import type { Outcome } from '#lib/matching/verdict.ts'
import type { Edge } from './join.ts'

/** A key that more records share than the cap allows. */
export interface CappedKey {
  readonly key: string
  readonly records: number
}

/** A doubtful pair of records and the findings that speak for or against it. */
export interface Asked {
  readonly a: number
  readonly b: number
  readonly score: number
  readonly reasons: readonly string[]
}

/** What became of the records, by the number `add` gave each. */
export interface Grouping {
  /** The group of a record, named by the number of its first record. */
  readonly group: Int32Array
  /** The best score with a record of its group; for a record alone, of a question; else 0. */
  readonly score: Float64Array
  readonly outcome: readonly Outcome[]
  /** Pairs of different groups that a librarian should see, the likeliest first. */
  readonly asks: readonly Asked[]
  readonly comparedPairs: number
  readonly cappedKeys: readonly CappedKey[]
}

/** What was found of the distinct cards (nodes), before it is told of records. */
export interface Found {
  /** The node of each record. */
  readonly nodeOf: readonly number[]
  /** The group of each node, named by a node. */
  readonly groupOf: Int32Array
  readonly edges: readonly Edge[]
  readonly asks: readonly Asked[]
}

/** Turns groups of distinct cards into groups of records. */
export function tellRecords({
  nodeOf,
  groupOf,
  edges,
  asks,
}: Found): Pick<Grouping, 'group' | 'score' | 'outcome' | 'asks'> {
  const together = new Float64Array(groupOf.length)
  const asked = new Float64Array(groupOf.length)
  const raise = (best: Float64Array, node: number, score: number): void => {
    if (score > best[node]!) best[node] = score
  }
  const firstRecord = new Int32Array(groupOf.length).fill(-1)
  for (const [record, node] of nodeOf.entries()) if (firstRecord[node] === -1) firstRecord[node] = record
  const pairs: Asked[] = []
  const refusedEdges = edges.map((edge) => ({ ...edge, reasons: ['group.refused'] }))
  for (const { a, b, score } of edges) {
    if (groupOf[a] === groupOf[b]) for (const node of [a, b]) raise(together, node, score)
  }
  for (const { a, b, score, reasons } of [...asks, ...refusedEdges]) {
    if (groupOf[a] === groupOf[b]) continue
    pairs.push({ a: firstRecord[a]!, b: firstRecord[b]!, score, reasons })
    for (const node of [a, b]) raise(asked, node, score)
  }
  pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  return { ...tellEach(nodeOf, groupOf, together, asked), asks: pairs }
}

function tellEach(
  nodeOf: readonly number[],
  groupOf: Int32Array,
  together: Float64Array,
  asked: Float64Array,
): Pick<Grouping, 'group' | 'score' | 'outcome'> {
  const firstOf = new Int32Array(groupOf.length).fill(-1)
  const sizeOf = new Int32Array(groupOf.length)
  const group = new Int32Array(nodeOf.length)
  for (const [record, node] of nodeOf.entries()) {
    const name = groupOf[node]!
    if (firstOf[name] === -1) firstOf[name] = record
    group[record] = firstOf[name]!
    sizeOf[name]!++
  }
  const score = new Float64Array(nodeOf.length)
  const outcome: Outcome[] = []
  for (const [record, node] of nodeOf.entries()) {
    const grouped = sizeOf[groupOf[node]!]! > 1
    outcome.push(grouped ? 'group' : asked[node]! > 0 ? 'ask' : 'apart')
    // Records whose cards are the same in everything have no pair: they are as sure as can be.
    score[record] = grouped ? together[node]! || 1 : asked[node]!
  }
  return { group, score, outcome }
}
