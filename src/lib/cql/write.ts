import {
  type CqlClause,
  type CqlModifier,
  type CqlNode,
  type CqlPrefix,
  type CqlQuery,
  SERVER_CHOICE,
} from './query.ts'

/** Writes a query as CQL again: `parseCql` reads the same query out of it, but for the places of its nodes. */
export function writeCql({ root, sortKeys }: CqlQuery): string {
  const keys = sortKeys.map(({ index, modifiers }) => ` ${quoted(index)}${modifiersOf(modifiers)}`)
  return `${nodeOf(root)}${keys.length === 0 ? '' : ` sortBy${keys.join('')}`}`
}

function nodeOf(node: CqlNode): string {
  const prefixes = node.prefixes.map(prefixOf).join('')
  if (node.kind === 'clause') return prefixes + clauseOf(node)
  const { operator, modifiers, left, right } = node
  // Booleans bind from the left, so only what stands on the right needs parentheses; prefixes reach as far as they can.
  const before = left.prefixes.length > 0 ? `(${nodeOf(left)})` : nodeOf(left)
  const after = right.kind === 'boolean' || right.prefixes.length > 0 ? `(${nodeOf(right)})` : nodeOf(right)
  return `${prefixes}${before} ${operator}${modifiersOf(modifiers)} ${after}`
}

function clauseOf({ index, relation, modifiers, term, isLoose }: CqlClause): string {
  if (isLoose) return `${quoted(index)} ${relation}${modifiersOf(modifiers)} ${term}`
  if (index === SERVER_CHOICE && relation === '=' && modifiers.length === 0) return `"${term}"`
  return `${quoted(index)} ${relation}${modifiersOf(modifiers)} "${term}"`
}

const prefixOf = ({ name, identifier }: CqlPrefix) =>
  name === null ? `> "${identifier}" ` : `> ${quoted(name)} = "${identifier}" `

const modifiersOf = (modifiers: readonly CqlModifier[]) =>
  modifiers
    .map(
      ({ type, comparison, value }) => `/${quoted(type)}${comparison === null ? '' : `${comparison}"${value ?? ''}"`}`,
    )
    .join('')

// Raw texts keep their backslashes, so quotes around them are all that is needed.
const quoted = (raw: string) => (/^[\w.-]+$/.test(raw) && !/^sortby$/i.test(raw) ? raw : `"${raw}"`)
