/** `/name`, or `/name comparison value`: on a relation, a boolean or a sort key. Names and values are raw, see `CqlClause.term`. */
export interface CqlModifier {
  readonly type: string
  readonly comparison: string | null
  readonly value: string | null
}

/** `> name = "identifier"`; without a name it is the default context set. */
export interface CqlPrefix {
  readonly name: string | null
  readonly identifier: string
}

interface Scoped {
  /** Assignments that hold in this node and below, in their order. */
  readonly prefixes: readonly CqlPrefix[]
  /** Where the node begins, in UTF-16 units of the query. */
  readonly at: number
}

export interface CqlClause extends Scoped {
  readonly kind: 'clause'
  /** `cql.serverChoice` where the query names none. */
  readonly index: string
  /** As written; `=` where the query has none. */
  readonly relation: string
  readonly modifiers: readonly CqlModifier[]
  /** Raw: without the quotes around it, but with its backslashes, so that `\*` is told from `*`. See `readTerm`. */
  readonly term: string
  /** True for several words side by side without quotes; `term` then has them with a space between. */
  readonly isLoose: boolean
}

export type CqlOperator = 'and' | 'or' | 'not' | 'prox'

export interface CqlBoolean extends Scoped {
  readonly kind: 'boolean'
  readonly operator: CqlOperator
  readonly modifiers: readonly CqlModifier[]
  readonly left: CqlNode
  readonly right: CqlNode
}

export type CqlNode = CqlClause | CqlBoolean

export interface CqlSortKey {
  readonly index: string
  readonly modifiers: readonly CqlModifier[]
  readonly at: number
}

/** A query of the Contextual Query Language, 1.2 or 2.0: its tree and what follows `sortBy`. */
export interface CqlQuery {
  readonly root: CqlNode
  readonly sortKeys: readonly CqlSortKey[]
}

/** The index of a term that names none. */
export const SERVER_CHOICE = 'cql.serverChoice'
