import type { Clause } from '#platform/search/engine/plan.ts'
import { type ResolvedClause, resolveClause } from '#platform/search/engine/resolve.ts'
import type { Searched } from '#platform/search/engine/run-query.ts'
import { K1 } from '#platform/search/matching/clause.ts'
import { matchAll, matchAny } from '#platform/search/matching/match.ts'
import type { Matches } from '#platform/search/matching/matches.ts'
import type { Segment } from '#platform/search/segments/segment.ts'
import { noDocs } from './doc-set.ts'
import { eachRun, type Run } from './runs.ts'

/** Finds a leaf's documents in one segment after another, in ascending order, with their scores. */
export interface Leaf {
  find(segment: number, into: Matches): void
}

export function idfOf(segments: readonly Segment[], documents: number): number {
  const total = segments.reduce((sum, segment) => sum + segment.count, 0)
  const having = Math.min(documents, total)
  return Math.log(1 + (total - having + 0.5) / (having + 0.5))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** A leaf of clauses as a reader's text has them: all or any must hold. */
export function clausesLeaf(
  searched: Searched,
  clauses: readonly Clause[],
  allowed: ReadonlySet<number>,
  match: 'all' | 'any',
): Leaf {
  const { segments } = searched
  return resolvedLeaf(
    searched,
    clauses.map((clause) => segments.map((segment) => resolveClause(segment, clause, allowed))),
    match,
  )
}

/** `resolved[clause][segment]`. */
export function resolvedLeaf(
  { segments, norms }: Searched,
  resolved: readonly (readonly ResolvedClause[])[],
  match: 'all' | 'any',
): Leaf {
  const idfs = resolved.map((parts) => idfOf(segments, sum(parts.map(({ documents }) => documents))))
  return {
    find(s, into) {
      const segment = segments[s]!
      const ranked = resolved.map((parts, c) => ({ ...parts[s]!, idf: idfs[c]! }))
      if (match === 'any') matchAny(segment, ranked, [], norms, into)
      else matchAll(segment, ranked, [], norms, into)
    },
  }
}

/** A run, in one field of one segment. */
export interface FieldRun extends Run {
  readonly field: number
}

/** A leaf of runs: any of a segment's runs will do. */
export function runsLeaf({ segments, norms }: Searched, runs: readonly (readonly FieldRun[])[]): Leaf {
  const documents = sum(runs.flatMap((ofSegment) => ofSegment.map(rarestStep)))
  const factor = (1 + K1) * idfOf(segments, documents)
  return {
    find(s, into) {
      const segment = segments[s]!
      into.fit(segment.count)
      const sums = new Map<number, number>()
      for (const run of runs[s]!) {
        const norm = norms[run.field]!
        const lengths = segment.lengths[run.field]!
        eachRun(run, (doc, count) => sums.set(doc, (sums.get(doc) ?? 0) + count * norm[lengths[doc]!]!))
      }
      for (const [doc, counted] of [...sums].sort(([a], [b]) => a - b)) {
        into.docs[into.count] = doc
        into.scores[into.count++] = (factor * counted) / (K1 + counted)
      }
    },
  }
}

const rarestStep = ({ steps }: Run): number =>
  Math.min(...steps.map(({ lists }) => sum(lists.map(({ count }) => count))))

/** Documents with any word in one of the fields; they are all worth the same. */
export function presenceLeaf({ segments }: Searched, fields: ReadonlySet<number>): Leaf {
  return {
    find(s, into) {
      const segment = segments[s]!
      into.fit(segment.count)
      const found = noDocs(segment.count)
      for (const field of fields) {
        const lengths = segment.lengths[field]!
        for (let doc = 0; doc < segment.count; doc++) if (lengths[doc] !== 0) found[doc >>> 5]! |= 1 << (doc & 31)
      }
      takeSet(found, into)
    },
  }
}

/** Puts a set of documents where matches are, without scores. */
export function takeSet(set: Uint32Array, into: Matches): void {
  into.count = 0
  for (let w = 0; w < set.length; w++) {
    for (let rest = set[w]!; rest !== 0; rest &= rest - 1) {
      into.scores[into.count] = 0
      into.docs[into.count++] = w * 32 + 31 - Math.clz32(rest & -rest)
    }
  }
}
