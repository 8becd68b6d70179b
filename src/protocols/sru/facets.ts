import { FACETS, type FacetName } from '#areas/catalogue/contract.ts'
import type { QueryAnswer } from '#areas/catalogue/service.ts'
import { rawTerm } from '#lib/cql/term.ts'
import { entryOf } from '#lib/entry-of.ts'
import { stop } from './diagnostics.ts'
import { textElement } from './envelope.ts'

export type FacetsWanted = Readonly<Partial<Record<FacetName, number>>>

// The name a client asks by, beside ours; the index by which a value narrows a query.
const NAMES: Readonly<Record<string, FacetName>> = {
  'dc.subject': 'subject',
  'dc.creator': 'author',
  'dc.date': 'year',
  'dc.language': 'language',
  'dc.type': 'kind',
  'peyvand.library': 'library',
  'peyvand.network': 'network',
  'peyvand.province': 'province',
  'peyvand.availability': 'availability',
}
const INDEX_OF = new Map(Object.entries(NAMES).map(([index, facet]) => [facet, index]))
const ALL: readonly FacetName[] = [...INDEX_OF.keys()]
const MOST = 100
const isFacet = (name: string): name is FacetName => (FACETS as readonly string[]).includes(name)

/**
 * Reads `facetLimit`: `10` for every facet, `10:dc.subject,5:author` for some (SRU 2.0 §12.1). Stops with diagnostic 6 where
 * it is neither.
 */
export function facetsWanted(limit: string | null): FacetsWanted {
  const wanted: Partial<Record<FacetName, number>> = {}
  for (const part of limit?.split(',') ?? []) {
    const [, digits, , name] = /^\s*(\d{1,6})\s*(:\s*([\w.]+)\s*)?$/.exec(part) ?? stop(6, 'facetLimit')
    const count = Math.min(Number(digits), MOST)
    const facet = name === undefined ? null : (entryOf(NAMES, name) ?? name.toLowerCase())
    if (facet !== null && !isFacet(facet)) stop(6, `facetLimit ${name}`)
    for (const one of facet === null ? ALL : [facet as FacetName]) if (count > 0) wanted[one] = count
  }
  return wanted
}

const FACETS_NAMESPACE = 'http://docs.oasis-open.org/ns/search-ws/facetedResults'

/** The counted facets of an answer; nothing where none has a value. */
export function facetsXml({ facets }: QueryAnswer, wanted: FacetsWanted): string {
  const named = (Object.keys(wanted) as FacetName[]).filter((name) => (facets?.[name].length ?? 0) > 0)
  if (named.length === 0 || facets === null) return ''
  const inner = named.map((name) => {
    const index = INDEX_OF.get(name)!
    const terms = facets[name].map(({ value, label, count }) => {
      // Headings are asked for by their words, everything else by its code.
      const isHeading = name === 'subject' || name === 'author'
      const query = `${index} == "${rawTerm(isHeading ? label : value)}"`
      return `<term>${textElement('actualTerm', label)}${textElement('query', query)}${textElement('count', count)}</term>`
    })
    return `<facet>${textElement('facetDisplayLabel', name)}${textElement('index', index)}<terms>${terms.join('')}</terms></facet>`
  })
  // The element itself belongs to the answer, what is in it to the facets' own namespace.
  const parts = inner.map((xml) => xml.replace('<facet>', `<facet xmlns="${FACETS_NAMESPACE}">`))
  return `<facetedResults>${parts.join('')}</facetedResults>`
}
