import type { CqlNode, CqlQuery } from '#lib/cql/query.ts'
import { writeXQuery } from '#lib/cql/xcql.ts'
import { escapeXml } from '#lib/marc/marcxml/write.ts'
import { element, textElement } from './envelope.ts'
import type { SruRequest } from './request.ts'

// Readers of XML stop at some depth; a query so deep is echoed as text only.
const DEEPEST = 40

/** What was asked, repeated: parameters as they were understood, the query also as XCQL where it could be read. */
export function echoXml(request: SruRequest, query: CqlQuery | null): string {
  const { operation, version } = request
  const name = `echoed${operation[0]!.toUpperCase()}${operation.slice(1)}Request`
  if (operation === 'explain') return element(name, explainEcho(request))
  const xml =
    query === null || depthOf(query.root) > DEEPEST ? null : writeXQuery(query, version === '2.0' ? '2.0' : '1.1')
  // The schema of 1.x wants the query as XCQL in every echo; one that could not be read is not echoed.
  if (version !== '2.0' && xml === null) return ''
  return element(name, operation === 'scan' ? scanEcho(request, xml) : searchEcho(request, xml))
}

function depthOf(root: CqlNode): number {
  let depth = 0
  for (let level: CqlNode[] = [root]; level.length > 0; depth++) {
    level = level.flatMap((node) => (node.kind === 'boolean' ? [node.left, node.right] : []))
  }
  return depth
}

const of = ({ params }: SruRequest, ...names: string[]) =>
  names.map((name) => textElement(name, params.get(name))).join('')

/** Numbers only where they are numbers: the schema has no place for what was refused. */
const numbersOf = ({ params }: SruRequest, least: number, ...names: string[]) =>
  names
    .map((name) => {
      const value = params.get(name) ?? ''
      return /^\d{1,9}$/.test(value) && Number(value) >= least ? textElement(name, value) : ''
    })
    .join('')

function searchEcho(request: SruRequest, xml: string | null): string {
  const xQuery = element('xQuery', xml ?? '')
  const range = numbersOf(request, 1, 'startRecord') + numbersOf(request, 0, 'maximumRecords')
  if (request.version === '2.0') {
    const facets = ['facetLimit', 'facetStart', 'facetSort', 'facetCount']
    const told = facets.flatMap((name) => (request.params.has(name) ? [`${name}=${request.params.get(name)}`] : []))
    return [
      of(request, 'queryType', 'query'),
      xQuery,
      range,
      escapingOf(request),
      of(request, 'recordPacking', 'recordSchema'),
      textElement('facetParameters', told.length === 0 ? null : told.join('&')),
      of(request, 'sortKeys'),
      ...extras(request).map(([name, value]) => textElement('extraRequestParameter', `${name}=${value}`)),
    ].join('')
  }
  return [
    textElement('version', request.version),
    of(request, 'query'),
    xQuery,
    range,
    of(request, 'recordPacking', 'recordSchema', 'recordXPath', 'sortKeys'),
    extraData(request),
  ].join('')
}

function scanEcho(request: SruRequest, xml: string | null): string {
  const clause = (xml ?? '').match(/<searchClause[\s\S]*<\/searchClause>/)?.[0] ?? ''
  const namespace = /xmlns="[^"]*"/.exec(xml ?? '')?.[0] ?? ''
  const inner = clause
    .replace(/^<searchClause[^>]*>|<\/searchClause>$/g, '')
    .replace(/^<|(?<=>)<(?=relation>|term>)/g, '\u0000<')
  const parts = inner.split('\u0000').map((part) => part.replace(/^<(\w+)>/, `<$1 ${namespace}>`))
  return [
    request.version === '2.0' ? '' : textElement('version', request.version),
    of(request, 'scanClause'),
    element('xScanClause', parts.join('')),
    numbersOf(request, 0, 'responsePosition'),
    numbersOf(request, 1, 'maximumTerms'),
    request.version === '2.0' ? '' : extraData(request),
  ].join('')
}

function explainEcho(request: SruRequest): string {
  if (request.version === '2.0') return escapingOf(request)
  return textElement('version', request.version) + of(request, 'recordPacking') + extraData(request)
}

function escapingOf({ params }: SruRequest): string {
  const value = params.get('recordXMLEscaping')
  return value === 'xml' || value === 'string' ? textElement('recordXMLEscaping', value) : ''
}

const extras = ({ params }: SruRequest) => [...params].filter(([name]) => name.startsWith('x-'))

// Of 1.x the extension parameters come back as elements of a namespace that is not the protocol's.
function extraData(request: SruRequest): string {
  const inner = extras(request).map(
    ([name, value]) =>
      `<parameter xmlns="urn:x-peyvand:sru:1" name="${escapeXml(name)}">${escapeXml(value)}</parameter>`,
  )
  return element('extraRequestData', inner.join(''))
}
