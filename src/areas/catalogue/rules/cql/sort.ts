import type { CqlModifier, CqlQuery } from '#lib/cql/query.ts'
import { plainTerm } from '#lib/cql/term.ts'
import type { SearchRequest } from '#platform/search/types.ts'
import { type Context, cqlName, indexIn, NO_PREFIXES, withPrefixes } from './context.ts'
import { placed, stop } from './stop.ts'

export type Sort = NonNullable<SearchRequest['sort']>

/** The order a query asks for by `sortBy`; null where it asks for none. */
export function sortOf({ root, sortKeys }: CqlQuery): Sort | null {
  const [first, second] = sortKeys
  if (first === undefined) return null
  if (second !== undefined) stop(84, plainTerm(second.index), second.at)
  const context = withPrefixes(NO_PREFIXES, root.prefixes)
  return placed(first.at, () => {
    const names = first.modifiers.map((modifier) => modifierOf(modifier, context))
    return sortBy(plainTerm(first.index), context, names.includes('descending'))
  })
}

function modifierOf({ type, comparison }: CqlModifier, context: Context): string {
  const name = cqlName(context, type) ?? ''
  const known = ['ascending', 'descending', 'ignorecase', 'ignoreaccents', 'missinghigh']
  if (comparison === null && known.includes(name)) return name
  return stop(name.startsWith('missing') ? 92 : 82, plainTerm(type))
}

/** The `sortKeys` of SRU 1.1, `path,schema,ascending,caseSensitive,missingValue` each; null where there are none. */
export function sortKeysOf(text: string): Sort | null {
  const [first, second] = text.trim().split(/\s+/)
  if (first === undefined || first === '') return null
  if (second !== undefined) stop(84, second)
  const [path = '', , ascending = '1'] = first.split(',')
  return sortBy(path.replace(/^.*\//, ''), NO_PREFIXES, ascending === '0' || ascending === 'false')
}

function sortBy(index: string, context: Context, isDescending: boolean): Sort {
  const direction = isDescending ? 'descending' : 'ascending'
  const bare = index.toLowerCase().replace(/^.*\./, '')
  if (bare === 'relevance' || bare === 'score') return { by: 'relevance' }
  if (bare === 'newest' || bare === 'creationdate') return { by: 'newest', direction }
  const { target } = indexIn(context, index)
  if (target.kind === 'year') return { by: 'year', direction }
  if (target.kind === 'words' && target.fields?.[0] === 'title') return { by: 'title', direction }
  return stop(82, index)
}
