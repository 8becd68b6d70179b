import type { Brief, Holding } from '#areas/catalogue/contract.ts'
import { fullTitle } from '#areas/catalogue/full-title.ts'

// Hundreds of libraries hold a school book; a machine needs no more to know that it can be borrowed.
const MOST_OFFERS = 20

const TYPES: Readonly<Record<string, string>> = {
  book: 'Book',
  electronic: 'Book',
  serial: 'Periodical',
  article: 'Article',
  manuscript: 'Manuscript',
  score: 'SheetMusic',
  map: 'Map',
  audio: 'AudioObject',
  video: 'Movie',
  picture: 'VisualArtwork',
  archive: 'ArchiveComponent',
}

/** The full addresses of an edition's page and of the pages of libraries. */
export interface Addresses {
  href: string
  libraryHref: (id: string) => string
}

/** An edition in schema.org's words, as a plain object; the first libraries of `holdings` are those that offer it. */
export function schemaOrg(
  brief: Brief,
  { href, libraryHref }: Addresses,
  holdings: readonly Holding[],
): Readonly<Record<string, unknown>> {
  const people = (wanted: (role: string | null) => boolean) =>
    brief.authors
      .filter((one) => wanted(one.role))
      .map(({ name, alternate }) => dropEmpty({ '@type': 'Person', name, alternateName: alternate }))
  const isTranslator = (role: string | null) => role !== null && /^(trl|730|مترجم|translator)/i.test(role)
  return dropEmpty({
    '@context': 'https://schema.org',
    '@type': TYPES[brief.kind] ?? 'CreativeWork',
    '@id': href,
    url: href,
    name: [fullTitle(brief), brief.subtitle].filter(Boolean).join(': '),
    alternateName: brief.titleAlternate,
    author: people((role) => !isTranslator(role)),
    translator: people(isTranslator),
    bookEdition: brief.kind === 'book' ? brief.edition : null,
    isbn: brief.isbns,
    issn: brief.kind === 'serial' ? brief.issns : [],
    publisher: brief.publisher === null ? null : { '@type': 'Organization', name: brief.publisher },
    locationCreated: brief.place === null ? null : { '@type': 'Place', name: brief.place },
    datePublished: brief.year === null ? null : String(brief.year),
    inLanguage: brief.languages,
    about: brief.subjects.map(({ label }) => label),
    offers: holdings.slice(0, MOST_OFFERS).map(({ library }) => ({
      '@type': 'Offer',
      url: libraryHref(library.id),
      businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
      offeredBy: { '@type': 'Library', name: library.name, url: libraryHref(library.id) },
    })),
  })
}

function dropEmpty(record: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)))
}
