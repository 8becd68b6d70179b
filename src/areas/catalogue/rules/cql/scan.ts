import type { CqlQuery } from '#lib/cql/query.ts'
import { plainTerm, readTerm } from '#lib/cql/term.ts'
import { cqlName, indexIn, NO_PREFIXES, withPrefixes } from './context.ts'
import { stop } from './stop.ts'

/** The indexes whose terms can be listed. */
export type ScanIndex = 'title' | 'author' | 'subject'

const SCANNED: Readonly<Record<string, ScanIndex>> = { title: 'title', author: 'author', subject: 'subject' }
const RELATIONS = ['=', '==', 'exact', 'scr', 'any', 'all', 'adj']

/** The index and term a scan asks for; stops where the query is no scan, or its index no list. */
export function scanOf({ root, sortKeys }: CqlQuery): { index: ScanIndex; term: string } {
  if (root.kind !== 'clause' || sortKeys.length > 0) return stop(10, 'a scan takes one clause')
  const context = withPrefixes(NO_PREFIXES, root.prefixes)
  const { target } = indexIn(context, root.index)
  const index = target.kind === 'words' ? SCANNED[target.fields?.[0] ?? ''] : undefined
  if (index === undefined) return stop(16, plainTerm(root.index))
  if (!RELATIONS.includes(cqlName(context, root.relation) ?? '')) stop(19, plainTerm(root.relation))
  return { index, term: readTerm(root.term).text }
}
