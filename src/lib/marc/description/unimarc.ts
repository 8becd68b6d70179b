import { type DataField, isDataField, type MarcFamily, type MarcRecord } from '#lib/marc/record.ts'
import type {
  Description,
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
  indexUnimarc,
  joined,
  scriptText,
  scriptTexts,
  subfield,
  subfields,
  texts,
} from './fields.ts'
import { holdingItems, iranmarcItems } from './items.ts'
import { kindOf } from './marc21.ts'
import { clean, scriptOf, unbracket, withoutMarks } from './punctuation.ts'
import { unimarcAuthors, unimarcSubjects } from './unimarc-names.ts'

const NOTES =
  '300 301 302 303 304 305 306 307 308 310 311 312 313 314 315 316 317 318 320 321 322 323 324 325 328 333 334 336 337 345'.split(
    ' ',
  )
const TITLES = '500 501 503 510 512 513 514 515 516 517 518 520 530 531 532 540 541 545'.split(' ')

/**
 * Describes a UNIMARC or IRANMARC record. Sources: UNIMARC Manual, bibliographic format (IFLA); IRANMARC's own block 9
 * (iranmarc.nlai.ir).
 */
export function describeUnimarc(record: MarcRecord, family: MarcFamily): Description {
  const index = indexUnimarc(record)
  const coded = subfield(fieldsOf(index, '100')[0]?.field ?? NO_FIELD, 'a') ?? ''
  const publication = publicationsOf(index)
  const nine = family === 'iranmarc' ? iranmarcItems(index, record.fields.filter(isDataField)) : []
  return {
    controlNumber: clean(index.control.get('001')),
    controlSource: clean(subfield(fieldsOf(index, '801')[0]?.field ?? NO_FIELD, 'b')),
    kind: unimarcKind(record.leader),
    online: fieldsOf(index, '856').length > 0 && /^l/.test(record.leader[6] ?? ''),
    title: titleOf(index),
    uniformTitle: scriptTexts(index, ['500'], 'abhi')[0] ?? null,
    alternateTitles: scriptTexts(index, TITLES, 'aehi'),
    authors: unimarcAuthors(index),
    edition: scriptTexts(index, ['205'], 'ab')[0] ?? null,
    publication,
    years: yearsOf(coded, publication),
    languages: languagesOf(index),
    extent: extentOf(index),
    series: seriesOf(index),
    subjects: unimarcSubjects(index),
    notes: texts(index, NOTES, 'abcdefgu'),
    summary: texts(index, ['330'], 'a').join('\n') || null,
    contents: texts(index, ['327'], 'abcdefgh').join('\n') || null,
    isbns: numbers(index, '010'),
    issns: numbers(index, '011'),
    otherIds: otherIds(index),
    dewey: texts(index, ['676'], 'a'),
    lcc: texts(index, ['680'], 'ab'),
    callNumbers: [...new Set(texts(index, ['676', '680', '686', '905'], 'ab'))],
    urls: urlsOf(index),
    items: nine.length > 0 ? nine : holdingItems(index, true),
  }
}

const NO_FIELD: DataField = { tag: '', ind1: ' ', ind2: ' ', subfields: [] }

/** UNIMARC leader/06: b manuscript text, l electronic, m several media; the rest as in MARC 21. */
function unimarcKind(leader: string) {
  const type = leader[6] ?? ' '
  if (type === 'b') return 'manuscript'
  if (type === 'l') return 'electronic'
  if (type === 'm') return 'kit'
  return kindOf(leader, type)
}

function titleOf(index: FieldIndex): Title | null {
  const [linked] = fieldsOf(index, '200')
  if (!linked) return null
  return { ...titleText(linked.field), alternate: linked.alternate ? titleText(linked.alternate) : null }
}

function titleText(field: DataField): TitleText {
  const parts: { number: string | null; name: string | null }[] = []
  let main = ''
  let rest = ''
  for (const { code, value } of field.subfields) {
    if (code === 'a') main = main === '' ? value : `${main} ; ${withoutMarks(value).text}`
    else if (code === 'e') rest = rest === '' ? value : `${rest} : ${value}`
    else if (code === 'h') parts.push({ number: clean(value), name: null })
    else if (code === 'i') {
      const last = parts.at(-1)
      if (last && last.name === null) last.name = clean(value)
      else parts.push({ number: null, name: clean(value) })
    }
  }
  const marked = withoutMarks(main)
  const text = clean(marked.text) ?? ''
  const responsibility = clean([joined(field, 'f', ' ; '), joined(field, 'g', ' ; ')].filter(Boolean).join(' ; '))
  return {
    main: text,
    rest: clean(withoutMarks(rest).text),
    parts,
    responsibility,
    nonFiling: marked.nonFiling,
    script: scriptOf(text),
  }
}

function publicationsOf(index: FieldIndex): Publication[] {
  const found: Publication[] = []
  for (const tag of ['210', '214']) {
    for (const { field, alternate } of fieldsOf(index, tag)) {
      const text = publicationText(field)
      if (text) found.push({ ...text, alternate: alternate ? publicationText(alternate) : null })
    }
  }
  return found
}

function publicationText(field: DataField): PublicationText | null {
  const place = unbracket(clean(subfield(field, 'a')))
  const publisher = unbracket(clean(subfield(field, 'c')))
  const dateText = clean(subfield(field, 'd'))
  return place === null && publisher === null && dateText === null ? null : { place, publisher, dateText }
}

/** 100 $a/9–12 and /13–16, whatever calendar they are in, then the years of 210 $d. */
function yearsOf(coded: string, publication: readonly Publication[]): number[] {
  const years: number[] = []
  addYears(years, coded.slice(9, 13))
  if ('bdefghj'.includes(coded[8] ?? ' ')) addYears(years, coded.slice(13, 17))
  for (const { dateText } of publication) addYears(years, dateText)
  return years
}

function languagesOf(index: FieldIndex): string[] {
  const found = new Set<string>()
  for (const { field } of fieldsOf(index, '101')) {
    for (const code of subfields(field, 'a')) if (/^[a-z]{3}$/i.test(code.trim())) found.add(code.trim().toLowerCase())
  }
  return [...found]
}

/** 215 $a extent : $c other details ; $d size, the signs between them being left out of UNIMARC records. */
function extentOf(index: FieldIndex): string | null {
  const field = fieldsOf(index, '215')[0]?.field
  if (!field) return null
  const [extent, details, size] = [clean(joined(field, 'a')), clean(joined(field, 'c')), clean(joined(field, 'd'))]
  return clean(`${extent ?? ''}${details ? ` : ${details}` : ''}${size ? ` ; ${size}` : ''}`)
}

function seriesOf(index: FieldIndex): ScriptText[] {
  const stated = fieldsOf(index, '225').flatMap((linked) => {
    const text = scriptText(linked, 'aehi')
    const volume = clean(subfield(linked.field, 'v'))
    return text ? { ...text, text: volume ? `${text.text} ; ${volume}` : text.text } : []
  })
  if (stated.length > 0) return stated
  return fieldsOf(index, '410').flatMap((linked) => scriptText(linked, 'tv') ?? [])
}

function numbers(index: FieldIndex, tag: string): StandardNumber[] {
  const found: StandardNumber[] = []
  for (const { field } of fieldsOf(index, tag)) {
    const qualifier = clean(subfield(field, 'b'))
    for (const { code, value } of field.subfields) {
      if ((code === 'a' || code === 'z' || code === 'y') && value.trim() !== '') {
        found.push({ text: value.trim(), qualifier, cancelled: code !== 'a' })
      }
    }
  }
  return found
}

function otherIds(index: FieldIndex): OtherId[] {
  const found: OtherId[] = []
  for (const { field } of fieldsOf(index, '020')) {
    const value = clean(subfield(field, 'b'))
    if (value) found.push({ scheme: 'nbn', source: clean(subfield(field, 'a')), value })
  }
  for (const { field } of fieldsOf(index, '035')) {
    for (const text of subfields(field, 'a')) {
      const [, source = null, value = ''] = /^(?:\(([^)]*)\))?\s*(.*)$/.exec(text.trim()) ?? []
      if (value !== '') found.push({ scheme: source === 'OCoLC' ? 'oclc' : 'system', source, value })
    }
  }
  return found
}

function urlsOf(index: FieldIndex): Link[] {
  const found: Link[] = []
  for (const { field } of fieldsOf(index, '856')) {
    for (const href of subfields(field, 'u')) {
      if (/^https?:\/\//i.test(href.trim())) found.push({ href: href.trim(), label: clean(joined(field, 'yz2')) })
    }
  }
  return found
}
