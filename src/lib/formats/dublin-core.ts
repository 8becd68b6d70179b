import type { Description, Kind, ScriptText, TitleText } from '#lib/marc/description/description.ts'
import { partOf } from './roles.ts'
import { element, textElement } from './xml.ts'

/** Where a record is found, for the identifiers of a description that leaves the house. */
export interface RecordPlace {
  /** The address of the record's or edition's page. */
  readonly url?: string
}

/** The DCMI type of a kind. */
const TYPES: Partial<Record<Kind, string>> = {
  map: 'Image',
  audio: 'Sound',
  video: 'MovingImage',
  picture: 'StillImage',
  object: 'PhysicalObject',
  kit: 'Collection',
  archive: 'Collection',
}

/**
 * Writes a description as simple Dublin Core, an `oai_dc:dc` element without an XML declaration. A title or name that the
 * record has in two scripts comes twice. Schema: openarchives.org/OAI/2.0/oai_dc.xsd.
 */
export function writeDublinCore(described: Description, place: RecordPlace = {}): string {
  const many = (name: string, texts: readonly (string | null)[]) =>
    [...new Set(texts)].map((text) => textElement(`dc:${name}`, text)).join('')
  const made = described.authors.filter((one) => one.main || partOf(one.role) === 'author')
  const helped = described.authors.filter((one) => !made.includes(one))
  const { title, publication, series, subjects } = described
  const inner = [
    many('title', [lineOf(title), lineOf(title?.alternate ?? null), ...described.alternateTitles.flatMap(bothOf)]),
    many('creator', made.flatMap(bothOf)),
    many('contributor', helped.flatMap(bothOf)),
    many('subject', [...subjects.flatMap(bothOf), ...described.dewey.map((number) => `DDC ${number}`)]),
    many('description', [described.summary, described.contents, ...described.notes]),
    many(
      'publisher',
      publication.flatMap((one) => [publisherOf(one), one.alternate ? publisherOf(one.alternate) : null]),
    ),
    many(
      'date',
      publication.map((one) => one.alternate?.dateText ?? one.dateText),
    ),
    many('type', [TYPES[described.kind] ?? 'Text', described.kind]),
    many('format', [described.extent]),
    many('identifier', identifiersOf(described, place)),
    many('language', described.languages),
    many('relation', series.flatMap(bothOf)),
  ].join('')
  return element('oai_dc:dc', inner === '' ? ' ' : inner, {
    'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': 'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
  })
}

const bothOf = ({ text, alternate }: ScriptText) => [text, alternate]

const publisherOf = (one: { place: string | null; publisher: string | null }) =>
  [one.place, one.publisher].filter((text) => text !== null).join(': ') || null

function lineOf(title: TitleText | null): string | null {
  if (title === null) return null
  const parts = title.parts.map(({ number, name }) => [number, name].filter((text) => text !== null).join(', '))
  return [[title.main, title.rest].filter((text) => text !== null).join(': '), ...parts].join('. ')
}

function identifiersOf(described: Description, { url }: RecordPlace): string[] {
  return [
    ...(url === undefined ? [] : [url]),
    ...described.isbns.filter((one) => !one.cancelled).map((one) => `URN:ISBN:${one.text.replace(/\s.*$/, '')}`),
    ...described.issns.filter((one) => !one.cancelled).map((one) => `URN:ISSN:${one.text}`),
    ...described.otherIds.map((one) => (one.source === null ? one.value : `(${one.source})${one.value}`)),
    ...described.urls.map((one) => one.href),
  ]
}
