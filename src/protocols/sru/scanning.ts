import { cqlScan, type ScanTerm, scanCatalogue } from '#areas/catalogue/service.ts'
import type { CqlQuery } from '#lib/cql/query.ts'
import type { Platform } from '#platform/platform.ts'
import { stop } from './diagnostics.ts'
import { element, textElement } from './envelope.ts'
import type { ScanAsked } from './request.ts'

/** The terms around the one asked for, as the content of a scanResponse. */
export async function termsXml(platform: Platform, asked: ScanAsked, query: CqlQuery): Promise<string> {
  const { responsePosition, maximumTerms } = asked
  // §responsePosition: 1 is the term itself at the head of the list, 0 the list after it, one more than the list before it.
  const before = Math.min(Math.max(0, responsePosition - 1), maximumTerms)
  const terms = await scanCatalogue(platform, {
    ...cqlScan(query),
    before,
    after: maximumTerms - before,
    isIncluded: responsePosition > 0,
  })
  if (terms === null) return stop(2, 'the headings are being put in order')
  return element('terms', terms.map(termXml).join(''))
}

function termXml({ label, count }: ScanTerm): string {
  return element(
    'term',
    textElement('value', label) + textElement('numberOfRecords', count) + textElement('displayTerm', label),
  )
}
