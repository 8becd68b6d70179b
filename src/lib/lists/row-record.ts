import { createHash } from 'node:crypto'
import { isbn } from '#lib/identifiers/books.ts'
import type { DataField, Fault, MarcField, MarcRecord, Subfield } from '#lib/marc/record.ts'
import { toAsciiDigits } from '#lib/persian/digits.ts'
import { fold } from '#lib/persian/fold.ts'
import type { ListColumns, ListField } from './fields.ts'

/** A row as a MARC 21 record, or why it is none. */
export type RowRecord =
  | { readonly ok: true; readonly record: MarcRecord; readonly repairs: readonly Fault[] }
  | { readonly ok: false; readonly code: string }

const MOST_COPIES = 1000

/** The cells of a row by what they hold; several columns of one field give several. */
function valuesOf(cells: readonly string[], { fields }: ListColumns): (field: ListField) => string[] {
  const values = new Map<ListField, string[]>()
  fields.forEach((field, i) => {
    const text = tidy(cells[i] ?? '')
    if (field !== null && text !== '') values.set(field, [...(values.get(field) ?? []), text])
  })
  return (field) => values.get(field) ?? []
}

// The apostrophe is what a spreadsheet, ours too, puts before a text that looks like a formula.
const tidy = (cell: string) =>
  cell
    .replace(/[\x00-\x1f\x7f-\x9f\ufffe\uffff]+/g, ' ')
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/ {2,}/g, ' ')
    .trim()

/**
 * Makes a MARC 21 record of a row. Its control number is the list's own (`number`), else made of what tells the book and the copy
 * apart, so that the same row sent again is the same record. A row without title is refused as `catalogue.list-row-untitled`; an
 * ISBN that does not check is kept as a wrong one, and told.
 */
export function recordOfRow(cells: readonly string[], columns: ListColumns): RowRecord {
  const of = valuesOf(cells, columns)
  const [title] = of('title')
  if (title === undefined || !/[\p{L}\p{N}]/u.test(title)) return { ok: false, code: 'catalogue.list-row-untitled' }
  const repairs: Fault[] = []
  const fields: MarcField[] = [
    { tag: '001', value: controlNumber(of) },
    { tag: '008', value: coded(of) },
    ...isbns(of, repairs),
    ...names(of('author').slice(0, 1), '100', 'aut'),
    titleField(of, title),
    ...plain('250', '  ', of('edition').join('، ')),
    ...imprint(of),
    ...plain('300', '  ', of('extent').map(pages).join('، ')),
    ...of('series').flatMap((value) => plain('490', '0 ', value)),
    ...of('note').flatMap((value) => plain('500', '  ', value)),
    ...(languageOf(of) === null ? of('language').flatMap((value) => plain('546', '  ', value)) : []),
    ...of('subject')
      .flatMap(several)
      .flatMap((value) => plain('653', '  ', value)),
    ...names(of('author').slice(1), '700', 'aut'),
    ...names(of('editor'), '700', 'edt'),
    ...names(of('translator'), '700', 'trl'),
    ...holdings(of, repairs),
  ]
  const extra = of('author').slice(0, 1).flatMap(several).slice(1)
  const at = fields.findIndex(({ tag }) => tag === '852' || tag === '700')
  fields.splice(at < 0 ? fields.length : at, 0, ...names(extra, '700', 'aut'))
  return { ok: true, record: { leader: '00000nam a2200000 a 4500', fields }, repairs }
}

type Of = (field: ListField) => string[]

const field = (tag: string, ind: string, subfields: readonly Subfield[]): DataField => ({
  tag,
  ind1: ind[0] ?? ' ',
  ind2: ind[1] ?? ' ',
  subfields,
})

const plain = (tag: string, ind: string, value: string): DataField[] =>
  value === '' ? [] : [field(tag, ind, [{ code: 'a', value }])]

const several = (value: string) =>
  value
    .split(/[؛;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const IDENTITY: readonly ListField[] = [
  'isbn',
  'title',
  'subtitle',
  'author',
  'translator',
  'publisher',
  'year',
  'edition',
  'volume',
  'barcode',
  'accession',
]

/** `list-` and the list's own number (with the copy's, for many lists have a row a copy), or 20 hex digits of what tells one row from another. */
function controlNumber(of: Of): string {
  const [own] = of('number')
  const copy = of('barcode')[0] ?? of('accession')[0]
  const number = [own, copy].filter((part) => part !== undefined).join('-')
  if (own !== undefined && number.length <= 100) return `list-${toAsciiDigits(number)}`
  const identity = IDENTITY.map((name) => of(name).map(fold).join('\u001f')).join('\u001e')
  return `list-${createHash('sha256').update(identity).digest('hex').slice(0, 20)}`
}

const LANGUAGES: readonly (readonly [code: string, names: string])[] = [
  ['per', 'فارسی persian farsi per fas fa'],
  ['ara', 'عربی arabic ara ar'],
  ['eng', 'انگلیسی english eng en'],
  ['fre', 'فرانسه فرانسوی french fre fra fr'],
  ['ger', 'آلمانی german ger deu de'],
  ['tur', 'ترکی ترکی‌استانبولی turkish tur tr'],
  ['aze', 'آذری آذربایجانی azerbaijani aze az'],
  ['kur', 'کردی kurdish kur ku'],
  ['urd', 'اردو urdu urd ur'],
  ['rus', 'روسی russian rus ru'],
]
const BY_LANGUAGE = new Map(LANGUAGES.flatMap(([code, names]) => names.split(' ').map((name) => [fold(name), code])))

const languageOf = (of: Of): string | null => BY_LANGUAGE.get(fold(of('language')[0] ?? '')) ?? null

/** 008: the year as the list counts it, no date of entry (the list has none, and a record must stay what it was). */
function coded(of: Of): string {
  const year = /(?<!\d)\d{4}(?!\d)/.exec(toAsciiDigits(of('year')[0] ?? ''))?.[0]
  const dates = year === undefined ? 'nuuuu    ' : `s${year}    `
  // 0–5 entered, 6–14 dates, 15–17 place, 18–34 not coded, 35–37 language, 38 changed, 39 source.
  return `||||||${dates}xx ${'|'.repeat(17)}${languageOf(of) ?? '|||'} d`
}

function isbns(of: Of, repairs: Fault[]): DataField[] {
  return of('isbn')
    .flatMap(several)
    .map((value) => {
      const read = isbn(value)
      if (read.ok) return field('020', '  ', [{ code: 'a', value: value.slice(0, 200) }])
      repairs.push({ code: 'marc.list-isbn-wrong', offset: 0, facts: { isbn: value.slice(0, 60) } })
      return field('020', '  ', [{ code: 'z', value: value.slice(0, 200) }])
    })
}

function names(values: readonly string[], tag: string, role: string): DataField[] {
  const all = tag === '100' ? values.flatMap(several).slice(0, 1) : values.flatMap(several)
  return all.map((value) =>
    field(tag, `${/[،,]/.test(value) ? '1' : '0'} `, [
      { code: 'a', value },
      { code: '4', value: role },
    ]),
  )
}

function titleField(of: Of, title: string): DataField {
  const [rest, volume] = [of('subtitle')[0], of('volume')[0]]
  const part = volume === undefined ? undefined : /^[\d۰-۹٠-٩]+$/.test(volume) ? `ج. ${volume}` : volume
  const names = [...of('author'), ...of('translator')].join('؛ ')
  const subfields: Subfield[] = [
    { code: 'a', value: title },
    ...(rest === undefined ? [] : [{ code: 'b', value: rest }]),
    ...(part === undefined ? [] : [{ code: 'n', value: part }]),
    ...(names === '' ? [] : [{ code: 'c', value: names }]),
  ]
  return field('245', `${of('author').length > 0 ? '1' : '0'}0`, subfields)
}

function imprint(of: Of): DataField[] {
  const parts: [string, string | undefined][] = [
    ['a', of('place')[0]],
    ['b', of('publisher')[0]],
    ['c', of('year')[0]],
  ]
  const subfields = parts.flatMap(([code, value]) => (value === undefined ? [] : [{ code, value }]))
  return subfields.length === 0 ? [] : [field('264', ' 1', subfields)]
}

const pages = (value: string) => (/^[\d۰-۹٠-٩]+$/.test(value) ? `${value} ص.` : value)

/** One 852 a copy; a barcode or accession number is one copy's own. */
function holdings(of: Of, repairs: Fault[]): DataField[] {
  const call = of('callNumber').map((value) => ({ code: 'h', value }))
  const marks = of('barcode')
    .flatMap(several)
    .map((value) => ({ code: 'p', value }))
  const numbers =
    marks.length > 0
      ? marks
      : of('accession')
          .flatMap(several)
          .map((value) => ({ code: 'p', value }))
  const count = Math.max(copiesOf(of, repairs), numbers.length)
  return Array.from({ length: count }, (_, i) =>
    field('852', '  ', [...call, ...numbers.slice(i, i + 1), { code: 't', value: String(i + 1) }]),
  )
}

function copiesOf(of: Of, repairs: Fault[]): number {
  const [said] = of('copies')
  if (said === undefined) return 1
  const count = Number(/^\d{1,6}/.exec(toAsciiDigits(said))?.[0] ?? Number.NaN)
  if (count >= 0 && count <= MOST_COPIES) return count
  repairs.push({ code: 'marc.list-copies-wrong', offset: 0, facts: { copies: said.slice(0, 60) } })
  return 1
}
