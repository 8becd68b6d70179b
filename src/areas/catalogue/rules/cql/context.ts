import type { CqlPrefix } from '#lib/cql/query.ts'
import { plainTerm } from '#lib/cql/term.ts'
import { CONTEXT_SETS, type CqlIndex, indexNamed, type SetName } from './indexes.ts'
import { stop } from './stop.ts'

/** The prefixes that hold somewhere in a query, by their small letters; `''` is the default set. */
export type Context = ReadonlyMap<string, string>

export const NO_PREFIXES: Context = new Map()

/** The context inside a node; later assignments of a prefix win. */
export function withPrefixes(context: Context, prefixes: readonly CqlPrefix[]): Context {
  if (prefixes.length === 0) return context
  return new Map([
    ...context,
    ...prefixes.map(({ name, identifier }) => [plainTerm(name ?? '').toLowerCase(), plainTerm(identifier)] as const),
  ])
}

const setOf = (identifier: string): SetName | undefined =>
  (Object.keys(CONTEXT_SETS) as SetName[]).find((set) =>
    CONTEXT_SETS[set].some((one) => one.replace(/\/$/, '') === identifier.replace(/\/$/, '')),
  )

/** The index a query names; stops with 15 or 16 for an unknown set or index. */
export function indexIn(context: Context, raw: string): CqlIndex {
  const full = plainTerm(raw)
  const { set, name } = named(context, full)
  return indexNamed(set, name) ?? stop(16, full)
}

/** The local name of a relation or modifier, of the cql set or without any; null for one of another set. */
export function cqlName(context: Context, raw: string): string | null {
  const [prefix, name] = split(plainTerm(raw))
  if (prefix === '') return name.toLowerCase()
  const identifier = context.get(prefix)
  const set = identifier === undefined ? prefix : setOf(identifier)
  return set === 'cql' || set === 'sort' ? name.toLowerCase() : null
}

function named(context: Context, full: string): { set: SetName | null; name: string } {
  const [prefix, name] = split(full)
  const identifier = context.get(prefix)
  if (identifier !== undefined) return { set: setOf(identifier) ?? stop(15, identifier), name }
  if (prefix === '') return { set: null, name }
  // `srw` is what the cql set was called in version 1.0.
  const set = prefix === 'srw' ? 'cql' : prefix
  return Object.hasOwn(CONTEXT_SETS, set) ? { set: set as SetName, name } : stop(15, prefix)
}

function split(full: string): [prefix: string, name: string] {
  const dot = full.indexOf('.')
  return dot <= 0 ? ['', full] : [full.slice(0, dot).toLowerCase(), full.slice(dot + 1)]
}
