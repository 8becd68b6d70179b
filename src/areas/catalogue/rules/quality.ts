import type { Brief } from '#areas/catalogue/contract.ts'
import { QUALITY_CODES, type QualityFault } from '#areas/catalogue/quality-faults.ts'
import { isbn } from '#lib/identifiers/books.ts'
import { isDataField, type MarcFamily, type MarcRecord } from '#lib/marc/record.ts'
import { fold } from '#lib/persian/fold.ts'

/**
 * What is wanting in a record, with what it costs of a hundred: three kinds — missing, suspicious, and `duplicate`, which
 * only the whole catalogue can tell.
 */
export const QUALITY_FAULTS: Readonly<Record<QualityFault, number>> = {
  'missing-title': 30,
  'missing-author': 10,
  'missing-year': 10,
  'missing-publisher': 5,
  'missing-subject': 15,
  'missing-language': 5,
  'missing-isbn': 5,
  'missing-class': 5,
  'isbn-wrong': 10,
  'year-ahead': 15,
  'year-improbable': 5,
  'title-capitals': 5,
  'title-digits': 15,
  'author-is-title': 10,
  'mixed-letters': 5,
  duplicate: 20,
}

/** Changed whenever these rules answer differently: records checked by older rules are checked again. */
export const QUALITY_VERSION = 1

/** What the rules look at: a record and what the catalogue read in it. */
export interface Checked {
  record: MarcRecord
  family: MarcFamily
  brief: Pick<
    Brief,
    'title' | 'authors' | 'responsibility' | 'year' | 'publisher' | 'subjects' | 'languages' | 'kind' | 'issns'
  >
  classification: readonly string[]
}

/** Books have carried an ISBN in Iran from about here on (Gregorian). */
const ISBN_SINCE = 1998
/** Printing reached no book before it (Gregorian). */
const PRINT_SINCE = 1450
const NO_PUBLISHER = new Set(['manuscript', 'archive', 'object', 'picture'])
const NO_AUTHOR = new Set(['serial', 'map', 'object', 'archive', 'picture'])

/** The faults of a record, in the order of `QUALITY_FAULTS`. `thisYear` is Gregorian. Pure; nothing is refused. */
export function faultsOf(checked: Checked, thisYear: number): QualityFault[] {
  const { brief } = checked
  const isbns = writtenIsbns(checked)
  const year = brief.year
  const found: Readonly<Record<QualityFault, boolean>> = {
    'missing-title': brief.title === '—' || brief.title.trim() === '',
    'missing-author': brief.authors.length === 0 && brief.responsibility === null && !NO_AUTHOR.has(brief.kind),
    'missing-year': year === null,
    'missing-publisher': brief.publisher === null && !NO_PUBLISHER.has(brief.kind),
    'missing-subject': brief.subjects.length === 0,
    'missing-language': brief.languages.length === 0,
    'missing-isbn': isbns.length === 0 && brief.kind === 'book' && year !== null && year >= ISBN_SINCE,
    'missing-class': checked.classification.length === 0,
    'isbn-wrong': isbns.some((text) => !isbn(text).ok),
    'year-ahead': year !== null && year > thisYear + 1,
    'year-improbable': year !== null && year < PRINT_SINCE && brief.kind === 'book',
    'title-capitals': isInCapitals(brief.title),
    'title-digits': /\d/.test(fold(brief.title)) && !/\p{L}/u.test(brief.title),
    'author-is-title': brief.authors.some((author) => isSameName(author.name, brief.title)),
    'mixed-letters': isMixed(checked),
    duplicate: false,
  }
  return QUALITY_CODES.filter((code) => found[code])
}

/** What is left of a hundred. */
export const scoreOf = (faults: readonly QualityFault[]): number =>
  Math.max(0, 100 - faults.reduce((sum, code) => sum + QUALITY_FAULTS[code], 0))

/** Numbers as they stand in the record, right or wrong; cancelled ones (MARC 21 `$z`) say themselves that they are wrong. */
function writtenIsbns({ record, family }: Checked): string[] {
  const tag = family === 'marc21' ? '020' : '010'
  return record.fields.flatMap((field) => {
    if (field.tag !== tag || !isDataField(field)) return []
    return field.subfields.filter(({ code, value }) => code === 'a' && /\d/.test(fold(value))).map(({ value }) => value)
  })
}

const MOST_ACRONYM = 8

function isInCapitals(title: string): boolean {
  const letters = title.match(/\p{Script=Latin}/gu) ?? []
  return letters.length > MOST_ACRONYM && !/\p{Ll}/u.test(title)
}

const inOrder = (text: string) => fold(text).split(' ').sort().join(' ')

// A life or a collection may be named after one person; only the very same words are a slip of the hand.
const isSameName = (author: string, title: string) => inOrder(author) !== '' && inOrder(author) === inOrder(title)

const ARABIC = /[يكى]/
const PERSIAN = /[یک]/

/** Arabic yeh or kaf beside Persian ones in one Persian record: half of its words are not found by simpler systems. */
function isMixed({ record, brief }: Checked): boolean {
  const [language] = brief.languages
  if (language !== 'per' && language !== 'fas') return false
  let [hasArabic, hasPersian] = [false, false]
  for (const field of record.fields) {
    if (!isDataField(field)) continue
    for (const { value } of field.subfields) {
      hasArabic ||= ARABIC.test(value)
      hasPersian ||= PERSIAN.test(value)
      if (hasArabic && hasPersian) return true
    }
  }
  return false
}
