import { escapeXml } from '#lib/marc/marcxml/write.ts'
import type { CqlModifier, CqlNode, CqlPrefix, CqlQuery, CqlSortKey } from './query.ts'

/** The namespaces of XCQL as SRU 1.1/1.2 and SRU 2.0 have it. */
export const XCQL_NAMESPACES = {
  '1.1': 'http://www.loc.gov/zing/cql/xcql/',
  '2.0': 'http://docs.oasis-open.org/ns/search-ws/xcql',
} as const
export type XcqlVersion = keyof typeof XCQL_NAMESPACES

/**
 * Writes a query as XCQL, indented, without a declaration or namespace: a `triple` or `searchClause` that holds its prefixes
 * and sort keys, as Index Data's parsers write it.
 */
export function writeXcql({ root, sortKeys }: CqlQuery): string {
  return `${indented(nodeXml(root, sortKeysXml(sortKeys)))}\n`
}

/**
 * Writes the content of an `xQuery` of an echoed request, valid by xcql.xsd of either version: prefixes come before what they
 * hold for. What a schema has no place for is left out: default sets, sort keys in 1.1, prefixes further in in 2.0.
 */
export function writeXQuery({ root, sortKeys }: CqlQuery, version: XcqlVersion): string {
  const own =
    version === '2.0' && root.kind === 'clause' ? element('triple', [clauseXml(root)]) : bareXml(root, version)
  const parts = [namedPrefixes(root.prefixes), own, ...(version === '2.0' ? sortKeysXml(sortKeys, true) : [])]
  return parts.map((part) => part.replace(/^<(\w+)/, `<$1 xmlns="${XCQL_NAMESPACES[version]}"`)).join('')
}

const element = (name: string, inner: readonly string[]) => `<${name}>${inner.join('')}</${name}>`
const textIn = (name: string, text: string) => `<${name}>${escapeXml(text).replaceAll('&quot;', '"')}</${name}>`

function nodeXml(node: CqlNode, sortKeys: readonly string[] = []): string {
  const prefixes = prefixesXml(node.prefixes)
  if (node.kind === 'clause') return clauseXml(node, prefixes, sortKeys)
  const { left, right } = node
  return element('triple', [
    ...prefixes,
    booleanXml('boolean', node),
    element('leftOperand', [nodeXml(left)]),
    element('rightOperand', [nodeXml(right)]),
    ...sortKeys,
  ])
}

function bareXml(node: CqlNode, version: XcqlVersion): string {
  if (node.kind === 'clause') return clauseXml(node)
  const operand = (name: string, one: CqlNode) =>
    element(name, [...(version === '1.1' ? [namedPrefixes(one.prefixes)] : []), bareXml(one, version)])
  return element('triple', [
    booleanXml(version === '1.1' ? 'boolean' : 'Boolean', node),
    operand('leftOperand', node.left),
    operand('rightOperand', node.right),
  ])
}

type Clause = Extract<CqlNode, { kind: 'clause' }>

function clauseXml(clause: Clause, before: readonly string[] = [], after: readonly string[] = []): string {
  const { index, relation, modifiers, term } = clause
  return element('searchClause', [
    ...before,
    textIn('index', index),
    element('relation', [textIn('value', relation), ...modifiersXml(modifiers)]),
    textIn('term', term),
    ...after,
  ])
}

const booleanXml = (name: string, { operator, modifiers }: Extract<CqlNode, { kind: 'boolean' }>) =>
  element(name, [textIn('value', operator), ...modifiersXml(modifiers)])

// Names are the same in any case (CQL 1.2 §4); of modifiers XCQL has the small letters.
function modifiersXml(modifiers: readonly CqlModifier[]): string[] {
  if (modifiers.length === 0) return []
  const inner = modifiers.map(({ type, comparison, value }) =>
    element('modifier', [
      textIn('type', type.toLowerCase()),
      ...(comparison === null ? [] : [textIn('comparison', comparison), textIn('value', value ?? '')]),
    ]),
  )
  return [element('modifiers', inner)]
}

function prefixesXml(prefixes: readonly CqlPrefix[]): string[] {
  if (prefixes.length === 0) return []
  const inner = prefixes.map(({ name, identifier }) =>
    element('prefix', [...(name === null ? [] : [textIn('name', name)]), textIn('identifier', identifier)]),
  )
  return [element('prefixes', inner)]
}

const namedPrefixes = (prefixes: readonly CqlPrefix[]) =>
  prefixesXml(prefixes.filter((prefix) => prefix.name !== null)).join('')

// The schema of 2.0 wants modifiers on every key; one that says what holds anyway does no harm.
const PLAIN: readonly CqlModifier[] = [{ type: 'ascending', comparison: null, value: null }]

function sortKeysXml(keys: readonly CqlSortKey[], always = false): string[] {
  if (keys.length === 0) return []
  const inner = keys.map(({ index, modifiers }) =>
    element('key', [textIn('index', index), ...modifiersXml(always && modifiers.length === 0 ? PLAIN : modifiers)]),
  )
  return [element('sortKeys', inner)]
}

/** Two spaces a level, elements with text on one line. */
function indented(xml: string): string {
  const lines: string[] = []
  let depth = 0
  let isOpen = false
  for (const [, text = '', closing = '', name = ''] of xml.matchAll(/([^<]*)<(\/?)(\w+)>/g)) {
    if (closing === '') lines.push(`${'  '.repeat(depth++)}<${name}>`)
    else if (--depth >= 0 && isOpen) lines.push(`${lines.pop()}${text}</${name}>`)
    else lines.push(`${'  '.repeat(depth)}</${name}>`)
    isOpen = closing === ''
  }
  return lines.join('\n')
}
