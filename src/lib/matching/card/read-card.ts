import { isbn as readIsbn, issn as readIssn } from '#lib/identifiers/books.ts'
import { describe } from '#lib/marc/description/describe.ts'
import type { Description, Title, TitleText } from '#lib/marc/description/description.ts'
import { isDataField, type MarcRecord } from '#lib/marc/record.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import type { Card, CardTitle, Carrier, Family } from './card.ts'
import { formsOf, formsOfText } from './forms.ts'
import { editionOf } from './read-edition.ts'
import { extentOf } from './read-extent.ts'
import { publisherOf } from './read-publisher.ts'
import { volumeIn, volumeOfRecord } from './read-volume.ts'
import { yearsOf } from './read-years.ts'

const UNDETERMINED = new Set(['und', 'mul', 'zxx', '|||', '   ', 'mis'])
const MOST_NAMES = 6
/** A statement of responsibility says who in its first words. */
const STATEMENT_LENGTH = 160

/**
 * Reads of a record what matching looks at; `described` is its description where that was made already. Pure; nothing is
 * refused: what a record lacks is null or empty.
 */
export function readCard(record: MarcRecord, family: Family, described: Description = describe(record, family)): Card {
  const titles = titlesOf(described.title)
  const numbers = readNumbers(described)
  const extents = subfieldTexts(record, family === 'marc21' ? '300' : '215', 'a')
  const [author] = described.authors
  return {
    isbns: numbers.isbns,
    setIsbns: numbers.setIsbns,
    cancelledIsbns: numbers.cancelled,
    issns: described.issns.flatMap((one) => {
      const read = one.cancelled ? null : readIssn(one.text)
      return read?.ok ? [read.value] : []
    }),
    ids: described.otherIds.flatMap((one) => idOf(one.scheme, one.source, one.value)),
    title: cardTitle(titles),
    titleShown: described.title ? shownTitle(described.title) : null,
    uniform: formsOfText(described.uniformTitle),
    part: formsOf(...titles.map((title) => title.parts.map(partName).join(' ').trim())),
    volume: volumeOfRecord({ titles, extents, isbnVolumes: numbers.volumes }),
    authors: described.authors.slice(0, MOST_NAMES).flatMap((one) => formsOfText(one) ?? []),
    authorShown: author?.text ?? null,
    responsibility: formsOf(...titles.map((title) => title.responsibility?.slice(0, STATEMENT_LENGTH))),
    edition: editionOf([described.edition?.text, described.edition?.alternate]),
    ...publisherOf(described.publication, record),
    ...yearsOf(record, family, described),
    extent: extentOf(extents[0] ?? null),
    languages: described.languages.filter((code) => !UNDETERMINED.has(code)),
    kind: isThesis(record, family, described) ? 'thesis' : described.kind,
    carrier: carrierOf(record, described),
  }
}

function titlesOf(title: Title | null): TitleText[] {
  if (title === null) return []
  return title.alternate === null ? [title] : [title, title.alternate]
}

const shownTitle = (title: TitleText): string =>
  [title.main, title.rest, ...title.parts.flatMap(({ number, name }) => [number, name])].filter(Boolean).join(' : ')

/** The title without its volume, and the numbers that are left in it. */
function cardTitle(titles: readonly TitleText[]): CardTitle | null {
  const mains = titles.map((title) => withoutVolume(title.main))
  const wholes = titles.map((title, at) =>
    [mains[at], title.rest === null ? '' : withoutVolume(title.rest), ...title.parts.map(partName)].join(' ').trim(),
  )
  const main = formsOf(...mains)
  const whole = formsOf(...wholes)
  if (main === null || whole === null) return null
  const numbers = [...toAsciiDigits(wholes[0] ?? '').matchAll(/\d+/g)].map(([digits]) => digits).join(' ')
  return { main, whole, numbers }
}

/** A part's own name, empty where it is no more than a volume. */
function partName({ name }: TitleText['parts'][number]): string {
  return name === null ? '' : (volumeIn(name)?.rest ?? name)
}

function withoutVolume(text: string): string {
  const rest = volumeIn(text)?.rest
  return rest === undefined || rest === '' ? text : rest
}

interface Numbers {
  readonly isbns: string[]
  readonly setIsbns: string[]
  readonly cancelled: string[]
  readonly volumes: number[]
}

function readNumbers(described: Description): Numbers {
  const read: Numbers = { isbns: [], setIsbns: [], cancelled: [], volumes: [] }
  for (const one of described.isbns) {
    const isbn = readIsbn(`${one.text} ${one.qualifier ?? ''}`)
    if (!isbn.ok) continue
    const { isbn13, isSet } = isbn.value
    const volume = isbn.value.volume ?? volumeIn(one.qualifier ?? one.text)?.numbers[0] ?? null
    const list = one.cancelled ? read.cancelled : isSet ? read.setIsbns : read.isbns
    if (!list.includes(isbn13)) list.push(isbn13)
    if (volume !== null && !one.cancelled && !read.volumes.includes(volume)) read.volumes.push(volume)
  }
  return read
}

// Source: LCCN normalisation, Library of Congress: what follows a slash is no part of it; the prefix (`ne`) is often left out.
const lccnOf = (value: string): string => value.replace(/\/[\s\S]*$/, '').replace(/^\s*[a-z]{1,3}(?=\s*\d)/i, '')

function idOf(scheme: string, source: string | null, value: string): string[] {
  const digits = toAsciiDigits(scheme === 'lccn' ? lccnOf(value) : value)
    .replace(/[^0-9a-zA-Z]/g, '')
    .toLowerCase()
  if (digits === '') return []
  if (scheme === 'lccn') return [`lccn:${digits}`]
  if (scheme === 'oclc') return [`oclc:${digits.replace(/^(?:ocm|ocn|on)?0*/, '')}`]
  return scheme === 'nbn' ? [`nbn:${(source ?? '').toLowerCase()}${digits}`] : []
}

/** A thesis note (502, UNIMARC 328) and no publisher: a published book may have been a thesis. */
function isThesis(record: MarcRecord, family: Family, { kind, publication }: Description): boolean {
  if (kind !== 'book' || publication.some((one) => one.publisher !== null)) return false
  return record.fields.some(({ tag }) => tag === (family === 'marc21' ? '502' : '328'))
}

/** Where 008 says in which form the item is: byte 29 for maps, pictures, films and objects, else 23. */
const FORM_AT_29 = 'efgkor'

function carrierOf(record: MarcRecord, described: Description): Carrier {
  if (described.online) return 'online'
  const at = FORM_AT_29.includes(record.leader[6] ?? ' ') ? 29 : 23
  for (const field of record.fields) {
    if (field.tag !== '008' || isDataField(field)) continue
    const form = field.value[at] ?? ' '
    if ('abc'.includes(form)) return 'microform'
    if (form === 'f') return 'braille'
    if (form === 'o') return 'online'
    if (form === 's' || form === 'q') return 'disc'
  }
  return 'print'
}

function subfieldTexts(record: MarcRecord, tag: string, code: string): string[] {
  const found: string[] = []
  for (const field of record.fields) {
    if (field.tag !== tag || !isDataField(field)) continue
    for (const sub of field.subfields) if (sub.code === code) found.push(sub.value)
  }
  return found
}
