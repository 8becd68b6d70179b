import type {
  Author,
  Description,
  Kind,
  PublicationText,
  Script,
  Subject,
  Title,
  TitleText,
} from '#lib/marc/description/description.ts'
import type { RecordPlace } from './dublin-core.ts'
import { element, textElement } from './xml.ts'

/** MODS `typeOfResource`, a closed list. */
const TYPES: Partial<Record<Kind, string>> = {
  book: 'text',
  serial: 'text',
  article: 'text',
  manuscript: 'text',
  score: 'notated music',
  map: 'cartographic',
  audio: 'sound recording',
  video: 'moving image',
  picture: 'still image',
  electronic: 'software, multimedia',
  kit: 'mixed material',
  archive: 'mixed material',
  object: 'three dimensional object',
}

/** ISO 15924, for the two forms of a field that a record has in two scripts. */
const SCRIPTS: Partial<Record<Script, string>> = {
  arabic: 'Arab',
  latin: 'Latn',
  hebrew: 'Hebr',
  cyrillic: 'Cyrl',
  greek: 'Grek',
  han: 'Hani',
}

/**
 * Writes a description as a MODS 3.8 `mods` element without an XML declaration. What the record has in two scripts comes
 * twice under one `altRepGroup`. Schema: loc.gov/standards/mods/v3/mods-3-8.xsd.
 */
export function writeMods(described: Description, place: RecordPlace = {}): string {
  const groups = { next: 1 }
  const inner = [
    described.title === null ? '' : titleXml(described.title, groups),
    textElementIn('titleInfo', 'title', described.uniformTitle?.text, { type: 'uniform' }),
    ...described.alternateTitles.map((one) => textElementIn('titleInfo', 'title', one.text, { type: 'alternative' })),
    ...described.authors.map((author) => nameXml(author, groups)),
    textElement('typeOfResource', TYPES[described.kind], {
      manuscript: described.kind === 'manuscript' ? 'yes' : null,
    }),
    originXml(described, groups),
    ...described.languages.map((code) =>
      textElementIn('language', 'languageTerm', code, {}, { type: 'code', authority: 'iso639-2b' }),
    ),
    textElementIn('physicalDescription', 'extent', described.extent),
    textElement('abstract', described.summary),
    textElement('tableOfContents', described.contents),
    textElement('note', described.title?.responsibility, { type: 'statement of responsibility' }),
    ...described.notes.map((note) => textElement('note', note)),
    ...described.subjects.map((subject) => subjectXml(subject, groups)),
    ...described.dewey.map((number) => textElement('classification', number, { authority: 'ddc' })),
    ...described.lcc.map((number) => textElement('classification', number, { authority: 'lcc' })),
    ...described.series.map((one) =>
      element('relatedItem', textElementIn('titleInfo', 'title', one.alternate ?? one.text), { type: 'series' }),
    ),
    identifiersXml(described),
    locationsXml(described, place),
    recordXml(described),
  ].join('')
  return element('mods', inner, {
    xmlns: 'http://www.loc.gov/mods/v3',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    version: '3.8',
    'xsi:schemaLocation': 'http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd',
  })
}

interface Groups {
  next: number
}

type Values = Readonly<Record<string, string | null | undefined>>

const textElementIn = (
  outer: string,
  inner: string,
  text: string | null | undefined,
  outerValues: Values = {},
  values: Values = {},
) => element(outer, textElement(inner, text, values), outerValues)

/** One element, or two tied together when there is another script. */
function inScripts(
  has: boolean,
  groups: Groups,
  write: (which: 'own' | 'other', group: string | undefined) => string,
): string {
  if (!has) return write('own', undefined)
  const group = String(groups.next++).padStart(2, '0')
  return write('own', group) + write('other', group)
}

function titleXml(title: Title, groups: Groups): string {
  return inScripts(title.alternate !== null, groups, (which, altRepGroup) => {
    const one: TitleText = which === 'other' && title.alternate ? title.alternate : title
    const script = altRepGroup === undefined ? undefined : SCRIPTS[one.script]
    return element('titleInfo', titleParts(one), { altRepGroup, script })
  })
}

function titleParts(one: TitleText): string {
  const nonSort = one.main.slice(0, one.nonFiling)
  return [
    textElement('nonSort', nonSort),
    textElement('title', one.main.slice(one.nonFiling)),
    textElement('subTitle', one.rest),
    ...one.parts.map(({ number, name }) => textElement('partNumber', number) + textElement('partName', name)),
  ].join('')
}

const NAME_TYPES = { person: 'personal', body: 'corporate', meeting: 'conference' } as const

function nameXml(author: Author, groups: Groups): string {
  return inScripts(author.alternate !== null, groups, (which, altRepGroup) => {
    const text = which === 'other' ? author.alternate : author.text
    const inner = textElement('namePart', text) + textElement('namePart', author.dates, { type: 'date' })
    return element('name', inner + roleXml(author.role), {
      type: NAME_TYPES[author.kind],
      usage: author.main && which === 'own' ? 'primary' : null,
      altRepGroup,
    })
  })
}

function roleXml(role: string | null): string {
  if (role === null) return ''
  const codes = /^[a-z]{3}( [a-z]{3})*$/.test(role) ? role.split(' ') : []
  if (codes.length === 0) return textElementIn('role', 'roleTerm', role, {}, { type: 'text' })
  const values = { type: 'code', authority: 'marcrelator' }
  return codes.map((code) => textElementIn('role', 'roleTerm', code, {}, values)).join('')
}

function originXml(described: Description, groups: Groups): string {
  const issuance = described.kind === 'serial' ? 'serial' : 'monographic'
  const [first, ...rest] = described.publication
  const whole = (one: PublicationText | null) => [
    one === null ? '' : textElementIn('place', 'placeTerm', one.place, {}, { type: 'text' }),
    textElement('publisher', one?.publisher),
    textElement('dateIssued', one?.dateText ?? described.years[0]?.toString()),
  ]
  const lead = inScripts(first?.alternate != null, groups, (which, altRepGroup) => {
    const one = (which === 'other' ? first?.alternate : first) ?? null
    const edition = which === 'other' ? described.edition?.alternate : described.edition?.text
    const inner = [...whole(one), textElement('edition', edition), textElement('issuance', issuance)].join('')
    return element('originInfo', inner, { altRepGroup })
  })
  return lead + rest.map((one) => element('originInfo', whole(one).join(''))).join('')
}

function subjectXml(subject: Subject, groups: Groups): string {
  return inScripts(subject.alternate !== null, groups, (which, altRepGroup) => {
    const text = (which === 'other' ? subject.alternate : subject.text) ?? ''
    return element('subject', subjectInner(subject, text), { authority: subject.scheme, altRepGroup })
  })
}

function subjectInner({ kind }: Subject, text: string): string {
  if (kind === 'title') return textElementIn('titleInfo', 'title', text)
  if (kind === 'person' || kind === 'body' || kind === 'meeting') {
    return textElementIn('name', 'namePart', text, { type: NAME_TYPES[kind] })
  }
  const name = { topic: 'topic', keyword: 'topic', place: 'geographic', time: 'temporal', form: 'genre' }[kind]
  return textElement(name, text)
}

function identifiersXml(described: Description): string {
  const numbers = (type: string, list: Description['isbns']) =>
    list.map((one) => textElement('identifier', one.text, { type, invalid: one.cancelled ? 'yes' : null })).join('')
  const others = described.otherIds.map((one) => textElement('identifier', one.value, { type: one.scheme })).join('')
  return numbers('isbn', described.isbns) + numbers('issn', described.issns) + others
}

function locationsXml(described: Description, { url }: RecordPlace): string {
  const page = textElementIn('location', 'url', url, {}, { usage: 'primary display' })
  const links = described.urls.map((one) => textElementIn('location', 'url', one.href, {}, { displayLabel: one.label }))
  const shelves = described.items.map((item) =>
    element(
      'location',
      textElement('physicalLocation', item.libraryCode ?? item.branch) + textElement('shelfLocator', item.callNumber),
    ),
  )
  return [page, ...links, ...new Set(shelves)].join('')
}

function recordXml({ controlNumber, controlSource }: Description): string {
  return textElementIn('recordInfo', 'recordIdentifier', controlNumber, {}, { source: controlSource })
}
