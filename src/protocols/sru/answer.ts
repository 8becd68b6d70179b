import { CqlStop, cqlQuery } from '#areas/catalogue/service.ts'
import type { CqlQuery } from '#lib/cql/query.ts'
import type { Platform } from '#platform/platform.ts'
import { type SruDiagnostic, SruStop } from './diagnostics.ts'
import { echoXml } from './echo.ts'
import { diagnosticsXml, envelope, recordXml, textElement } from './envelope.ts'
import { explainRecord, ZEEREX } from './explain.ts'
import type { ExplainAsked, ScanAsked, SearchAsked, SruRequest } from './request.ts'
import { termsXml } from './scanning.ts'
import { searchParts } from './searching.ts'

/** Answers one SRU request with a whole document; what was wrong with it is told inside, as diagnostics. */
export async function answerSru(platform: Platform, request: SruRequest): Promise<string> {
  const { operation, version, asked } = request
  const content =
    'number' in asked
      ? refused(platform, request, null, asked)
      : asked.operation === 'searchRetrieve'
        ? await searched(platform, request, asked)
        : asked.operation === 'scan'
          ? await scanned(platform, request, asked)
          : explained(platform, request, asked, [])
  return envelope(version, `${operation}Response`, content)
}

/** Answers a request that is not done with a whole document that says why. */
export function refuseSru(platform: Platform, request: SruRequest, why: SruDiagnostic): string {
  return envelope(request.version, `${request.operation}Response`, refused(platform, request, null, why))
}

async function searched(platform: Platform, request: SruRequest, asked: SearchAsked): Promise<string> {
  let query: CqlQuery | null = null
  try {
    query = asked.queryType === 'cql' ? cqlQuery(asked.query) : null
    const { before, after } = await searchParts(platform, request.version, asked, query)
    return before + echoXml(request, query) + after
  } catch (error) {
    return refused(platform, request, query, diagnosticOf(error))
  }
}

async function scanned(platform: Platform, request: SruRequest, asked: ScanAsked): Promise<string> {
  let query: CqlQuery | null = null
  try {
    const read = cqlQuery(asked.scanClause)
    // Only one clause can be echoed as one.
    if (read.root.kind === 'clause' && read.sortKeys.length === 0) query = read
    return (await termsXml(platform, asked, read)) + echoXml(request, query)
  } catch (error) {
    return refused(platform, request, query, diagnosticOf(error))
  }
}

function explained(
  platform: Platform,
  request: SruRequest,
  { isEscaped }: Pick<ExplainAsked, 'isEscaped'>,
  diagnostics: readonly SruDiagnostic[],
): string {
  const { version } = request
  const xml = explainRecord(platform, version)
  const record = recordXml(version, { schema: ZEEREX, xml, isEscaped, position: null })
  return record + echoXml(request, null) + diagnosticsXml(version, diagnostics)
}

// An explain answer has its record whatever was wrong; a search has no records and says so.
function refused(platform: Platform, request: SruRequest, query: CqlQuery | null, found: SruDiagnostic): string {
  const { operation, version } = request
  if (operation === 'explain') return explained(platform, request, { isEscaped: false }, [found])
  const counted = operation === 'searchRetrieve' ? textElement('numberOfRecords', found.total ?? 0) : ''
  return counted + echoXml(request, query) + diagnosticsXml(version, [found])
}

function diagnosticOf(error: unknown): SruDiagnostic {
  if (error instanceof SruStop) return error.diagnostic
  if (error instanceof CqlStop) return { number: error.number, details: error.details }
  throw error
}
