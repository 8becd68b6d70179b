import type { Brief } from '#areas/catalogue/contract.ts'
import { CITATION_STYLES, type CitationPart, type CitationStyle, cite } from '#areas/catalogue/rules/citations.ts'
import { schemaOrg } from '#areas/catalogue/rules/schema-org.ts'
import type { EditionPage } from './reading.ts'

/** A citation of an edition in one style. */
export interface Citation {
  style: CitationStyle
  parts: readonly CitationPart[]
}

/** How to cite an edition, in each style. */
export function citationsOf(brief: Brief): Citation[] {
  return CITATION_STYLES.map((style) => ({ style, parts: cite(brief, style) }))
}

/** An edition in schema.org's words; `href` is its full address. */
export function linkedDataOf({ brief, holdings }: EditionPage, href: string): Readonly<Record<string, unknown>> {
  return schemaOrg(brief, href, holdings)
}
