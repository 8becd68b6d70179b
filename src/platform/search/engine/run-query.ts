import { leaveOut, matchAll, matchAny } from '#platform/search/matching/match.ts'
import type { Matches, Norms } from '#platform/search/matching/matches.ts'
import type { QueryNode } from '#platform/search/query.ts'
import { layoutOf, type Segment } from '#platform/search/segments/segment.ts'
import type { TreeMatcher } from '#platform/search/tree/matcher.ts'
import type { Analyse, IndexSchema, Relaxed } from '#platform/search/types.ts'
import { addPrior, type Leads, leadsOf, liftLeads } from './leads.ts'
import { type Clause, planQuery, type Vocabulary } from './plan.ts'
import type { QueryWord } from './proximity.ts'
import { type ResolvedClause, resolveClause } from './resolve.ts'

export interface Searched {
  readonly schema: IndexSchema
  readonly segments: readonly Segment[]
  readonly norms: Norms
  readonly matches: Matches
  readonly analyse: Analyse
  readonly vocabulary: Vocabulary
}

/** What is searched, and what must hold besides the text. */
interface Narrowed extends Searched {
  readonly where: TreeMatcher | null
}

type Take = (segment: Segment, matches: Matches) => void

interface Ran {
  readonly relaxed: Relaxed
  readonly ignored: string[]
  /** The words that were searched, in order. */
  readonly words: readonly QueryWord[]
}

/**
 * Finds the documents of a query, segment by segment. When no document has all the words, those that are nowhere in the
 * index are left out (`some`); when that is not enough, a document with any of the words will do (`any`); neither without
 * `relax`. Phrases and exclusions always hold. A query without a word (`***`) is an empty one: it finds everything.
 */
export function runQuery(
  searched: Narrowed,
  nodes: readonly QueryNode[],
  { prefixLast, fields, relax }: { prefixLast: boolean; fields: readonly string[]; relax: boolean },
  take: Take,
): Ran {
  const { schema, analyse, vocabulary } = searched
  const plan = (parts: readonly QueryNode[]): ResolvedPlan =>
    resolvePlan(searched, planQuery(parts, schema, vocabulary, analyse, prefixLast), fields)
  const strict = plan(nodes)
  const words = wordsOf(strict)
  const leads = leadsOf(nodes, schema, fields, vocabulary, analyse)
  const found = matchSegments(searched, strict, matchAll, take, leads)
  if (found || strict.all.length === 0) return { relaxed: 'none', ignored: [], words }
  const missing = strict.all.filter((clause) => clause.documents === 0)
  if (!relax) return { relaxed: 'none', ignored: labelsOf(missing), words }
  const present = { all: strict.all.filter((clause) => clause.documents > 0), none: strict.none }
  const literal = nodes.some((node) => node.kind === 'phrase' && !node.exclude)
  const droppable = missing.length > 0 && missing.every(({ word }) => word !== null)
  if (droppable && present.all.length > 0 && matchSegments(searched, present, matchAll, take)) {
    return { relaxed: 'some', ignored: labelsOf(missing), words: wordsOf(present) }
  }
  const relaxed = !literal && matchSegments(searched, strict, matchAny, take) ? 'any' : 'none'
  return { relaxed, ignored: labelsOf(missing), words }
}

const labelsOf = (clauses: readonly RankedEverywhere[]): string[] => [...new Set(clauses.map(({ label }) => label))]

const wordsOf = ({ all }: ResolvedPlan): QueryWord[] =>
  all.flatMap(({ word, idf }) => (word === null ? [] : [{ word, idf }]))

interface RankedEverywhere {
  readonly label: string
  readonly word: string | null
  readonly documents: number
  readonly idf: number
  readonly bySegment: readonly ResolvedClause[]
}

interface ResolvedPlan {
  readonly all: readonly RankedEverywhere[]
  readonly none: readonly RankedEverywhere[]
}

/** Weights the clauses by how rare they are in the whole index. */
function resolvePlan(
  { schema, segments }: Searched,
  clauses: readonly Clause[],
  fields: readonly string[],
): ResolvedPlan {
  const layout = layoutOf(schema)
  const total = segments.reduce((sum, segment) => sum + segment.count, 0)
  const resolved = clauses.map((clause) => {
    const searched = clause.field === null ? fields : [clause.field]
    const allowed = new Set(searched.map((name) => layout.fields.indexOf(name)))
    const bySegment = segments.map((segment) => resolveClause(segment, clause, allowed))
    const documents = Math.min(
      total,
      bySegment.reduce((sum, part) => sum + part.documents, 0),
    )
    const idf = Math.log(1 + (total - documents + 0.5) / (documents + 0.5))
    return { exclude: clause.exclude, label: clause.label, word: clause.word, documents, idf, bySegment }
  })
  return { all: resolved.filter((clause) => !clause.exclude), none: resolved.filter((clause) => clause.exclude) }
}

/** True when any living document matched. */
function matchSegments(
  { schema, segments, norms, matches, where }: Narrowed,
  { all, none }: ResolvedPlan,
  match: typeof matchAll,
  take: Take,
  leads: Leads | null = null,
): boolean {
  let found = false
  const idf = all.reduce((sum, clause) => sum + clause.idf, 0)
  segments.forEach((segment, s) => {
    const ranked = all.map(({ bySegment, idf }) => ({ ...bySegment[s]!, idf }))
    const excluded = none.map(({ bySegment }) => bySegment[s]!)
    const onlyWhere = where !== null && all.length === 0
    if (onlyWhere) {
      where.fill(s, matches)
      leaveOut(segment, excluded, norms, matches)
    } else match(segment, ranked, excluded, norms, matches)
    matches.dropDead(segment)
    if (matches.count === 0) return
    found = true
    if (where !== null) matches.whole = null
    if (where !== null && !onlyWhere) where.restrict(s, matches)
    if (leads !== null) liftLeads(segment, leads, idf, schema.prior?.weight ?? 0, matches)
    addPrior(segment, schema, matches)
    take(segment, matches)
  })
  return found
}
