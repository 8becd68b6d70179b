import { CqlFault } from './fault.ts'
import { type Token, tokensOf } from './lexer.ts'
import {
  type CqlModifier,
  type CqlNode,
  type CqlOperator,
  type CqlPrefix,
  type CqlQuery,
  type CqlSortKey,
  SERVER_CHOICE,
} from './query.ts'

/** Characters of a query, clauses in it, and how deep parentheses and prefixes may lie. */
export const LIMITS = { length: 50_000, clauses: 500, depth: 60 } as const

/**
 * Reads a query of CQL 1.2 and 2.0. Throws `CqlFault` with the place of the fault. Words side by side without quotes are
 * one term, and `index relation (…)` holds for the terms inside, as Index Data's parsers have it.
 */
export function parseCql(text: string): CqlQuery {
  if (text.length > LIMITS.length) {
    throw new CqlFault('too-long', LIMITS.length, `the query has more than ${LIMITS.length} characters`)
  }
  return new Parser(tokensOf(text)).query()
}

interface Scope {
  readonly index: string
  readonly relation: string
  readonly modifiers: readonly CqlModifier[]
}

const NO_SCOPE: Scope = { index: SERVER_CHOICE, relation: '=', modifiers: [] }
const COMPARISONS = new Set(['=', '==', '<', '<=', '>', '>=', '<>'])
const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'prox'])
// Of named relations those of the cql context set are known by their bare name; others need their prefix.
const RELATIONS = new Set(['any', 'all', 'adj', 'exact', 'within', 'encloses', 'scr'])

class Parser {
  private readonly tokens: readonly Token[]
  private next = 0
  private clauses = 0
  private depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  query(): CqlQuery {
    const root = this.scoped(NO_SCOPE)
    const sortKeys = this.isSortBy() ? this.sortKeys() : []
    const { kind, at } = this.token
    if (kind !== 'end') throw new CqlFault('junk-after-end', at, `junk after end: ${this.got()}`)
    return { root, sortKeys }
  }

  private get token(): Token {
    return this.tokens[this.next]!
  }

  private peek(ahead: number): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)]!
  }

  private got(): string {
    const { kind, raw } = this.token
    return kind === 'end' ? 'EOF' : `'${raw.slice(0, 40)}'`
  }

  private isSymbol(raw: string): boolean {
    return this.token.kind === 'symbol' && this.token.raw === raw
  }

  private isSortBy(): boolean {
    return this.token.kind === 'word' && this.token.raw.toLowerCase() === 'sortby'
  }

  private operator(): CqlOperator | null {
    const word = this.token.kind === 'word' ? this.token.raw.toLowerCase() : ''
    return OPERATORS.has(word) ? (word as CqlOperator) : null
  }

  /** Prefix assignments and what they stand before: all booleans up to the closing parenthesis or the end. */
  private scoped(scope: Scope): CqlNode {
    const at = this.token.at
    if (++this.depth > LIMITS.depth) throw new CqlFault('too-deep', at, `more than ${LIMITS.depth} levels of nesting`)
    const prefixes: CqlPrefix[] = []
    while (this.isSymbol('>')) prefixes.push(this.prefix())
    let node = this.operand(scope)
    for (let operator = this.operator(); operator !== null; operator = this.operator()) {
      this.next++
      const modifiers = this.modifiers()
      const right = this.operand(scope)
      node = { kind: 'boolean', operator, modifiers, left: node, right, prefixes: [], at }
    }
    this.depth--
    return prefixes.length === 0 ? node : { ...node, prefixes: [...prefixes, ...node.prefixes] }
  }

  private prefix(): CqlPrefix {
    this.next++
    const first = this.name('name-expected', 'prefix or identifier')
    if (!this.isSymbol('=')) return { name: null, identifier: first }
    this.next++
    return { name: first, identifier: this.name('name-expected', 'identifier') }
  }

  private operand(scope: Scope): CqlNode {
    if (this.isSymbol('>')) return this.scoped(scope)
    if (!this.isSymbol('(')) return this.clause(scope)
    this.next++
    const node = this.scoped(scope)
    if (!this.isSymbol(')')) throw new CqlFault('closing-expected', this.token.at, `expected ')', got ${this.got()}`)
    this.next++
    return node
  }

  private clause(scope: Scope): CqlNode {
    const first = this.token
    if (first.kind !== 'word' && first.kind !== 'string') {
      throw new CqlFault('term-expected', first.at, `expected index or term, got ${this.got()}`)
    }
    if (++this.clauses > LIMITS.clauses) {
      throw new CqlFault('too-many-clauses', first.at, `more than ${LIMITS.clauses} terms`)
    }
    this.next++
    if (!this.isRelation()) return this.termOf(first, scope)
    const relation = this.token.raw
    this.next++
    const own: Scope = { index: first.raw, relation, modifiers: this.modifiers() }
    if (this.isSymbol('(') || this.isSymbol('>')) return this.operand(own)
    const term = this.token
    if (term.kind !== 'word' && term.kind !== 'string') {
      throw new CqlFault('term-expected', term.at, `expected index or term, got ${this.got()}`)
    }
    this.next++
    return { ...this.termOf(term, own), at: first.at }
  }

  private termOf(first: Token, { index, relation, modifiers }: Scope): CqlNode {
    let term = first.raw
    const from = this.next
    while (first.kind === 'word' && this.token.kind === 'word' && this.operator() === null && !this.isSortBy()) {
      term += ` ${this.token.raw}`
      this.next++
    }
    return { kind: 'clause', index, relation, modifiers, term, isLoose: this.next > from, prefixes: [], at: first.at }
  }

  private isRelation(): boolean {
    const { kind, raw } = this.token
    if (kind === 'symbol') return COMPARISONS.has(raw)
    if (kind !== 'word') return false
    if (RELATIONS.has(raw.toLowerCase())) return true
    // A name of some context set is a relation only where a term or a modifier follows it.
    const { kind: after, raw: symbol } = this.peek(1)
    return /^[A-Za-z][\w-]*\.[A-Za-z][\w-]*$/.test(raw) && (after === 'word' || after === 'string' || symbol === '/')
  }

  private modifiers(): CqlModifier[] {
    const modifiers: CqlModifier[] = []
    while (this.isSymbol('/')) {
      this.next++
      const type = this.name('name-expected', 'modifier')
      const { kind, raw } = this.token
      if (kind !== 'symbol' || !COMPARISONS.has(raw)) {
        modifiers.push({ type, comparison: null, value: null })
        continue
      }
      this.next++
      modifiers.push({ type, comparison: raw, value: this.name('value-expected', 'modifier value') })
    }
    return modifiers
  }

  private sortKeys(): CqlSortKey[] {
    this.next++
    const keys: CqlSortKey[] = []
    while (this.token.kind === 'word' || this.token.kind === 'string') {
      const { at } = this.token
      keys.push({ index: this.name('sort-key-expected', 'sort key'), modifiers: this.modifiers(), at })
    }
    if (keys.length > 0) return keys
    throw new CqlFault('sort-key-expected', this.token.at, `expected sort key, got ${this.got()}`)
  }

  private name(code: 'name-expected' | 'value-expected' | 'sort-key-expected', what: string): string {
    const { kind, raw, at } = this.token
    if (kind !== 'word' && kind !== 'string') throw new CqlFault(code, at, `expected ${what}, got ${this.got()}`)
    this.next++
    return raw
  }
}
