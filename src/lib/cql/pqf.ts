import type { CqlClause, CqlModifier, CqlNode, CqlQuery } from './query.ts'
import { plainTerm, readTerm } from './term.ts'

/** Why a query cannot be asked of a Z39.50 server: an SRU diagnostic, what it is about, and what had been written by then. */
export class PqfFault extends Error {
  readonly diagnostic: number
  readonly written: string

  constructor(diagnostic: number, about: string, written: string) {
    super(about)
    this.name = 'PqfFault'
    this.diagnostic = diagnostic
    this.written = written
  }
}

/**
 * A writer of queries in prefix notation (PQF, Bib-1 attributes) for Z39.50 servers, by the text of a YAZ `pqf.properties`.
 * It throws `PqfFault`. Source: YAZ manual, "CQL to RPN conversion".
 */
export function pqfWriter(properties: string): (query: CqlQuery) => string {
  const known = readProperties(properties)
  return ({ root }) => new Writer(known).write(root)
}

type Properties = ReadonlyMap<string, string>

function readProperties(text: string): Properties {
  const lines = text
    .split('\n')
    .map((line) => /^\s*([^#\s=](?:[^\s=]|=(?=\s*=))*|relation\.\S+)\s*=\s*(.*?)\s*$/.exec(line))
  return new Map(lines.flatMap((found) => (found ? [[found[1]!, found[2]!] as const] : [])))
}

const RELATIONS: Readonly<Record<string, string>> = { '=': 'eq', '==': 'exact', '<=': 'le', '>=': 'ge' }
const UNITS = ['character', 'word', 'sentence', 'paragraph', 'section', 'chapter', 'document', 'element']
const DISTANCES = ['<', '<=', '=', '>=', '>', '<>']

class Writer {
  private readonly known: Properties
  private written = ''

  constructor(known: Properties) {
    this.known = known
  }

  write(root: CqlNode): string {
    this.node(root)
    return this.written
  }

  private fail(diagnostic: number, about: string): never {
    throw new PqfFault(diagnostic, about, this.written)
  }

  private node(node: CqlNode): void {
    if (node.kind === 'clause') this.clause(node)
    else {
      this.written += node.operator === 'prox' ? this.proximity(node.modifiers) : `@${node.operator} `
      this.node(node.left)
      this.node(node.right)
    }
  }

  private proximity(modifiers: readonly CqlModifier[]): string {
    const given = (type: string) => modifiers.find((one) => one.type === type)
    const unit = given('unit')?.value ?? 'word'
    if (!UNITS.includes(unit)) this.fail(42, unit)
    const { value, comparison } = given('distance') ?? { value: unit === 'word' ? '1' : '0', comparison: '<=' }
    const relation = DISTANCES.indexOf(comparison ?? '<=') + 1
    if (!/^\d+$/.test(value ?? '')) this.fail(41, value ?? '')
    return `@prox 0 ${value} ${given('ordered') ? 1 : 0} ${relation} k ${UNITS.indexOf(unit) + 1} `
  }

  private clause(clause: CqlClause): void {
    const { modifiers } = clause
    const plain = modifiers.filter((one) => this.known.has(`relationModifier.${one.type}`))
    const indexed = modifiers.filter((one) => !plain.includes(one) && one.value !== null)
    const unknown = modifiers.find((one) => !plain.includes(one) && !indexed.includes(one))
    if (unknown) this.fail(20, unknown.type)
    for (const _ of indexed) this.written += '@prox 0 0 0 0 k 8 '
    this.attributes('always')
    const relation = RELATIONS[clause.relation] ?? clause.relation.toLowerCase()
    if (!this.attributes(`relation.${relation}`)) this.fail(19, clause.relation)
    if (!this.attributes(`structure.${relation}`)) this.attributes('structure.*')
    this.terms(clause, plain)
    for (const { type, value } of indexed) {
      const found = this.known.get(`index.${type}`)
      if (found === undefined) this.fail(16, type)
      this.written += `@attr ${found} ${plainTerm(value ?? '')} `
    }
  }

  private terms(clause: CqlClause, modifiers: readonly CqlModifier[]): void {
    const words = clause.isLoose ? clause.term.split(' ') : [clause.term]
    for (const [i, word] of words.entries()) {
      if (i < words.length - 1) this.written += '@and '
      const asIs = modifiers.some(({ type }) => type === 'unmasked' || type === 'regexp')
      const text = asIs ? word : this.masked(word)
      this.index(clause.index)
      for (const { type } of modifiers) this.attributes(`relationModifier.${type}`)
      this.written += `"${text.replace(/[\\"]/g, '\\$&')}" `
    }
  }

  private index(index: string): void {
    const home = this.known.get('set')
    const prefix = [...this.known].find(([key, value]) => key.startsWith('set.') && value === home)?.[0].slice(4)
    const name = index.includes('.') ? index : `${prefix}.${index}`
    if (!this.attributes(`index.${name}`)) this.fail(16, index)
  }

  /** Position and truncation of a term; answers the term without what they say. */
  private masked(raw: string): string {
    const { first, last, hasMask } = readTerm(raw)
    const bare = raw.slice(first ? 1 : 0, last ? -1 : undefined)
    this.attributes(`position.${first ? (last ? 'firstAndLast' : 'first') : last ? 'last' : 'any'}`)
    if (!hasMask) return this.truncated('none', plainTerm(bare))
    const [, before, core = '', after] = /^(\*?)((?:[^*?\\]|\\.)*?)(\*?)$/s.exec(bare) ?? []
    if (before && after) return this.truncated('both', plainTerm(core))
    if (before || after) return this.truncated(before ? 'left' : 'right', plainTerm(core))
    // Z39.58: `?` any letters, `#` one; a digit behind `?` would count them.
    const marks = /\\(.)|\*(\d?)|\?|#/gs
    const text = bare.replace(marks, (found, escaped, digit) => {
      if (escaped !== undefined) return escaped
      if (found === '?') return '#'
      return found === '#' ? '\\#' : `?${digit === '' ? '' : `\\${digit}`}`
    })
    return this.truncated('z3958', text)
  }

  private truncated(kind: string, text: string): string {
    this.attributes(`truncation.${kind}`)
    return text
  }

  private attributes(key: string): boolean {
    const value = this.known.get(key)
    if (value === undefined) return false
    for (const attribute of value.split(/\s+/).filter((one) => one !== '')) this.written += `@attr ${attribute} `
    return true
  }
}
