import type { CqlModifier, CqlNode, CqlPrefix, CqlQuery } from '#lib/cql/query.ts'
import { readXml } from '#lib/xml/read-xml.ts'

interface Element {
  name: string
  text: string
  inner: Element[]
}

/** Reads XCQL as Index Data's parsers write it; what tests need of it, no more. */
export function readXcql(xml: string): CqlQuery {
  const root: Element = { name: '', text: '', inner: [] }
  const open = [root]
  readXml(xml, {
    open: (name) => {
      const one = { name, text: '', inner: [] }
      open.at(-1)!.inner.push(one)
      open.push(one)
    },
    text: (text) => {
      open.at(-1)!.text += text
    },
    close: () => {
      open.pop()
    },
  })
  const top = root.inner[0]!
  const sortKeys = all(child(top, 'sortKeys'), 'key').map((key) => ({
    index: textOf(key, 'index'),
    modifiers: modifiersOf(key),
    at: 0,
  }))
  return { root: nodeOf(top), sortKeys }
}

const child = (element: Element | undefined, name: string) => element?.inner.find((one) => one.name === name)
const all = (element: Element | undefined, name: string) => element?.inner.filter((one) => one.name === name) ?? []
const textOf = (element: Element | undefined, name: string) => child(element, name)?.text ?? ''

function nodeOf(element: Element): CqlNode {
  const prefixes: CqlPrefix[] = all(child(element, 'prefixes'), 'prefix').map((prefix) => ({
    name: child(prefix, 'name')?.text ?? null,
    identifier: textOf(prefix, 'identifier'),
  }))
  if (element.name === 'searchClause') {
    const relation = child(element, 'relation')!
    const terms = all(element, 'term').map((term) => term.text)
    return {
      kind: 'clause',
      index: textOf(element, 'index'),
      relation: textOf(relation, 'value'),
      modifiers: modifiersOf(relation),
      term: terms.join(' '),
      isLoose: terms.length > 1,
      prefixes,
      at: 0,
    }
  }
  const operator = child(element, 'boolean')!
  return {
    kind: 'boolean',
    operator: textOf(operator, 'value') as 'and',
    modifiers: modifiersOf(operator),
    left: nodeOf(child(element, 'leftOperand')!.inner[0]!),
    right: nodeOf(child(element, 'rightOperand')!.inner[0]!),
    prefixes,
    at: 0,
  }
}

const modifiersOf = (element: Element): CqlModifier[] =>
  all(child(element, 'modifiers'), 'modifier').map((one) => ({
    type: textOf(one, 'type'),
    comparison: child(one, 'comparison')?.text ?? null,
    value: child(one, 'value')?.text ?? null,
  }))
