import type { CqlModifier, CqlQuery, CqlSortKey } from '#lib/cql/query.ts'
import { plainTerm } from '#lib/cql/term.ts'
import { type Context, cqlName, indexIn, NO_PREFIXES, withPrefixes } from './context.ts'
import { placed, stop } from './stop.ts'

/**
 * Where what has no value stands: after everything, as the highest or the lowest value, nowhere, or (`fail`) it ends the
 * sort.
 */
export type Missing = 'last' | 'high' | 'low' | 'omit' | 'fail'

/** One key of an order. `relevance` is the last one wherever it stands with others. */
export interface SortKey {
  readonly by: 'relevance' | 'title' | 'year' | 'newest'
  readonly direction: 'ascending' | 'descending'
  readonly missing: Missing
}

/** The order a query asks for by `sortBy`, the first key first; null where it asks for none. */
export function sortOf({ root, sortKeys }: CqlQuery): readonly SortKey[] | null {
  if (sortKeys.length === 0) return null
  const context = withPrefixes(NO_PREFIXES, root.prefixes)
  return inOrder(sortKeys.map((key) => ({ at: key.at, name: plainTerm(key.index), key: keyOf(key, context) })))
}

const MISSING: ReadonlyMap<string, Missing> = new Map([
  ['missinghigh', 'high'],
  ['missinglow', 'low'],
  ['missingomit', 'omit'],
  ['missingfail', 'fail'],
])
// What the index does anyway: case and accents are folded before anything is sorted.
const ALREADY = ['ignorecase', 'ignoreaccents', 'localeorder']

function keyOf({ index, modifiers, at }: CqlSortKey, context: Context): SortKey {
  return placed(at, () => {
    let direction: SortKey['direction'] = 'ascending'
    let missing: Missing = 'last'
    for (const modifier of modifiers) {
      const name = modifierOf(modifier, context)
      if (name === 'ascending' || name === 'descending') direction = name
      else missing = MISSING.get(name) ?? missing
    }
    return { by: sortedBy(plainTerm(index), context), direction, missing }
  })
}

function modifierOf({ type, comparison }: CqlModifier, context: Context): string {
  const name = cqlName(context, type) ?? ''
  const isKnown = name === 'ascending' || name === 'descending' || MISSING.has(name) || ALREADY.includes(name)
  if (comparison === null && isKnown) return name
  // A value in place of the missing one, `missingValue=x`, would stand between others that have it.
  if (name.startsWith('missing')) return stop(92, plainTerm(type))
  return stop(name === 'respectcase' || name === 'respectaccents' ? 91 : 82, plainTerm(type))
}

/** The `sortKeys` of SRU 1.1, `path,schema,ascending,caseSensitive,missingValue` each; null where there are none. */
export function sortKeysOf(text: string): readonly SortKey[] | null {
  const given = text.split(/\s+/).filter((one) => one !== '')
  if (given.length === 0) return null
  return inOrder(given.map((one) => ({ at: null, ...pathKey(one) })))
}

const OF_SRU: ReadonlyMap<string, Missing> = new Map([
  // SRU 1.1 "sortKeys": without a word about it the missing value is the highest.
  ['', 'high'],
  ['highvalue', 'high'],
  ['lowvalue', 'low'],
  ['omit', 'omit'],
  ['abort', 'fail'],
])

function pathKey(one: string): { name: string; key: SortKey } {
  const [path = '', , ascending = '', caseSensitive = '', missingValue = ''] = one.split(',')
  const name = path.replace(/^.*\//, '')
  if (!['', '1', 'true', '0', 'false'].includes(ascending.toLowerCase())) stop(90, ascending)
  if (!['', '0', 'false'].includes(caseSensitive.toLowerCase())) stop(91, caseSensitive)
  const direction = ['0', 'false'].includes(ascending.toLowerCase()) ? 'descending' : 'ascending'
  const missing = OF_SRU.get(missingValue.toLowerCase()) ?? stop(92, missingValue)
  return { name, key: { by: sortedBy(name, NO_PREFIXES), direction, missing } }
}

function inOrder(given: readonly { at: number | null; name: string; key: SortKey }[]): readonly SortKey[] {
  for (const [i, { at, name, key }] of given.entries()) {
    if (given.slice(0, i).some((other) => other.key.by === key.by)) stop(85, name, at)
    // Hardly two records are just as relevant: what followed would never be looked at.
    if (key.by === 'relevance' && i < given.length - 1) stop(82, `${name} before another key`, at)
  }
  return given.map(({ key }) => key)
}

function sortedBy(index: string, context: Context): SortKey['by'] {
  const bare = index.toLowerCase().replace(/^.*\./, '')
  if (bare === 'relevance' || bare === 'score') return 'relevance'
  if (bare === 'newest' || bare === 'creationdate') return 'newest'
  const { target } = indexIn(context, index)
  if (target.kind === 'year') return 'year'
  if (target.kind === 'words' && target.fields?.[0] === 'title') return 'title'
  return stop(82, index)
}
