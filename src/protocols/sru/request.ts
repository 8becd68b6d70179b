import { toAsciiDigits } from '#lib/persian/digits.ts'
import { type SruDiagnostic, SruStop, stop } from './diagnostics.ts'

/** 1.1 and 1.2 answer in one namespace, 2.0 in another. */
export type SruVersion = '1.1' | '1.2' | '2.0'

export interface SearchAsked {
  readonly operation: 'searchRetrieve'
  readonly query: string
  readonly queryType: 'cql' | 'searchTerms'
  readonly startRecord: number
  readonly maximumRecords: number
  readonly recordSchema: string | null
  readonly isEscaped: boolean
  readonly sortKeys: string | null
  readonly facetLimit: string | null
}

export interface ScanAsked {
  readonly operation: 'scan'
  readonly scanClause: string
  readonly responsePosition: number
  readonly maximumTerms: number
}

export interface ExplainAsked {
  readonly operation: 'explain'
  readonly isEscaped: boolean
}

export type SruAsked = SearchAsked | ScanAsked | ExplainAsked

/** A request as read; what it says wrongly is a diagnostic. Its parameters are kept for the echo. */
export interface SruRequest {
  readonly version: SruVersion
  readonly operation: SruAsked['operation']
  readonly asked: SruAsked | SruDiagnostic
  readonly params: ReadonlyMap<string, string>
}

export const MOST_RECORDS = 100
const USUAL_RECORDS = 10
export const MOST_TERMS = 50
const USUAL_TERMS = 20
const HIGHEST = 2_147_483_647

const ALWAYS = ['operation', 'version', 'stylesheet', 'extraRequestData', 'httpAccept', 'responseType', 'renderedBy']
const PACKING = ['recordPacking', 'recordXMLEscaping']
const KNOWN: Readonly<Record<SruAsked['operation'], readonly string[]>> = {
  searchRetrieve: [
    ...[...ALWAYS, ...PACKING, 'query', 'queryType', 'startRecord', 'maximumRecords', 'recordSchema', 'recordXPath'],
    ...['resultSetTTL', 'sortKeys', 'facetLimit', 'facetStart', 'facetSort', 'facetCount'],
  ],
  scan: [...ALWAYS, 'scanClause', 'responsePosition', 'maximumTerms'],
  explain: [...ALWAYS, ...PACKING],
}
const OF_VERSION_2 = ['queryType', 'recordXMLEscaping', 'facetLimit', 'facetStart', 'facetSort', 'httpAccept']

/** Reads the parameters of a request. It never throws. */
export function readRequest(given: URLSearchParams): SruRequest {
  const params = new Map<string, string>()
  for (const [name, value] of given) if (!params.has(name) && value !== '') params.set(name, value)
  const version = versionOf(params)
  const operation = operationOf(params)
  try {
    return { version, operation, asked: askedBy(params, version), params }
  } catch (error) {
    if (!(error instanceof SruStop)) throw error
    return { version, operation, asked: error.diagnostic, params }
  }
}

type Params = ReadonlyMap<string, string>

// SRU 2.0 has neither `operation` nor `version`; whoever sends one speaks 1.x. A bare address is answered so that both understand.
function versionOf(params: Params): SruVersion {
  const asked = params.get('version')
  if (asked === '1.1' || asked === '1.2' || asked === '2.0') return asked
  if (asked !== undefined || params.has('operation')) return '1.2'
  if (OF_VERSION_2.some((name) => params.has(name))) return '2.0'
  return params.has('query') || params.has('scanClause') ? '2.0' : '1.2'
}

function operationOf(params: Params): SruAsked['operation'] {
  const asked = params.get('operation')
  if (asked === 'searchRetrieve' || asked === 'scan' || asked === 'explain') return asked
  if (params.has('query')) return 'searchRetrieve'
  return params.has('scanClause') ? 'scan' : 'explain'
}

function askedBy(params: Params, version: SruVersion): SruAsked {
  const asked = params.get('version')
  if (asked !== undefined && asked !== version) stop(5, '2.0')
  const operation = operationOf(params)
  const named = params.get('operation')
  if (named !== undefined && named !== operation) stop(4, named)
  for (const name of params.keys()) {
    if (!KNOWN[operation].includes(name) && !name.startsWith('x-')) stop(8, name.slice(0, 100))
  }
  if (operation === 'scan') return scanAsked(params)
  const isEscaped = isEscapedIn(params, version)
  return operation === 'explain' ? { operation, isEscaped } : searchAsked(params, isEscaped)
}

function searchAsked(params: Params, isEscaped: boolean): SearchAsked {
  const queryType = params.get('queryType') ?? 'cql'
  if (queryType !== 'cql' && queryType !== 'searchTerms') return stop(11, queryType)
  if (params.has('recordXPath')) stop(72)
  // No result set is kept, which the answer tells by naming none; still it must be a number of seconds.
  count(params, 'resultSetTTL', 0, 0)
  return {
    operation: 'searchRetrieve',
    query: params.get('query') ?? stop(7, 'query'),
    queryType,
    startRecord: count(params, 'startRecord', 1, 1),
    // More than we give at once is answered with what we give: §maximumRecords.
    maximumRecords: Math.min(count(params, 'maximumRecords', USUAL_RECORDS, 0), MOST_RECORDS),
    recordSchema: params.get('recordSchema') ?? null,
    isEscaped,
    sortKeys: params.get('sortKeys') ?? null,
    facetLimit: params.get('facetLimit') ?? null,
  }
}

function scanAsked(params: Params): ScanAsked {
  const maximumTerms = Math.min(count(params, 'maximumTerms', USUAL_TERMS, 1), MOST_TERMS)
  const responsePosition = count(params, 'responsePosition', 1, 0)
  if (responsePosition > maximumTerms + 1) stop(120, String(responsePosition))
  return {
    operation: 'scan',
    scanClause: params.get('scanClause') ?? stop(7, 'scanClause'),
    responsePosition,
    maximumTerms,
  }
}

// What 1.x calls packing is the escaping of 2.0; there `recordPacking` is about something else.
function isEscapedIn(params: Params, version: SruVersion): boolean {
  const name = version === '2.0' ? 'recordXMLEscaping' : 'recordPacking'
  const value = params.get(name) ?? 'xml'
  if (value !== 'xml' && value !== 'string') stop(71, value)
  const packing = params.get('recordPacking') ?? 'packed'
  if (version === '2.0' && packing !== 'packed' && packing !== 'unpacked') stop(6, 'recordPacking')
  return value === 'string'
}

function count(params: Params, name: string, otherwise: number, least: number): number {
  const value = params.get(name)
  if (value === undefined) return otherwise
  const digits = toAsciiDigits(value.trim())
  const number = /^\d{1,10}$/.test(digits) ? Number(digits) : -1
  return number >= least && number <= HIGHEST ? number : stop(6, name)
}
