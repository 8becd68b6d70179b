import { type ScanIndex, type ScanTerm, scanCatalogue } from '#areas/catalogue/service.ts'
import type { CqlQuery } from '#lib/cql/query.ts'
import { plainTerm, readTerm } from '#lib/cql/term.ts'
import type { Platform } from '#platform/platform.ts'
import { cqlName, indexIn, NO_PREFIXES, withPrefixes } from '#protocols/sru/query/context.ts'
import { queryOf } from '#protocols/sru/query/to-tree.ts'
import { stop } from './diagnostics.ts'
import { element, textElement } from './envelope.ts'
import type { ScanAsked } from './request.ts'

const FIELDS: Readonly<Record<string, ScanIndex>> = { title: 'title', author: 'author', subject: 'subject' }

/** The clause of a scan; stops where it is not one. */
export function scanClauseOf({ scanClause }: ScanAsked): CqlQuery {
  const query = queryOf(scanClause)
  if (query.root.kind !== 'clause' || query.sortKeys.length > 0) stop(10, 'a scan takes one clause')
  return query
}

/** The terms around the one asked for, as the content of a scanResponse. */
export async function termsXml(platform: Platform, asked: ScanAsked, { root }: CqlQuery): Promise<string> {
  if (root.kind !== 'clause') return stop(10)
  const context = withPrefixes(NO_PREFIXES, root.prefixes)
  const { target } = indexIn(context, root.index)
  const field = target.kind === 'words' ? FIELDS[target.fields?.[0] ?? ''] : undefined
  if (field === undefined) return stop(16, plainTerm(root.index))
  if (!['=', '==', 'exact', 'scr', 'any', 'all', 'adj'].includes(cqlName(context, root.relation) ?? '')) {
    stop(19, plainTerm(root.relation))
  }
  const { responsePosition, maximumTerms } = asked
  // §responsePosition: 1 is the term itself at the head of the list, 0 the list after it, one more than the list before it.
  const before = Math.min(Math.max(0, responsePosition - 1), maximumTerms)
  const terms = await scanCatalogue(platform, {
    index: field,
    term: readTerm(root.term).text,
    before,
    after: maximumTerms - before,
    isIncluded: responsePosition > 0,
  })
  return element('terms', terms.map(termXml).join(''))
}

function termXml({ label, count }: ScanTerm): string {
  return element(
    'term',
    textElement('value', label) + textElement('numberOfRecords', count) + textElement('displayTerm', label),
  )
}
