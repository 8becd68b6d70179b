import type { Brief } from '#areas/catalogue/contract.ts'

/** A copy as its record names it. */
export interface ReadItem {
  readonly libraryCode: string | null
  readonly branch: string | null
  readonly shelf: string | null
  readonly callNumber: string | null
  readonly barcode: string | null
  readonly accessionNumber: string | null
  readonly copyNumber: string | null
  readonly volume: string | null
  readonly status: string
  readonly note: string | null
}

/** What the catalogue takes out of one source record: made anew whenever it is needed, never stored. */
export interface Reading {
  readonly controlNumber: string | null
  /** Strong identifiers (see grouping.ts). */
  readonly keys: readonly string[]
  readonly titleKeys: readonly string[]
  readonly volumeKey: string
  /** The record alone, as lists would show it. */
  readonly brief: Brief
  readonly summary: string | null
  readonly notes: readonly string[]
  readonly contents: readonly string[]
  readonly urls: readonly { readonly href: string; readonly label: string | null }[]
  readonly classification: readonly string[]
  readonly items: readonly ReadItem[]
  /** Texts that search finds it by, beside the brief's own: other titles, notes, series, call numbers. */
  readonly also: {
    readonly title: readonly string[]
    readonly identifier: readonly string[]
    readonly note: readonly string[]
  }
}

/** How much a record says; the fullest one leads its group. */
function fullness({ brief, summary, contents }: Reading): number {
  const said = [
    brief.subtitle,
    brief.titleAlternate,
    brief.responsibility,
    brief.edition,
    brief.publisher,
    brief.yearText,
    brief.extent,
    summary,
    ...brief.authors.slice(0, 3),
    ...brief.subjects.slice(0, 5),
    ...brief.isbns.slice(0, 1),
    ...brief.languages.slice(0, 1),
    ...contents.slice(0, 1),
  ]
  // Between equals the one that keeps its half spaces: a younger system wrote it with more care.
  const isCareful = [brief.title, brief.subtitle, brief.publisher].some((one) => one?.includes('\u200c'))
  return said.filter((one) => one !== null).length + (isCareful ? 0.5 : 0)
}

/**
 * The display record of a group: the fullest record leads, in the script most readers read; names, subjects and
 * identifiers that only another record has are added to it. The order of `readings` decides between equals.
 */
export function compose(readings: readonly Reading[]): Brief {
  const [lead, ...rest] = [...readings].sort((a, b) => fullness(b) - fullness(a))
  if (lead === undefined) throw new RangeError('an edition has at least one record')
  const brief = { ...lead.brief }
  for (const { brief: other } of rest) {
    brief.subtitle ??= other.subtitle
    brief.titleAlternate ??= other.titleAlternate
    brief.responsibility ??= other.responsibility
    brief.edition ??= other.edition
    brief.publisher ??= other.publisher
    brief.place ??= other.place
    if (brief.year === null && other.year !== null) {
      brief.year = other.year
      brief.yearText = other.yearText
    }
    brief.extent ??= other.extent
    if (brief.authors.length === 0) brief.authors = other.authors
    brief.languages = union(brief.languages, other.languages, (one) => one)
    brief.subjects = union(brief.subjects, other.subjects, (one) => one.key)
    brief.isbns = union(brief.isbns, other.isbns, (one) => one)
    brief.issns = union(brief.issns, other.issns, (one) => one)
    brief.series = union(brief.series, other.series, (one) => one)
  }
  return brief
}

const MOST = 60

function union<T>(own: readonly T[], others: readonly T[], key: (one: T) => string): T[] {
  const known = new Set(own.map(key))
  return [...own, ...others.filter((one) => !known.has(key(one)))].slice(0, MOST)
}
