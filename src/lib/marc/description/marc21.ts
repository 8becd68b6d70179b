import type { DataField, MarcRecord } from '#lib/marc/record.ts'
import type {
  Description,
  Kind,
  Link,
  OtherId,
  Publication,
  PublicationText,
  ScriptText,
  StandardNumber,
  Title,
  TitleText,
} from './description.ts'
import {
  addYears,
  type FieldIndex,
  fieldsOf,
  indexMarc21,
  joined,
  scriptTexts,
  subfield,
  subfields,
  texts,
} from './fields.ts'
import { marc21Items } from './items.ts'
import { marc21Authors, marc21Subjects } from './marc21-names.ts'
import { clean, scriptOf, unbracket, withoutMarks } from './punctuation.ts'

const NOTES =
  '500 501 502 504 506 507 508 510 511 513 515 518 521 525 530 533 534 536 538 540 541 545 546 547 550 555 561 563 580 581 585 586 588 590'.split(
    ' ',
  )

/** Describes a MARC 21 bibliographic record. Source: MARC 21 Format for Bibliographic Data, Library of Congress. */
export function describeMarc21(record: MarcRecord): Description {
  const index = indexMarc21(record)
  const coded = index.control.get('008') ?? ''
  const publication = publicationsOf(index)
  return {
    controlNumber: clean(index.control.get('001')),
    controlSource: clean(index.control.get('003')),
    kind: kindOf(record.leader),
    online: /^c.*r/.test((index.control.get('007') ?? '').slice(0, 2)) || 'os'.includes(coded[23] ?? ' '),
    title: titleOf(index),
    uniformTitle: scriptTexts(index, ['240', '130'], 'adfgklmnoprs')[0] ?? null,
    alternateTitles: alternateTitles(index),
    authors: marc21Authors(index),
    edition: scriptTexts(index, ['250'], 'ab')[0] ?? null,
    publication,
    years: yearsOf(coded, publication),
    languages: languagesOf(index, coded),
    extent: texts(index, ['300'], 'abce')[0] ?? null,
    series: seriesOf(index),
    subjects: marc21Subjects(index),
    notes: texts(index, NOTES, 'abcdefgimnpqu3'),
    summary: texts(index, ['520'], 'ab').join('\n') || null,
    contents: texts(index, ['505'], 'agrtu').join('\n') || null,
    isbns: [...standardNumbers(index, '020', 'a', 'z'), ...standardNumbers(index, '024', '', '')],
    issns: standardNumbers(index, '022', 'a', 'yz'),
    otherIds: otherIds(index),
    dewey: codes(index, ['082', '092'], 'a'),
    lcc: codes(index, ['050', '090'], 'ab'),
    callNumbers: codes(index, ['050', '060', '070', '080', '082', '084', '086', '090', '092', '099'], 'ab'),
    urls: urlsOf(index),
    items: marc21Items(index),
  }
}

const KINDS: Readonly<Record<string, Kind>> = {
  a: 'book',
  c: 'score',
  d: 'score',
  e: 'map',
  f: 'map',
  g: 'video',
  i: 'audio',
  j: 'audio',
  k: 'picture',
  m: 'electronic',
  o: 'kit',
  p: 'archive',
  r: 'object',
  t: 'manuscript',
}

/** Leader/06 and /07; MARC 21 and UNIMARC differ only in what `b`, `l` and `m` of /06 mean. */
export function kindOf(leader: string, type = leader[6] ?? ' '): Kind {
  const level = leader[7] ?? ' '
  if (type === 'a' || type === ' ') {
    if (level === 's' || level === 'i') return 'serial'
    if (level === 'a' || level === 'b') return 'article'
  }
  return KINDS[type] ?? (type === ' ' ? 'book' : 'other')
}

function titleOf(index: FieldIndex): Title | null {
  const [linked, other] = fieldsOf(index, '245')
  if (!linked) return null
  const title = titleText(linked.field)
  const alternate = linked.alternate ?? other?.field ?? null
  return { ...title, alternate: alternate ? titleText(alternate) : null }
}

function titleText(field: DataField): TitleText {
  const parts: { number: string | null; name: string | null }[] = []
  let main = ''
  let rest = ''
  for (const { code, value } of field.subfields) {
    if (code === 'a' && main === '') main = value
    else if (code === 'b' || code === 'f' || code === 'g' || code === 'k')
      rest = rest === '' ? value : `${rest} ${value}`
    else if (code === 'n') parts.push({ number: clean(value), name: null })
    else if (code === 'p') {
      const last = parts.at(-1)
      if (last && last.name === null) last.name = clean(value)
      else parts.push({ number: null, name: clean(value) })
    }
  }
  const marked = withoutMarks(main)
  const filing = Number(field.ind2)
  const text = clean(marked.text) ?? clean(rest) ?? ''
  const nonFiling = marked.nonFiling || (filing > 0 && filing < text.length ? filing : 0)
  const shown = main === '' ? null : clean(rest)
  return {
    main: text,
    rest: shown,
    parts,
    responsibility: clean(subfield(field, 'c')),
    nonFiling,
    script: scriptOf(text),
  }
}

function alternateTitles(index: FieldIndex): ScriptText[] {
  const found = scriptTexts(index, ['246', '210', '222', '242', '247', '740'], 'abnp')
  return [...found, ...scriptTexts(index, ['730'], 'adfgklmnoprst')]
}

function publicationsOf(index: FieldIndex): Publication[] {
  const found: Publication[] = []
  for (const tag of ['260', '264']) {
    for (const { field, alternate } of fieldsOf(index, tag)) {
      // 264 second indicator: 1 published, others produced, distributed, made, copyright.
      if (tag === '264' && '234'.includes(field.ind2)) continue
      const text = publicationText(field)
      if (text) found.push({ ...text, alternate: alternate ? publicationText(alternate) : null })
    }
  }
  return found
}

function publicationText(field: DataField): PublicationText | null {
  const place = unbracket(clean(subfield(field, 'a')))
  const publisher = unbracket(clean(subfield(field, 'b')))
  const dateText = clean(subfield(field, 'c') ?? subfield(field, 'g'))
  return place === null && publisher === null && dateText === null ? null : { place, publisher, dateText }
}

function yearsOf(coded: string, publication: readonly Publication[]): number[] {
  const years: number[] = []
  const type = coded[6] ?? ' '
  addYears(years, coded.slice(7, 11))
  // 008/06 c, d, u, m, i, k, q have a second date that is an end or a copyright; 9999 is “still published”.
  if ('cdmikpqrt'.includes(type)) addYears(years, coded.slice(11, 15))
  for (const { dateText } of publication) addYears(years, dateText)
  return years
}

function languagesOf(index: FieldIndex, coded: string): string[] {
  const found: string[] = []
  const put = (code: string) => {
    const clean = code.toLowerCase()
    if (/^[a-z]{3}$/.test(clean) && !/^(und|zxx|xxx)$/.test(clean) && !found.includes(clean)) found.push(clean)
  }
  put(coded.slice(35, 38))
  for (const { field } of fieldsOf(index, '041')) {
    // Old records pack several codes into one $a: `engfre`.
    for (const text of [...subfields(field, 'a'), ...subfields(field, 'd')])
      for (const code of text.match(/.{3}/g) ?? []) put(code)
  }
  return found
}

function seriesOf(index: FieldIndex): ScriptText[] {
  const traced = scriptTexts(index, ['490', '440'], 'anpv')
  return traced.length > 0 ? traced : scriptTexts(index, ['800', '810', '811', '830'], 'atnpv')
}

function standardNumbers(index: FieldIndex, tag: string, valid: string, cancelled: string): StandardNumber[] {
  const found: StandardNumber[] = []
  for (const { field } of fieldsOf(index, tag)) {
    // 024 with first indicator 3 is an EAN: the same thirteen digits as an ISBN when it begins with 978 or 979.
    const ean = tag === '024' && field.ind1 === '3'
    const qualifier = clean(joined(field, 'q'))
    for (const { code, value } of field.subfields) {
      const isCancelled = cancelled.includes(code)
      const wanted = ean ? code === 'a' && /^97[89]/.test(value.trim()) : valid.includes(code) || isCancelled
      if (wanted) found.push(...standardNumber(value, qualifier, isCancelled))
    }
  }
  return found
}

/** Older records write the qualifier behind the number: `9640000000 (pbk.) :`. */
function standardNumber(value: string, qualifier: string | null, cancelled: boolean): StandardNumber[] {
  const [, number = '', inside] = /^([^(]*)(?:\(([^)]*)\)?)?/.exec(value) ?? []
  const text = clean(number) ?? clean(value)
  return text === null ? [] : [{ text, qualifier: qualifier ?? clean(inside), cancelled }]
}

function otherIds(index: FieldIndex): OtherId[] {
  const found: OtherId[] = []
  for (const value of codes(index, ['010'], 'a')) found.push({ scheme: 'lccn', source: null, value })
  for (const { field } of fieldsOf(index, '035')) {
    for (const text of subfields(field, 'a')) {
      const [, source = null, value = ''] = /^(?:\(([^)]*)\))?\s*(.*)$/.exec(text.trim()) ?? []
      if (value !== '') found.push({ scheme: isOclc(source, value) ? 'oclc' : 'system', source, value })
    }
  }
  for (const tag of ['015', '016']) {
    for (const { field } of fieldsOf(index, tag)) {
      const value = clean(subfield(field, 'a'))
      if (value) found.push({ scheme: 'nbn', source: subfield(field, '2'), value })
    }
  }
  return found
}

/** OCLC's own prefixes stand in many records without its parenthesised code. */
const isOclc = (source: string | null, value: string) =>
  source === 'OCoLC' || (source === null && /^oc[mn]\d+$|^on\d+$/.test(value))

function codes(index: FieldIndex, tags: readonly string[], wanted: string): string[] {
  return [...new Set(texts(index, tags, wanted).map(withoutPrimes))]
}

/** LC marks where a Dewey number may be cut (`813/.54`, `338.4/7`); in Iran's own numbers the slash is the decimal sign. */
const withoutPrimes = (text: string) =>
  /^[\d./' ]+$/.test(text) && text.includes('.') ? text.replaceAll('/', '') : text

function urlsOf(index: FieldIndex): Link[] {
  const found: Link[] = []
  for (const { field } of fieldsOf(index, '856')) {
    for (const href of subfields(field, 'u')) {
      if (/^https?:\/\//i.test(href.trim())) found.push({ href: href.trim(), label: clean(joined(field, 'y3z')) })
    }
  }
  return found
}
