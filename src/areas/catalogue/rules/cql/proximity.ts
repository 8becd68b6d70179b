import type { CqlBoolean, CqlClause } from '#lib/cql/query.ts'
import { plainTerm, readTerm } from '#lib/cql/term.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { words } from '#lib/persian/fold.ts'
import type { QueryTree } from '#platform/search/types.ts'
import { type Context, cqlName, indexIn } from './context.ts'
import { WORD_FIELDS } from './indexes.ts'
import { stop } from './stop.ts'

interface Proximity {
  readonly distance: number
  /** Just so many words on, not at most. */
  readonly exactly: boolean
  readonly ordered: boolean
}

/**
 * `a prox b`: words or phrases of one field, at most or just so many words apart; a phrase is measured from its nearer end.
 * Stops with the diagnostic of what cannot be asked.
 */
export function nearTree(node: CqlBoolean, context: Context): QueryTree {
  const wanted = proximityOf(node, context)
  const clauses = chained(node, context, wanted)
  const [first] = clauses
  const { target } = indexIn(context, first!.index)
  if (target.kind !== 'words') return stop(39, plainTerm(first!.index))
  for (const { index, modifiers } of clauses) {
    if (indexIn(context, index).target !== target || modifiers.length > 0) stop(39, plainTerm(index))
  }
  const texts = clauses.map((clause) => textOf(clause, context))
  const { distance, exactly, ordered } = wanted
  const near = (of: readonly string[]): QueryTree =>
    exactly ? apart(of, distance, target.fields) : { kind: 'near', words: of, fields: target.fields, distance, ordered }
  const areWords = texts.every((text) => words(text).length === 1)
  if (ordered || (areWords && !exactly)) return near(texts)
  // What has an end on each side is looked for in both orders; of more than two there would be too many.
  if (texts.length > 2) return stop(44, 'phrases, or words just so far apart, in a chain: ordered only')
  const both = [texts, texts.toReversed()].map(near)
  return { kind: 'or', of: both.map((one) => (one.kind === 'near' ? { ...one, ordered: true } : one)) }
}

/** Words just so far apart, with any others between them. */
function apart(texts: readonly string[], distance: number, fields: readonly string[] | null): QueryTree {
  const text = texts.map((one) => words(one).join(' ')).join(` ${'* '.repeat(distance - 1)}`)
  return { kind: 'words', text, fields: fields ?? WORD_FIELDS, match: 'phrase', pattern: true }
}

/** `a prox b prox c` is one chain where all its steps are alike. */
function chained(node: CqlBoolean, context: Context, wanted: Proximity): CqlClause[] {
  const { left, right } = node
  if (right.kind !== 'clause' || right.prefixes.length > 0) return stop(39, 'terms only')
  if (left.prefixes.length > 0) return stop(39, 'terms only')
  if (left.kind === 'clause') return [left, right]
  if (left.operator !== 'prox') return stop(39, 'terms only')
  const own = proximityOf(left, context)
  const isAlike = own.distance === wanted.distance && own.ordered === wanted.ordered && own.exactly === wanted.exactly
  if (!isAlike) stop(44)
  return [...chained(left, context, wanted), right]
}

function textOf({ term, relation, isLoose }: CqlClause, context: Context): string {
  const name = cqlName(context, relation) ?? ''
  if (!['=', 'adj', 'all', '=='].includes(name)) stop(39, plainTerm(relation))
  const { text, hasMask, first, last, inside } = readTerm(term)
  if (hasMask) stop(33, text)
  if (first || last || inside) stop(34, text)
  const { length } = words(text)
  if (length === 0) stop(39, `no word: ${text}`)
  // Words that need not stand together have no place to measure from.
  if (length > 1 && (isLoose || name === 'all')) stop(39, `a word or a phrase in quotes on each side: ${text}`)
  return text
}

const FARTHEST = 100

function proximityOf({ modifiers }: CqlBoolean, context: Context): Proximity {
  let [distance, exactly, ordered] = [1, false, false]
  for (const { type, comparison, value } of modifiers) {
    const name = cqlName(context, type)
    const given = toAsciiDigits(plainTerm(value ?? ''))
    if (name === 'ordered' || name === 'unordered') ordered = name === 'ordered'
    else if (name === 'unit') {
      if (given !== 'word') stop(42, given)
    } else if (name === 'distance') {
      distance = distanceOf(comparison, given)
      exactly = comparison === '=' && distance > 1
    } else stop(46, plainTerm(type))
  }
  if (exactly && distance > FARTHEST) stop(41, String(distance))
  return { distance, exactly, ordered }
}

function distanceOf(comparison: string | null, given: string): number {
  if (!/^\d{1,4}$/.test(given)) return stop(41, given)
  // Words cannot be kept apart: neither > nor <>.
  if (comparison !== '<' && comparison !== '<=' && comparison !== '=') return stop(40, comparison ?? '')
  const distance = Number(given) - (comparison === '<' ? 1 : 0)
  return distance < 1 ? stop(41, given) : distance
}
